//! From an assessment to the report: every status put into words, with places, arithmetic and remedies.

mod assessment;
mod batch;
mod comparison;
pub(super) mod contact;
pub(super) mod demand;
mod finding;
mod fix;
mod margin;
mod moves;
mod note;
mod overview;
mod plan;
mod reading;
mod reason;
mod remedy;
mod value;

pub(crate) use batch::{Shared, repeat};
pub(crate) use fix::{attach as attach_fixes, attach_changes};
pub(crate) use moves::of_plan as plan_changes;

use assessment::Builder;
use chrono::NaiveDate;

use super::model::{
    AssessmentReport, DossierReport, ErrorReport, Header, Location, LoosenedRule, OverlayRef, RuleSetRef,
    SCHEMA_VERSION, Tool,
};
use crate::dossier::format::Stage;
use crate::dossier::{Dossier, Problem, ProblemKind};
use crate::engine::{Assessment, FicheAssessment, Verdict, best, verdicts_by_reading};
use crate::messages::{policy, structure};
use crate::policy::{CommentEffects, CommentWarning};
use crate::reference::Tables;
use crate::rules::{Campaign, OverlayInfo, RuleBook, SetInfo};
use crate::source::{ReadErrorKind, SourceFile, Span, sha256};
use crate::text::Lang;

pub(crate) fn header(book: &RuleBook, date: NaiveDate, lang: Lang) -> Header {
    let own = |campaign: &'_ Campaign, set: &SetInfo| set.campaign == campaign.year && !set.overlay;
    let sets = book.campaigns.iter().flat_map(|campaign| campaign.sets.iter().filter(move |set| own(campaign, set)));
    let rule_sets = sets.map(|set| RuleSetRef {
        id: set.id.clone(),
        sha256: sha256(book.files[set.file].text()),
        in_force: set.valid.is_none_or(|valid| valid.contains(date)),
    });
    let years = book.years();
    Header {
        schema_version: SCHEMA_VERSION,
        tool: Tool::default(),
        evaluated_on: date,
        campaign: if let [year] = years[..] { Some(year) } else { None },
        rule_sets: rule_sets.collect(),
        rules: overview::rules(book, lang),
        columns: overview::columns(book, lang),
        register: None,
        overlays: all_overlays(book, lang),
        with_baseline: false,
    }
}

/// Every overlay once, with what it loosens anywhere.
fn all_overlays(book: &RuleBook, lang: Lang) -> Vec<OverlayRef> {
    let mut infos: Vec<OverlayInfo> = Vec::new();
    for info in book.all_campaigns().flat_map(|campaign| &campaign.overlays) {
        match infos.iter_mut().find(|known| known.file == info.file) {
            Some(known) => {
                let new = info.loosened.iter().filter(|loosened| !known.loosened.contains(loosened));
                let new: Vec<_> = new.cloned().collect();
                known.loosened.extend(new);
            }
            None => infos.push(info.clone()),
        }
    }
    // The files are in the order of the command line.
    infos.sort_by_key(|info| info.file);
    infos.iter().map(|info| overlay_ref(book, info, lang)).collect()
}

fn overlay_ref(book: &RuleBook, info: &OverlayInfo, lang: Lang) -> OverlayRef {
    let loosened = info
        .loosened
        .iter()
        .map(|loosened| LoosenedRule { rule: loosened.rule.clone(), because: loosened.because.get(lang).to_owned() });
    OverlayRef {
        id: info.id.clone(),
        sha256: sha256(book.files[info.file].text()),
        title: info.title.get(lang).to_owned(),
        intercommunalite: info.territory.clone(),
        loosened: loosened.collect(),
    }
}

/// What no machine decides, subject and reason.
pub(crate) fn reminders(book: &RuleBook, lang: Lang) -> Vec<(String, String)> {
    let mut reminders: Vec<(String, String)> = Vec::new();
    for reminder in book.campaigns.iter().flat_map(|campaign| &campaign.reminders) {
        let texts = (reminder.subject.get(lang).to_owned(), reminder.reason.get(lang).to_owned());
        if !reminders.contains(&texts) {
            reminders.push(texts);
        }
    }
    reminders
}

/// What formats show of a dossier beside its findings. What none of them shows is not made.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a part of a report of its own")]
pub(crate) struct Needs {
    /// The columns of tables, and who is to be reached.
    pub cells: bool,
    /// The budget as it is drawn.
    pub drawing: bool,
    /// The changes that make rules hold, as edits of the file.
    pub edits: bool,
    /// Every rule with its status.
    pub overview: bool,
    /// The applicant's number and address.
    pub applicant: bool,
}

impl Needs {
    /// What either shows.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            cells: self.cells || other.cells,
            drawing: self.drawing || other.drawing,
            edits: self.edits || other.edits,
            overview: self.overview || other.overview,
            applicant: self.applicant || other.applicant,
        }
    }
}

/// What a report is composed with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub lang: Lang,
    /// Whether satisfied and not applicable rules are findings too.
    pub verbose: bool,
    /// Whether the smallest plan is sought.
    pub plan: bool,
    pub needs: Needs,
}

#[derive(Debug)]
pub(crate) struct Assessed<'a, 'f> {
    pub book: &'a RuleBook,
    pub source: &'f SourceFile,
    pub dossier: &'f Dossier<'a>,
    /// The fiche that was meant; none when all were assessed.
    pub fiche: Option<u8>,
    pub stage: Stage,
    pub assessments: &'f [FicheAssessment<'a>],
    pub comments: &'f CommentEffects,
}

pub(crate) fn dossier(assessed: &Assessed<'_, '_>, style: Style) -> DossierReport {
    let builders: Vec<Builder<'_, '_>> =
        (0..assessed.assessments.len()).map(|at| Builder::new(assessed, at, style)).collect();
    let outcomes: Vec<&Assessment> = builders.iter().map(|builder| builder.assessment).collect();
    let (verdict, best_fiches) = best(&outcomes).unwrap_or((Verdict::Unreadable, Vec::new()));
    let assessments: Vec<AssessmentReport> = builders.iter().map(Builder::assessment).collect();
    let mut report = empty(assessed.source.name(), assessed.stage);
    identify(&mut report, assessed.dossier, &assessed.book.tables, style);
    report.declared = assessed.dossier.text("fiche").and_then(|fiche| fiche.parse().ok());
    if assessments.len() > 1 {
        report.nearest = assessments.iter().min_by_key(|one| one.distance()).map(|one| one.fiche);
    }
    report.amounts = overview::amounts(assessed);
    if style.needs.cells {
        report.cells = overview::cells(assessed, style);
    }
    let campaign = assessed.assessments.first().map(|one| one.facts.campaign());
    let overlays = campaign.iter().flat_map(|campaign| &campaign.overlays);
    report.overlays = overlays.map(|info| overlay_ref(assessed.book, info, style.lang)).collect();
    report.warnings = warnings(assessed.source, assessed.comments, style.lang);
    report.by_readings = campaign.map(|campaign| verdicts_by_reading(campaign, &outcomes)).unwrap_or_default();
    DossierReport { fiche: assessed.fiche, verdict, best_fiches, assessments, ..report }
}

/// The report of a file whose structure is no dossier's; `dossier` is what could be read of it.
pub(crate) fn structural_failure(
    book: &RuleBook,
    source: &SourceFile,
    dossier: &Dossier<'_>,
    problems: &[Problem],
    comments: &CommentEffects,
    style: Style,
) -> DossierReport {
    let mut report = empty(source.name(), dossier.stage());
    identify(&mut report, dossier, &book.tables, style);
    report.fiche = dossier.text("fiche").and_then(|fiche| fiche.parse().ok());
    report.errors = problems.iter().map(|problem| error(Some(source), problem, style.lang)).collect();
    report.warnings = warnings(source, comments, style.lang);
    report
}

/// The report of a file that could not be read at all, or is no text.
pub(crate) fn io_failure(name: &str, problem: &Problem, io_failed: bool, style: Style) -> DossierReport {
    let mut report = empty(name, Stage::default());
    report.errors.push(error(None, problem, style.lang));
    report.io_failed = io_failed;
    report
}

fn empty(path: &str, stage: Stage) -> DossierReport {
    DossierReport { path: path.to_owned(), stage, ..DossierReport::default() }
}

fn identify(report: &mut DossierReport, dossier: &Dossier<'_>, tables: &Tables, style: Style) {
    report.applicant = dossier.text("porteur.nom").map(str::to_owned);
    report.title = dossier.text("projet.intitule").map(str::to_owned);
    report.duplicate_key = dossier.duplicate_key();
    if style.needs.cells {
        report.contact = contact::cells(dossier, tables, style.lang);
        report.identifiers = contact::identifiers(dossier, tables);
    }
    if style.needs.applicant {
        report.siret = dossier.text("porteur.siret").map(str::to_owned);
        report.address = contact::address(dossier, tables);
        report.contacts = contact::people(dossier, style.lang);
    }
}

fn error(source: Option<&SourceFile>, problem: &Problem, lang: Lang) -> ErrorReport {
    let kind = &problem.kind;
    let message = structure::message(kind, lang);
    let mut error = ErrorReport::new(kind.code(), message.summary, message.hint);
    match source {
        Some(source) => {
            error.at(location(source, problem.path.clone(), problem.span), message.label);
            if let Some(related) = problem.related {
                let label = structure::first_of_two(lang).to_owned();
                error.at(location(source, problem.path.clone(), related), label);
            }
        }
        None => error.locations.extend(byte_place(kind)),
    }
    error
}

fn warnings(source: &SourceFile, comments: &CommentEffects, lang: Lang) -> Vec<ErrorReport> {
    let warning = |warning: &CommentWarning| {
        let message = policy::problem(&warning.problem, lang);
        let mut report = ErrorReport::new(warning.problem.code(), message.summary, message.hint);
        report.at(location(source, warning.path.clone(), warning.span), message.label);
        report
    };
    comments.warnings.iter().map(warning).collect()
}

/// The first byte that is no text, for a file of which nothing else is known.
fn byte_place(kind: &ProblemKind) -> Option<Location> {
    match kind {
        ProblemKind::Read(ReadErrorKind::Encoding { offset, position, .. }) => Some(Location {
            path: String::new(),
            line: position.line,
            column: position.column,
            offset: *offset,
            length: 0,
        }),
        _ => None,
    }
}

pub(super) fn location(source: &SourceFile, path: String, span: Span) -> Location {
    let position = source.position(span.start);
    Location { path, line: position.line, column: position.column, offset: span.start, length: span.len() }
}

pub(super) fn json_text(text: impl Into<String>) -> serde_json::Value {
    serde_json::Value::String(text.into())
}
