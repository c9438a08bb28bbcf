//! The clauses of the call: `rules coverage`, and what `rules check` holds them against.

use std::fs;

use serde_json::Value;

use crate::common::{Folder, Recevable, recevable, snapshot};

const CLAUSES: &str = "reference/clauses.toml";

fn clauses(coverage: &Value) -> Vec<&Value> {
    let sections = coverage["sections"].as_array().unwrap();
    sections.iter().flat_map(|section| section["clauses"].as_array().unwrap()).collect()
}

/// An export with one place of a file changed, and the problems that `rules check` finds: code, file and text at the place.
fn problems(file: &str, from: &str, to: &str) -> Vec<(String, String, String)> {
    let folder = Folder::new();
    Recevable::new(["rules", "export", "regles"]).dir(folder.path()).run().exits(0);
    let path = folder.at("regles").join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(text.matches(from).count(), 1, "{from}");
    fs::write(&path, text.replace(from, to)).unwrap();
    let arguments = ["rules", "check", "regles", "--date", "2014-11-20", "--format", "json"];
    let found = Recevable::new(arguments).dir(folder.path()).run().json().0;
    let problem = |problem: &Value| {
        let at = &problem["location"];
        let file = at["file"].as_str().unwrap();
        let text = fs::read_to_string(folder.at(file)).unwrap();
        let start = usize::try_from(at["offset"].as_u64().unwrap()).unwrap();
        let length = usize::try_from(at["length"].as_u64().unwrap()).unwrap();
        let code = problem["code"].as_str().unwrap().to_owned();
        (code, file.trim_start_matches("regles/").to_owned(), text[start..start + length].to_owned())
    };
    found["problems"].as_array().unwrap().iter().map(problem).collect()
}

#[test]
fn every_clause_has_rules_or_a_reason_in_every_format() {
    let french = recevable(["rules", "coverage", "--format", "json"]).exits(0).json().0;
    let all = clauses(&french);
    assert_eq!(french["campaign"], 2015);
    assert_eq!(french["counts"]["clauses"], all.len());
    let count = |key: &str| french["counts"][key].as_u64().unwrap();
    assert_eq!(count("faithful") + count("reading") + count("undecided"), count("clauses"));
    for clause in &all {
        let decided = !clause["rules"].as_array().unwrap().is_empty();
        assert_eq!(decided, clause["rendering"].is_string(), "{clause}");
        assert_eq!(decided, clause["reminder"].is_null(), "{clause}");
    }
    let english = recevable(["rules", "coverage", "--format", "json", "--lang", "en"]).exits(0).json().0;
    assert!(
        clauses(&english).iter().zip(&all).all(|(en, fr)| en["id"] == fr["id"] && en["paraphrase"] != fr["paraphrase"])
    );
    for format in ["text", "markdown"] {
        let run = recevable(["rules", "coverage", "--format", format, "--lang", "en"]).exits(0);
        let shown = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        for clause in clauses(&english) {
            let id = clause["id"].as_str().unwrap();
            assert!(shown.contains(&format!(" {id} ")), "{format}: {id}");
        }
    }
}

#[test]
fn the_clauses_of_the_whole_call() {
    snapshot("coverage", &recevable(["rules", "coverage"]).exits(0).to_string());
    snapshot(
        "coverage-markdown",
        &recevable(["rules", "coverage", "--format", "markdown", "--lang", "en"]).exits(0).to_string(),
    );
}

#[test]
fn every_rule_of_the_call_and_every_reminder_has_a_clause() {
    let coverage = recevable(["rules", "coverage", "--format", "json"]).exits(0).json().0;
    let all = clauses(&coverage);
    let rules = recevable(["rules", "list", "--format", "json"]).exits(0).json().0;
    for rule in rules[0]["rules"].as_array().unwrap() {
        let named = all.iter().any(|clause| clause["rules"].as_array().unwrap().contains(&rule["id"]));
        assert_eq!(named, rule["set"] != "dossier", "{rule}");
    }
    let reasons = |clause: &&Value| clause["reminder"]["subject"].as_str().map(str::to_owned);
    let mut subjects: Vec<String> = all.iter().filter_map(reasons).collect();
    subjects.sort();
    subjects.dedup();
    let detailed = Recevable::check(["examples/fiche-1-eligible.yaml", "-v"]).run().exits(0);
    let reminders = detailed.stdout.split("Ce que l'outil ne décide pas").nth(1).unwrap();
    let reminders = reminders.split_whitespace().collect::<Vec<_>>().join(" ");
    for subject in &subjects {
        assert!(reminders.contains(&format!("- {subject} :")), "{subject}");
    }
    assert_eq!(reminders.matches(" - ").count() + usize::from(reminders.starts_with("- ")), subjects.len());
}

#[test]
fn mistakes_in_the_table_are_errors_at_their_places() {
    let rules = "rules = [\"C-JUR-1\"]\nrendering = \"reading\"\n\n[[clause]]\nid = \"MO-13\"";
    let cases = [
        ("rules = [\"C-PER-3\"]", "rules = [\"C-PER-9\"]", "R-UNKNOWN", "\"C-PER-9\""),
        ("reminder = \"Ruche à projets\"", "reminder = \"Ruche\"", "R-UNKNOWN", "\"Ruche\""),
        ("campaign = 2015", "campaign = 2014", "R-UNKNOWN", "2014"),
        ("id = \"MO-2\"", "id = \"MO-1\"", "R-DUPLICATE", "\"MO-1\""),
        ("id = \"MO-2\"\n", "", "R-KEY-MISSING", "[[clause]]"),
        ("reminder = \"Ruche à projets\"\n", "", "R-KEY-MISSING", "[[clause]]"),
        (rules, "rules = [\"C-JUR-1\"]\n\n[[clause]]\nid = \"MO-13\"", "R-KEY-MISSING", "[[clause]]"),
        ("rules = [\"C-PER-3\"]", "rules = []", "R-VALUE", "[]"),
        (
            "reminder = \"Ruche à projets\"",
            "reminder = \"Ruche à projets\"\nrendering = \"reading\"",
            "R-IDLE",
            "\"reading\"",
        ),
        (
            "reminder = \"Ruche à projets\"",
            "reminder = \"Ruche à projets\"\nrules = [\"C-JUR-1\"]\nrendering = \"reading\"",
            "R-MIXED",
            "\"Ruche à projets\"",
        ),
    ];
    for (from, to, code, at) in cases {
        let found = problems(CLAUSES, from, to);
        let (first, file, text) = &found[0];
        assert_eq!((first.as_str(), file.as_str(), text.as_str()), (code, CLAUSES, at), "{to}: {found:?}");
    }
    // A key with another name is unknown, and the one that was meant is missing.
    let found = problems(CLAUSES, "rules = [\"C-PER-3\"]", "rule = [\"C-PER-3\"]");
    let codes: Vec<(&str, &str)> = found.iter().map(|(code, _, text)| (code.as_str(), text.as_str())).collect();
    assert_eq!(codes, [("R-KEY-MISSING", "[[clause]]"), ("R-KEY-UNKNOWN", "rule")]);
    let folder = Folder::new();
    Recevable::new(["rules", "export", "regles"]).dir(folder.path()).run().exits(0);
    folder.write("regles/reference/clauses.toml", "campaign = 2014\nclause = []\n");
    let run = Recevable::new(["rules", "coverage", "--rules", "regles"]).dir(folder.path()).run().exits(2);
    assert!(run.stdout.is_empty() && run.stderr.contains("R-UNKNOWN"), "{run}");
}

#[test]
fn rules_and_clauses_that_do_not_agree_are_found() {
    let lone = "rules = [\"F1-DEM-1\"]\nrendering = \"reading\"";
    let cases = [
        // The only clause of a rule, and the only one of a reminder.
        (CLAUSES, lone, "rules = [\"F1-TEC-1\"]\nrendering = \"reading\"", "R-CLAUSE", "\"F1-DEM-1\""),
        (CLAUSES, "reminder = \"Ruche à projets\"", "reminder = \"Qualité du projet\"", "R-CLAUSE", "[[reminder]]"),
        (CLAUSES, lone, "rules = [\"F1-DEM-1\"]\nrendering = \"faithful\"", "R-RENDERING", "\"F1-DEM-1\""),
        (
            CLAUSES,
            "rules = [\"C-ECH-1\"]\nrendering = \"faithful\"",
            "rules = [\"C-ECH-1\"]\nrendering = \"reading\"",
            "R-RENDERING",
            "\"NI-1\"",
        ),
    ];
    for (file, from, to, code, at) in cases {
        let found = problems(file, from, to);
        let wanted = |(found, _, text): &&(String, String, String)| found == code && text == at;
        assert_eq!((found.len(), found.iter().filter(wanted).count()), (1, 1), "{to}: {found:?}");
    }
}

#[test]
fn what_the_call_asks_and_the_bounds_agree() {
    let asks = "asks.fr = \"La demande faite à la Région est d'au moins 2 000 €.\"";
    let cases = [
        ("fiche-1.toml", asks, "asks.fr = \"La demande faite à la Région est d'au moins 2 500 €.\"", 2),
        ("fiche-1.toml", asks, "asks.fr = \"La demande atteint un plancher.\"", 1),
        (
            "fiche-1.toml",
            "asks.en = \"Co-financing by local authorities reaches at least 30%.\"",
            "asks.en = \"It reaches 33%.\"",
            2,
        ),
        ("socle.toml", "on_or_before = \"2015-01-23\" }", "on_or_before = \"2015-01-24\" }", 4),
        ("campaigns/2016.toml", "at_least = \"8000 €\"", "at_least = \"9000 €\"", 4),
    ];
    for (file, from, to, count) in cases {
        let found = problems(file, from, to);
        let asked: Vec<_> = found.iter().filter(|(code, ..)| code == "R-ASKS").collect();
        assert!(asked.len() == count && asked.iter().all(|(_, at, _)| at == file), "{to}: {found:?}");
    }
    let folder = Folder::new();
    Recevable::new(["rules", "export", "regles"]).dir(folder.path()).run().exits(0);
    let set = fs::read_to_string(folder.at("regles/fiche-4.toml")).unwrap();
    let without: String =
        set.lines().filter(|line| !line.starts_with("asks.")).map(|line| format!("{line}\n")).collect();
    folder.write("regles/fiche-4.toml", without);
    let run = Recevable::new(["rules", "check", "regles", "--date", "2014-11-20"]).dir(folder.path()).run().exits(1);
    assert!(run.stdout.contains("La règle F4-PER-1 ne dit pas ce que l'appel demande."), "{run}");
}

#[test]
fn a_folder_without_a_table_is_held_against_none() {
    let folder = Folder::new();
    Recevable::new(["rules", "export", "regles"]).dir(folder.path()).run().exits(0);
    let table = folder.at("regles").join(CLAUSES);
    let mut text = fs::read_to_string(&table).unwrap();
    text.truncate(text.find("# --- Développement social durable").unwrap());
    fs::write(&table, text).unwrap();
    let coverage = |rules: &str| {
        let arguments = ["rules", "coverage", "--rules", rules, "--format", "json"];
        Recevable::new(arguments).dir(folder.path()).run().exits(0).json().0
    };
    assert_eq!(coverage("regles")["counts"]["clauses"], 25);
    fs::remove_file(&table).unwrap();
    assert_eq!(coverage("regles"), recevable(["rules", "coverage", "--format", "json"]).exits(0).json().0);
    fs::write(folder.at("regles/reference/seule.toml"), "[[row]]\nkey = \"a\"\n").unwrap();
    Recevable::new(["rules", "check", "regles", "--date", "2014-11-20"]).dir(folder.path()).run().exits(0);
}
