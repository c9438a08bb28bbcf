//! Whose demand each rule is: the call's, the tool's own, or an overlay's; told in every format.

use serde_json::{Value, json};

use crate::common::{Folder, Recevable, edit, example, plain_spaces, recevable};

const OVERLAY: &str = r#"[overlay]
id = "pays"
campaign = 2015
title = { fr = "Pays des Sources", en = "Country of the Springs" }

[lists]
collectivites-locales = { remove = ["departement"], because = "Choix du Pays." }

[facts."cofinancement.local"]
label = { fr = "cofinancement local", en = "local co-financing" }
sum = "budget.produits.montant"
where = { type = "@collectivites-locales" }
because = "Choix du Pays."

[[override]]
id = "F1-FIN-1"
require = { fact = "demande.total", at_least = "30000 €" }

[[override]]
id = "C-QUA-6"
level = "error"

[[override]]
id = "C-MET-1"
title = { fr = "Méthode", en = "Method" }

[[override]]
id = "D-DAT-1"
stages = ["fiche_synthetique", "dossier_complet"]

[[rule]]
id = "PAYS-1"
group = "eligibilite"
level = "warning"
stages = ["dossier_complet"]
basis = "computed"
source = "Charte du Pays"
title = { fr = "Demande modeste", en = "Modest request" }
require = { fact = "demande.total", at_most = "100 €" }
"#;

const LABEL: &str = "[labels]\nparticipation-habitants = { fr = \"tous\", en = \"all\" }\n";

/// A dossier that misses a demand of an overlay, one of the call and two checks of the tool.
fn dossier() -> String {
    edit(
        &example("fiche-1-eligible.yaml"),
        &[("debut: 2015-02-16", "debut: 2015-01-15"), ("fonctionnement: 9 000 €", "fonctionnement: 8 999 €")],
    )
}

fn check(overlays: &[&str], more: &[&str]) -> String {
    let folder = Folder::new();
    folder.write(
        "a.yaml",
        edit(&dossier(), &[("thematiques: [participation-habitants, citoyennete]", "thematiques: [cadre-de-vie]")]),
    );
    let mut arguments = vec!["check", "a.yaml", "--date", "2014-11-20"];
    for (name, text) in ["a.toml", "b.toml"].iter().zip(overlays) {
        folder.write(name, text);
        arguments.extend(["--overlay", name]);
    }
    arguments.extend(more);
    Recevable::new(arguments).dir(folder.path()).run().exits(1).stdout
}

fn of_rule<'v>(report: &'v Value, rule: &str) -> &'v Value {
    let assessment = &report["dossiers"][0]["assessments"][0];
    let all = [&assessment["findings"], &assessment["notes"]].into_iter().flat_map(|list| list.as_array().unwrap());
    all.into_iter().find(|one| one["rule"] == rule).unwrap_or_else(|| panic!("{rule}"))
}

fn line(text: &str) -> usize {
    1 + OVERLAY[..OVERLAY.find(text).unwrap()].matches('\n').count()
}

#[test]
fn json_says_who_demands_and_what_an_overlay_changed() {
    let report: Value =
        serde_json::from_str(&check(&[&format!("{OVERLAY}{LABEL}")], &["--format", "json", "-v"])).unwrap();
    let changed = |rule: &str| {
        let one = of_rule(&report, rule);
        assert_eq!((&one["origin"], &one["overlay"]["id"]), (&json!("overlay"), &json!("pays")), "{rule}");
        assert_eq!(one["overlay"]["title"], "Pays des Sources");
        one["overlay"]["changed"].clone()
    };
    assert_eq!(changed("F1-FIN-1"), json!(["require.at_least"]));
    assert_eq!(changed("F1-COF-1"), json!(["lists.collectivites-locales", "facts.cofinancement.local"]));
    assert_eq!(changed("F1-THM-1"), json!(["labels.participation-habitants"]));
    assert_eq!(changed("C-QUA-6"), json!(["level"]));
    assert_eq!(changed("PAYS-1"), json!([]));
    for (rule, origin) in [("C-MET-1", "call"), ("C-PER-3", "call"), ("C-JUR-1", "call"), ("D-BUD-3", "tool")] {
        let one = of_rule(&report, rule);
        assert_eq!((&one["origin"], &one["overlay"]), (&json!(origin), &Value::Null), "{rule}");
    }
    // What is said again is not changed.
    assert_eq!(of_rule(&report, "D-DAT-1")["origin"], "tool");
}

#[test]
fn of_several_overlays_texts_name_all_and_json_the_last() {
    let second = "[overlay]\nid = \"ville\"\ncampaign = 2015\ntitle = { fr = \"Ville\", en = \"Town\" }\n\
                  [[override]]\nid = \"F1-FIN-1\"\nrequire = { fact = \"demande.total\", at_least = \"40000 €\" }\n\
                  [[override]]\nid = \"PAYS-1\"\nlevel = \"error\"\n";
    let report: Value = serde_json::from_str(&check(&[OVERLAY, second], &["--format", "json", "-v"])).unwrap();
    let overlay = &of_rule(&report, "F1-FIN-1")["overlay"];
    assert_eq!(*overlay, json!({"id": "ville", "title": "Ville", "changed": ["require.at_least"]}));
    assert_eq!(of_rule(&report, "PAYS-1")["overlay"]["changed"], json!(["level"]));
    assert_eq!(of_rule(&report, "C-QUA-6")["overlay"]["id"], "pays");
    let text = check(&[OVERLAY, second], &["--format", "github"]);
    let both = format!(
        "Pays des Sources (a.toml:{}), qui modifie : Fiche 1, § 3, Financier ; Ville (b.toml:7), qui modifie : Fiche 1, § 3, Financier",
        line("require")
    );
    assert!(plain_spaces(&text).contains(&both), "{both}\n{text}");
}

#[test]
fn every_format_tells_whose_demand_it_is() {
    let floor = format!("Pays des Sources (a.toml:{})", line("require = { fact = \"demande.total\", at_least"));
    let own = format!("Pays des Sources (a.toml:{}), Charte du Pays", line("id = \"PAYS-1\""));
    let said = [
        format!("{floor}, qui modifie : Fiche 1, § 3, Financier"),
        own,
        "Contrôle de l'outil : ce n'est pas une exigence de l'appel".to_owned(),
        "Appel : Fiche 1, § 3, Thématiques".to_owned(),
    ];
    // Without its markup, and without what formats put into texts.
    let bare = |text: &str| {
        let text = plain_spaces(text).replace("<!-- -->", "").replace("&#39;", "'").replace("&apos;", "'");
        text.replace("</dt><dd>", " : ").replace("%3A", ":").replace("%2C", ",").replace('\n', " ")
    };
    for format in ["sarif", "junit", "github", "gitlab", "markdown", "html", "concise"] {
        let text = bare(&check(&[OVERLAY], &["--format", format]));
        for words in &said {
            assert!(text.contains(words.as_str()), "{format}: {words}\n{text}");
        }
        assert!(!text.contains("Appel : Fiche 1, § 3, Financier"), "{format}: {text}");
    }
    let letter = bare(&check(&[OVERLAY], &["--format", "lettre"]));
    assert!(letter.contains(&format!("Surcouche : {}", said[0])) && letter.contains(&said[3]), "{letter}");
    let csv = plain_spaces(&check(&[OVERLAY], &["--format", "csv"]));
    let (head, row) = csv.trim_end().split_once('\n').unwrap();
    assert!(head.contains("Dont contrôles de l'outil;Dont règles de surcouches"), "{head}");
    let cells = format!(
        ";D-BUD-3, D-DAT-2;F1-FIN-1 (a.toml:{}), PAYS-1 (a.toml:{});",
        line("require"),
        line("id = \"PAYS-1\"")
    );
    assert!(row.contains(&cells), "{cells}\n{row}");
}

#[test]
fn texts_tell_the_tools_checks_from_the_calls_in_both_languages() {
    let text = plain_spaces(&check(&[], &[]));
    assert!(text.contains("Appel   : Fiche 1, § 3, Thématiques"), "{text}");
    assert!(text.contains("Contrôle de l'outil : ce n'est pas une exigence de l'appel"), "{text}");
    // The jury has no part in what the tool checks of its own.
    assert!(text.contains("Ces points sont des contrôles de l'outil") && !text.contains("le jury"), "{text}");
    let english = check(&[], &["--lang", "en"]);
    assert!(english.contains("Check of this tool: no demand of the call"), "{english}");
    assert!(
        english.contains("checks of this tool, not demands of the call") && !english.contains("the jury"),
        "{english}"
    );
}

#[test]
fn the_commands_on_rules_tell_it_too() {
    let folder = Folder::new();
    let path = folder.write("a.toml", OVERLAY);
    let overlay = path.to_str().unwrap();
    let lists = recevable(["rules", "list", "--format", "json", "--overlay", overlay]).json().0;
    let listed =
        |rule: &str| lists[0]["rules"].as_array().unwrap().iter().find(|one| one["id"] == rule).unwrap().clone();
    assert_eq!(listed("F1-FIN-1")["overlay"]["changed"], json!(["require.at_least"]));
    assert_eq!((&listed("D-BUD-1")["origin"], &listed("C-CAL-1")["origin"]), (&json!("tool"), &json!("call")));
    let text = recevable(["rules", "list", "--overlay", overlay]).stdout;
    let has = |rule: &str, origin: &str| text.lines().any(|line| line.contains(rule) && line.contains(origin));
    assert!(has("F1-FIN-1", "Surcouche") && has("D-BUD-1", "Outil") && has("C-CAL-1", "Appel"), "{text}");
    let shown = recevable(["rules", "show", "F1-FIN-1", "--overlay", overlay]).stdout;
    assert!(shown.contains("# Surcouche") && shown.contains("qui modifie"), "{shown}");
    toml::from_str::<toml::Table>(&shown).expect("what is shown is TOML");
    let shown = recevable(["rules", "show", "PAYS-1", "--overlay", overlay, "--format", "json"]).json().0;
    assert_eq!(shown["rules"][0]["overlay"], json!({"id": "pays", "title": "Pays des Sources", "changed": []}));
    let explained = plain_spaces(&recevable(["explain", "F1-FIN-1", "--overlay", overlay]).stdout);
    let words: Vec<&str> = explained.split_whitespace().collect();
    assert!(words.join(" ").contains("change ce qui suit : require.at_least"), "{explained}");
    let explained = plain_spaces(&recevable(["explain", "PAYS-1", "--overlay", overlay]).stdout);
    assert!(explained.contains("Charte du Pays") && !explained.contains("appel : Charte"), "{explained}");
}
