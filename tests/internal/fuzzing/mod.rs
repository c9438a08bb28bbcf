//! What the fuzz targets of `tests/fuzz` call: each function takes a text of any kind, and panics where something does
//! not hold of it that must hold of every text. The unit tests call them with the examples and the rule sets.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::missing_panics_doc)]

mod comments;
mod dossier;
mod formats;
mod lists;
mod rules;

pub use comments::comments;
#[cfg(test)]
pub(crate) use comments::nothing_is_lost;
pub use dossier::dossier;
#[cfg(test)]
pub(crate) use dossier::sound;
pub use lists::{baseline, paths, register};
pub use rules::rules;

use serde_json::Value;

use crate::source::SourceFile;
use crate::text::is_hidden;
use crate::yaml::{parse_fully, read_plain};

/// The plain reader's tree is the full parser's, where there is one. Returns whether there is.
#[must_use]
pub fn yaml(text: &str) -> bool {
    let Some(root) = read_plain(text) else { return false };
    let file = SourceFile::new("a.yaml", text);
    let tree = parse_fully(file.text());
    assert!(tree.errors.is_empty() && tree.complete, "{text}\n{:?}", tree.errors);
    assert_eq!(Some(root), tree.root, "{text}");
    true
}

/// Every place in a JSON report lies within the file, between characters, and has its line and column.
fn places_lie_within(json: &Value, file: &SourceFile) {
    match json {
        Value::Array(values) => values.iter().for_each(|value| places_lie_within(value, file)),
        Value::Object(entries) => {
            if let (Some(offset), Some(length)) = (entries.get("offset"), entries.get("length")) {
                let [start, length] = [offset, length].map(|number| usize::try_from(number.as_u64().unwrap()).unwrap());
                assert!(file.text().get(start..start + length).is_some(), "{json}");
                let position = file.position(start);
                assert_eq!(
                    (entries["line"].as_u64(), entries["column"].as_u64()),
                    (Some(position.line as u64), Some(position.column as u64))
                );
            }
            entries.values().for_each(|value| places_lie_within(value, file));
        }
        _ => {}
    }
}

/// Nothing in a text is interpreted or hidden by a terminal, apart from line ends.
fn is_visible(text: &str) {
    let hidden: Vec<char> = text.chars().filter(|character| is_hidden(*character) && *character != '\n').collect();
    assert!(hidden.is_empty(), "{hidden:?} in {text}");
}
