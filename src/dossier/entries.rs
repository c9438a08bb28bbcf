//! Entries of a list that stand without its brackets: `QP062030, QP059008`.

use super::format::{FieldId, Kind, ScalarKind, field_info, fields};
use super::problem::ProblemKind;
use super::scalar::is_readable;
use crate::yaml::{Content, Node, ScalarStyle};

/// In bytes.
const MAX_TEXT: usize = 200;

/// A text where a list is expected, if it is one without its brackets.
pub(super) fn bare_list(field: Option<FieldId>, node: &Node<'_>) -> Option<ProblemKind> {
    let info = field_info(field?);
    let (Kind::List(kind), Content::Scalar(text)) = (&info.field.kind, &node.content) else { return None };
    let list = listed(*kind, &text.text).filter(|_| text.style != ScalarStyle::Block)?;
    Some(ProblemKind::BareList { key: info.field.key, list })
}

/// The list that a text means whose parts are all readable as its entries.
fn listed(kind: ScalarKind, text: &str) -> Option<String> {
    if text.len() > MAX_TEXT {
        return None;
    }
    let parts = text.trim().trim_end_matches([',', ';']).split([',', ';']).map(|part| entry(kind, part.trim()));
    let entries = parts.collect::<Option<Vec<_>>>()?;
    Some(format!("[{}]", entries.join(", ")))
}

/// An entry as a list has it. Labels may have commas in them: only codes are sure.
fn entry(kind: ScalarKind, part: &str) -> Option<String> {
    let quotes = ['"', '\''];
    let part = quotes.iter().find_map(|quote| part.strip_prefix(*quote)?.strip_suffix(*quote)).unwrap_or(part);
    let is_code = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if !is_code || !is_readable(kind, part, &[]) {
        return None;
    }
    match kind {
        ScalarKind::Slug => part.bytes().all(|byte| !byte.is_ascii_uppercase()).then(|| part.to_owned()),
        ScalarKind::Quartier => part.bytes().any(|byte| byte.is_ascii_digit()).then(|| part.to_owned()),
        _ => Some(format!("\"{part}\"")),
    }
}

/// The list that quoted texts mean after a key of the format that has one.
pub(crate) fn list_of(key: &str, texts: &str) -> Option<String> {
    let mut kinds = fields().iter().filter(|info| info.field.key == key).map(|info| &info.field.kind);
    match (kinds.next()?, kinds.next()) {
        (Kind::List(kind), None) => listed(*kind, texts),
        _ => None,
    }
}

/// Whether the key is one that has keys or lines below it.
pub(crate) fn holds_others(key: &str) -> bool {
    let is_holder = |kind: &Kind| matches!(kind, Kind::Group(_) | Kind::Records(_) | Kind::List(_));
    fields().iter().any(|info| info.field.key == key && is_holder(&info.field.kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_with_commas_between_them_are_a_list() {
        for (key, text, list) in [
            ("quartiers", "QP062030, QP059008", "[QP062030, QP059008]"),
            ("quartiers", "QP062030", "[QP062030]"),
            ("communes", "62498 ; \"62510\",", "[\"62498\", \"62510\"]"),
            ("thematiques", "un-theme, autre", "[un-theme, autre]"),
        ] {
            assert_eq!(list_of(key, text).as_deref(), Some(list), "{text}");
        }
        for (key, text) in [
            ("communes", "Lens, 62510"),
            ("communes", "62498,, 62510"),
            ("communes", ""),
            ("quartiers", "Grand Condé, QP062030"),
            ("quartiers", "Blum, Calonne"),
            ("thematiques", "cadre, de vie"),
            ("intitule", "QP062030, QP059008"),
        ] {
            assert_eq!(list_of(key, text), None, "{text}");
        }
    }
}
