//! Which of several dossiers text shows, and in what order.

use crate::common::{DAY, Folder, Recevable, Run, example};

/// Two ineligible dossiers, one eligible and one incomplete, with their files.
const DOSSIERS: [(&str, &str); 4] = [
    ("d.yaml", "fiche-1-eligible.yaml"),
    ("c.yaml", "fiche-1-plancher-un-centime.yaml"),
    ("b.yaml", "fiche-2-incomplet.yaml"),
    ("a.yaml", "fiche-2-cofinancement-29-99.yaml"),
];

fn run(options: &[&str]) -> Run {
    let folder = Folder::new();
    for (name, from) in DOSSIERS {
        folder.write(name, example(from));
    }
    let arguments = ["check", "--date", DAY].into_iter().chain(options.iter().copied());
    Recevable::new(arguments.chain(DOSSIERS.map(|(name, _)| name))).dir(folder.path()).run()
}

/// The files in the order of their lines.
fn files(run: &Run) -> String {
    let name = |line: &str| DOSSIERS.iter().map(|(name, _)| *name).find(|name| line.contains(&format!(" {name}")));
    run.stdout.lines().filter_map(name).collect::<Vec<_>>().join(" ")
}

#[test]
fn verdicts_that_are_not_asked_for_are_counted_and_not_shown() {
    let all = run(&[]).exits(1);
    assert_eq!(files(&all), "d.yaml c.yaml b.yaml a.yaml", "{all}");
    let some = run(&["--only", "incomplete,eligible"]).exits(1);
    assert_eq!(files(&some), "d.yaml b.yaml", "{some}");
    assert!(some.stdout.contains("Dossiers montrés : 2 sur 4"), "{some}");
    let summary = |run: &Run| run.stdout.split_once("4 dossiers").map(|(_, summary)| summary.to_owned());
    assert_eq!(summary(&all), summary(&some));
    let none = run(&["--only", "unreadable"]).exits(1);
    assert!(files(&none).is_empty() && none.stdout.contains("Dossiers montrés : 0 sur 4"), "{none}");
    // Other formats have all.
    let json = run(&["--only", "eligible", "--format", "json"]).exits(1).json();
    assert_eq!(json.dossiers().len(), 4);
}

#[test]
fn they_are_sorted_by_what_is_asked_for() {
    for (key, order) in [("chemin", "a.yaml b.yaml c.yaml d.yaml"), ("verdict", "c.yaml a.yaml b.yaml d.yaml")] {
        let sorted = run(&["--sort", key]).exits(1);
        assert_eq!(files(&sorted), order, "{key}: {sorted}");
    }
    let json = run(&["--format", "json"]).exits(1).json();
    let mut names: Vec<(String, &str)> = json
        .dossiers()
        .iter()
        .map(|dossier| (dossier["applicant"].as_str().unwrap().to_lowercase(), dossier["path"].as_str().unwrap()))
        .collect();
    names.sort();
    let names: Vec<&str> = names.into_iter().map(|(_, path)| path).collect();
    assert_eq!(files(&run(&["--sort", "porteur"])), names.join(" "));
    assert_eq!(files(&run(&["--sort", "montant"])), "d.yaml b.yaml a.yaml c.yaml");
}

#[test]
fn words_that_are_none_are_told_with_those_that_are() {
    for (option, word, said) in [("--only", "inelegible", "ineligible"), ("--sort", "montants", "montant")] {
        let run = run(&[option, word]).exits(2);
        assert!(run.stderr.contains(said), "{run}");
    }
}
