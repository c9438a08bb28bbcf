//! Corrections at the errors and findings that they are about.

use super::super::model::{AssessmentReport, DossierReport, EditReport, FixReport, Location};
use super::moves;
use crate::edit::{self, Change, TextEdit};
use crate::engine::PlanStatus;
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

/// Gives each rule that the plan, or a remedy of its own, makes hold the edits that do so. More than one change would help: none
/// of them is sure.
pub(crate) fn attach_changes(report: &mut DossierReport, source: &SourceFile) {
    for AssessmentReport { plan, findings, .. } in &mut report.assessments {
        let plan = plan.plan().filter(|plan| plan.status == PlanStatus::Found);
        let of_plan =
            plan.and_then(|plan| Some((plan, unsure(source, &plan.words.in_brief, &moves::of_plan(&plan.moves))?)));
        for finding in findings.iter_mut().filter(|finding| finding.fix.is_none() && finding.is_open()) {
            let planned = of_plan.as_ref().filter(|(plan, _)| plan.mends.contains(&finding.rule));
            finding.fix = match planned {
                Some((_, fix)) => Some(fix.clone()),
                None => moves::of_finding(finding).and_then(|(remedy, changes)| unsure(source, &remedy.text, &changes)),
            };
        }
    }
}

fn unsure(source: &SourceFile, text: &str, changes: &[Change]) -> Option<FixReport> {
    let edits = edit::all_edits(source, changes)?;
    let edits: Vec<EditReport> = edits.iter().map(|edit| edit_report(source, edit)).collect();
    (!edits.is_empty()).then(|| FixReport { text: text.to_owned(), sure: false, edits })
}

fn is_at(location: &Location, place: Span) -> bool {
    location.offset < place.end.max(place.start + 1) && place.start < location.offset + location.length.max(1)
}

fn fix(source: &SourceFile, correction: &Correction, lang: Lang) -> FixReport {
    let edits = correction.edits.iter().map(|edit| edit_report(source, edit));
    FixReport { text: words::correction(correction, lang), sure: true, edits: edits.collect() }
}

fn edit_report(source: &SourceFile, edit: &TextEdit) -> EditReport {
    let position = source.position(edit.span.start);
    EditReport {
        line: position.line,
        column: position.column,
        offset: edit.span.start,
        length: edit.span.len(),
        text: edit.text.clone(),
    }
}
