//! Lines of a table written as in a spreadsheet: cells with tabs between them, or a label and its amount.

use super::amount;
use super::format::{FieldInfo, Kind, ScalarKind, field_info};
use super::identifier::are_digits;
use super::surface::is_word_quote;
use crate::source::Span;
use crate::yaml::{MappingEntry, ScalarStyle};

/// In bytes.
const MAX_ROW: usize = 200;

pub(super) fn is_pasted(text: &str) -> bool {
    text.trim().contains('\t')
}

/// The line that the cells mean: an account, texts, an amount.
pub(super) fn from_cells(table: &FieldInfo, row: &str) -> Option<String> {
    // A second row may follow on the next line.
    let row = row.trim().lines().next().unwrap_or_default();
    let cells: Vec<&str> = row.split('\t').map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let (last, rest) = cells.split_last()?;
    amount::parse(last).ok().filter(|_| row.len() <= MAX_ROW)?;
    let (account, labels) = match rest.split_first() {
        Some((first, labels)) if are_digits(first, 2) || are_digits(first, 3) => (*first, labels),
        _ => ("…", rest),
    };
    line(table, account, &labels.join(" "), last)
}

/// Whether a line holds nothing but a label with its amount: `{ Achats: 3 000,00 }`.
pub(super) fn is_label_as_key(table: &FieldInfo, entries: &[MappingEntry<'_>]) -> bool {
    let Some((first, rest)) = entries.split_first() else { return false };
    let is_known = |entry: &MappingEntry<'_>| {
        table.children.iter().any(|id| field_info(*id).field.key.eq_ignore_ascii_case(&entry.key.text))
    };
    let is_amount = first.value.as_scalar().is_some_and(|scalar| amount::parse(scalar.text.trim()).is_ok());
    let only = rest.is_empty() || rest.len() == 1 && are_cut_decimals(first, &rest[0]);
    has_amount(table) && only && is_amount && !is_known(first)
}

pub(super) fn from_label(table: &FieldInfo, entries: &[MappingEntry<'_>]) -> Option<String> {
    let (first, rest) = entries.split_first()?;
    let whole = &*first.value.as_scalar()?.text;
    let amount = rest.first().map_or_else(|| whole.to_owned(), |decimals| format!("{whole},{}", decimals.key.text));
    let label = first.key.text.trim();
    let (account, text) = label.split_once([' ', '-']).unwrap_or((label, ""));
    let known = are_digits(account, 2) || are_digits(account, 3);
    let (account, text) = if known { (account, text) } else { ("…", label) };
    (label.len() + amount.len() <= MAX_ROW).then(|| line(table, account, text.trim_matches([' ', '-']), &amount))?
}

fn has_amount(table: &FieldInfo) -> bool {
    table.children.iter().any(|id| matches!(field_info(*id).field.kind, Kind::Scalar(ScalarKind::Money)))
}

/// A line of a table with an account, a label and an amount, `…` for what is not known.
fn line(table: &FieldInfo, account: &str, label: &str, amount: &str) -> Option<String> {
    let cell = |kind: &Kind| match kind {
        Kind::Scalar(ScalarKind::Poste(_)) => Some(account.to_owned()),
        Kind::Scalar(ScalarKind::Token(_)) => Some("…".to_owned()),
        Kind::Scalar(ScalarKind::Money) => Some(format!("\"{amount}\"")),
        _ => None,
    };
    let cells = table.children.iter().filter_map(|id| {
        let field = field_info(*id).field;
        let is_label = field.key == "libelle" && !label.is_empty();
        let value = if is_label { Some(quoted_if_needed(label)) } else { cell(&field.kind) };
        value.map(|value| format!("{}: {value}", field.key))
    });
    has_amount(table).then(|| format!("- {{ {} }}", cells.collect::<Vec<_>>().join(", ")))
}

fn quoted_if_needed(text: &str) -> String {
    if text.contains(|c: char| !c.is_alphanumeric() && !matches!(c, ' ' | '\'' | '’' | '-')) {
        format!("\"{}\"", text.replace('"', "'"))
    } else {
        text.to_owned()
    }
}

/// Whether, in braces, the next entry is what a comma cut off this one's amount: `1 250,50`.
pub(super) fn are_cut_decimals(entry: &MappingEntry<'_>, next: &MappingEntry<'_>) -> bool {
    let whole = entry.value.as_scalar().filter(|scalar| scalar.style == ScalarStyle::Plain);
    let decimals = amount::without_currency(next.key.text.trim().trim_end_matches(is_word_quote));
    is_bare(next)
        && !decimals.is_empty()
        && are_digits(decimals, decimals.len())
        && whole.is_some_and(|whole| {
            let text = whole.text.trim_start_matches(is_word_quote);
            let text = text.strip_prefix('-').unwrap_or(text);
            text.starts_with(|c: char| c.is_ascii_digit())
                && text.chars().all(|c| c.is_ascii_digit() || c == '.' || c.is_whitespace())
        })
}

/// Whether an entry is a key without even a colon, as only braces allow.
pub(super) fn is_bare(entry: &MappingEntry<'_>) -> bool {
    entry.value.is_null() && entry.value.span == Span::new(entry.key.span.end, entry.key.span.end)
}
