//! The order in which derived facts are compiled: what a fact is made of before it.

use std::collections::{HashMap, HashSet};

use toml::de::DeValue;

use super::super::definitions::Definitions;
use super::super::reader::{SpannedTable, SpannedText, SpannedValue};

/// Keys of a fact that name no other.
const TEXTS: &[&str] = &["label", "because"];

/// The derived facts, each after those that it mentions, but for circles; found without recursion.
pub(super) fn in_order<'t>(facts: &Definitions<'t, Option<SpannedTable<'t>>>) -> Vec<SpannedText<'t>> {
    let all: Vec<_> = facts.iter().copied().collect();
    let places: HashMap<&str, usize> = all.iter().enumerate().map(|(place, (name, _))| (name.text, place)).collect();
    let parts = |fact: usize| parts(all[fact].1, &places).into_iter();
    let mut entered = vec![false; all.len()];
    let mut order = Vec::with_capacity(all.len());
    for first in 0..all.len() {
        if std::mem::replace(&mut entered[first], true) {
            continue;
        }
        let mut path = vec![(first, parts(first))];
        while let Some((fact, left)) = path.last_mut() {
            match left.next() {
                Some(part) if std::mem::replace(&mut entered[part], true) => {}
                Some(part) => path.push((part, parts(part))),
                None => {
                    order.push(all[*fact].0);
                    path.pop();
                }
            }
        }
    }
    order
}

/// The facts that a fact mentions, and perhaps one that only has the name of a value in it.
fn parts(table: Option<SpannedTable<'_>>, places: &HashMap<&str, usize>) -> Vec<usize> {
    let mut texts = Vec::new();
    if let Some(table) = table {
        texts_of(table.get("needs").map(SpannedValue::content), &mut texts);
        for (_, value) in table.entries().filter(|(key, _)| !TEXTS.contains(&key.text)) {
            texts_of(Some(value.content()), &mut texts);
        }
    }
    let mut known = HashSet::new();
    texts.into_iter().filter_map(|text| places.get(text).copied()).filter(|part| known.insert(*part)).collect()
}

fn texts_of<'t>(value: Option<&'t DeValue<'_>>, found: &mut Vec<&'t str>) {
    match value {
        Some(DeValue::String(text)) => found.push(text),
        Some(DeValue::Array(entries)) => entries.iter().for_each(|entry| texts_of(Some(entry.get_ref()), found)),
        Some(DeValue::Table(entries)) => entries.values().for_each(|entry| texts_of(Some(entry.get_ref()), found)),
        _ => {}
    }
}
