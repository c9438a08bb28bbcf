//! YAML as a small tree in which every key and every value has its span.
//!
//! What a dossier never needs is refused while the tree is built: anchors, aliases, merge keys, tags, several
//! documents, deep nesting. Refusals do not stop the parsing, except for the limits and for syntax errors.

mod build;
mod cause;
mod lines;
mod parse;
mod plain;
mod spaces;
mod syntax;
mod tree;

#[cfg(test)]
#[path = "../../tests/internal/yaml/tree.rs"]
mod tests;

pub(crate) use build::{MAX_DEPTH, MAX_ERRORS};
pub(crate) use parse::parse;
#[cfg(any(test, fuzzing))]
pub(crate) use parse::parse_fully;
#[cfg(any(test, fuzzing))]
pub(crate) use plain::read as read_plain;
pub(crate) use tree::{
    Content, MappingEntry, MappingKey, Node, PathStep, ScalarStyle, ScalarText, Syntax, Tree, YamlErrorKind,
};
