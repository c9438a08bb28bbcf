//! Overlays, the next campaign, and the commands on rule sets.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::common::{Folder, Recevable, Run, edit, eligible, example, recevable};

const LENS: &str = "rules/overlays/lens-lievin.toml";
const NEXT: &str = "rules/campaigns/2016.toml";

fn json<const N: usize>(arguments: [&str; N]) -> Value {
    recevable(arguments).json().0
}

/// The report of a dossier under an overlay, on a day.
fn checked(text: &str, overlay: &str, date: &str) -> Value {
    let run = Recevable::new(["check", "-", "--overlay", overlay, "--date", date, "--format", "json", "-v"]);
    run.stdin(text).run().json().0
}

fn finding<'v>(report: &'v Value, rule: &str) -> &'v Value {
    let findings = report["dossiers"][0]["assessments"][0]["findings"].as_array().unwrap();
    findings.iter().find(|finding| finding["rule"] == rule).unwrap_or(&Value::Null)
}

/// A check with an overlay beside the embedded sets.
fn overlay(content: &str) -> Run {
    let folder = Folder::new();
    let head = "[overlay]\nid = \"essai\"\ncampaign = 2015\ntitle = { fr = \"Essai\", en = \"Trial\" }\n";
    let path = folder.write("essai.toml", format!("{head}{content}"));
    Recevable::check(["examples/fiche-1-eligible.yaml", "--overlay", path.to_str().unwrap()]).run()
}

#[test]
fn the_example_overlay_decides_the_perimeter_and_lists_what_it_loosens() {
    let report = checked(&edit(&eligible(1), &[("2014-11-26", "2014-11-24")]), LENS, "2014-11-20");
    assert_eq!(report["dossiers"][0]["verdict"], "eligible");
    assert_eq!(finding(&report, "C-PER-2")["basis"], "computed");
    assert_eq!(finding(&report, "C-COO-1"), &Value::Null);
    for overlays in [&report["overlays"], &report["dossiers"][0]["overlays"]] {
        assert_eq!(overlays[0]["id"], "lens-lievin");
        let loosened: Vec<_> = overlays[0]["loosened"].as_array().unwrap().iter().map(|rule| &rule["rule"]).collect();
        assert_eq!(loosened, ["C-PER-2", "C-COO-1"]);
    }
    // Carency is not on the list, whatever the dossier declares: the list decides, and both are shown.
    let changes = [("2014-11-26", "2014-11-24"), ("[\"62510\"]", "[\"62213\"]"), ("[QP062030]", "[QP062029]")];
    let report = checked(&edit(&eligible(1), &changes), LENS, "2014-11-20");
    let perimeter = finding(&report, "C-PER-2");
    assert_eq!(perimeter["status"], "violated");
    assert!(perimeter["message"].as_str().unwrap().contains("déclare le projet dans le périmètre"));
    // A quartier of the list is inside although its commune is not.
    let changes = [("2014-11-26", "2014-11-24"), ("[\"62510\"]", "[\"62186\"]"), ("[QP062030]", "[QP062020]")];
    let quartier = checked(&edit(&eligible(1), &changes), LENS, "2014-11-20");
    assert_eq!(finding(&quartier, "C-PER-2")["status"], "satisfied");
}

#[test]
fn the_example_overlay_is_stricter_only_in_its_intercommunalite() {
    for (day, status) in [("2014-11-24", "satisfied"), ("2014-11-25", "violated")] {
        let report = checked(&edit(&eligible(1), &[("2014-11-26", day)]), LENS, "2014-11-20");
        assert_eq!(finding(&report, "C-CAL-1")["status"], status);
    }
    let elsewhere = checked(&eligible(3), LENS, "2014-11-20");
    assert_eq!(elsewhere["dossiers"][0]["verdict"], "eligible");
    assert_eq!(elsewhere["dossiers"][0]["overlays"], Value::Null);
    assert_eq!(elsewhere["overlays"][0]["intercommunalite"], "246200364");
    let run = Recevable::check(["examples/fiche-1-eligible.yaml", "--overlay", LENS]).run();
    assert!(run.stdout.contains("Surcouche appliquée") && run.stdout.contains("assouplit C-COO-1"), "{run}");
}

#[test]
fn the_next_campaign_extends_the_sets_and_leaves_the_old_one_unchanged() {
    let text = edit(&eligible(3), &[("campagne: 2015", "campagne: 2016")]);
    let demand = text.find("\ndemande:").unwrap();
    let end = text[demand + 1..].find("\n\n").map_or(text.len(), |end| demand + 1 + end);
    for (amount, status) in [("8000.00", "satisfied"), ("7999.99", "violated")] {
        let changed = format!("{}\ndemande:\n  fonctionnement: {amount}\n{}", &text[..demand], &text[end..]);
        let report = checked(&changed, NEXT, "2015-11-20");
        assert_eq!(finding(&report, "F3-FIN-1")["status"], status);
        assert_eq!(finding(&report, "C-CAL-1")["status"], "satisfied");
    }
    Recevable::check(["examples/fiche-3-eligible.yaml", "--overlay", NEXT]).run().exits(0);
    let late = checked(&example("fiche-3-hors-delai-un-jour.yaml"), NEXT, "2014-11-20");
    assert_eq!(late["dossiers"][0]["verdict"], "ineligible");
}

#[test]
fn changes_that_may_loosen_need_a_reason() {
    let rule = |id: &str, change: &str| format!("[[override]]\nid = \"{id}\"\n{change}\n");
    let stricter = [
        rule("F1-FIN-1", "require = { fact = \"demande.total\", at_least = \"3000 €\" }"),
        rule("F1-FIN-1", "require = { fact = \"demande.total\", more_than = \"2000 €\" }"),
        rule("C-CAL-2", "require = { fact = \"depot.date-dossier-complet\", before = \"2015-01-23\" }"),
        rule("F4-FIN-3", "require = { fact = \"demande.part-fonctionnement\", at_most = \"19999,99 €\" }"),
        rule("C-MET-1", "level = \"error\""),
        rule("C-MET-1", "stages = [\"fiche_synthetique\", \"dossier_complet\"]"),
        rule("C-MET-1", "title = { fr = \"Méthode\", en = \"Method\" }"),
        rule("F1-THM-1", "require = { fact = \"projet.thematiques\", any_of = [\"citoyennete\"] }"),
        rule(
            "C-DBL-2",
            "require = { all = [{ fact = \"porteur.programme_activite_region.finance\", is = true }, { if = { fact = \"budget.produits.type\", any_of = [\"region_programme_activite\"] }, then = { all = [{ fact = \"porteur.programme_activite_region.finance\", is = true }, { fact = \"projet.besoin_non_couvert\", documented = true, absent = \"violated\" }] } }] }",
        ),
        "[lists]\nactions-gup = { remove = [\"jardin-communautaire\"] }\n".to_owned(),
        rule(
            "C-ECH-2",
            "when = { any = [{ fact = \"projet.echelle\", is = \"communale\" }, { fact = \"projet.echelle\", is = \"intercommunale\" }] }",
        ),
    ];
    for change in &stricter {
        let run = overlay(change);
        assert!(run.code() < 2, "{change}\n{run}");
    }
    let looser = [
        rule("F1-FIN-1", "require = { fact = \"demande.total\", at_least = \"1999,99 €\" }"),
        rule("F1-FIN-1", "require = { fact = \"demande.fonctionnement\", at_least = \"2000 €\" }"),
        rule("C-CAL-2", "require = { fact = \"depot.date-dossier-complet\", on_or_before = \"2015-01-24\" }"),
        rule("F4-FIN-3", "require = { fact = \"demande.part-fonctionnement\", at_most = \"20000,01 €\" }"),
        rule("F1-DEM-1", "level = \"warning\""),
        rule("F1-THM-1", "stages = [\"dossier_complet\"]"),
        rule("C-MET-1", "disabled = true"),
        rule("C-MET-1", "when = { fact = \"projet.echelle\", is = \"communale\" }"),
        rule(
            "C-DBL-1",
            "require = { if = { fact = \"porteur.programme_activite_region.finance\", is = true }, then = { fact = \"projet.besoin_non_couvert\", documented = true } }",
        ),
        rule("F1-THM-1", "require = { fact = \"projet.thematiques\", any_of = [\"citoyennete\", \"cadre-de-vie\"] }"),
        "[lists]\nthematiques-fiche-1 = { add = [\"cadre-de-vie\"] }\n".to_owned(),
        "[lists]\ncollectivites-locales = { add = [\"etat\"] }\n".to_owned(),
        "[facts.\"demande.total\"]\nlabel = { fr = \"d\", en = \"d\" }\nsum = [\"demande.fonctionnement\"]\n"
            .to_owned(),
        rule("C-MET-1", "waives = [\"C-PER-1\"]"),
        rule("C-MET-1", "replaces = [\"C-PER-1\"]"),
    ];
    for change in &looser {
        let errors = overlay(change).exits(2).stderr;
        assert!(errors.contains("R-LOOSENS") && errors.contains("assouplit la règle"), "{change}\n{errors}");
        let reason = "because = \"Décision du 3 mars.\"\n";
        let excused = if change.starts_with("[[override]]") || change.starts_with("[facts") {
            format!("{change}{reason}")
        } else {
            change.replace(" }\n", ", because = \"Décision du 3 mars.\" }\n")
        };
        let run = overlay(&excused);
        assert!(run.code() < 2, "{excused}\n{run}");
    }
}

#[test]
fn mistakes_in_an_overlay_are_reported_at_their_place() {
    let cases = [
        ("[[override]]\nid = \"F1-FIN-9\"\nlevel = \"error\"\n", "R-OVERRIDE", "F1-FIN-1"),
        ("[[override]]\nid = \"F1-FIN-1\"\nbecause = \"rien\"\n", "R-OVERRIDE", "Rien n'est changé"),
        (
            "[[override]]\nid = \"C-MET-1\"\nlevel = \"error\"\n[[override]]\nid = \"C-MET-1\"\nlevel = \"error\"\n",
            "R-DUPLICATE",
            "C-MET-1",
        ),
        ("[[override]]\nid = \"C-MET-1\"\nlevels = \"error\"\n", "R-KEY-UNKNOWN", "« level »"),
        ("[lists]\ncolectivites-locales = { add = [\"etat\"] }\n", "R-UNKNOWN", "« collectivites-locales »"),
        ("[lists]\ncollectivites-locales = { remove = [\"departements\"] }\n", "R-UNKNOWN", "« departement »"),
        ("[lists]\ncollectivites-locales = { add = [\"commune\"] }\n", "R-DUPLICATE", "commune"),
        ("[conventions]\ndocumented_at_least = 1\n", "R-KEY-UNKNOWN", "conventions"),
        ("[[rule]]\nid = \"C-MET-1\"\n", "R-DUPLICATE", "[[override]]"),
    ];
    for (content, code, said) in cases {
        let errors = overlay(content).exits(2).stderr;
        assert!(errors.contains(code) && errors.contains(said) && errors.contains("(1/1)"), "{content}\n{errors}");
    }
}

#[test]
fn the_embedded_sets_and_examples_are_sound() {
    let found = recevable(["rules", "check", "--format", "json", "--date", "2014-11-20"]).exits(0).json().0;
    assert_eq!(found["problems"], Value::Array(Vec::new()));
    let late = json(["rules", "check", "--format", "json", "--date", "2015-01-24"]);
    assert_eq!(late["findings"], 0);
    assert!(late["problems"].as_array().unwrap().iter().all(|problem| problem["code"] == "R-VALIDITY"));
    assert_eq!(late["warnings"], 7);
}

#[test]
fn rules_and_tables_without_effect_are_found() {
    let folder = Folder::new();
    let target = folder.at("rules");
    recevable(["rules", "export", target.to_str().unwrap()]).exits(0);
    let cases = [
        (
            "level = \"error\"\nstages = [\"dossier_complet\"]\nbasis = \"declared\"\nsource = \"Fiche 1, § 3, Principes généraux\"",
            "level = \"error\"\nstages = [\"dossier_complet\"]\nbasis = \"declared\"\nwhen = { all = [{ fact = \"projet.debut\", after = \"2015-02-01\" }, { fact = \"projet.debut\", before = \"2015-02-01\" }] }\nsource = \"x\"",
            "R-NEVER",
        ),
        ("at_least = \"2000 €\"", "at_least = \"2000 €\", less_than = \"2000 €\"", "R-NEVER"),
        ("at_least = \"2000 €\"", "at_least = \"1000 €\", at_most = \"999,99 €\"", "R-NEVER"),
        (
            "require = { fact = \"cofinancement.taux\", at_least = \"30 %\" }",
            "require = { any = [{ fact = \"cofinancement.taux\", at_least = \"30 %\" }, { fact = \"cofinancement.taux\", less_than = \"40 %\" }] }",
            "R-ALWAYS",
        ),
        ("at_least = \"2000 €\"", "at_least = \"2500 €\"", "R-BOUND"),
        ("[lists]", "[lists]\nreste = [\"a\"]", "R-UNUSED-LIST"),
        ("[labels]", "[labels]\nreste = { fr = \"r\", en = \"r\" }", "R-UNUSED-LABEL"),
        (
            "[lists]",
            "[facts.\"reste\"]\nlabel = { fr = \"r\", en = \"r\" }\ncount = \"budget.produits\"\n\n[lists]",
            "R-UNUSED-FACT",
        ),
        ("id = \"F1-DEM-1\"", "id = \"F1-DEM-9\"", "R-UNTESTED"),
    ];
    let file = target.join("fiche-1.toml");
    let sound = fs::read_to_string(&file).unwrap();
    for (from, to, code) in cases {
        assert!(sound.contains(from), "{from}");
        fs::write(&file, sound.replacen(from, to, 1)).unwrap();
        if code == "R-UNTESTED" {
            for name in ["fiche-1", "fiche-2", "fiche-3", "fiche-4", "socle", "dossier"] {
                let tests = target.join(format!("tests/{name}.toml"));
                let cases = fs::read_to_string(&tests).unwrap();
                fs::write(tests, cases.replace("F1-DEM-1", "F1-TEC-1")).unwrap();
            }
            let clauses = target.join("reference/clauses.toml");
            let table = fs::read_to_string(&clauses).unwrap();
            fs::write(clauses, table.replace("F1-DEM-1", "F1-DEM-9")).unwrap();
        }
        let rules = target.to_str().unwrap();
        let found = recevable(["rules", "check", rules, "--format", "json", "--date", "2014-11-20"]).exits(1).json().0;
        let codes: Vec<_> = found["problems"].as_array().unwrap().iter().map(|problem| &problem["code"]).collect();
        assert!(codes.iter().any(|found| *found == code), "{to}: {codes:?}");
    }
}

#[test]
fn an_export_is_the_folder_byte_for_byte_and_overwrites_nothing() {
    let folder = Folder::new();
    let target = folder.at("new/rules");
    recevable(["rules", "export", target.to_str().unwrap()]).exits(0);
    let tree = |root: &Path| {
        let mut files = Vec::new();
        let mut folders = vec![root.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if entry.is_dir() {
                    folders.push(entry);
                } else {
                    files.push((entry.strip_prefix(root).unwrap().to_owned(), fs::read(&entry).unwrap()));
                }
            }
        }
        files.sort();
        files
    };
    assert!(tree(&target) == tree(Path::new("rules")), "the export and rules/ differ");
    fs::write(target.join("socle.toml"), "mine").unwrap();
    recevable(["rules", "export", target.to_str().unwrap()]).exits(2);
    assert_eq!(fs::read_to_string(target.join("socle.toml")).unwrap(), "mine");
    recevable(["rules", "export", "--force", target.to_str().unwrap()]).exits(0);
    assert!(tree(&target) == tree(Path::new("rules")));
}

#[test]
fn every_value_is_shown_with_the_file_that_it_comes_from() {
    let shown = json(["rules", "show", "fiche-2", "--overlay", LENS, "--format", "json"]);
    let theme = &shown["lists"]["thematiques-fiche-2"];
    assert_eq!(theme.as_array().unwrap().len(), 1);
    assert_eq!(theme[0]["file"], "rules/fiche-2.toml");
    let rules = shown["rules"].as_array().unwrap();
    let calendar = rules.iter().find(|rule| rule["id"] == "C-CAL-1").unwrap();
    assert_eq!(calendar["values"]["require"]["file"], LENS);
    assert_eq!(calendar["values"]["title"]["file"], "rules/socle.toml");
    assert!(rules.iter().any(|rule| rule["id"] == "LL-COF-1"));
    assert!(rules.iter().all(|rule| rule["id"] != "C-PRI-1" && rule["id"] != "C-COO-1"));
    let parsed: toml::Table =
        toml::from_str(&recevable(["rules", "show", "fiche-2"]).stdout).expect("what is shown is TOML");
    assert!(parsed["rule"].as_array().unwrap().len() > 40);
    recevable(["rules", "show", "fiche-22"]).exits(2);
}

#[test]
fn rules_are_listed_in_three_forms() {
    let lists = json(["rules", "list", "--format", "json"]);
    let rules = lists[0]["rules"].as_array().unwrap();
    assert!(rules.len() > 70);
    let across = rules.iter().filter(|rule| !rule["unique"].is_null());
    let across: Vec<(&str, &str)> =
        across.map(|rule| (rule["id"].as_str().unwrap(), rule["unique"].as_str().unwrap())).collect();
    assert_eq!(across, [("B-DUP-1", "project"), ("B-DUP-2", "content")]);
    let markdown = recevable(["rules", "list", "--format", "markdown", "--lang", "en"]).stdout;
    assert!(markdown.lines().filter(|line| line.starts_with("| ")).count() > 70);
    assert!(recevable(["rules", "list"]).stdout.contains("F4-FIN-2"));
}

#[test]
fn every_toml_file_fits_the_published_schema_and_names_it() {
    let schema = json(["schema", "rules"]);
    let committed: Value = serde_json::from_str(&fs::read_to_string("rules/schema.json").unwrap()).unwrap();
    assert_eq!(schema, committed, "rules/schema.json is not what `recevable schema rules` prints");
    let validator = jsonschema::validator_for(&schema).unwrap();
    let below = ["overlays", "campaigns", "tests", "reference", "overlays/tests", "campaigns/tests"];
    for folder in [""].into_iter().chain(below) {
        let up = "../".repeat(folder.split('/').filter(|name| !name.is_empty()).count());
        let folder = format!("rules/{folder}");
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.extension().is_none_or(|kind| kind != "toml") {
                continue;
            }
            let content = fs::read_to_string(&path).unwrap();
            assert!(content.starts_with(&format!("#:schema {up}schema.json\n")), "{}", path.display());
            let value = serde_json::to_value(toml::from_str::<toml::Table>(&content).unwrap()).unwrap();
            let errors: Vec<_> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{}: {errors:?}", path.display());
        }
    }
    let broken = serde_json::json!({ "ruleset": { "id": "a", "campaign": 2015, "title": {} } });
    assert!(!validator.is_valid(&broken));
    let one_language = serde_json::json!({ "ruleset": { "id": "a", "campaign": 2015, "title": "a" } });
    assert!(validator.is_valid(&one_language));
}
