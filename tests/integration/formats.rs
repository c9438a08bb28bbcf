//! Every format, from one set of dossiers: valid ones, ineligible ones, one with hostile texts and a hostile path, one
//! with errors of structure, and a path without a file. Third-party schemas and parsers read the outputs.

mod browser;
mod concise;
mod csv;
mod files;
mod github;
mod gitlab;
mod html;
mod junit;
mod markdown;
mod sarif;
mod texts;
mod xlsx;

use serde_json::Value;

use crate::common::{DAY, Folder, Recevable, Report, Run, edit, eligible, example, pretty, snapshot};

/// A name and a title that would be markup, a link, a command or a formula wherever texts are let through, as YAML.
const HOSTILE: &str = concat!(
    r#""<script>alert(1)</script><img src=x onerror=alert(1)> ]]> &amp; [x](https://e.vil) ![y](//e.vil/p.png) @octocat "#,
    r##"#1 org/repo#2 https://e.vil www.e.vil a@e.vil *b* ~~s~~ $x$ :smile: | `c` {0} ${{ secrets.X }} "##,
    r#"##[add-mask]x%0A::error::y\n::error file=a::z\r\e[31m\u202e\u200b\u2066\\|""#
);

/// The same as reports show it, with control and invisible characters escaped, and what begins a command.
const SHOWN: &str = concat!(
    r#"<script>alert(1)</script><img src=x onerror=alert(1)> ]]> &amp; [x](https://e.vil) ![y](//e.vil/p.png) @octocat "#,
    r##"#1 org/repo#2 https://e.vil www.e.vil a@e.vil *b* ~~s~~ $x$ :smile: | `c` {0} ${{ secrets.X }} "##,
    r#"##\u{5b}add-mask]x%0A::error::y\n::error file=a::z\r\u{1b}[31m\u{202e}\u{200b}\u{2066}\|"#
);

/// A path that is as bad.
const HOSTILE_PATH: &str = "a, 50 %:é/=1+1 @x\\|`b`<i>&[y](z)#1\u{1b}[31m\u{202e}.yaml";
/// A path at which there is nothing.
const ABSENT: &str = "absent, 1 %.yaml";
/// The dossiers, in the order in which they are checked.
const DOSSIERS: [&str; 9] = [
    "avec-reserves.yaml",
    "cofinancement.yaml",
    "incomplet.yaml",
    "sans-fiche.yaml",
    "lecture.yaml",
    "formule.yaml",
    HOSTILE_PATH,
    "structure.yaml",
    ABSENT,
];

/// An overlay that loosens a rule, with hostile texts of its own.
fn overlay() -> String {
    format!(
        "[overlay]\nid = \"surcouche\"\ncampaign = 2015\ntitle = {{ fr = '''{SHOWN}''', en = '''{SHOWN}''' }}\n\n\
         [[override]]\nid = \"C-QUA-6\"\ndisabled = true\nbecause = {{ fr = '''@x <b>{SHOWN}''', en = '''{SHOWN}''' }}\n"
    )
}

/// The set, in a folder of its own.
struct Set {
    folder: Folder,
}

impl Set {
    fn new() -> Self {
        let folder = Folder::new();
        folder.write(DOSSIERS[0], example("fiche-1-avec-reserves.yaml"));
        let cofinancement = example("fiche-2-cofinancement-29-99.yaml");
        folder.write(DOSSIERS[1], &cofinancement);
        folder.write(DOSSIERS[2], example("fiche-2-incomplet.yaml"));
        folder.write(DOSSIERS[3], example("sans-fiche-declaree.yaml"));
        // The share is reached, but not of all public funds; and the budget no longer balances.
        let local = ("montant: 1 999 €", "montant: 2 000 €");
        let state = ("financeur: État, montant: 1 001 €", "financeur: État, montant: 9 001 €");
        folder.write(DOSSIERS[4], edit(&cofinancement, &[local, state]));
        let nom = "nom: Association La Passerelle des Chevalements";
        let intitule = "\"Un coup de pouce entre voisins : le fonds des habitants du quartier Blum\"";
        folder.write(DOSSIERS[5], edit(&eligible(1), &[(nom, "nom: \"=1+1\""), (intitule, "\"@SUM(A1)\"")]));
        let plancher = example("fiche-1-plancher-un-centime.yaml");
        let hostile = [
            ("nom: Comité des voisins du Mont aux Tourterelles", format!("nom: {HOSTILE}")),
            ("intitule: La boîte à idées roulante du Mont Liébaut", format!("intitule: {HOSTILE}")),
            ("[prise-initiative, debat-decision-collective]", format!("[{HOSTILE}]")),
            ("fonctionnement: 1 999,99 €", "fonctionnement: 1 999,99 €  # <b>::error::]]> @octocat".to_owned()),
        ];
        let hostile: Vec<(&str, &str)> = hostile.iter().map(|(from, to)| (*from, to.as_str())).collect();
        folder.write(HOSTILE_PATH, edit(&plancher, &hostile));
        let broken = [
            ("statut: association", format!("{HOSTILE}: association")),
            ("echelle: communale", format!("echelle: {HOSTILE}")),
        ];
        let broken: Vec<(&str, &str)> = broken.iter().map(|(from, to)| (*from, to.as_str())).collect();
        folder.write(DOSSIERS[7], edit(&eligible(1), &broken));
        folder.write("surcouche.toml", overlay());
        Self { folder }
    }

    /// The program over the set, with more arguments.
    fn program(&self, more: &[&str]) -> Recevable {
        let base = ["check", "--date", DAY, "--overlay", "surcouche.toml"];
        Recevable::new(base.iter().chain(more).chain(&DOSSIERS)).dir(self.folder.path())
    }

    /// Runs it; one of the set is not there.
    fn run(&self, more: &[&str]) -> Run {
        self.program(more).run().exits(2)
    }

    /// What it writes in a format.
    fn output(&self, format: &str) -> String {
        self.run(&["--format", format]).stdout
    }

    /// The JSON report, which the other formats are held against.
    fn json(&self) -> Report {
        self.run(&["--format", "json"]).json()
    }
}

/// The findings of a dossier under the fiche that is shown: the one that comes nearest.
fn nearest(dossier: &Value) -> Option<&Value> {
    let assessments = dossier["assessments"].as_array().unwrap();
    let best = dossier["best_fiches"].as_array().unwrap();
    let mut shown = assessments.iter().filter(|one| best.is_empty() || best.contains(&one["fiche"]));
    shown.next()
}

/// The findings of a dossier as it is shown: under that fiche, and then across the batch.
fn findings(dossier: &Value) -> impl Iterator<Item = &Value> {
    let own = nearest(dossier).into_iter().flat_map(|one| one["findings"].as_array().unwrap());
    own.chain(dossier["batch"].as_array().unwrap())
}

/// What is wrong with a dossier at a place, or depends on the reading of the call there.
struct Problem {
    code: String,
    level: &'static str,
    message: String,
    /// The line and the key of the first place.
    line: u64,
    key: String,
    is_structural: bool,
}

impl Problem {
    fn new(code: &Value, level: &'static str, from: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let place = &from["locations"][0];
        Self {
            code: text(code),
            level,
            message: text(&from["message"]),
            line: place["line"].as_u64().unwrap_or(1),
            key: text(&place["path"]),
            is_structural: code == &from["code"],
        }
    }

    fn code_and_level(&self) -> (&str, &str) {
        (&self.code, self.level)
    }

    /// Fails unless a text is the problem's; of an error of structure, the hint at the end may stand apart.
    fn assert_text(&self, text: &str) {
        let without_hint = self.is_structural && self.message.starts_with(&format!("{text} "));
        assert!(text == self.message || without_hint, "{text} is not {}: {}", self.code, self.message);
    }
}

/// The problems of all dossiers: errors of structure, findings, rules that depend on a reading.
fn problems(report: &Report) -> Vec<Problem> {
    report.dossiers().iter().flat_map(problems_of).collect()
}

fn problems_of(dossier: &Value) -> Vec<Problem> {
    let errors = dossier["errors"].as_array().unwrap().iter().map(|error| Problem::new(&error["code"], "error", error));
    let findings = findings(dossier).map(|finding| {
        Problem::new(&finding["rule"], if finding["level"] == "error" { "error" } else { "warning" }, finding)
    });
    let notes = nearest(dossier).into_iter().flat_map(|one| one["notes"].as_array().unwrap());
    let notes = notes.filter(|note| depends_on_reading(note)).map(|note| Problem::new(&note["rule"], "note", note));
    errors.chain(findings).chain(notes).collect()
}

/// Whether a reading gives a rule another status.
fn depends_on_reading(note: &Value) -> bool {
    let readings = note.get("readings").and_then(Value::as_array);
    readings.is_some_and(|readings| readings.iter().any(|reading| reading["status"] != note["status"]))
}

/// A table to read: the cells of each row below one another, each with its column's name, empty ones left out.
fn cards<'a>(head: &[String], rows: impl IntoIterator<Item = &'a Vec<String>>) -> String {
    let card = |row: &Vec<String>| {
        let cells = head.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
        cells.map(|(name, cell)| format!("{name}: {cell}\n")).collect::<String>()
    };
    rows.into_iter().map(card).collect::<Vec<_>>().join("\n")
}

/// Fails when a text holds a control or invisible character other than a line end.
fn assert_plain(text: &str) {
    let bad = |c: &char| {
        (c.is_control() && !matches!(c, '\n' | '\r'))
            || matches!(*c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
    };
    let found: Vec<char> = text.chars().filter(bad).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn the_set_holds_what_the_formats_are_tested_with() {
    let report = Set::new().json();
    let verdicts: Vec<&str> = report.dossiers().iter().map(|dossier| dossier["verdict"].as_str().unwrap()).collect();
    assert_eq!(
        verdicts,
        [
            "eligible_with_reservations",
            "ineligible",
            "incomplete",
            "eligible",
            "inconsistent",
            "eligible",
            "ineligible",
            "unreadable",
            "unreadable"
        ]
    );
    let problems = |index: usize| {
        let problems = problems_of(&report.dossiers()[index]);
        problems.iter().map(|problem| format!("{} {}", problem.level, problem.code)).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(problems(4), "error D-BUD-1, error B-DUP-1, note F2-COF-1");
    assert_eq!(problems(6), "error F1-FIN-1, warning F1-OBJ-1");
    assert_eq!(problems(8), "error D-IO");
    assert!(report.dossiers()[6]["title"].as_str().unwrap().contains("\u{1b}[31m\u{202e}"));
    assert_eq!(report.0["overlays"][0]["loosened"][0]["rule"], "C-QUA-6");
}

#[test]
fn the_text_is_a_list_and_a_summary() {
    let output = Set::new().output("text");
    assert_plain(&output);
    snapshot("format-text", &output);
}

/// A dossier's report without what the overlay changes, and without its path.
fn without_overlay(dossier: &Value) -> Value {
    let mut dossier = dossier.clone();
    dossier["path"] = Value::Null;
    dossier.as_object_mut().unwrap().remove("overlays");
    for assessment in dossier["assessments"].as_array_mut().unwrap() {
        assessment["counts"] = Value::Null;
        assessment["verdict"] = Value::Null;
        for (list, id) in [("findings", "rule"), ("notes", "rule"), ("declared", "")] {
            let rules = assessment[list].as_array_mut().unwrap();
            rules.retain(|rule| rule != "C-QUA-6" && rule.get(id).is_none_or(|id| id != "C-QUA-6"));
        }
    }
    dossier
}

#[test]
fn the_json_of_many_is_the_json_of_each() {
    let mut report = Set::new().json();
    let examples = Recevable::check(["examples", "--format", "json"]).run().json();
    let copies = [
        ("avec-reserves.yaml", "fiche-1-avec-reserves.yaml"),
        ("cofinancement.yaml", "fiche-2-cofinancement-29-99.yaml"),
        ("incomplet.yaml", "fiche-2-incomplet.yaml"),
        ("sans-fiche.yaml", "sans-fiche-declaree.yaml"),
    ];
    for (copy, example) in copies {
        assert_eq!(without_overlay(report.dossier(copy)), without_overlay(examples.dossier(example)), "{example}");
    }
    let is_copy = |dossier: &Value| copies.iter().any(|(copy, _)| dossier["path"] == *copy);
    report.0["dossiers"].as_array_mut().unwrap().retain(|dossier| !is_copy(dossier));
    // The notes are those of the examples that the other dossiers are made from.
    for dossier in report.0["dossiers"].as_array_mut().unwrap() {
        for assessment in dossier["assessments"].as_array_mut().unwrap() {
            assessment["notes"].as_array_mut().unwrap().retain(|note| note.get("readings").is_some());
        }
    }
    snapshot("format-json", &pretty(&report.0));
}

#[test]
fn the_lines_of_ndjson_are_the_dossiers_of_the_json() {
    let set = Set::new();
    let ndjson = set.output("ndjson");
    let lines: Vec<Value> = ndjson.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines, set.json().dossiers());
    assert_eq!(ndjson.matches('\n').count(), DOSSIERS.len(), "each line ends");
}
