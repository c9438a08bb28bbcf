//! The command line: help, wrong usage, languages.

use crate::common::{Recevable, recevable, snapshot};

#[test]
fn help_in_both_languages() {
    let pages = [&["--help"][..], &["check", "--help"], &["explain", "--help"], &["schema", "--help"], &["--version"]];
    let runs =
        ["fr", "en"].into_iter().flat_map(|lang| pages.map(|page| Recevable::new(page).env("RECEVABLE_LANG", lang)));
    snapshot("help", &runs.map(|run| run.run().exits(0).to_string()).collect::<Vec<_>>().join("\n"));
}

/// Every way to call it wrongly.
const WRONG: &[&[&str]] = &[
    &[],
    &["chekc"],
    &["check", "--formt", "json"],
    &["check", "--format", "xml"],
    &["check", "--format", "json="],
    &["check", "--date", "hier"],
    &["check", "--date", "2014-02-30"],
    &["check", "--date"],
    &["check", "--fiche", "5"],
    &["check", "--stage", "brouillon"],
    &["check", "--fail-on", "toujours"],
    &["check", "--lang", "de"],
    &["check", "-q", "-v"],
    &["schema"],
    &["schema", "facture"],
];

#[test]
fn wrong_usage_exits_2_and_is_explained_in_the_language_asked_for() {
    let mut shown = String::new();
    for arguments in WRONG {
        shown.push_str(&format!("$ recevable {}\n", arguments.join(" ")));
        for lang in ["fr", "en"] {
            let run = Recevable::new(*arguments).env("RECEVABLE_LANG", lang).run().exits(2);
            let pointers = ["Pour l'aide : recevable --help\n", "For help: recevable --help\n"];
            let told = pointers.iter().find_map(|pointer| run.stderr.strip_suffix(pointer));
            // Without a command, the help itself is shown.
            assert!(run.stdout.is_empty() && (told.is_some() || arguments.is_empty()), "{run}");
            shown.push_str(told.unwrap_or(&run.stderr));
        }
        shown.push('\n');
    }
    snapshot("wrong-usage", &shown);
}

#[test]
fn two_reports_cannot_share_standard_output() {
    let run = recevable(["check", "examples", "--format", "json", "--format", "text"]).exits(2);
    assert!(run.stdout.is_empty() && run.stderr.contains("un seul format"), "{run}");
    let run = recevable(["check", "examples", "--format", "json", "--format", "ndjson", "--lang", "en"]).exits(2);
    assert!(run.stdout.is_empty() && run.stderr.contains("one format"), "{run}");
}

#[test]
fn the_environment_sets_the_language_and_the_option_wins() {
    const FILE: &str = "examples/fiche-1-eligible.yaml";
    let first = |run: Recevable| run.run().exits(0).stdout.lines().next().unwrap().to_owned();
    let check = || Recevable::check([FILE]);
    let with = |lang| Recevable::check([FILE, "--lang", lang]);
    assert!(first(check()).starts_with("✓ Éligible à la Fiche 1"));
    assert!(first(check().env("RECEVABLE_LANG", "en")).starts_with("✓ Eligible"));
    assert!(first(check().env("RECEVABLE_LANG", "EN")).starts_with("✓ Eligible"));
    assert!(first(check().env("RECEVABLE_LANG", "xx")).starts_with("✓ Éligible"));
    assert!(first(with("fr").env("RECEVABLE_LANG", "en")).starts_with("✓ Éligible"));
    assert!(first(with("en")).starts_with("✓ Eligible"));
    // The system's own language decides nothing: what a script reads is the same everywhere.
    assert_eq!(first(check().env("LANG", "en_GB.UTF-8")), first(check()));
}

#[test]
fn words_of_closed_lists_do_not_follow_the_language() {
    let report = |lang| {
        let run = Recevable::check(["examples/fiche-2-incomplet.yaml", "--format", "json", "--lang", lang]).run();
        run.exits(1).json().0["dossiers"][0].clone()
    };
    let (french, english) = (report("fr"), report("en"));
    assert_eq!(french["verdict"], english["verdict"]);
    let pairs = french["assessments"][0]["findings"].as_array().unwrap().iter();
    let pairs = pairs.zip(english["assessments"][0]["findings"].as_array().unwrap());
    for (french, english) in pairs {
        for key in ["rule", "status", "level", "group", "basis", "locations", "derivation"] {
            assert_eq!(french[key], english[key]);
        }
        assert_ne!(french["title"], english["title"]);
    }
}

#[test]
fn colours_are_written_only_when_asked_for() {
    let check = |color| Recevable::check(["examples/fiche-1-plancher-un-centime.yaml", "--color", color]).run();
    assert!(check("always").exits(1).stdout.contains('\u{1b}'));
    for color in ["auto", "never"] {
        assert!(!check(color).exits(1).stdout.contains('\u{1b}'));
    }
}

#[test]
fn quiet_is_the_verdict_alone() {
    let run = Recevable::check(["examples/fiche-4-incomplet.yaml", "--quiet"]).run().exits(1);
    assert_eq!(run.stdout.lines().count(), 1, "{run}");
}

#[test]
fn standard_input_is_a_dossier_named_by_a_dash() {
    let text = crate::common::eligible(2);
    let run = Recevable::check(["-", "--format", "json"]).stdin(text).run().exits(0);
    assert_eq!(run.json().only()["path"], "-");
}

#[test]
fn the_same_run_writes_the_same_bytes() {
    let run = || Recevable::check(["examples", "--format", "json", "--verbose"]).run().stdout;
    assert_eq!(run(), run());
}
