//! How deep the tables and lists of a file go: deeper ones are taken apart without recursion.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::limits::MAX_DEPTH;

/// The place of a value that lies too deep.
pub(super) fn too_deep(document: &DeTable<'_>) -> Option<Range<usize>> {
    let mut values: Vec<(usize, &Spanned<DeValue<'_>>)> = document.values().map(|value| (1, value)).collect();
    while let Some((depth, value)) = values.pop() {
        if depth > MAX_DEPTH {
            return Some(value.span());
        }
        match value.get_ref() {
            DeValue::Array(entries) => values.extend(entries.iter().map(|entry| (depth + 1, entry))),
            DeValue::Table(entries) => values.extend(entries.values().map(|entry| (depth + 1, entry))),
            _ => {}
        }
    }
    None
}

/// Frees a document level by level: freed as a whole, it takes a frame of the stack for each.
pub(super) fn take_apart(document: DeTable<'_>) {
    let mut values: Vec<Spanned<DeValue<'_>>> = document.into_iter().map(|(_, value)| value).collect();
    while let Some(value) = values.pop() {
        match value.into_inner() {
            DeValue::Array(entries) => values.extend(entries),
            DeValue::Table(entries) => values.extend(entries.into_iter().map(|(_, value)| value)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_too_deep(text: &str) -> bool {
        let (document, errors) = DeTable::parse_recoverable(text);
        assert!(errors.is_empty(), "{errors:?}");
        let found = too_deep(document.get_ref()).is_some();
        take_apart(document.into_inner());
        found
    }

    #[test]
    fn the_limit_is_exact() {
        let lists = |depth: usize| format!("a = {}1{}", "[".repeat(depth), "]".repeat(depth));
        assert!(!is_too_deep(&lists(MAX_DEPTH - 1)));
        assert!(is_too_deep(&lists(MAX_DEPTH)));
    }

    #[test]
    fn dotted_keys_within_each_other_count() {
        let key = ["a"; 60].join(".");
        let inner = (0..60).fold("1".to_owned(), |inner, _| format!("{{ {key} = {inner} }}"));
        assert!(is_too_deep(&format!("a = {inner}")));
    }
}
