//! YAML as a small tree in which every key and every value knows its bytes.
//!
//! What a dossier never needs is refused while the tree is built: anchors, aliases, merge keys, tags,
//! several documents, deep nesting. Refusals do not stop the reading, except for the limits and for
//! text that is no YAML at all.

mod build;
mod plain;
mod syntax;
mod tree;

#[cfg(test)]
mod tests;

pub use build::{MAX_DEPTH, MAX_ERRORS, parse};
pub use tree::{Content, Key, MappingEntry, Node, ScalarStyle, ScalarText, Syntax, Tree, YamlError, YamlErrorKind};
