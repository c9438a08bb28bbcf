//! `--baseline` and `--write-baseline`: findings that are known do not fail a run.

use std::fs;

use serde_json::Value;

use crate::common::{DAY, Folder, Recevable, Run, edit, eligible, example, snapshot};

const PLANCHER: &str = "fiche-1-plancher-un-centime.yaml";
const STRUCTURE: &str = "erreurs-de-structure.yaml";
const RESERVATIONS: &str = "fiche-1-avec-reserves.yaml";

/// A folder with some examples in it.
fn folder(names: &[&str]) -> Folder {
    let folder = Folder::new();
    for name in names {
        folder.write(&format!("dossiers/{name}"), example(name));
    }
    folder
}

/// Checks the dossiers of a folder against its baseline.
fn checked(folder: &Folder, more: &[&str]) -> Run {
    let arguments = ["check", "dossiers", "--date", DAY, "--baseline", "connus.json"];
    Recevable::new(arguments.iter().chain(more)).dir(folder.path()).run()
}

fn written(folder: &Folder) -> String {
    checked(folder, &["--write-baseline"]).exits(0);
    folder.read("connus.json")
}

/// Every finding and error of a report that is not met, as path and code, with whether it is known.
fn listed(report: &Value) -> Vec<(String, String, bool)> {
    let mut listed = Vec::new();
    for dossier in report["dossiers"].as_array().unwrap() {
        let path = dossier["path"].as_str().unwrap();
        let mut add = |code: &Value, item: &Value| {
            let known = item.get("known").is_some();
            assert!(!known || item["known"] == true, "{item:#}");
            listed.push((path.to_owned(), code.as_str().unwrap().to_owned(), known));
        };
        dossier["errors"].as_array().unwrap().iter().for_each(|error| add(&error["code"], error));
        let assessments = dossier["assessments"].as_array().unwrap().iter();
        for finding in assessments.flat_map(|assessment| assessment["findings"].as_array().unwrap()) {
            add(&finding["rule"], finding);
        }
    }
    listed
}

#[test]
fn written_findings_are_known_in_the_next_run() {
    let folder = folder(&[PLANCHER, STRUCTURE, RESERVATIONS]);
    let text = written(&folder);
    for fail_on in ["error", "warning"] {
        let run = checked(&folder, &["--fail-on", fail_on, "--format", "json"]).exits(0);
        let report = run.json().0;
        // The verdicts stay as honest as they were.
        assert_eq!((&report["summary"]["ineligible"], &report["summary"]["unreadable"]), (&1.into(), &1.into()));
        let listed = listed(&report);
        assert!(listed.len() > 15 && listed.iter().all(|(.., known)| *known), "{listed:?}");
        assert_eq!(report["summary"]["baseline"], serde_json::json!({ "known": listed.len(), "new": 0, "gone": 0 }));
        let baseline: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(baseline["findings"].as_array().unwrap().len(), listed.len());
        assert!(run.stderr.is_empty(), "{run}");
    }
}

#[test]
fn every_example_is_recognised_after_lines_have_moved() {
    let names = crate::common::example_names();
    let folder = folder(&names.iter().map(String::as_str).collect::<Vec<_>>());
    checked(&folder, &["--fail-on", "warning"]).exits(2);
    written(&folder);
    checked(&folder, &["--fail-on", "warning"]).exits(0);
    for name in &names {
        folder.write(&format!("dossiers/{name}"), example(name).replace("\nporteur:\n", "\n\n# Plus bas\nporteur:\n"));
    }
    let run = checked(&folder, &["--fail-on", "warning", "--lang", "en", "--verbose"]).exits(0);
    assert!(run.stderr.is_empty(), "{}", run.stderr);
}

#[test]
fn findings_on_moved_lines_are_known_and_new_ones_are_not() {
    let folder = folder(&[PLANCHER, STRUCTURE, RESERVATIONS]);
    written(&folder);
    for name in [PLANCHER, STRUCTURE, RESERVATIONS] {
        folder.write(&format!("dossiers/{name}"), format!("# De nouvelles lignes\n\n#\n{}", example(name)));
    }
    checked(&folder, &["--fail-on", "warning"]).exits(0);
    let reworded = edit(&example(PLANCHER), &[("  fonctionnement: 1 999,99 €", "  fonctionnement: 1 999,98 €")]);
    let also = edit(&reworded, &[("  debut: ", "  debut: 2014-01-01 #")]);
    folder.write(&format!("dossiers/{PLANCHER}"), &also);
    let report = checked(&folder, &["--format", "json"]).exits(1).json().0;
    let new: Vec<_> = listed(&report).into_iter().filter(|(.., known)| !known).map(|(_, code, _)| code).collect();
    // A cent less is worse than what is known.
    assert!(["D-DAT-2", "F1-FIN-1"].iter().all(|rule| new.contains(&(*rule).to_owned())), "{new:?}");
    // One error of structure more of the same code, at a key of its own.
    folder.write(&format!("dossiers/{PLANCHER}"), example(PLANCHER));
    checked(&folder, &[]).exits(0);
    folder.write(&format!("dossiers/{STRUCTURE}"), format!("{}inconnu: 1\n", example(STRUCTURE)));
    let report = checked(&folder, &["--format", "json"]).exits(1).json().0;
    let new: Vec<_> = listed(&report).into_iter().filter(|(.., known)| !known).collect();
    assert_eq!(new, [(format!("dossiers/{STRUCTURE}"), "D-KEY-UNKNOWN".to_owned(), false)]);
}

#[test]
fn only_new_findings_at_the_level_of_fail_on_fail_the_run() {
    let folder = folder(&["fiche-1-eligible.yaml"]);
    written(&folder);
    folder.write("dossiers/b.yaml", example(RESERVATIONS));
    for (fail_on, code) in [("error", 0), ("warning", 1), ("never", 0)] {
        checked(&folder, &["--fail-on", fail_on]).exits(code);
    }
    folder.write("dossiers/c.yaml", eligible(2).replace("version: 1", "version: 1 # recevable: ignore D-DAT-2 — vu"));
    fs::remove_file(folder.at("dossiers/b.yaml")).unwrap();
    for (fail_on, code) in [("error", 0), ("warning", 1)] {
        checked(&folder, &["--fail-on", fail_on]).exits(code);
    }
    assert!(written(&folder).contains("W-IGNORE-UNUSED"));
    checked(&folder, &["--fail-on", "warning"]).exits(0);
}

#[test]
fn an_empty_baseline_changes_no_exit_code() {
    let folder = folder(&[]);
    folder.write("connus.json", "{\"version\":1,\"tool\":\"recevable\",\"findings\":[]}");
    for name in crate::common::example_names() {
        folder.write("dossiers/seul.yaml", example(&name));
        for fail_on in ["error", "warning", "never"] {
            let with = checked(&folder, &["--fail-on", fail_on]);
            let without = folder.check(["dossiers", "--fail-on", fail_on]).run();
            assert_eq!((with.code(), &with.stdout), (without.code(), &without.stdout), "{name} {fail_on}");
        }
    }
}

#[test]
fn the_file_is_reproducible_and_has_a_line_for_each_finding() {
    let folder = folder(&[PLANCHER, STRUCTURE, RESERVATIONS]);
    let text = written(&folder);
    assert_eq!(written(&folder), text);
    let other_order = ["check", "dossiers/fiche-1-plancher-un-centime.yaml", "./dossiers", "--date", DAY];
    let more = ["--baseline", "connus.json", "--write-baseline", "--format", "json", "--lang", "en", "-v"];
    Recevable::new(other_order.iter().chain(&more)).dir(folder.path()).run().exits(0);
    assert_eq!(folder.read("connus.json"), text);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!((lines[0], lines[lines.len() - 1]), ("{\"version\":2,\"tool\":\"recevable\",\"findings\":[", "]}"));
    let entries = &lines[1..lines.len() - 1];
    assert!(entries.is_sorted() && entries.iter().all(|line| line.starts_with("{\"path\":\"dossiers/")), "{text}");
}

#[test]
fn findings_that_are_gone_are_counted_and_leave_the_file_when_it_is_rewritten() {
    let folder = folder(&[PLANCHER, RESERVATIONS]);
    let before = written(&folder);
    folder.write(&format!("dossiers/{RESERVATIONS}"), eligible(1));
    let run = checked(&folder, &["--format", "json"]).exits(0);
    let gone = before.lines().filter(|line| line.contains(RESERVATIONS)).count();
    assert_eq!(run.json().0["summary"]["baseline"]["gone"], gone);
    assert!(run.stderr.contains(&format!("{gone} constats connus ont disparu")), "{run}");
    // Of a dossier that was not looked at, nothing is known to have gone.
    let arguments = ["check", &format!("dossiers/{PLANCHER}"), "--date", DAY, "--baseline", "connus.json"];
    let run = Recevable::new(arguments).dir(folder.path()).run().exits(0);
    assert!(run.stderr.is_empty(), "{run}");
    assert!(!written(&folder).contains(RESERVATIONS));
}

#[test]
fn the_text_marks_what_is_known_and_counts_it() {
    let folder = folder(&[PLANCHER]);
    written(&folder);
    let one = checked(&folder, &[]).exits(0).stdout;
    assert!(one.contains("F1-FIN-1 — Plancher de la demande (déjà connu)"), "{one}");
    assert!(one.trim_end().ends_with("1 constat déjà connu, sans effet sur le code de sortie."), "{one}");
    folder.write("dossiers/b.yaml", eligible(2));
    let both = checked(&folder, &["--lang", "en"]).exits(0).stdout;
    assert!(both.contains("1 finding already known, without effect on the exit code."), "{both}");
    folder.write("dossiers/c.yaml", example(RESERVATIONS));
    let comment = "version: 1  # recevable: ignore D-DAT-2 — vu";
    folder.write("dossiers/d.yaml", eligible(1).replace("version: 1", comment));
    snapshot("known", &checked(&folder, &[]).exits(0).to_string());
}

#[test]
fn formats_distinguish_known_and_new_findings() {
    let folder = folder(&[PLANCHER]);
    written(&folder);
    folder.write("dossiers/neuf.yaml", example("fiche-3-hors-delai-un-jour.yaml"));
    let formats =
        ["sarif", "junit", "github", "concise", "markdown", "html"].map(|format| format!("{format}=out.{format}"));
    let options: Vec<&str> = formats.iter().flat_map(|format| ["--format", format]).collect();
    checked(&folder, &options).exits(1);
    let sarif: Value = serde_json::from_str(&folder.read("out.sarif")).unwrap();
    for result in sarif["runs"][0]["results"].as_array().unwrap() {
        let expected = if result["ruleId"] == "F1-FIN-1" { "unchanged" } else { "new" };
        assert_eq!(result["baselineState"], expected);
    }
    let github = folder.read("out.github");
    assert!(
        github.contains("::notice file=dossiers/fiche-1") && github.contains("::error file=dossiers/neuf"),
        "{github}"
    );
    let concise = folder.read("out.concise");
    assert!(concise.contains(": note F1-FIN-1: ") && concise.contains("(déjà connu)"), "{concise}");
    assert!(concise.contains("dossiers/neuf.yaml:") && concise.contains(": error "), "{concise}");
    let junit = folder.read("out.junit");
    assert!(
        junit.contains("<skipped message=\"déjà connu\u{a0}: ") && junit.matches("<failure").count() == 1,
        "{junit}"
    );
    assert!(folder.read("out.markdown").contains("⚪ **Plancher de la demande**"));
    assert!(folder.read("out.html").contains("(F1-FIN-1, déjà connu)"));
    let plain = folder.check(["dossiers", "--format", "sarif"]).run();
    assert!(!plain.stdout.contains("baselineState"));
}

#[test]
fn an_unreadable_file_fails_the_check_and_keeps_the_baseline() {
    let folder = folder(&[PLANCHER]);
    let before = written(&folder);
    let arguments = ["check", "dossiers", "absent.yaml", "--date", DAY, "--baseline", "connus.json"];
    Recevable::new(arguments).dir(folder.path()).run().exits(2);
    let run = Recevable::new(arguments.iter().chain(&["--write-baseline"])).dir(folder.path()).run().exits(2);
    assert!(run.stderr.contains("n'est pas récrit"), "{run}");
    assert_eq!(folder.read("connus.json"), before);
}

#[test]
fn a_malformed_baseline_ends_the_run_before_anything_is_written() {
    let folder = folder(&[PLANCHER]);
    let whole = written(&folder);
    let deep = "[".repeat(100_000);
    for (text, place) in [
        ("", ":1:"),
        ("pas du JSON", ":1:"),
        ("{\"version\":1,\"tool\":\"recevable\",\"findings\":[\n{}]}", ":2:"),
        (&whole.replace("\"version\":2", "\"version\":3"), ":1:"),
        (&whole.replace("\"fingerprint\":\"", "\"fingerprint\":\"zz"), ":2:"),
        (&whole.replace("]}", "<<<<<<< HEAD\n]}"), ":3:"),
        (&deep, ":1:"),
        (&example(PLANCHER), ":1:"),
        ("\u{202e}\u{1b}[31m", ":1:"),
    ] {
        folder.write("connus.json", text);
        for more in [&[][..], &["--write-baseline"], &["--lang", "en"], &["--fail-on", "never"]] {
            let arguments = [&["--format", "json=out.json"], more].concat();
            let run = checked(&folder, &arguments).exits(2);
            assert!(run.stderr.contains(&format!("connus.json{place}")), "{run}");
            assert!(run.stdout.is_empty() && !folder.at("out.json").exists(), "{run}");
            assert_eq!(folder.read("connus.json"), text);
        }
    }
}

#[test]
fn a_baseline_must_be_a_regular_file() {
    let folder = folder(&[PLANCHER]);
    let run = checked(&folder, &[]).exits(2);
    assert!(run.stderr.contains("connus.json") && run.stdout.is_empty(), "{run}");
    fs::create_dir(folder.at("connus.json")).unwrap();
    for more in [&[][..], &["--write-baseline"]] {
        let run = checked(&folder, more).exits(2);
        assert!(run.stderr.contains("pas un fichier ordinaire"), "{run}");
    }
    fs::remove_dir(folder.at("connus.json")).unwrap();
    folder.pipe("connus.json");
    checked(&folder, &[]).exits(2);
    let elsewhere = ["check", "dossiers", "--date", DAY, "--baseline", "nulle/part.json", "--write-baseline"];
    let run = Recevable::new(elsewhere).dir(folder.path()).run().exits(2);
    assert!(run.stderr.contains("impossible d'écrire nulle/part.json"), "{run}");
    Recevable::new(["check", "dossiers", "--write-baseline"]).dir(folder.path()).run().exits(2);
}

#[test]
fn paths_of_any_characters_are_recognised() {
    let folder = Folder::new();
    for (number, name) in ["dossiers/a\"b\\c.yaml", "dossiers/=é\u{202e}\n::error.yaml"].into_iter().enumerate() {
        folder.write(name, example(PLANCHER).replace("La boîte", &format!("{number} : la boîte")));
    }
    let text = written(&folder);
    assert_eq!(text.lines().count(), 4, "{text}");
    checked(&folder, &[]).exits(0);
}

/// Whether the baseline knows what was found for a rule in the only dossier.
fn knows(folder: &Folder, rule: &str) -> bool {
    let report = checked(folder, &["--fail-on", "never", "--format", "json"]).exits(0).json().0;
    listed(&report).into_iter().find(|(_, code, _)| code == rule).unwrap_or_else(|| panic!("{rule}: {report:#}")).2
}

#[test]
fn what_has_become_worse_is_new_again() {
    let folder = folder(&[PLANCHER]);
    let with = |amount: &str| {
        let text =
            edit(&example(PLANCHER), &[("  fonctionnement: 1 999,99 €", &format!("  fonctionnement: {amount}"))]);
        folder.write(&format!("dossiers/{PLANCHER}"), text);
    };
    with("1 500,00 €");
    written(&folder);
    for (amount, known) in [("1 500,00 €", true), ("1 999,99 €", true), ("1 499,99 €", false), ("10,00 €", false)]
    {
        with(amount);
        assert_eq!(knows(&folder, "F1-FIN-1"), known, "{amount}");
    }
    checked(&folder, &[]).exits(1);
    written(&folder);
    checked(&folder, &[]).exits(0);
}

#[test]
fn what_was_undecided_and_is_violated_is_new() {
    let folder = folder(&[]);
    let with = |day: &str| {
        let text = edit(&eligible(1), &[("  debut: 2015-02-16", &format!("  debut: {day}"))]);
        folder.write("dossiers/a.yaml", text);
    };
    with("à définir");
    let text = written(&folder);
    let [entry] = &text.lines().filter(|line| line.contains("\"D-DAT-1\"")).collect::<Vec<_>>()[..] else {
        panic!("{text}")
    };
    assert!(entry.contains("\"undetermined\":true"), "{entry}");
    assert!(knows(&folder, "D-DAT-1"));
    with("2099-01-01");
    assert!(!knows(&folder, "D-DAT-1"));
    written(&folder);
    with("à définir");
    assert!(knows(&folder, "D-DAT-1"));
}

#[test]
fn paths_are_those_from_the_folder_of_the_baseline() {
    let folder = folder(&[PLANCHER, STRUCTURE]);
    fs::create_dir(folder.at("ci")).unwrap();
    let run = |from: &str, arguments: &[&str]| {
        let options = ["check", "--date", DAY, "--fail-on", "warning"];
        Recevable::new(options.iter().chain(arguments)).dir(&folder.at(from)).run()
    };
    run(".", &["dossiers", "--baseline", "ci/connus.json", "--write-baseline"]).exits(0);
    let text = folder.read("ci/connus.json");
    assert!(text.lines().nth(1).unwrap().starts_with("{\"path\":\"../dossiers/"), "{text}");
    let baseline = folder.at("ci/connus.json").display().to_string();
    let dossiers = folder.at("dossiers").display().to_string();
    run(".", &["dossiers", "--baseline", "ci/connus.json"]).exits(0);
    run("ci", &["../dossiers", "--baseline", "connus.json"]).exits(0);
    run("dossiers", &["--baseline", "../ci/connus.json"]).exits(0);
    run("/", &[&dossiers, "--baseline", &baseline]).exits(0);
    // Another copy of both.
    fs::create_dir(folder.at("copie")).unwrap();
    fs::rename(folder.at("dossiers"), folder.at("copie/dossiers")).unwrap();
    fs::rename(folder.at("ci"), folder.at("copie/ci")).unwrap();
    run(".", &["copie/dossiers", "--baseline", "copie/ci/connus.json"]).exits(0);
    fs::rename(folder.at("copie/ci/connus.json"), folder.at("connus.json")).unwrap();
    run(".", &["copie/dossiers", "--baseline", "connus.json"]).exits(1);
}

#[test]
fn a_baseline_of_the_first_version_is_read_and_rewritten_as_one_of_the_second() {
    let folder = folder(&[PLANCHER, STRUCTURE, RESERVATIONS]);
    let second = written(&folder);
    let plain = |line: &str| {
        let end = line.find("\",\"undetermined\"").or_else(|| line.find("\",\"gap\""));
        end.map_or(line.to_owned(), |end| format!("{}\"}}{}", &line[..end], if line.ends_with(',') { "," } else { "" }))
    };
    let first = second.lines().map(plain).collect::<Vec<_>>().join("\n").replace("\"version\":2", "\"version\":1");
    folder.write("connus.json", &first);
    checked(&folder, &["--fail-on", "warning"]).exits(0);
    // It does not tell how bad anything was.
    let worse = edit(&example(PLANCHER), &[("  fonctionnement: 1 999,99 €", "  fonctionnement: 1 999,98 €")]);
    folder.write(&format!("dossiers/{PLANCHER}"), worse);
    let report = checked(&folder, &["--fail-on", "never", "--format", "json"]).json().0;
    assert!(listed(&report).iter().any(|(_, code, known)| code == "F1-FIN-1" && *known));
    folder.write(&format!("dossiers/{PLANCHER}"), example(PLANCHER));
    assert_eq!(written(&folder), second);
}

#[test]
fn what_is_new_is_said_before_what_is_known_and_errors_before_reservations() {
    let folder = folder(&[PLANCHER, STRUCTURE]);
    written(&folder);
    let reserved = |number: &str| example(RESERVATIONS).replacen("Les mots du palier", number, 1);
    folder.write("dossiers/a-reserves.yaml", reserved("Le premier"));
    folder.write("dossiers/z-nouveau.yaml", edit(&eligible(1), &[("  investissement: 0", "  investissement: -1")]));
    for number in 0..150 {
        folder.write(&format!("dossiers/b-{number:03}.yaml"), reserved(&format!("Projet {number}")));
    }
    let annotations = checked(&folder, &["--format", "github"]).exits(1).stdout;
    let order: Vec<&str> = annotations
        .lines()
        .map(|line| match line.split(' ').next().unwrap() {
            "::error" => "new error",
            "::warning" => "new reservation",
            _ if line.contains(PLANCHER) || line.contains(STRUCTURE) => "known",
            _ => "note",
        })
        .collect();
    let mut sorted = order.clone();
    sorted.dedup();
    assert_eq!(sorted, ["new error", "new reservation", "known", "note"], "{annotations}");
    assert!(annotations.lines().next().unwrap().contains("z-nouveau.yaml"), "{annotations}");
    // The summary holds the dossier that fails, though it is the last by name and not all have room.
    let summary = checked(&folder, &["--format", "markdown"]).exits(1).stdout;
    let rows: Vec<&str> = summary.lines().filter(|line| line.starts_with("| ") && line.contains(".yaml")).collect();
    assert!(rows.len() < 153 && summary.len() < 65_536, "{} rows", rows.len());
    assert!(rows[0].contains("z-nouveau.yaml") && rows[1].contains("a-reserves.yaml"), "{rows:#?}");
    let folds: Vec<&str> = summary.lines().filter(|line| line.starts_with("<details>")).collect();
    assert!(folds[0].contains("z-nouveau.yaml") && folds[1].contains("a-reserves.yaml"), "{folds:#?}");
}
