//! What a person without script sees and does: forms, their controls, and answers typed into them.

use std::collections::BTreeMap;

use scraper::{ElementRef, Html, Selector};
use serde_yaml::Value;

use super::client::{Served, Window};
use crate::common::{Folder, eligible, repository, verdict};

/// The page, as its forms.
pub(super) struct Page {
    pub(super) forms: Vec<Form>,
}

/// One section.
pub(super) struct Form {
    pub(super) section: String,
    controls: Vec<Control>,
}

struct Control {
    name: String,
    kind: Kind,
    value: String,
}

#[derive(PartialEq)]
enum Kind {
    Hidden,
    /// Anything can be typed; communes where a list is offered.
    Text {
        commune: bool,
    },
    /// With what can be chosen.
    Select(Vec<String>),
    /// Ticked or not.
    Radio(bool),
    Checkbox(bool),
}

impl Page {
    pub(super) fn of(window: &Window) -> Self {
        let answer = window.get("/part");
        assert_eq!(answer.status, 200);
        let page = Html::parse_document(&answer.body);
        let all = |selector: &str| page.select(&Selector::parse(selector).unwrap()).collect::<Vec<_>>();
        let forms = all("main section form").into_iter().map(|form| Form::of(form)).collect();
        Self { forms }
    }

    /// What a field showed when the page was made.
    pub(super) fn shown(&self, path: &str) -> String {
        let name = format!("was:{path}");
        let mut controls = self.forms.iter().flat_map(|form| &form.controls);
        controls.find(|control| control.name == name).unwrap_or_else(|| panic!("no field {path}")).value.clone()
    }
}

impl Form {
    fn of(form: ElementRef<'_>) -> Self {
        let selector = Selector::parse("input, textarea, select").unwrap();
        let controls: Vec<Control> = form.select(&selector).filter_map(Control::of).collect();
        let section = controls.iter().find(|control| control.name == "section").unwrap().value.clone();
        Self { section, controls }
    }

    /// What is sent when it is saved with nothing changed.
    pub(super) fn as_it_stands(&self) -> Vec<(String, String)> {
        let sent = |control: &&Control| !matches!(control.kind, Kind::Radio(false) | Kind::Checkbox(false));
        let field = |control: &Control| (control.name.clone(), control.value.replace('\n', "\r\n"));
        self.controls.iter().filter(sent).map(field).collect()
    }
}

impl Control {
    fn of(element: ElementRef<'_>) -> Option<Self> {
        let value = element.value();
        let name = value.attr("name")?.to_owned();
        let text = || value.attr("value").unwrap_or_default().to_owned();
        let checked = value.attr("checked").is_some();
        let (kind, value) = match (value.name(), value.attr("type")) {
            ("input", Some("hidden")) => (Kind::Hidden, text()),
            ("input", Some("radio")) => (Kind::Radio(checked), text()),
            ("input", Some("checkbox")) => (Kind::Checkbox(checked), text()),
            ("input", _) => (Kind::Text { commune: value.attr("list").is_some() }, text()),
            ("textarea", _) => {
                let text: String = element.text().collect();
                (Kind::Text { commune: false }, text.strip_prefix('\n').unwrap_or(&text).to_owned())
            }
            _ => {
                let option = Selector::parse("option").unwrap();
                let options: Vec<_> = element.select(&option).map(|option| option.value()).collect();
                let chosen = options.iter().find(|option| option.attr("selected").is_some()).or(options.first());
                let chosen = chosen.and_then(|option| option.attr("value")).unwrap_or_default().to_owned();
                (
                    Kind::Select(options.iter().filter_map(|option| Some(option.attr("value")?.to_owned())).collect()),
                    chosen,
                )
            }
        };
        Some(Self { name, kind, value })
    }
}

/// What a person has on paper: the values of a dossier, by path.
struct Answers {
    values: BTreeMap<String, Vec<String>>,
    lines: BTreeMap<String, usize>,
    /// Names of communes by code, and as the page offers them.
    communes: BTreeMap<String, String>,
    offered: Vec<String>,
}

impl Answers {
    fn of(dossier: &str, offered: Vec<String>) -> Self {
        let table = std::fs::read_to_string(repository().join("rules/reference/communes.csv")).unwrap();
        let communes = table.lines().skip(1).map(|line| {
            let mut cells = line.split(',').map(|cell| cell.trim_matches('"').to_owned());
            (cells.next().unwrap(), cells.next().unwrap())
        });
        let communes = communes.collect();
        let mut answers = Self { values: BTreeMap::new(), lines: BTreeMap::new(), communes, offered };
        answers.take("", &serde_yaml::from_str(dossier).unwrap());
        answers
    }

    fn take(&mut self, path: &str, value: &Value) {
        match value {
            Value::Mapping(entries) => {
                for (key, value) in entries {
                    let key = key.as_str().unwrap();
                    self.take(&if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }, value);
                }
            }
            Value::Sequence(entries) if entries.iter().all(Value::is_mapping) => {
                self.lines.insert(path.to_owned(), entries.len());
                for (at, entry) in entries.iter().enumerate() {
                    self.take(&format!("{path}[{at}]"), entry);
                }
            }
            Value::Sequence(entries) => {
                self.values.insert(path.to_owned(), entries.iter().map(scalar).collect());
            }
            _ => {
                self.values.insert(path.to_owned(), vec![scalar(value)]);
            }
        }
    }

    /// The answers to a question; nothing where there is none.
    fn to(&self, path: &str) -> &[String] {
        self.values.get(path).map(Vec::as_slice).unwrap_or_default()
    }

    /// A form with what is to be filled in, and whether anything is.
    fn fill(&self, form: &Form) -> (Vec<(String, String)>, bool) {
        let there = |table: &str| {
            let cells = form.controls.iter().filter_map(|control| control.name.strip_prefix(table)?.strip_prefix('['));
            let rows = cells.filter_map(|rest| rest.split(']').next()?.parse::<usize>().ok());
            rows.max().map_or(0, |last| last + 1)
        };
        let (mut fields, mut changed) = (Vec::new(), false);
        for control in &form.controls {
            let path = match control.name.split_once("[+]") {
                Some((table, cell)) => {
                    let at = there(table);
                    if at < self.lines.get(table).copied().unwrap_or_default() {
                        format!("{table}[{at}]{cell}")
                    } else {
                        String::new()
                    }
                }
                None => control.name.clone(),
            };
            let answers = self.to(&path);
            let first = answers.first().cloned().unwrap_or_default();
            let value = match &control.kind {
                Kind::Hidden => Some(control.value.clone()),
                Kind::Radio(_) | Kind::Checkbox(_) if answers.is_empty() => None,
                Kind::Radio(ticked) => {
                    let wanted = if control.value == "oui" {
                        ["oui", "true"].contains(&first.as_str())
                    } else if control.value == "non" {
                        ["non", "false"].contains(&first.as_str())
                    } else {
                        control.value == first
                    };
                    changed |= wanted && !ticked;
                    wanted.then(|| control.value.clone())
                }
                Kind::Checkbox(ticked) => {
                    let wanted = answers.iter().any(|answer| answer.eq_ignore_ascii_case(&control.value));
                    changed |= wanted != *ticked;
                    wanted.then(|| control.value.clone())
                }
                Kind::Select(options) => {
                    if !options.contains(&first) || first == control.value {
                        Some(control.value.clone())
                    } else {
                        changed = true;
                        Some(first)
                    }
                }
                Kind::Text { commune: true } => {
                    let given = form.as_it_stands();
                    let given: Vec<&String> =
                        given.iter().filter(|(name, _)| *name == path).map(|(_, value)| value).collect();
                    match answers.iter().find(|code| !given.contains(code)) {
                        Some(code) if control.value.is_empty() => {
                            changed = true;
                            let name = &self.communes[code];
                            let mut offered = self.offered.iter();
                            Some(offered.find(|label| label.starts_with(&format!("{name} ("))).unwrap().clone())
                        }
                        _ => Some(control.value.clone()),
                    }
                }
                Kind::Text { commune: false } => {
                    let is_other =
                        answers.len() == 1 && control.value.trim() != first.trim() && control.value.is_empty();
                    // A line more of a list whose entries were ticked.
                    let is_entry = form
                        .controls
                        .iter()
                        .any(|other| other.name == control.name && matches!(other.kind, Kind::Checkbox(_)));
                    if is_other && !is_entry {
                        changed = true;
                        Some(first.replace('\n', "\r\n"))
                    } else {
                        Some(control.value.replace('\n', "\r\n"))
                    }
                }
            };
            fields.extend(value.map(|value| (control.name.clone(), value)));
        }
        (fields, changed)
    }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(is) => is.to_string(),
        _ => panic!("{value:?}"),
    }
}

/// From nothing to an eligible dossier of each fiche, by ordinary posting, section by section, without a code typed.
#[test]
fn without_script_a_whole_dossier_is_filled_in() {
    for fiche in 1..=4 {
        let folder = Folder::new();
        let served = Served::start(&folder, "neuf.yaml");
        let window = served.window();
        let whole = Html::parse_document(&window.get("/").body);
        let options = Selector::parse("datalist option").unwrap();
        let offered = whole.select(&options).map(|option| option.attr("value").unwrap().to_owned()).collect();
        let answers = Answers::of(&eligible(fiche), offered);
        let mut posts = 0;
        loop {
            let sections: Vec<String> = Page::of(&window).forms.into_iter().map(|form| form.section).collect();
            let mut changed = false;
            for section in sections {
                let page = Page::of(&window);
                let Some(form) = page.forms.iter().find(|form| form.section == section) else { continue };
                let (fields, is_changed) = answers.fill(form);
                if is_changed {
                    let answer = window.post(&fields);
                    assert_eq!(
                        (answer.status, answer.header("location")),
                        (303, Some(format!("/#{section}").as_str()))
                    );
                    let said = super::client::text_of(&Html::parse_document(&window.get("/part").body), "#notice");
                    assert_eq!(said, "Enregistré", "{section}");
                    posts += 1;
                }
                changed |= is_changed;
            }
            assert!(posts < 100, "fiche {fiche}:\n{}", folder.read("neuf.yaml"));
            if !changed {
                break;
            }
        }
        let run = folder.check(["neuf.yaml", "--format", "json"]).run();
        let report = run.json();
        assert_eq!(verdict(report.only()), "eligible", "fiche {fiche}:\n{}\n{run}", folder.read("neuf.yaml"));
        println!("fiche {fiche}: {posts} posts");
        let page = window.get("/").body;
        assert!(page.contains("Éligible") || page.contains("éligible"), "fiche {fiche}");
        // The verdict of the page is that of the program.
        folder.check(["neuf.yaml"]).run().exits(0);
    }
}
