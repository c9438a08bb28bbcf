//! The value or key that one problem is about, as it is meant.

use super::{Context, Correction, CorrectionKind, amounts, dates, quotes, words};
use crate::dossier::format::{self, FieldId, Kind, ScalarKind, field_info};
use crate::dossier::{
    AmountError, CodeForm, Problem, ProblemKind, UnknownKey, fold_name, holds_others, is_readable, list_of, only_number,
};
use crate::edit::{self, TextEdit};
use crate::source::Span;
use crate::text::Lang;
use crate::yaml::{Syntax, YamlErrorKind};

pub(super) fn correction(context: &Context<'_, '_>, problem: &Problem) -> Option<Correction> {
    if let ProblemKind::UnknownKey(unknown) = &problem.kind {
        return key(context, unknown, problem);
    }
    if let Some(correction) = colon(context, problem).or_else(|| list(context, problem)) {
        return Some(correction);
    }
    let before = found(&problem.kind)?;
    let kind = kind_at(&problem.path)?;
    let known = context.book.known_campaigns();
    let inner = quotes::unquoted(before);
    let meant = match inner {
        Some(inner) if is_readable(kind, inner, &known) => Some(inner.to_owned()),
        _ => meant(context, problem, inner.unwrap_or(before)),
    };
    let after = meant.filter(|after| is_readable(kind, after, &known))?;
    let is_cut = matches!(&problem.kind, ProblemKind::Amount { error: AmountError::CutByComma { .. }, .. });
    let in_flow = is_cut || edit::is_in_flow(context.source, context.tree, problem.span.start);
    let correction = value(problem.span, before, &after, kind, in_flow);
    Some(if before == after { Correction { kind: CorrectionKind::Quotes, ..correction } } else { correction })
}

/// A value in place of another one.
pub(super) fn value(place: Span, before: &str, after: &str, kind: ScalarKind, in_flow: bool) -> Correction {
    let written = edit::scalar(after, kind, in_flow);
    Correction {
        kind: CorrectionKind::Value { before: before.to_owned(), after: after.to_owned() },
        place,
        edits: vec![TextEdit::new(place.start, place.end, written)],
    }
}

/// The value as it was written, of the problems that are about one.
fn found(kind: &ProblemKind) -> Option<&str> {
    match kind {
        ProblemKind::Token { found, .. }
        | ProblemKind::Amount { found, .. }
        | ProblemKind::Date { found, .. }
        | ProblemKind::BadCode { found, .. }
        | ProblemKind::Campaign { found, .. }
        | ProblemKind::Bool { found, .. } => Some(found),
        _ => None,
    }
}

/// The type that the format has at a path with indices.
fn kind_at(path: &str) -> Option<ScalarKind> {
    match &field_info(format::find(&edit::of_format(path))?).field.kind {
        Kind::Scalar(kind) | Kind::List(kind) => Some(*kind),
        Kind::Group(_) | Kind::Records(_) => None,
    }
}

fn meant(context: &Context<'_, '_>, problem: &Problem, text: &str) -> Option<String> {
    match &problem.kind {
        ProblemKind::Token { allowed, .. } => token(context, problem, allowed, text).map(str::to_owned),
        ProblemKind::Amount { error, .. } => amounts::meant(text, error),
        ProblemKind::Date { .. } => dates::meant(text, campaign(context)?).map(|day| day.to_string()),
        ProblemKind::BadCode { expected: CodeForm::Commune, .. } => context.names().commune(text).map(str::to_owned),
        ProblemKind::Campaign { .. } => only_number(text).map(str::to_owned),
        _ => None,
    }
}

/// The colon after a key that has others below it.
fn colon(context: &Context<'_, '_>, problem: &Problem) -> Option<Correction> {
    let ProblemKind::Yaml(YamlErrorKind::Rewritten { syntax: Syntax::MissingColon, line }) = &problem.kind else {
        return None;
    };
    let key = line.strip_suffix(':').filter(|key| holds_others(key))?;
    let end = problem.span.start + key.len();
    let stands_there = context.source.text().get(problem.span.start..end) == Some(key);
    stands_there.then(|| Correction {
        kind: CorrectionKind::Key { before: key.to_owned(), after: line.clone() },
        place: problem.span,
        edits: vec![TextEdit::new(end, end, ":")],
    })
}

/// The brackets of a list.
fn list(context: &Context<'_, '_>, problem: &Problem) -> Option<Correction> {
    let after = match &problem.kind {
        ProblemKind::BareList { list, .. } => list.clone(),
        ProblemKind::Yaml(YamlErrorKind::QuotedTexts { key, texts, .. }) => list_of(key, texts)?,
        _ => return None,
    };
    let before = context.source.text().get(problem.span.start..problem.span.end)?.to_owned();
    let edits = vec![TextEdit::new(problem.span.start, problem.span.end, after.as_str())];
    Some(Correction { kind: CorrectionKind::Value { before, after }, place: problem.span, edits })
}

/// The word that another one, its label or a mistyped one stands for.
fn token(
    context: &Context<'_, '_>,
    problem: &Problem,
    allowed: &'static [&'static str],
    text: &str,
) -> Option<&'static str> {
    let path = &field_info(format::find(&edit::of_format(&problem.path))?).path;
    let known = context.names().synonym(path, text);
    let known = allowed.iter().copied().find(|word| Some(*word) == known);
    let is_label = |word: &&str| {
        let campaign = context.book.campaigns.last();
        campaign.is_some_and(|campaign| {
            Lang::ALL.into_iter().any(|lang| fold_name(campaign.label(word, lang)) == fold_name(text))
        })
    };
    known
        .or_else(|| allowed.iter().copied().find(is_label))
        .or_else(|| allowed.iter().copied().find(|word| only_number(text) == Some(*word)))
        .or_else(|| words::near(text, allowed.iter().copied()))
}

/// The year of the campaign that the dossier names, or of the latest one.
fn campaign(context: &Context<'_, '_>) -> Option<i64> {
    let years = context.book.years();
    let named = edit::scalar_at(context.source, context.tree, "campagne").and_then(|year| year.trim().parse().ok());
    named.filter(|year| years.contains(year)).or(years.last().copied())
}

fn key(context: &Context<'_, '_>, unknown: &UnknownKey, problem: &Problem) -> Option<Correction> {
    if unknown.after_comma {
        return None;
    }
    let keys = format::children(unknown.within).iter().map(|id: &FieldId| field_info(*id).field.key);
    let after = words::near(&unknown.key, keys)?;
    let parent = problem.path.rsplit_once('.').map_or("", |(parent, _)| parent);
    let beside = if parent.is_empty() { after.to_owned() } else { format!("{parent}.{after}") };
    // Two keys would have one name.
    if edit::is_there(context.source, context.tree, &beside) {
        return None;
    }
    Some(Correction {
        kind: CorrectionKind::Key { before: unknown.key.clone(), after: after.to_owned() },
        place: problem.span,
        edits: vec![TextEdit::new(problem.span.start, problem.span.end, after)],
    })
}
