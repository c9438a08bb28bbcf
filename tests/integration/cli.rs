//! The command line: help, wrong usage, languages.

use crate::common::{DAY, Recevable, recevable, snapshot};

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
    &["chek", "a.yaml"],
    &["dosiers"],
    &["--lang", "en", "chek"],
    &["rules", "lits"],
    &["check", "--formt", "json"],
    &["check", "--zzzz", "json"],
    &["a.yaml", "--dat", "2014-11-28"],
    &["check", "--format", "pdf"],
    &["check", "--format", "htm=a.html"],
    &["check", "--format", "json="],
    &["check", "--date", "hier"],
    &["check", "--date", "2014-02-30"],
    &["check", "--date", "28/11/14"],
    &["check", "--date", "8/11/2014"],
    &["check", "--date"],
    &["check", "--include", "["],
    &["check", "--exclude", "a[bc"],
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
            // The last line tells where help is.
            assert!(run.stdout.is_empty(), "{run}");
            shown.push_str(&run.stderr);
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
    assert!(first(Recevable::new(["--lang", "en", "check", "--date", DAY, FILE])).starts_with("✓ Eligible"));
    assert!(first(Recevable::new(["--lang=en", FILE, "--date", DAY])).starts_with("✓ Eligible"));
    assert!(recevable(["--lang", "en", "rules", "list"]).exits(0).stdout.contains("Floor of the request"));
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

#[test]
fn a_language_of_the_environment_that_is_not_known_is_told() {
    let check =
        |value| Recevable::check(["examples/fiche-1-eligible.yaml"]).env("RECEVABLE_LANG", value).run().exits(0);
    let run = check("de");
    assert!(run.stderr.contains("RECEVABLE_LANG") && run.stderr.contains("fr ou en"), "{run}");
    assert!(run.stdout.starts_with("✓ Éligible"), "{run}");
    for known in ["", "fr", "EN", "fr_FR.UTF-8"] {
        assert_eq!(check(known).stderr, "");
    }
    let run = Recevable::check(["examples/fiche-1-eligible.yaml", "--lang", "en"]).env("RECEVABLE_LANG", "de").run();
    assert_eq!(run.stderr, "");
}

#[test]
fn a_file_is_checked_without_the_command_and_commands_have_french_names() {
    const FILE: &str = "examples/fiche-1-eligible.yaml";
    let expected = Recevable::check([FILE]).run().exits(0).stdout;
    for arguments in [
        &[FILE, "--date", DAY][..],
        &["--date", "20/11/2014", FILE],
        &["verifier", "--date", DAY, FILE],
        &["vérifier", FILE, "--date", "20/11/2014"],
    ] {
        assert_eq!(Recevable::new(arguments).run().exits(0).stdout, expected, "{arguments:?}");
    }
    assert_eq!(recevable(["expliquer", "demande.total"]).stdout, recevable(["explain", "demande.total"]).stdout);
    assert_eq!(recevable(["regles", "list"]).stdout, recevable(["rules", "list"]).stdout);
    assert_eq!(recevable(["help", "check"]).exits(0).stdout, recevable(["check", "--help"]).stdout);
}

#[test]
fn quiet_still_says_why_nothing_could_be_checked() {
    for (option, file, says) in [
        ("--rules", "absentes", "absentes ne peut pas être lu : il est introuvable"),
        ("--overlay", "absente.toml", "absente.toml : Ce fichier est introuvable."),
        ("--registre", "absent.csv", "absent.csv: Ce fichier est introuvable."),
        ("--registre", "README.md", "README.md:1:1: La colonne « siret » manque."),
    ] {
        let run = Recevable::check(["-q", option, file, "examples/fiche-1-eligible.yaml"]).run().exits(2);
        assert!(run.stdout.is_empty() && run.stderr.contains(says), "{run}");
    }
}

#[test]
fn completions_and_the_man_page_name_every_command() {
    let shells = ["bash", "elvish", "fish", "powershell", "zsh"];
    for shell in shells {
        let run = recevable(["completions", shell]).exits(0);
        for word in ["check", "explain", "fail-on", "completions"] {
            assert!(run.stdout.contains(word), "{shell}: {word}");
        }
    }
    recevable(["completions", "cmd"]).exits(2);
    let offered = recevable(["completions", "bash"]).exits(0).stdout;
    for values in ["json ndjson sarif junit", "excel rfc4180", "auto always never", "1 2 3 4 all"] {
        assert!(offered.contains(values), "{values}");
    }
    assert!(!recevable(["completions", "zsh"]).exits(0).stdout.contains("In a terminal"));
    for (lang, words) in [("fr", ["NOM", "COMMANDES"]), ("en", ["NAME", "COMMANDS"])] {
        let page = recevable(["man", "--lang", lang]).exits(0).stdout;
        for word in words {
            assert!(page.contains(&format!("\n.SH {word}\n")), "{page}");
        }
        for command in ["check", "explain", "rules list", "rules export", "schema", "completions", "man"] {
            assert!(page.contains(&format!(".SS \"recevable {command}\"\n")), "{command}");
        }
        assert!(page.contains("\\-\\-fail\\-on"), "{page}");
    }
}
