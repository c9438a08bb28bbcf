//! Rule sets and overlays from strangers. Whatever they hold, the run ends soon and takes little memory, and what is refused
//! is told by its code; `tests/README.md` has the measured figures.

use std::fmt::Write;
use std::fs;

use crate::common::{Folder, Recevable, Run, eligible, repository};

/// What a check of one dossier takes in a build without optimisation, counted with all that is only reserved, and a margin.
const MEBIBYTES: usize = 500;

const HEAD: &str = "[overlay]\nid = \"x\"\ncampaign = 2015\ntitle = { fr = \"E\", en = \"T\" }\n";

fn fact(name: &str, operation: &str) -> String {
    format!("[facts.\"{name}\"]\nlabel = {{ fr = \"a\", en = \"a\" }}\n{operation}\n")
}

fn facts(range: impl Iterator<Item = usize>, operation: impl Fn(usize) -> String) -> String {
    range.map(|at| fact(&format!("f{at}"), &operation(at))).collect()
}

fn rule(id: &str, rest: &str) -> String {
    format!(
        "[[rule]]\nid = \"{id}\"\ngroup = \"eligibilite\"\nlevel = \"error\"\nstages = [\"fiche_synthetique\", \"dossier_complet\"]\n\
         basis = \"computed\"\nsource = \"x\"\ntitle = {{ fr = \"x\", en = \"x\" }}\n{rest}\n"
    )
}

fn requires(fact: &str, test: &str) -> String {
    rule("X-1", &format!("require = {{ fact = \"{fact}\", {test} }}"))
}

fn repeated(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

fn within_each_other(count: usize, open: &str, inner: &str, close: &str) -> String {
    format!("{}{inner}{}", open.repeat(count), close.repeat(count))
}

fn run(dossier: &str, overlay: &str) -> Run {
    let folder = Folder::new();
    folder.write("x.toml", format!("{HEAD}{overlay}"));
    folder.write("a.yaml", dossier);
    let run = Recevable::check(["a.yaml", "--overlay", "x.toml", "--format", "json"]);
    run.dir(folder.path()).within(MEBIBYTES).run()
}

/// How often each code of the rule language is told.
fn codes(run: &Run) -> Vec<(String, usize)> {
    let mut codes: Vec<(String, usize)> = Vec::new();
    for line in run.stderr.lines() {
        let Some((code, _)) = line.strip_prefix("R-").and_then(|code| code.split_once(" (")) else { continue };
        match codes.iter_mut().find(|(known, _)| known == code) {
            Some((_, count)) => *count += 1,
            None => codes.push((code.to_owned(), 1)),
        }
    }
    codes
}

#[track_caller]
fn assert_refused(overlay: &str, expected: &[(&str, usize)]) {
    let run = run(&eligible(1), overlay).exits(2);
    let codes = codes(&run);
    let told: Vec<(&str, usize)> = codes.iter().map(|(code, count)| (code.as_str(), *count)).collect();
    assert_eq!(told, expected, "{run}");
    assert!(run.stdout.is_empty(), "{run}");
}

/// The dossier is checked, and one rule more with it.
#[track_caller]
fn assert_used(overlay: &str) {
    let run = run(&eligible(1), overlay);
    assert!(run.code() < 2 && run.stderr.is_empty(), "{run}");
    assert!(run.json().only()["overlays"][0]["id"] == "x", "{run}");
}

const COMMUNES: &str = "union = [\"projet.communes\"]";

#[test]
fn facts_that_double_are_refused_by_their_size() {
    let doubled = |count: usize| {
        let doubles = |at: usize| format!("union = [\"f{0}\", \"f{0}\"]", at - 1);
        let last = requires(&format!("f{}", count - 1), "not_empty = true");
        fact("f0", COMMUNES) + &facts(1..count, doubles) + &last
    };
    assert_refused(&doubled(21), &[("SIZE", 1)]);
    assert_used(&doubled(9));
    let members = vec!["\"demande.total\""; 50_000].join(",");
    assert_refused(&(fact("f", &format!("sum = [{members}]")) + &requires("f", "at_least = \"1 €\"")), &[("SIZE", 1)]);
    let early = "{ fact = \"projet.debut\", on_or_after = \"2034-01-01\" }";
    let doubles = |at: usize| {
        let condition = early.replace("projet.debut", &format!("f{}", at - 1));
        format!("if = {condition}\nthen = \"f{}\"\nelse = \"projet.fin\"", at - 1)
    };
    let first = fact("f0", &format!("if = {early}\nthen = \"projet.debut\"\nelse = \"projet.fin\""));
    let conditional = |count: usize| {
        let last = requires(&format!("f{}", count - 1), "on_or_after = \"2014-01-01\"");
        first.clone() + &facts(1..count, doubles) + &last
    };
    assert_refused(&conditional(32), &[("SIZE", 1)]);
    assert_used(&conditional(6));
}

#[test]
fn chains_and_circles_of_facts_are_refused_by_their_depth() {
    let chained = |at: usize| format!("union = [\"f{}\"]", at - 1);
    let last = |at: usize| requires(&format!("f{at}"), "not_empty = true");
    let first = fact("f0", COMMUNES);
    assert_refused(&(first.clone() + &facts(1..2_500, chained) + &last(2_499)), &[("DEPTH", 1)]);
    assert_refused(&(facts((1..14_000).rev(), chained) + &first + &last(13_999)), &[("DEPTH", 1)]);
    assert_used(&(first + &facts(1..60, chained) + &last(59)));
    let circle = facts(0..8_000, |at| format!("union = [\"f{}\"]", (at + 1) % 8_000));
    assert_refused(&(circle + &last(0)), &[("CYCLE", 1)]);
}

#[test]
fn what_lies_within_each_other_is_refused_by_its_depth() {
    let given = "{ fact = \"projet.debut\", given = true }";
    assert_refused(&format!("[lists]\nx = {}", within_each_other(79, "[", "", "]")), &[("DEPTH", 1)]);
    let key = vec!["a"; 79].join(".");
    let dotted = within_each_other(78, &format!("{{ {key} = "), "1", " }");
    assert_refused(&format!("[lists]\nx = {dotted}"), &[("DEPTH", 1)]);
    let deep = within_each_other(34, "{ all = [", given, "] }");
    assert_refused(&rule("X-1", &format!("require = {deep}")), &[("DEPTH", 1)]);
    assert_used(&rule("X-1", &format!("require = {}", within_each_other(58, "{ not = ", given, " }"))));
    let open = "{ fact = \"projet.debut\", on_or_after = \"2099-01-01\", otherwise = \"undetermined\" }";
    let close = format!(", then = {given} }}");
    for (before, after) in [("", ""), ("{ not = ", " }")] {
        let nested = within_each_other(56, "{ if = ", open, &close);
        assert_used(&rule("X-1", &format!("require = {before}{nested}{after}")));
    }
}

#[test]
fn of_many_errors_two_hundred_are_listed_and_the_others_counted() {
    let each = |count: usize, line: &str| repeated(count, |at| line.replace("{at}", &at.to_string()));
    for (overlay, code) in [
        (each(80_000, "=\n"), "TOML"),
        (each(80_000, "k{at} = 1\n"), "KEY-UNKNOWN"),
        (each(30_000, "[[override]]\nid = \"r{at}\"\n"), "OVERRIDE"),
        (each(80_000, "[[rule]]\n"), "KEY-MISSING"),
        (
            repeated(3_500, |at| rule(&format!("X-{at}"), &format!("require = {{ fact = \"no{at}\", given = true }}"))),
            "UNKNOWN",
        ),
        (format!("[lists]\nactions-gup = {{ remove = [{}] }}\n", each(80_000, "\"{at}\",")), "UNKNOWN"),
    ] {
        assert_refused(&overlay, &[(code, 200), ("MORE", 1)]);
    }
    assert_refused(&"=".repeat(80_000), &[("TOML", 1)]);
}

#[test]
fn lists_texts_and_patterns_are_refused_by_their_size() {
    let numbers = |count: usize| repeated(count, |at| format!("\"{at}\","));
    let read = requires("projet.communes", "any_of = \"@x\"");
    assert_refused(&format!("[lists]\nx = [{}]\n{read}", numbers(100_000)), &[("SIZE", 1)]);
    assert_refused(&format!("[lists]\nx = [{}]\n{read}", numbers(2_049)), &[("SIZE", 1)]);
    assert_used(&format!("[lists]\nx = [{}]\n{read}", numbers(2_048)));
    let matches = |pattern: &str| requires("projet.resume", &format!("matches = \"{pattern}\""));
    assert_refused(&matches("(((a{100}){100}){100}){10}"), &[("PATTERN", 1)]);
    let quoting = |count: usize| {
        let text = "{projet.resume}".repeat(count);
        let note = format!("[[rule.note]]\ntext = {{ fr = \"{text}\", en = \"x\" }}");
        rule("X-1", &note).replace("\"error\"", "\"info\"")
    };
    assert_refused(&quoting(33), &[("SIZE", 1)]);
    assert_used(&quoting(32));
    let tests = vec!["{ fact = \"projet.debut\", given = true }"; 20_000].join(",");
    assert_used(&rule("X-1", &format!("require = {{ all = [{tests}] }}")));
    assert_refused(&facts(0..5_000, |_| COMMUNES.to_owned()), &[("SIZE", 1)]);
}

/// No id and no name carries an escape, a line's end, or `::` into a log.
#[test]
fn ids_and_names_are_refused_for_their_characters_and_their_length() {
    let given = "require = { fact = \"projet.debut\", given = true }";
    for name in ["a\\u001b[31m", "a\\n::error::b", "a::b", "a b", "é", "", &"a".repeat(81)] {
        for overlay in [
            rule(name, given),
            fact(name, COMMUNES) + &requires("projet.communes", "not_empty = true"),
            format!("[lists]\n\"{name}\" = [\"a\"]\n"),
            format!("[labels]\n\"{name}\" = {{ fr = \"a\", en = \"a\" }}\n"),
            rule(
                "X-1",
                &format!(
                    "{given}\n[[rule.reading]]\nid = \"{name}\"\ntitle = {{ fr = \"a\", en = \"a\" }}\nlevel = \"warning\""
                ),
            ),
        ] {
            let run = run(&eligible(1), &overlay).exits(2);
            assert!(codes(&run).iter().any(|(code, _)| code == "NAME"), "{name:?}: {run}");
            assert!(!run.stderr.contains('\u{1b}'), "{run}");
            assert!(!run.stderr.lines().any(|line| line.trim_start().starts_with("::")), "{run}");
        }
    }
    assert_used(&rule(&"a".repeat(80), given));
    assert_refused(&fact(&"a".repeat(500_000), COMMUNES), &[("NAME", 1)]);
    let head = "[overlay]\nid = \"a::b\"\ncampaign = 2015\ntitle = { fr = \"E\", en = \"T\" }\n";
    let folder = Folder::new();
    folder.write("x.toml", head);
    let run = Recevable::new(["rules", "check", "--overlay", "x.toml"]).dir(folder.path()).run().exits(2);
    assert!(run.stdout.contains("\nR-NAME (1/"), "{run}");
}

/// A dossier with as many budget lines as a file holds, each with a type of funder, whose amounts a plan may move.
fn many_lines() -> String {
    let text = eligible(1);
    let (before, after) = text.split_once("  produits:\n").unwrap();
    let mut lines = String::from("  produits:\n");
    for at in 0..17_000 {
        writeln!(lines, "    - {{ poste: 74, type: commune, montant: {} }}", at + 1).unwrap();
    }
    let rest: Vec<&str> = after.lines().skip_while(|line| line.starts_with("    ")).collect();
    format!("{before}{lines}{}\n", rest.join("\n"))
}

#[test]
fn long_dossiers_and_large_sets_together_stay_bounded() {
    let dossier = many_lines();
    assert!(dossier.len() < 1024 * 1024);
    let types = fact("f0", "union = [\"budget.produits.type\"]");
    let doubled = facts(1..9, |at| format!("union = [\"f{0}\", \"f{0}\"]", at - 1));
    let one_each = |count: usize| {
        let rules = (0..count)
            .map(|at| rule(&format!("X-{at}"), &format!("require = {{ fact = \"f{at}\", not_empty = true }}")));
        rules.collect::<String>()
    };
    let posts = "any_of = { fact = \"budget.produits.poste\" }";
    for overlay in [
        types.clone() + &doubled + &requires("f8", "not_empty = true"),
        facts(0..20, |_| "union = [\"budget.produits.type\"]".to_owned()) + &one_each(20),
        types.clone() + &requires("f0", posts),
        types + &requires("f0", "matches = \"(a?){9}b\""),
        facts(0..20, |_| "sum = \"budget.produits.montant\"".to_owned())
            + &one_each(20).replace("not_empty = true", "at_most = \"1 €\""),
    ] {
        let run = run(&dossier, &overlay);
        assert_eq!(run.code(), 1, "{}", &run.stderr[..run.stderr.len().min(2_000)]);
    }
}

/// Checks a dossier with so many overlays, some of them of an intercommunalité, by its line in the table.
fn with_overlays(count: usize, territory: impl Fn(usize) -> Option<usize>) -> Run {
    let folder = Folder::new();
    folder.write("a.yaml", eligible(1));
    let mut arguments = vec!["check".to_owned(), "a.yaml".to_owned(), "--date".to_owned(), "2014-11-20".to_owned()];
    let table = fs::read_to_string(repository().join("rules/reference/epci.csv")).unwrap();
    let sirens: Vec<&str> = table.lines().skip(1).map(|line| &line[..9]).collect();
    for at in 0..count {
        let of = territory(at).map(|line| format!("intercommunalite = \"{}\"\n", sirens[line % sirens.len()]));
        let of = of.unwrap_or_default();
        let head = HEAD.replace("\"x\"", &format!("\"x{at}\"")) + &of;
        let rule = requires("projet.debut", "given = true").replace("X-1", &format!("X-{at}"));
        folder.write(&format!("x{at}.toml"), head + &rule);
        arguments.extend(["--overlay".to_owned(), format!("x{at}.toml")]);
    }
    arguments.extend(["--format", "json", "-v"].map(str::to_owned));
    Recevable::new(&arguments).dir(folder.path()).within(MEBIBYTES).run()
}

#[test]
fn two_hundred_overlays_are_laid_over() {
    let run = with_overlays(200, |_| None).exits(0);
    let findings = run.json().only()["assessments"][0]["findings"].as_array().unwrap().len();
    assert!(findings > 200, "{findings}");
    with_overlays(200, Some).exits(0);
}

#[test]
fn overlays_are_combined_so_often_and_no_more() {
    // Those for all cost little before the others, and much after them.
    with_overlays(40, |at| (at >= 20).then_some(at)).exits(0);
    let run = with_overlays(70, |at| (at < 35).then_some(at)).exits(2);
    assert_eq!(codes(&run), [("SIZE".to_owned(), 1)], "{run}");
}
