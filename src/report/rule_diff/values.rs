//! Values of rules and of what they share, before and after, in words.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{InWords, PlacedValue, ValueChange};
use crate::dossier::format::Stage;
use crate::messages::{labels, rule_diff as words, words::yes_no};
use crate::report::explain::{condition, differences};
use crate::report::rule_sets::toml;
use crate::rules::{Effect, KeyDiff, Origin, Predicate, Rule, SharedKind};
use crate::text::long_date;

type Values = [Option<(Value, Origin)>; 2];

impl InWords<'_> {
    /// A key that differs between two rules.
    pub(super) fn value(&self, diff: &KeyDiff, rules: [Option<&Rule>; 2]) -> ValueChange {
        let [old, new] = [0, 1].map(|at| self.placed(at, diff.values[at].as_ref()));
        ValueChange { key: diff.key.clone(), effect: diff.effect, text: self.in_words(diff, rules), old, new }
    }

    /// What a rule demands that is there on one side alone.
    pub(super) fn alone(&self, rules: [Option<&Rule>; 2], effect: Effect) -> Option<ValueChange> {
        let side = usize::from(rules[1].is_some());
        let rule = rules[side]?;
        let text = self.sentence(side, rule.require.as_ref()?)?;
        let (file, line) = self.books[side].book.line(rule.origin);
        let placed = PlacedValue { value: Value::Null, file: file.to_owned(), line };
        let (old, new) = if side == 0 { (Some(placed), None) } else { (None, Some(placed)) };
        Some(ValueChange { key: "require".to_owned(), effect, text: vec![text], old, new })
    }

    fn sentence(&self, side: usize, predicate: &Predicate) -> Option<String> {
        Some(condition(&self.books[side].book, self.campaigns[side]?, predicate, false, self.lang))
    }

    fn in_words(&self, diff: &KeyDiff, rules: [Option<&Rule>; 2]) -> Vec<String> {
        let lang = self.lang;
        let [Some(old), Some(new)] = rules else { return Vec::new() };
        let stages = |rule: &Rule| {
            rule.stages.iter().map(|&stage: &Stage| labels::stage(stage, lang)).collect::<Vec<_>>().join(", ")
        };
        let change = |from: &str, to: &str| vec![words::change(from, to, lang)];
        match diff.key.as_str() {
            "require" => self.predicates([&old.require, &new.require]),
            "when" => self.predicates([&old.when, &new.when]),
            "level" => change(labels::level(old.level, lang), labels::level(new.level, lang)),
            "group" => change(labels::group(old.group, lang), labels::group(new.group, lang)),
            "stages" => change(&stages(old), &stages(new)),
            "disabled" => change(yes_no(old.disabled, lang), yes_no(new.disabled, lang)),
            "fiches" | "basis" | "unique" | "waives" | "replaces" => self.raw(&diff.values),
            _ => vec![words::changed(lang).to_owned()],
        }
    }

    fn predicates(&self, [old, new]: [&Option<Predicate>; 2]) -> Vec<String> {
        let [before, after] = [(0, old), (1, new)].map(|(side, predicate)| self.condition(side, predicate.as_ref()?));
        if let (Some(before), Some(after)) = (before, after) {
            return differences(before, after, self.lang);
        }
        let nothing = || words::nothing(self.lang).to_owned();
        let [from, to] = [(0, old), (1, new)].map(|(side, predicate)| {
            predicate.as_ref().and_then(|predicate| self.sentence(side, predicate)).unwrap_or_else(nothing)
        });
        vec![words::change(from, to, self.lang)]
    }

    fn raw(&self, values: &Values) -> Vec<String> {
        let [from, to] = [0, 1].map(|at| match &values[at] {
            Some((value, _)) => toml(value),
            None => words::nothing(self.lang).to_owned(),
        });
        vec![words::change(from, to, self.lang)]
    }

    pub(super) fn definition_in_words(&self, kind: SharedKind, diff: &KeyDiff) -> Vec<String> {
        let lang = self.lang;
        let is_list = kind == SharedKind::List || diff.key == "placeholders";
        match &diff.values {
            values if is_list => {
                let [removed, added] = [0, 1].map(|side| self.only(side, values));
                vec![words::entries(&added, &removed, lang)]
            }
            [Some((Value::Object(old), _)), Some((Value::Object(new), _))] => {
                let keys = old.keys().chain(new.keys().filter(|key| !old.contains_key(*key)));
                let changed = keys.filter(|key| old.get(*key) != new.get(*key));
                let text = |value: Option<&Value>| value.map_or_else(|| words::nothing(lang).to_owned(), toml);
                let line =
                    |key: &String| words::after(key, words::change(text(old.get(key)), text(new.get(key)), lang), lang);
                changed.map(line).collect()
            }
            [None, Some((new, _))] => vec![words::added_value(self.shown(kind, &diff.key, new), lang)],
            [Some((old, _)), None] => vec![words::removed_value(self.shown(kind, &diff.key, old), lang)],
            [Some((old, _)), Some((new, _))] => {
                vec![words::change(self.shown(kind, &diff.key, old), self.shown(kind, &diff.key, new), lang)]
            }
            [None, None] => Vec::new(),
        }
    }

    fn shown(&self, kind: SharedKind, key: &str, value: &Value) -> String {
        let texts: Vec<&str> = value.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        match (kind, &texts[..]) {
            (SharedKind::Set, [from, to]) if key.rsplit('.').next() == Some("valid") => {
                let day = |day: &str| day.parse().map_or_else(|_| day.to_owned(), |day| long_date(day, self.lang));
                words::days(day(from), day(to), self.lang)
            }
            (SharedKind::Label | SharedKind::Set | SharedKind::Reminder, [_, ..]) => texts.join(" / "),
            _ => toml(value),
        }
    }

    /// The entries of one side's list that the other does not have, each with what it stands for.
    fn only(&self, side: usize, values: &Values) -> Vec<String> {
        let entries = |side: usize| {
            let list = values[side].as_ref().and_then(|(value, _)| value.as_array());
            list.into_iter().flatten().filter_map(Value::as_str)
        };
        let others: BTreeSet<&str> = entries(1 - side).collect();
        entries(side).filter(|entry| !others.contains(entry)).map(|entry| self.entry(side, entry)).collect()
    }

    fn entry(&self, side: usize, entry: &str) -> String {
        let label =
            self.campaigns[side].map(|campaign| campaign.label(entry, self.lang)).filter(|label| *label != entry);
        match label.or_else(|| self.books[side].book.tables.name_of_code(entry)) {
            Some(name) => words::with_effect(entry, name, self.lang),
            None => entry.to_owned(),
        }
    }
}
