//! Plans from the outside: what they change is typed into the file, and the dossier is checked again.

use serde_json::{Value, json};

use crate::common::{DAY, Folder, Recevable, edit, eligible, example, example_names};

fn folder(files: &[(&str, &str)]) -> Folder {
    let folder = Folder::new();
    for (name, content) in files {
        folder.write(name, content);
    }
    folder
}

fn checked(folder: &Folder, name: &str, options: &[&str]) -> Value {
    let base = ["check", name, "--date", DAY, "--format", "json", "--fail-on", "never"];
    let run = Recevable::new(base.iter().chain(options)).dir(folder.path()).run().exits(0);
    run.json().dossiers()[0].clone()
}

/// The text after the moves, each typed where its path and line say.
fn typed(text: &str, moves: &[Value]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut added: Vec<(usize, String)> = Vec::new();
    for one in moves {
        let (path, line) = (one["path"].as_str().unwrap(), usize::try_from(one["line"].as_u64().unwrap()).unwrap());
        let to = one["to"].as_str().unwrap();
        let key = path.rsplit('.').next().unwrap();
        let indent = lines[line - 1].len() - lines[line - 1].trim_start().len();
        if let Some(new) = one.get("new") {
            let cells: String = new.as_object().unwrap().iter().map(|(key, text)| format!("{key}: {text}, ")).collect();
            added.push((line, format!("{}- {{ {cells}montant: {to} }}", " ".repeat(indent))));
        } else if lines[line - 1].contains(&format!("{key}:")) {
            let (before, after) = lines[line - 1].split_once(&format!("{key}:")).unwrap();
            let after = after.trim_start();
            let end = match after.strip_prefix('"') {
                Some(quoted) => quoted.find('"').unwrap() + 2,
                None => [", ", "}", " #"].iter().filter_map(|end| after.find(end)).min().unwrap_or(after.len()),
            };
            let typed = format!("{before}{key}: {to} {}", after[end..].trim_start());
            typed.trim_end().clone_into(&mut lines[line - 1]);
        } else {
            added.push((line, format!("{}{key}: {to}", " ".repeat(indent + 2))));
        }
    }
    added.sort_by_key(|(line, _)| std::cmp::Reverse(*line));
    for (line, text) in added {
        lines.insert(line, text);
    }
    lines.join("\n") + "\n"
}

fn failing(assessment: &Value) -> Vec<(String, String)> {
    let findings = assessment["findings"].as_array().unwrap();
    let open =
        findings.iter().filter(|finding| ["violated", "undetermined"].contains(&finding["status"].as_str().unwrap()));
    open.map(|finding| (finding["rule"].as_str().unwrap().to_owned(), finding["status"].as_str().unwrap().to_owned()))
        .collect()
}

/// Checks a dossier, types its plan and each alternative, and checks again. The answer is the plan.
fn holds_what_it_promises(text: &str) -> Value {
    let folder = folder(&[("a.yaml", text)]);
    let dossier = checked(&folder, "a.yaml", &[]);
    let mut last = Value::Null;
    for assessment in dossier["assessments"].as_array().unwrap() {
        let plan = &assessment["plan"];
        last = plan.clone();
        if plan["status"] != "found" {
            continue;
        }
        let before = failing(assessment);
        let fiche = assessment["fiche"].to_string();
        for proposal in std::iter::once(plan).chain(plan["alternatives"].as_array().unwrap()) {
            let text = typed(text, proposal["moves"].as_array().unwrap());
            let again = self::folder(&[("a.yaml", &text)]);
            let after = checked(&again, "a.yaml", &["--fiche", &fiche]);
            let after = &after["assessments"][0];
            assert_eq!(after["verdict"], proposal["verdict_after"], "{text}");
            for (rule, status) in failing(after) {
                assert!(before.contains(&(rule.clone(), status)), "{rule} fails newly:\n{text}");
                assert!(!plan["mends"].as_array().unwrap().contains(&json!(rule)), "{rule} does not hold:\n{text}");
            }
        }
    }
    last
}

#[test]
fn the_plan_of_each_example_holds_what_it_promises() {
    for name in example_names() {
        holds_what_it_promises(&example(&name));
    }
}

#[test]
fn an_eligible_dossier_needs_none() {
    for fiche in 1..=4 {
        assert_eq!(holds_what_it_promises(&eligible(fiche)), Value::Null);
    }
}

#[test]
fn one_euro_moves_between_two_lines() {
    let plan = holds_what_it_promises(&example("fiche-2-cofinancement-29-99.yaml"));
    let moves = json!([
        { "path": "budget.produits[0].montant", "line": 80, "from": "1999.00", "to": "2000.00", "delta": "1.00" },
        { "path": "budget.produits[3].montant", "line": 83, "from": "1001.00", "to": "1000.00", "delta": "-1.00" },
    ]);
    assert_eq!(plan["moves"], moves);
    assert_eq!((&plan["changes"], &plan["amount"], &plan["days"]), (&json!(2), &json!("2.00"), &json!(0)));
    assert_eq!(plan["alternatives"][0]["amount"], "2.86");
    assert_eq!((&plan["status"], &plan["proved_minimal"]), (&json!("found"), &json!(true)));
    assert_eq!((&plan["mends"], &plan["leaves"]), (&json!(["F2-COF-1"]), &json!([])));
}

const BUDGET: &str = "budget:
  charges:
    - { poste: 60, montant: 10000 }
  produits:
    - { poste: 70, type: recettes_propres, montant: 6000 }
    - { poste: 74, type: region, montant: 4000 }
demande:
  fonctionnement: 4000
";

/// The base dossier of a fiche with another budget.
fn with_budget(budget: &str) -> String {
    let base = include_str!("../../rules/tests/fiche-2.yaml");
    let (before, rest) = base.split_once("budget:\n").unwrap();
    let (_, after) = rest.split_once("depot:\n").unwrap();
    format!("{before}{budget}depot:\n{after}")
}

#[test]
fn a_line_is_added_where_no_local_authority_pays() {
    let plan = holds_what_it_promises(&with_budget(BUDGET));
    let new = &plan["moves"][1];
    assert_eq!(new["path"], "budget.produits[+]");
    assert_eq!(new["new"], json!({ "poste": "74", "type": "commune" }));
    assert_eq!((&new["from"], &new["to"], &new["delta"]), (&json!("0.00"), &json!("3000.00"), &json!("3000.00")));
    let lines = with_budget(BUDGET);
    let last = lines.lines().position(|line| line.contains("type: region")).unwrap() + 1;
    assert_eq!(new["line"], last);
}

#[test]
fn a_section_that_is_absent_counts_as_nothing() {
    let budget = edit(BUDGET, &[("fonctionnement: 4000", "investissement: 4000"), ("montant: 10000", "montant: 9000")]);
    let plan = holds_what_it_promises(&with_budget(&budget));
    assert_eq!(plan["status"], "found");
}

#[test]
fn demands_that_exclude_each_other_are_named() {
    let budget = edit(BUDGET, &[("type: region", "type: etat")]);
    let plan = holds_what_it_promises(&with_budget(&budget));
    assert_eq!(plan["status"], "impossible");
    assert_eq!(plan["because"], json!(["D-BUD-3", "F2-FIN-1"]));
    assert_eq!((&plan["moves"], &plan["amount"]), (&json!([]), &json!("0.00")));
    assert_eq!(plan["verdict_after"], "ineligible");
}

#[test]
fn a_day_moves_no_further_than_it_must() {
    let late = edit(&eligible(2), &[("dossier_complet: 2015-01-23", "dossier_complet: 2015-01-25")]);
    let plan = holds_what_it_promises(&late);
    assert_eq!(plan["moves"][0]["path"], "depot.dossier_complet");
    assert_eq!((&plan["moves"][0]["to"], &plan["moves"][0]["delta"]), (&json!("2015-01-23"), &json!("-2")));
    assert_eq!((&plan["amount"], &plan["days"]), (&json!("0.00"), &json!(2)));
}

#[test]
fn a_day_that_has_passed_moves_no_more() {
    let late = edit(&eligible(2), &[("dossier_complet: 2015-01-23", "dossier_complet: 2015-01-25")]);
    let folder = folder(&[("a.yaml", &late)]);
    let run = Recevable::new(["check", "a.yaml", "--date", "2015-01-26", "--format", "json"]).dir(folder.path()).run();
    assert_eq!(run.exits(1).json().dossiers()[0]["assessments"][0]["plan"], Value::Null);
}

#[test]
fn several_dossiers_have_plans_only_where_they_are_asked_for() {
    let broken = example("fiche-2-cofinancement-29-99.yaml");
    let folder = folder(&[("a.yaml", &broken), ("b.yaml", &broken)]);
    let plan = |options: &[&str]| checked(&folder, ".", options)["assessments"][0].get("plan").cloned();
    assert_eq!(plan(&[]), None);
    assert_eq!(plan(&["--plan"]).unwrap()["changes"], 2);
    let alone = |options: &[&str]| checked(&folder, "a.yaml", options)["assessments"][0].get("plan").cloned();
    assert_eq!(alone(&[]).unwrap()["changes"], 2);
    assert_eq!(alone(&["--no-plan"]), None);
}

/// A bound that an overlay raises, and one that is raised in the rule sets themselves.
#[test]
fn bounds_are_followed() {
    let broken = example("fiche-2-cofinancement-29-99.yaml");
    let overlay = r#"
[overlay]
id = "essai"
campaign = 2015
title = { fr = "Essai", en = "Trial" }

[[override]]
id = "F2-COF-1"
require = { fact = "cofinancement.taux", at_least = "40 %" }
"#;
    let folder = folder(&[("a.yaml", &broken), ("o.toml", overlay)]);
    let plan = checked(&folder, "a.yaml", &["--overlay", "o.toml"])["assessments"][0]["plan"].clone();
    assert_eq!(plan["moves"][0]["to"], "3000.00");
    assert_eq!(plan["moves"][1]["to"], Value::from("0.00"));
}

#[test]
fn margins_end_a_cent_and_a_day_before_a_bound() {
    let folder = folder(&[("a.yaml", &example("fiche-1-eligible.yaml"))]);
    let dossier = checked(&folder, "a.yaml", &[]);
    let margins = dossier["assessments"][0]["margins"].as_array().unwrap();
    let margin = |rule: &str| margins.iter().find(|margin| margin["rule"] == rule).unwrap();
    let share = json!({ "rule": "F1-COF-1", "fact": "cofinancement.taux", "value": "0.325", "bound": "0.30", "slack": "500.00" });
    assert_eq!(*margin("F1-COF-1"), share);
    let request = json!({ "rule": "F1-FIN-1", "fact": "demande.total", "value": "9000.00", "bound": "2000.00", "slack": "7000.00" });
    assert_eq!(*margin("F1-FIN-1"), request);
    assert_eq!(margin("C-CAL-2")["slack"], "4");
    // The local authorities' lines may fall by the slack, and by no cent more.
    let with = |taken: &str| {
        let text = edit(&example("fiche-1-eligible.yaml"), &[("Ville de Liévin, montant: 4 000 €", taken)]);
        let again = self::folder(&[("a.yaml", &text)]);
        let after = checked(&again, "a.yaml", &[]);
        failing(&after["assessments"][0]).iter().any(|(rule, _)| rule == "F1-COF-1")
    };
    assert!(!with("Ville de Liévin, montant: 3500") && with("Ville de Liévin, montant: 3499.99"));
    // The text's last lines say so, too.
    let run = Recevable::new(["check", "a.yaml", "--date", DAY]).dir(folder.path()).run();
    assert!(run.stdout.contains("Part locale 32,5 %, minimum 30 % : marge de 500,00 €"), "{run}");
}

#[test]
fn of_several_fiches_the_nearest_is_named_with_what_it_lacks() {
    let text = edit(&example("fiche-2-cofinancement-29-99.yaml"), &[("\nfiche: 2\n", "\n")]);
    let folder = folder(&[("a.yaml", &text)]);
    let dossier = checked(&folder, "a.yaml", &[]);
    assert_eq!(dossier["nearest"], 2);
    let run = Recevable::new(["check", "a.yaml", "--date", DAY]).dir(folder.path()).run();
    assert!(run.stdout.contains("Le plus proche : Fiche 2"), "{run}");
    // A dossier that declares its fiche is not told that it declares none.
    let run = Recevable::new(["check", "examples/fiche-2-eligible.yaml", "--fiche", "all", "--date", DAY]).run();
    assert!(!run.stdout.contains("n'indique pas de fiche"), "{run}");
    let dossier = checked(&self::folder(&[("a.yaml", &eligible(2))]), "a.yaml", &[]);
    assert_eq!(dossier["nearest"], Value::Null);
}
