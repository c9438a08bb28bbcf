//! `src/` holds no rule, list, amount or date of the call: these are in `rules/` alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::common::{recevable, repository};

/// Every rule that the register of the call's requirements lists.
const REGISTER: &[&str] = &[
    "C-CAL-1", "C-CAL-2", "C-CAL-3", "C-CAL-4", "C-PER-1", "C-PER-2", "C-PER-3", "C-TER-1", "C-PRI-1", "C-COO-1",
    "C-ECH-1", "C-ECH-2", "C-ECH-3", "C-ECH-4", "C-DBL-1", "C-DBL-2", "C-DBL-3", "C-MET-1", "C-QUA-1", "C-QUA-2",
    "C-QUA-3", "C-QUA-4", "C-QUA-5", "C-QUA-6", "C-JUR-1", "C-CON-1", //
    "F1-THM-1", "F1-DEM-1", "F1-PER-1", "F1-TEC-1", "F1-FIN-1", "F1-COF-1", "F1-OBJ-1", "F1-INS-1", //
    "F2-PRI-1", "F2-PRO-1", "F2-THM-1", "F2-TEC-1", "F2-TEC-2", "F2-TEC-3", "F2-TEC-4", "F2-FIN-1", "F2-COF-1",
    "F2-OBJ-1", "F2-INS-1", //
    "F3-PRI-1", "F3-PRI-2", "F3-PRI-3", "F3-HAB-1", "F3-THM-1", "F3-TEC-1", "F3-TEC-2", "F3-TEC-3", "F3-TEC-4",
    "F3-FIN-1", "F3-COF-1", "F3-OBJ-1", //
    "F4-PER-1", "F4-THM-1", "F4-ACT-1", "F4-DIA-1", "F4-SUI-1", "F4-HAB-1", "F4-FIN-1", "F4-FIN-2", "F4-FIN-3",
    "F4-OBJ-1", //
    "D-BUD-1", "D-BUD-2", "D-BUD-3", "D-BUD-4", "D-DAT-1", "D-DAT-2", "D-DAT-3", "D-DAT-4", "D-IDE-1", "D-IDE-2",
    "D-IDE-3", "D-IDE-4", "D-GEO-1", "D-GEO-2", "D-GEO-3", "D-GEO-4", //
    "B-DUP-1", "B-DUP-2",
];

/// The rule sets, as plain values.
fn rule_sets() -> Vec<Value> {
    let entries = fs::read_dir(repository().join("rules")).unwrap().map(|entry| entry.unwrap().path());
    let sets = entries.filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
    let texts = sets.map(|path| fs::read_to_string(path).unwrap());
    texts.map(|text| toml::from_str(&text).unwrap()).collect()
}

/// Every Rust file of `src/`, with its text.
fn sources() -> BTreeMap<PathBuf, String> {
    fn walk(folder: &Path, into: &mut BTreeMap<PathBuf, String>) {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                walk(&path, into);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                into.insert(path.strip_prefix(repository()).unwrap().to_owned(), text);
            }
        }
    }
    let mut into = BTreeMap::new();
    walk(&repository().join("src"), &mut into);
    assert!(into.len() > 40);
    into
}

/// Where in a text a word stands with none of its own kind of characters around it.
fn standing_alone(text: &str, word: &str, part_of_word: impl Fn(char) -> bool) -> Vec<usize> {
    let alone = |at: &usize| {
        let before = text[..*at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(&part_of_word) && !after.is_some_and(&part_of_word)
    };
    text.match_indices(word).map(|(at, _)| at).filter(alone).collect()
}

/// Fails with file and line of every place found.
fn none_found(what: &str, find: impl Fn(&str) -> Vec<usize>) {
    let mut found = Vec::new();
    for (path, text) in sources() {
        for at in find(&text) {
            let line = text[..at].matches('\n').count() + 1;
            let content = text.lines().nth(line - 1).unwrap_or_default().trim();
            found.push(format!("{}:{line}: {content}", path.display()));
        }
    }
    assert!(found.is_empty(), "{what} in the code:\n{}", found.join("\n"));
}

#[test]
fn the_rule_sets_hold_the_rules_of_the_register_each_once() {
    let sets = rule_sets();
    let rules = sets.iter().flat_map(|set| set["rule"].as_array().unwrap());
    let mut ids: Vec<&str> = rules.map(|rule| rule["id"].as_str().unwrap()).collect();
    let mut register = REGISTER.to_vec();
    ids.sort_unstable();
    register.sort_unstable();
    assert_eq!(ids, register);
    assert_eq!(register.iter().collect::<BTreeSet<_>>().len(), register.len());
}

/// Where a rule's id stands: `C-CAL-1`, `F1-COF-1`.
fn rule_ids(text: &str) -> Vec<usize> {
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_uppercase);
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    let begins = |at: usize| {
        let prefix = at + 1 + usize::from(digit(bytes.get(at + 1)));
        let dashes = [prefix, prefix + 4].iter().all(|&at| bytes.get(at) == Some(&b'-'));
        let letters = (prefix + 1..prefix + 4).all(|at| letter(bytes.get(at)));
        letter(bytes.get(at)) && dashes && letters && digit(bytes.get(prefix + 5))
    };
    (0..bytes.len()).filter(|&at| begins(at)).collect()
}

#[test]
fn no_rule_id_is_in_the_code() {
    assert_eq!(rule_ids("see F1-COF-1, C-CAL-1 and D-KEY-UNKNOWN"), [4, 14]);
    none_found("a rule's id", rule_ids);
}

/// The tokens of the format's closed lists, which are the format's and may stand in the code.
fn tokens(schema: &Value, into: &mut BTreeSet<String>) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::Array(values)) = object.get("enum") {
                into.extend(values.iter().filter_map(Value::as_str).map(str::to_owned));
            }
            object.values().for_each(|value| tokens(value, into));
        }
        Value::Array(values) => values.iter().for_each(|value| tokens(value, into)),
        _ => {}
    }
}

#[test]
fn no_theme_objective_or_action_is_in_the_code() {
    let mut format = BTreeSet::new();
    tokens(&recevable(["schema", "dossier"]).json().0, &mut format);
    assert!(format.contains("association") && format.contains("flip"), "{format:?}");
    let mut slugs = BTreeSet::new();
    for set in rule_sets() {
        let lists = set["lists"].as_object().cloned().unwrap_or_default();
        let of_the_call =
            |name: &str| ["thematiques", "objectifs", "actions"].iter().any(|kind| name.starts_with(kind));
        for (_, list) in lists.iter().filter(|(name, _)| of_the_call(name)) {
            slugs.extend(list.as_array().unwrap().iter().map(|slug| slug.as_str().unwrap().to_owned()));
        }
    }
    assert!(slugs.len() > 30, "{slugs:?}");
    for slug in slugs.difference(&format) {
        none_found(slug, |text| standing_alone(text, slug, |c| c.is_alphanumeric() || c == '-' || c == '_'));
    }
}

/// Every text on the right side of a rule's tests.
fn bounds(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(table) => table.values().for_each(|value| bounds(value, into)),
        Value::Array(values) => values.iter().for_each(|value| bounds(value, into)),
        Value::String(text) => drop(into.insert(text.clone())),
        _ => {}
    }
}

fn all_bounds() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for set in rule_sets() {
        for rule in set["rule"].as_array().unwrap() {
            ["when", "require"].iter().filter_map(|key| rule.get(*key)).for_each(|part| bounds(part, &mut found));
        }
    }
    found
}

#[test]
fn no_amount_or_share_of_the_call_is_in_the_code() {
    let bounds = all_bounds();
    let amounts: BTreeSet<&str> =
        bounds.iter().filter_map(|bound| bound.strip_suffix(" €")).filter(|amount| *amount != "0").collect();
    assert!(amounts.len() >= 4 && amounts.contains("2000"), "{amounts:?}");
    for amount in amounts {
        let (thousands, rest) = amount.split_at(amount.len() - 3);
        for separator in ["", "_", " ", "\u{a0}", "\u{202f}", ".", ",", "~"] {
            let written = format!("{thousands}{separator}{rest}");
            none_found(&written, |text| standing_alone(text, &written, |c| c.is_ascii_digit() || c == '.'));
        }
    }
    for share in bounds.iter().filter_map(|bound| bound.strip_suffix(" %")) {
        for sign in ["%", " %", "\u{a0}%", "\u{202f}%"] {
            let written = format!("{share}{sign}");
            none_found(&written, |text| standing_alone(text, &written, |c| c.is_ascii_digit()));
        }
    }
}

#[test]
fn no_date_of_the_call_is_in_the_code() {
    let months: Vec<&str> =
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(' ').collect();
    let bounds = all_bounds();
    let dates: Vec<Vec<u32>> = bounds
        .iter()
        .filter(|bound| bound.len() == 10)
        .filter_map(|bound| bound.split('-').map(|part| part.parse().ok()).collect())
        .collect();
    assert!(dates.len() >= 2, "{bounds:?}");
    for date in dates {
        let [year, month, day] = date[..] else { panic!("{date:?}") };
        let name = months[month as usize - 1];
        let first = if day == 1 { "1er".to_owned() } else { day.to_string() };
        for written in [
            format!("{year}-{month:02}-{day:02}"),
            format!("{day:02}/{month:02}/{year}"),
            format!("{year}, {month}, {day}"),
            format!("{first} {name} {year}"),
        ] {
            none_found(&written, |text| standing_alone(text, &written, |c| c.is_ascii_digit()));
        }
    }
}
