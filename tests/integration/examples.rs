//! Every file of `examples/`: its outcome is announced by the comment at its head, and its report is a snapshot.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::common::{DAY, Recevable, Run, codes, example, example_names, pretty, rules_with, snapshot, verdict};

/// What an example is there to show.
struct Expected {
    file: &'static str,
    verdict: &'static str,
    violated: &'static [&'static str],
    undetermined: &'static [&'static str],
}

const fn expect(
    file: &'static str,
    verdict: &'static str,
    violated: &'static [&'static str],
    undetermined: &'static [&'static str],
) -> Expected {
    Expected { file, verdict, violated, undetermined }
}

/// The examples with one fiche.
const EXPECTED: &[Expected] = &[
    expect(
        "fiche-1-avec-reserves",
        "eligible_with_reservations",
        &["C-QUA-6", "F1-OBJ-1"],
        &["C-QUA-4", "C-QUA-5", "F1-TEC-1"],
    ),
    expect("fiche-1-besoin-non-demontre", "ineligible", &["C-DBL-1"], &[]),
    expect("fiche-1-eligible", "eligible", &[], &[]),
    expect("fiche-1-fiche-synthetique-flip", "eligible", &[], &[]),
    expect("fiche-1-mise-a-disposition-non-comptee", "ineligible", &["F1-COF-1"], &[]),
    expect("fiche-1-plancher-un-centime", "ineligible", &["F1-FIN-1"], &[]),
    expect("fiche-1-ville-fonds-propres", "eligible", &[], &[]),
    expect("fiche-2-code-de-commune-associee", "inconsistent", &["D-GEO-1"], &[]),
    expect("fiche-2-cofinancement-29-99", "ineligible", &["F2-COF-1"], &[]),
    expect("fiche-2-eligible", "eligible", &[], &[]),
    expect(
        "fiche-2-incomplet",
        "incomplete",
        &[],
        &["C-CAL-4", "C-DBL-1", "C-PER-2", "C-TER-1", "F2-PRI-1", "F2-PRO-1"],
    ),
    expect(
        "fiche-3-avec-reserves",
        "eligible_with_reservations",
        &["C-QUA-3", "D-DAT-2", "F3-TEC-4"],
        &["C-COO-1", "C-QUA-1", "F3-TEC-3"],
    ),
    expect("fiche-3-eligible", "eligible", &[], &[]),
    expect("fiche-3-hors-delai-un-jour", "ineligible", &["C-CAL-2"], &[]),
    expect("fiche-3-operation-regionale", "eligible", &[], &[]),
    expect("fiche-4-eligible", "eligible", &[], &[]),
    expect("fiche-4-hors-geographie-prioritaire", "ineligible", &["F4-PER-1"], &[]),
    expect("fiche-4-incomplet", "incomplete", &[], &["F4-DIA-1", "F4-PER-1"]),
    expect("fiche-4-plafond-fonctionnement", "ineligible", &["F4-FIN-3"], &[]),
];

/// The two that are not about one fiche.
const NO_FICHE: &str = "sans-fiche-declaree";
const STRUCTURE: &str = "erreurs-de-structure";

fn sorted<'a>(rules: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
    rules.into_iter().collect()
}

#[test]
fn every_example_gets_the_outcome_of_the_table() {
    let report = Recevable::check(["examples", "--format", "json"]).run().exits(1).json();
    for expected in EXPECTED {
        let dossier = report.dossier(&format!("examples/{}.yaml", expected.file));
        assert_eq!(verdict(dossier), expected.verdict, "{}", expected.file);
        let [assessment] = &dossier["assessments"].as_array().unwrap()[..] else { panic!("{}", expected.file) };
        let violated = sorted(rules_with(assessment, "violated"));
        assert_eq!(violated, sorted(expected.violated.iter().copied()), "{}", expected.file);
        let undetermined = sorted(rules_with(assessment, "undetermined"));
        assert_eq!(undetermined, sorted(expected.undetermined.iter().copied()), "{}", expected.file);
        assert!(codes(dossier).is_empty(), "{}", expected.file);
    }
}

#[test]
fn every_example_is_in_the_table() {
    let listed: BTreeSet<String> = EXPECTED
        .iter()
        .map(|expected| expected.file)
        .chain([NO_FICHE, STRUCTURE])
        .map(|name| format!("{name}.yaml"))
        .collect();
    assert_eq!(listed, example_names().into_iter().collect());
}

/// The comment at the head of a file, as one line.
fn head(name: &str) -> String {
    let text = example(name);
    let lines: Vec<&str> = text.lines().map_while(|line| line.strip_prefix('#')).map(str::trim).collect();
    lines.join(" ")
}

#[test]
fn the_comment_at_the_head_names_the_expected_rules() {
    for expected in EXPECTED {
        let head = head(&format!("{}.yaml", expected.file));
        let (_, promise) = head.split_once("Attendu : ").unwrap_or_else(|| panic!("{}: {head}", expected.file));
        let word = match expected.verdict {
            "eligible" => "éligible",
            "eligible_with_reservations" => "éligible avec réserves",
            "incomplete" => "incomplet",
            "inconsistent" => "incohérent",
            _ => "inéligible",
        };
        assert!(promise.starts_with(word), "{}: {promise}", expected.file);
        let with_reservations = promise.starts_with("éligible avec réserves");
        assert_eq!(with_reservations, expected.verdict == "eligible_with_reservations", "{}", expected.file);
        for rule in expected.violated.iter().chain(expected.undetermined) {
            assert!(promise.contains(rule), "{}: {rule} is not announced", expected.file);
        }
    }
}

#[test]
fn without_a_fiche_all_four_are_assessed_and_the_best_counts() {
    let file = format!("examples/{NO_FICHE}.yaml");
    let report = Recevable::check([&file, "--format", "json"]).run().exits(0).json();
    let dossier = report.only();
    assert!(dossier["fiche"].is_null());
    assert_eq!(verdict(dossier), "eligible");
    assert_eq!(dossier["best_fiches"], serde_json::json!([2]));
    let assessments = dossier["assessments"].as_array().unwrap();
    let verdicts: Vec<_> = assessments.iter().map(|assessment| assessment["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts, ["incomplete", "eligible", "ineligible", "ineligible"]);
    let [first, _, third, fourth] = &assessments[..] else { panic!() };
    assert_eq!(rules_with(first, "violated"), ["F1-OBJ-1"]);
    assert_eq!(rules_with(first, "undetermined"), ["F1-DEM-1", "F1-TEC-1"]);
    assert!(rules_with(third, "violated").contains(&"F3-FIN-1"));
    assert!(["F4-THM-1", "F4-FIN-1"].iter().all(|rule| rules_with(fourth, "violated").contains(rule)));
}

#[test]
fn a_file_with_structural_errors_lists_every_one_of_them() {
    let file = format!("examples/{STRUCTURE}.yaml");
    let report = Recevable::check([&file, "--format", "json"]).run().exits(1).json();
    let dossier = report.only();
    assert_eq!(verdict(dossier), "unreadable");
    assert!(dossier["assessments"].as_array().unwrap().is_empty());
    let announced = head(&format!("{STRUCTURE}.yaml"));
    let found = codes(dossier);
    assert_eq!(found.len(), 11, "{found:?}");
    assert!(found.iter().all(|code| announced.contains(code)), "{found:?}");
}

#[test]
fn rules_that_do_not_apply_are_those_of_the_comments() {
    for (file, rules) in [
        ("fiche-1-fiche-synthetique-flip", &["C-PER-2", "C-ECH-2", "C-CAL-4"][..]),
        ("fiche-3-operation-regionale", &["C-PER-3", "C-CAL-4", "C-ECH-2", "C-ECH-3"]),
    ] {
        let path = format!("examples/{file}.yaml");
        let report = Recevable::check([&path, "--format", "json", "-v"]).run().exits(0).json();
        let found = rules_with(&report.only()["assessments"][0], "not_applicable");
        assert!(rules.iter().all(|rule| found.contains(rule)), "{file}: {found:?}");
    }
}

/// The example whose French report is shown with every section, and the one whose English report is.
const WHOLE: [&str; 2] = ["fiche-1-eligible", "fiche-2-cofinancement-29-99"];
/// One example of each verdict, shown in English and in detail as well.
const ENGLISH: [&str; 5] =
    ["fiche-1-avec-reserves", "fiche-2-cofinancement-29-99", "fiche-2-incomplet", "fiche-4-eligible", STRUCTURE];
/// Sections that follow from the JSON, in both languages.
const DERIVED: [[&str; 2]; 5] = [
    ["Déclaré par vous", "Declared by you"],
    ["Règles respectées", "Rules that hold"],
    ["Sans objet", "Not applicable"],
    ["Vue d'ensemble", "Overview"],
    ["Ce que cet outil ne décide pas", "What this tool does not decide"],
];

fn arguments<'a>(file: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["check", file, "--date", DAY], more].concat()
}

/// The JSON report of a dossier.
fn json(file: &str, more: &[&str]) -> Value {
    let run = Recevable::new(arguments(file, &[&["--format", "json"], more].concat())).run();
    run.json().only().clone()
}

/// The sections of a report in the terminal: the heading's line, and what stands below it. The first has no heading.
fn sections(text: &str) -> Vec<(&str, String)> {
    let mut sections = vec![("", String::new())];
    for line in text.split_inclusive('\n') {
        if line.starts_with("-- ") {
            sections.push((line, String::new()));
        } else {
            sections.last_mut().unwrap().1.push_str(line);
        }
    }
    sections
}

/// A section by its heading; empty where there is none.
fn section(text: &str, [french, english]: [&str; 2]) -> String {
    let is_named = |heading: &str| [french, english].iter().any(|name| heading.starts_with(&format!("-- {name} ")));
    let found = sections(text).into_iter().find(|(heading, _)| is_named(heading));
    found.map(|(_, body)| body).unwrap_or_default()
}

/// A text without its line breaks and margins.
fn unwrapped(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A run without the sections that follow from the JSON.
pub(crate) fn shortened(run: &Run) -> String {
    let text = run.to_string();
    let is_derived = |heading: &str| DERIVED.iter().flatten().any(|name| heading.starts_with(&format!("-- {name} ")));
    let shown = sections(&text).into_iter().map(|(heading, body)| {
        let body = if is_derived(heading) { "[…]\n\n" } else { &body };
        format!("{heading}{body}")
    });
    shown.collect()
}

/// What distinguishes a dossier's report: without the notes that the terminal shows, and with the ids of the rules
/// that do not apply in place of those that hold.
fn distinctive(file: &str, terminal: &str) -> Value {
    let (mut dossier, verbose) = (json(file, &[]), json(file, &["--verbose"]));
    let terminal = unwrapped(terminal);
    let assessments = dossier["assessments"].as_array_mut().unwrap().iter_mut();
    for (assessment, verbose) in assessments.zip(verbose["assessments"].as_array().unwrap()) {
        for note in assessment["notes"].as_array_mut().unwrap() {
            if terminal.contains(&unwrapped(note["message"].as_str().unwrap())) {
                let places = note["locations"].as_array().unwrap().iter().map(|place| place["path"].clone());
                *note =
                    json!({ "rule": note["rule"], "status": note["status"], "locations": places.collect::<Value>() });
            }
        }
        assessment["not_applicable"] = rules_with(verbose, "not_applicable").into();
        assessment.as_object_mut().unwrap().remove("declared");
    }
    dossier
}

#[test]
fn every_example_in_the_terminal_and_as_json() {
    for name in example_names() {
        let (file, name) = (format!("examples/{name}"), name.trim_end_matches(".yaml"));
        let shown = |run: &Run, whole| if name == whole { run.to_string() } else { shortened(run) };
        let french = Recevable::new(arguments(&file, &[])).run();
        let mut session = shown(&french, WHOLE[0]);
        if ENGLISH.contains(&name) {
            let english = Recevable::new(arguments(&file, &["--lang", "en", "--verbose"])).run();
            session.push_str(&format!("\n{}", shown(&english, WHOLE[1])));
        }
        let json = pretty(&distinctive(&file, &french.stdout));
        snapshot(
            name,
            &format!("{}\n\n$ recevable check {file} --date {DAY} --format json\n{json}\n", session.trim_end()),
        );
    }
}

/// What the terminal calls a status, in a language.
fn status_words(finding: &Value, lang: &str) -> &'static str {
    match (finding["status"].as_str().unwrap(), finding["basis"] == "declared", lang) {
        ("satisfied", true, "fr") => "✓ Déclarée",
        ("satisfied", true, _) => "✓ Declared",
        ("satisfied", false, "fr") => "✓ Respectée",
        ("satisfied", false, _) => "✓ Holds",
        ("violated", _, "fr") => "✗ Non respectée",
        ("violated", ..) => "✗ Does not hold",
        ("undetermined", _, "fr") => "? À compléter",
        ("undetermined", ..) => "? To fill in",
        (_, _, "fr") => "– Sans objet",
        _ => "– Not applicable",
    }
}

/// The rules in the overview, each group of them with as many that hold and that apply as its heading says.
pub(crate) fn overview(text: &str) -> Vec<[String; 4]> {
    let mut rows: Vec<[String; 4]> = Vec::new();
    let mut groups = Vec::new();
    let body = section(text, DERIVED[3]);
    for line in body.lines().filter(|line| line.starts_with('|')).skip(1) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        match cells[..] {
            ["", group, "", ""] if group.chars().take(5).all(char::is_uppercase) => {
                groups.push((group.to_owned(), rows.len()));
            }
            // The rest of a title that takes several lines.
            ["", rest, "", ""] => rows.last_mut().unwrap()[1].push_str(&format!(" {rest}")),
            [rule, title, status, level] => rows.push([rule, title, status, level].map(str::to_owned)),
            _ => panic!("{line}"),
        }
    }
    let ends = groups.iter().skip(1).map(|(_, start)| *start).chain([rows.len()]);
    for ((heading, start), end) in groups.iter().zip(ends) {
        let count = |wanted: fn(&str) -> bool| rows[*start..end].iter().filter(|row| wanted(&row[2])).count();
        let counts = [count(|status| status.starts_with('✓')), count(|status| !status.starts_with(['–', '…']))];
        let words = heading.split(|c: char| !c.is_ascii_digit());
        let expected: Vec<usize> = words.filter_map(|word| word.parse().ok()).collect();
        // Where no rule of the group applies, the heading has no counts.
        assert!(expected == counts || expected.is_empty() && counts == [0, 0], "{heading}: {counts:?}");
    }
    rows
}

#[test]
fn the_lists_of_rules_in_the_terminal_agree_with_the_json() {
    let undecided =
        Recevable::new(arguments("examples/fiche-2-cofinancement-29-99.yaml", &["-v", "--lang", "en"])).run();
    for (name, lang) in example_names().iter().flat_map(|name| [(name, "fr"), (name, "en")]) {
        let file = format!("examples/{name}");
        let text = Recevable::new(arguments(&file, &["--lang", lang, "--verbose"])).run().stdout;
        let dossier = json(&file, &["--lang", lang, "--verbose"]);
        let is_best = |assessment: &&Value| dossier["best_fiches"].as_array().unwrap().contains(&assessment["fiche"]);
        let Some(best) = dossier["assessments"].as_array().unwrap().iter().find(is_best) else { continue };
        let findings = best["findings"].as_array().unwrap();
        let titled = |finding: &Value| {
            let text = |key: &str| finding[key].as_str().unwrap().to_owned();
            format!("{} ({})", text("title"), text("rule"))
        };
        let of_status = |status: &'static str| findings.iter().filter(move |finding| finding["status"] == status);

        let declared: Vec<String> =
            of_status("satisfied").filter(|finding| finding["basis"] == "declared").map(titled).collect();
        let shown = section(&text, DERIVED[0]);
        assert!(unwrapped(&shown).ends_with(&format!(". {}", declared.join(", "))), "{file}: {shown}");
        let ids = best["declared"].as_array().unwrap().iter().map(|id| format!("({})", id.as_str().unwrap()));
        assert!(ids.zip(&declared).all(|(id, title)| title.ends_with(&id)), "{file}: {declared:?}");

        let colon = if lang == "fr" { " :" } else { ":" };
        let holds = of_status("satisfied")
            .map(|finding| format!("✓ {}{colon} {}", titled(finding), finding["message"].as_str().unwrap()));
        assert_eq!(unwrapped(&section(&text, DERIVED[1])), unwrapped(&holds.collect::<Vec<_>>().join(" ")), "{file}");
        let not_applicable = unwrapped(&section(&text, DERIVED[2]));
        for finding in of_status("not_applicable") {
            assert!(not_applicable.contains(&format!("– {}{colon} ", titled(finding))), "{file}: {not_applicable}");
        }

        let mut expected: Vec<[String; 4]> = Vec::new();
        for group in ["recevabilite", "eligibilite", "selection", "coherence"] {
            for finding in findings.iter().filter(|finding| finding["group"] == group) {
                let level = match (finding["level"] == "error", lang) {
                    (true, "fr") => "requise",
                    (true, _) => "required",
                    (false, "fr") => "réserve",
                    (false, _) => "reservation",
                };
                let of = |key: &str| finding[key].as_str().unwrap();
                expected.push([of("rule"), of("title"), status_words(finding, lang), level].map(str::to_owned));
            }
        }
        let (later, rows): (Vec<_>, Vec<_>) = overview(&text).into_iter().partition(|row| row[2].starts_with('…'));
        assert_eq!(rows, expected, "{file}");
        let later = sorted(later.iter().map(|[rule, ..]| rule.as_str()));
        assert_eq!(later, sorted(best["deferred"].as_array().unwrap().iter().map(|id| id.as_str().unwrap())), "{file}");
        if lang == "en" {
            assert_eq!(section(&text, DERIVED[4]), section(&undecided.stdout, DERIVED[4]), "{file}");
        }
    }
}

#[test]
fn all_examples_as_a_list() {
    let lists = ["fr", "en"].map(|lang| Recevable::check(["examples", "--lang", lang]).run().exits(1));
    snapshot("examples", &lists.map(|run| run.to_string()).join("\n"));
}

#[test]
fn the_whole_folder_fails_the_run_unless_fail_on_is_never() {
    Recevable::check(["examples"]).run().exits(1);
    Recevable::check(["examples", "--fail-on", "never"]).run().exits(0);
}
