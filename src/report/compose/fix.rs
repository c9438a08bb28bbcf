//! Corrections at the errors and findings that they are about.

use super::super::model::{DossierReport, EditReport, FixReport, Location};
use crate::fix::Correction;
use crate::messages::fix as words;
use crate::source::{SourceFile, Span};
use crate::text::Lang;

/// Puts each correction at the first error or open finding that names its place; at the first error on its line or, for what
/// keeps the file from being read, at the first error behind it, where none does.
pub(crate) fn attach(report: &mut DossierReport, source: &SourceFile, corrections: &[Correction], lang: Lang) {
    for correction in corrections {
        let fix = fix(source, correction, lang);
        let touches = |locations: &[Location]| locations.iter().any(|location| is_at(location, correction.place));
        if let Some(error) = report.errors.iter_mut().find(|error| error.fix.is_none() && touches(&error.locations)) {
            if let Some(hint) = words::suggestion(correction, error.code.as_str(), lang)
                && !error.hint.as_ref().is_some_and(|known| known.contains(&hint))
            {
                error.advise(hint);
            }
            error.fix = Some(fix);
            continue;
        }
        let line = source.position(correction.place.start).line;
        let follows = |location: &Location| location.line >= line;
        let next = report.errors.iter_mut().find(|error| error.locations.first().is_some_and(follows));
        if let Some(error) = next {
            error.fix.get_or_insert(fix);
            continue;
        }
        for finding in report.assessments.iter_mut().flat_map(|assessment| &mut assessment.findings) {
            if finding.is_open() && touches(&finding.locations) {
                finding.fix.get_or_insert_with(|| fix.clone());
            }
        }
    }
}

fn is_at(location: &Location, place: Span) -> bool {
    location.offset < place.end.max(place.start + 1) && place.start < location.offset + location.length.max(1)
}

fn fix(source: &SourceFile, correction: &Correction, lang: Lang) -> FixReport {
    let edits = correction.edits.iter().map(|edit| {
        let position = source.position(edit.span.start);
        EditReport {
            line: position.line,
            column: position.column,
            offset: edit.span.start,
            length: edit.span.len(),
            text: edit.text.clone(),
        }
    });
    FixReport { text: words::correction(correction, lang), sure: true, edits: edits.collect() }
}
