//! `recevable rules diff`, `rules new overlay`, and the cases of overlays: changes of rules with foresight.

use std::fs;

use serde_json::Value;

use crate::common::{Folder, Recevable, Run, edit, eligible, repository};

const DAY: &str = "2015-01-15";

fn run(folder: &Folder, arguments: &[&str]) -> Run {
    Recevable::new(arguments).dir(folder.path()).run()
}

/// The embedded rules twice, in `avant` and in `apres`.
fn twice() -> Folder {
    let folder = Folder::new();
    for side in ["avant", "apres"] {
        run(&folder, &["rules", "export", side]).exits(0);
    }
    folder
}

fn change(folder: &Folder, file: &str, changes: &[(&str, &str)]) {
    let path = folder.at(&format!("apres/{file}"));
    fs::write(&path, edit(&fs::read_to_string(&path).unwrap(), changes)).unwrap();
}

/// The rules that differ, with their effects.
fn effects(diff: &Value) -> Vec<(String, String)> {
    let campaigns = diff["campaigns"].as_array().unwrap();
    let rules = campaigns.iter().flat_map(|campaign| campaign["rules"].as_array().unwrap());
    let text = |rule: &Value, key: &str| rule[key].as_str().unwrap().to_owned();
    rules.map(|rule| (text(rule, "rule"), text(rule, "effect"))).collect()
}

#[test]
fn a_changed_floor_is_foreseen_with_the_dossiers_that_it_fails() {
    let folder = twice();
    change(
        &folder,
        "fiche-1.toml",
        &[("fact = \"demande.total\", at_least = \"2000 €\"", "fact = \"demande.total\", at_least = \"2500 €\"")],
    );
    for (name, amount) in [("petit", "2000.00"), ("juste", "2499.99"), ("grand", "2500.00")] {
        let text = fs::read_to_string(repository().join("rules/tests/fiche-1.yaml")).unwrap();
        let text = edit(
            &text,
            &[
                ("fonctionnement: 3000", &format!("fonctionnement: {amount}")),
                ("investissement: 1000", "investissement: 0"),
            ],
        );
        folder.write(&format!("dossiers/{name}.yaml"), text);
    }
    let shown = run(&folder, &["rules", "diff", "avant", "apres", "dossiers", "--date", DAY]).exits(1);
    insta::assert_snapshot!(shown.stdout, @r"
    De avant à apres
    1 règle plus stricte, 0 plus souple, 0 autrement, 0 sans effet sur les avis

    -- Campagne 2015 -----------------------------------------------------------------------------------

    Plus strict
      F1-FIN-1  Plancher de la demande
          exigence : « montant total demandé à la Région » est d'au moins 2 000 € → 2 500 €
          voir apres/fiche-1.toml:144

    -- Dossiers ----------------------------------------------------------------------------------------
    3 dossiers vérifiés, 2 changeraient d'avis
      Incohérent → Non éligible : 2

      dossiers/juste.yaml
          Incohérent → Non éligible : F1-FIN-1
      dossiers/petit.yaml
          Incohérent → Non éligible : F1-FIN-1
    ");
    let english = run(&folder, &["rules", "diff", "avant", "apres", "--lang", "en"]).exits(1).stdout;
    assert!(english.contains("is at least €2,000 → €2,500") && english.contains("1 rule stricter"), "{english}");
    let json = run(&folder, &["rules", "diff", "avant", "apres", "dossiers", "--date", DAY, "--format", "json"])
        .exits(1)
        .json()
        .0;
    assert_eq!(json["dossiers"]["checked"], 3);
    assert_eq!(json["dossiers"]["dossiers"][0]["rules"], serde_json::json!(["F1-FIN-1"]));
    let value = &json["campaigns"][0]["rules"][0]["values"][0];
    assert_eq!((&value["key"], &value["new"]["file"]), (&"require".into(), &"apres/fiche-1.toml".into()));
}

#[test]
fn what_is_the_same_does_not_differ() {
    let folder = twice();
    for sides in
        [["avant", "apres"], ["integres", "avant"], ["embedded", "integres"], ["avant/overlays/lens-lievin.toml"; 2]]
    {
        let same = run(&folder, &["rules", "diff", sides[0], sides[1]]).exits(0).stdout;
        assert!(same.contains("Aucune différence."), "{same}");
    }
    // Formatting, comments and the order of a list are no difference.
    change(
        &folder,
        "fiche-1.toml",
        &[(
            "[\"fiche_synthetique\", \"dossier_complet\"]\nbasis = \"computed\"\nsource = \"Fiche 1, § 3, Financier\"\ntitle = { fr = \"Plancher",
            "[ \"fiche_synthetique\", \"dossier_complet\" ] # ici\nbasis = \"computed\"\nsource = \"Fiche 1, § 3, Financier\"\ntitle = { fr = \"Plancher",
        )],
    );
    run(&folder, &["rules", "diff", "avant", "apres"]).exits(0);
}

/// Changes of one rule, and what each is, both ways.
#[test]
fn changes_are_stricter_looser_or_otherwise() {
    let folder = Folder::new();
    let head = "[overlay]\nid = \"essai\"\ncampaign = 2015\ntitle = \"Essai\"\n";
    for (rule, change, effect) in [
        ("F1-FIN-1", "require = { fact = \"demande.total\", at_least = \"2000,01 €\" }", "stricter"),
        ("F1-FIN-1", "require = { fact = \"demande.total\", at_least = \"1999,99 €\" }", "looser"),
        ("F1-FIN-1", "require = { fact = \"demande.total\", more_than = \"2000 €\" }", "stricter"),
        ("F1-FIN-1", "require = { fact = \"demande.total\", at_most = \"2000 €\" }", "otherwise"),
        ("F1-FIN-1", "require = { fact = \"cout.total\", at_least = \"2000 €\" }", "otherwise"),
        (
            "F1-FIN-1",
            "require = { fact = \"demande.total\", at_least = \"2000 €\", absent = \"violated\" }",
            "stricter",
        ),
        (
            "F1-FIN-1",
            "require = { any = [{ fact = \"demande.total\", at_least = \"2000 €\" }, { fact = \"porteur.statut\", is = \"commune\" }] }",
            "looser",
        ),
        (
            "F1-FIN-1",
            "require = { all = [{ fact = \"demande.total\", at_least = \"2000 €\" }, { fact = \"porteur.statut\", is = \"commune\" }] }",
            "stricter",
        ),
        ("F1-FIN-1", "when = { fact = \"porteur.statut\", is = \"commune\" }", "looser"),
        ("F1-FIN-1", "stages = [\"dossier_complet\"]", "looser"),
        ("F1-FIN-1", "level = \"warning\"", "looser"),
        ("F1-FIN-1", "disabled = true", "looser"),
        ("F1-FIN-1", "advice = \"Demandez plus.\"", "none"),
        ("C-CAL-1", "require = { fact = \"depot.date-fiche-synthetique\", on_or_before = \"2014-11-30\" }", "stricter"),
        ("C-CAL-1", "require = { fact = \"depot.date-fiche-synthetique\", before = \"2014-12-01\" }", "stricter"),
        ("C-CAL-1", "require = { fact = \"depot.date-fiche-synthetique\", on_or_before = \"2014-12-02\" }", "looser"),
        // Inside `not`, a longer list is a narrower condition.
        (
            "C-PER-2",
            "when = { not = { fact = \"projet.echelle\", one_of = [\"regionale\", \"communale\"] } }",
            "looser",
        ),
        (
            "C-PER-2",
            "when = { any = [{ fact = \"projet.echelle\", is = \"regionale\" }, { not = { fact = \"projet.echelle\", is = \"regionale\" } }] }",
            "stricter",
        ),
        ("C-MET-1", "level = \"error\"", "stricter"),
    ] {
        folder.write("essai.toml", format!("{head}[[override]]\nid = \"{rule}\"\nbecause = \"Essai.\"\n{change}\n"));
        let diff = |sides: [&str; 2]| {
            effects(&run(&folder, &["rules", "diff", sides[0], sides[1], "--format", "json"]).exits(1).json().0)
        };
        assert_eq!(diff(["integres", "essai.toml"]), [(rule.to_owned(), effect.to_owned())], "{change}");
        let mirrored = match effect {
            "stricter" => "looser",
            "looser" => "stricter",
            same => same,
        };
        assert_eq!(diff(["essai.toml", "integres"]), [(rule.to_owned(), mirrored.to_owned())], "{change}");
    }
}

#[test]
fn what_rules_share_tells_through_which_rules_it_weighs() {
    let folder = twice();
    change(&folder, "socle.toml", &[("documented_at_least = 20", "documented_at_least = 30")]);
    change(
        &folder,
        "fiche-4.toml",
        &[
            ("actions-gup = [", "actions-gup = [\n  \"jardins\","),
            ("[labels]", "[labels]\njardins = \"jardins partagés\""),
        ],
    );
    let diff = run(&folder, &["rules", "diff", "avant", "apres", "--format", "json"]).exits(1).json().0;
    let definitions = diff["campaigns"][0]["definitions"].as_array().unwrap();
    let told: Vec<String> = definitions
        .iter()
        .map(|one| format!("{} {} {} {} {}", one["kind"], one["name"], one["change"], one["effect"], one["text"]))
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    "lists" "actions-gup" "changed" "looser" ["avec jardins (jardins partagés)"]
    "conventions" "documented_at_least" "changed" "stricter" ["20 → 30"]
    "labels" "jardins" "added" "otherwise" ["ajouté : jardins partagés"]
    "#);
    assert_eq!(diff["counts"]["otherwise"], 0, "{:?}", effects(&diff));
    let text = run(&folder, &["rules", "diff", "avant", "apres"]).exits(1).stdout;
    assert!(text.contains("avec jardins (jardins partagés)") && text.contains("par lists.actions-gup"), "{text}");
}

#[test]
fn sides_that_cannot_be_read_are_told_of_at_their_places() {
    let folder = Folder::new();
    folder.write("faux.toml", "[overlay]\nid = \"x\"\n");
    folder.write("essai.toml", "[overlay]\nid = \"essai\"\ncampaign = 2015\ntitle = \"Essai\"\n[[override]]\nid = \"C-MET-1\"\nlevel = \"error\"\n");
    folder.write("dossier.yaml", eligible(1));
    for (arguments, told) in [
        (&["rules", "diff", "absent", "faux.toml"][..], &["absent", "faux.toml:1:"][..]),
        (&["rules", "diff", "integres", "essai.toml", "absent.yaml"], &[]),
        (&["rules", "diff", "integres", "essai.toml", "vide"], &["aucun dossier"]),
    ] {
        fs::create_dir_all(folder.at("vide")).unwrap();
        let run = run(&folder, arguments).exits(2);
        assert!(told.iter().all(|told| run.stderr.contains(told)), "{run}");
    }
    // Standard input serves both sides.
    let piped = Recevable::new(["rules", "diff", "integres", "essai.toml", "-", "--date", DAY]).dir(folder.path());
    let piped = piped.stdin(eligible(1)).run().exits(1).stdout;
    assert!(piped.contains("1 dossier vérifié, 0 changerait d'avis"), "{piped}");
}

#[test]
fn an_overlay_is_read_over_by_what_it_brings_alone() {
    let folder = Folder::new();
    let lens = repository().join("rules/overlays/lens-lievin.toml");
    folder.write("lens.toml", fs::read(&lens).unwrap());
    let check = |code: i32| {
        let run =
            run(&folder, &["rules", "check", "--overlay", "lens.toml", "--format", "json", "--date", DAY]).exits(code);
        let problems = run.json().0["problems"].as_array().unwrap().clone();
        problems
            .iter()
            .map(|one| format!("{} {}", one["code"].as_str().unwrap(), one["location"]["file"].as_str().unwrap()))
            .collect::<Vec<_>>()
    };
    // C-PER-2, C-CAL-1 and LL-COF-1; what is out of force needs no case.
    assert_eq!(check(1), ["R-UNTESTED lens.toml"; 3]);
    let none = run(&folder, &["rules", "test", "--overlay", "lens.toml"]).exits(2).stderr;
    assert!(none.contains("aucun cas de test dans tests/lens.toml"), "{none}");
    let cases = fs::read_to_string(repository().join("rules/overlays/tests/lens-lievin.toml")).unwrap();
    folder.write("tests/lens.toml", &cases);
    assert_eq!(check(0), [""; 0]);
    let passed = run(&folder, &["rules", "test", "--overlay", "lens.toml"]).exits(0).stdout;
    assert!(passed.starts_with("12 cas : 12 réussis"), "{passed}");
    // A bound that no case of its own touches, and a case of a rule that is not there.
    folder.write("tests/lens.toml", cases.replace("\"2014-11-24\"", "\"2014-11-20\""));
    assert_eq!(check(1), ["R-BOUND lens.toml"]);
    folder.write("tests/lens.toml", cases.replace("rule = \"LL-COF-1\"", "rule = \"LL-COF-2\""));
    assert_eq!(check(2), ["R-UNKNOWN tests/lens.toml"; 3]);
    folder.write(
        "tests/lens.toml",
        cases.replace(
            "set = { \"depot.fiche_synthetique\" = \"2014-11-25\" }",
            "set = { \"depot.fiche_synthetique\" = \"2014-11-24\" }",
        ),
    );
    let failed = run(&folder, &["rules", "test", "--overlay", "lens.toml"]).exits(1).stdout;
    assert!(failed.contains("manquant C-CAL-1 – le lendemain"), "{failed}");
}

#[test]
fn the_examples_of_the_repository_pass_their_own_cases() {
    for example in ["rules/overlays/lens-lievin.toml", "rules/campaigns/2016.toml"] {
        Recevable::new(["rules", "test", "--overlay", example]).run().exits(0);
        let checked = Recevable::new(["rules", "check", "--overlay", example, "--date", DAY]).run().exits(0);
        assert!(checked.stdout.starts_with("✓ 0 erreur, 0 point à revoir, 0 avertissement"), "{checked}");
    }
}

#[test]
fn a_new_overlay_passes_as_it_is_written() {
    let folder = Folder::new();
    // With quartiers, and without.
    for (siren, name) in [("245901160", "ca-valenciennes-metropole"), ("200012003", "cc-des-2-sources")] {
        for lang in ["fr", "en"] {
            let new = ["rules", "new", "overlay", "--siren", siren, "--lang", lang, "--force"];
            let written = run(&folder, &new).exits(0).stdout;
            assert!(written.contains(&format!("tests/{name}.toml")), "{written}");
            let file = format!("{name}.toml");
            run(&folder, &["rules", "check", "--overlay", &file]).exits(0);
            run(&folder, &["rules", "test", "--overlay", &file]).exits(0);
            let text = fs::read_to_string(folder.at(&file)).unwrap();
            assert_eq!(text.contains("perimetre-quartiers"), siren == "245901160");
            assert_eq!(text.contains("# Ses communes"), lang == "fr");
        }
    }
    let refused = run(&folder, &["rules", "new", "overlay", "--siren", "245 901 160"]).exits(2).stderr;
    assert!(refused.contains("existe déjà"), "{refused}");
    let elsewhere = run(&folder, &["rules", "new", "overlay", "--siren", "245901160", "ici/la.toml"]).exits(0);
    assert!(folder.at("ici/tests/la.toml").is_file(), "{elsewhere}");
    for (siren, told) in
        [("200068500", "CA de Cambrai (200044022)"), ("1", "recevable lookup"), ("245901150", "Vouliez-vous dire")]
    {
        let unknown = run(&folder, &["rules", "new", "overlay", "--siren", siren]).exits(2).stderr;
        assert!(unknown.contains(told), "{unknown}");
    }
    let nameless = run(&folder, &["rules", "new", "overlay", "--siren", "245901160", "-"]).exits(2).stderr;
    assert!(nameless.contains("n'est pas un nom de fichier"), "{nameless}");
}
