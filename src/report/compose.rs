//! From an assessment to the report: every status put into words, with places, arithmetic and remedies.

mod batch;
mod finding;
mod note;
mod overview;
mod phrase;
mod reading;
mod remedy;
mod value;

pub use batch::{Shared, repeat};

use chrono::NaiveDate;
use serde_json::Value;

use super::model::{
    AssessmentReport, CountsReport, DeadlineReport, DossierReport, Drawing, ErrorReport, Header, Location,
    LoosenedRule, OverlayRef, OverviewLine, OverviewStatus, RuleSetRef, SCHEMA_VERSION, Tool,
};
use crate::digest::sha256;
use crate::dossier::{Dossier, Problem, ProblemKind};
use crate::engine::{Assessment, Facts, Place, Status, Verdict, best, deadlines, verdicts_by_reading};
use crate::messages::{finding as words, structure};
use crate::rules::{Basis, Campaign, FicheSet, Level, OverlayInfo, RuleBook, SetInfo};
use crate::source::{ReadErrorKind, SourceFile, Span};
use crate::text::{Lang, long_date};

/// The head of a run's reports.
pub fn header(book: &RuleBook, date: NaiveDate, lang: Lang) -> Header {
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
pub fn reminders(book: &RuleBook, lang: Lang) -> Vec<(String, String)> {
    let mut reminders: Vec<(String, String)> = Vec::new();
    for reminder in book.campaigns.iter().flat_map(|campaign| &campaign.reminders) {
        let texts = (reminder.subject.get(lang).to_owned(), reminder.reason.get(lang).to_owned());
        if !reminders.contains(&texts) {
            reminders.push(texts);
        }
    }
    reminders
}

/// What a report is written with.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is something of its own that formats want or do without")]
pub struct Style {
    /// The language.
    pub lang: Lang,
    /// Whether satisfied and not applicable rules are findings too.
    pub verbose: bool,
    /// Whether to look for a plan where one change does not do.
    pub plan: bool,
    /// Whether to fill the columns of tables.
    pub cells: bool,
    /// Whether to draw the budget.
    pub drawing: bool,
    /// Whether to list every rule with its status.
    pub overview: bool,
}

/// A file that was read as a dossier, with its assessments.
#[derive(Debug)]
pub struct Assessed<'a, 'f> {
    /// The rule sets.
    pub book: &'a RuleBook,
    /// The file.
    pub source: &'f SourceFile,
    /// The dossier.
    pub dossier: &'f Dossier<'a>,
    /// The fiche that was meant; none when all were assessed.
    pub fiche: Option<u8>,
    /// The stage.
    pub stage: &'f str,
    /// Each fiche's facts, set and assessment.
    pub assessments: Vec<(Facts<'a>, &'a FicheSet, Assessment)>,
}

/// The report of a dossier that could be assessed.
pub fn dossier(assessed: &Assessed<'_, '_>, style: Style) -> DossierReport {
    let outcomes: Vec<&Assessment> = assessed.assessments.iter().map(|(.., assessment)| assessment).collect();
    let (verdict, best_fiches) = best(&outcomes).unwrap_or((Verdict::Unreadable, Vec::new()));
    let reports = assessed.assessments.iter();
    let assessments =
        reports.map(|(facts, fiche, outcome)| assessment(assessed, facts, fiche, outcome, style)).collect();
    let mut report = empty(assessed.source.name(), assessed.stage);
    identify(&mut report, assessed.dossier);
    if style.cells {
        report.cells = overview::cells(assessed, style);
    }
    let campaign = assessed.assessments.first().map(|(facts, ..)| facts.campaign());
    let overlays = campaign.iter().flat_map(|campaign| &campaign.overlays);
    report.overlays = overlays.map(|info| overlay_ref(assessed.book, info, style.lang)).collect();
    report.by_readings = campaign.map(|campaign| verdicts_by_reading(campaign, &outcomes)).unwrap_or_default();
    DossierReport { fiche: assessed.fiche, verdict, best_fiches, assessments, ..report }
}

/// The report of a file whose structure is no dossier's; `dossier` is what could be read of it.
pub fn structural_failure(
    source: &SourceFile,
    dossier: &Dossier<'_>,
    problems: &[Problem],
    style: Style,
) -> DossierReport {
    let stage = dossier.text("etape").unwrap_or(crate::dossier::format::DEFAULT_STAGE);
    let mut report = empty(source.name(), stage);
    identify(&mut report, dossier);
    report.fiche = dossier.text("fiche").and_then(|fiche| fiche.parse().ok());
    report.errors = problems.iter().map(|problem| error(Some(source), problem, style.lang)).collect();
    report
}

/// The report of a file that could not be read at all, or is no text.
pub fn io_failure(name: &str, problem: &Problem, io_failed: bool, style: Style) -> DossierReport {
    let mut report = empty(name, crate::dossier::format::DEFAULT_STAGE);
    report.errors.push(error(None, problem, style.lang));
    report.io_failed = io_failed;
    report
}

fn empty(path: &str, stage: &str) -> DossierReport {
    DossierReport { path: path.to_owned(), stage: stage.to_owned(), ..DossierReport::default() }
}

fn identify(report: &mut DossierReport, dossier: &Dossier<'_>) {
    report.applicant = dossier.text("porteur.nom").map(str::to_owned);
    report.title = dossier.text("projet.intitule").map(str::to_owned);
    report.duplicate_key = dossier.duplicate_key();
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

/// A place with its line and column.
pub(crate) fn location(source: &SourceFile, path: String, span: Span) -> Location {
    let position = source.position(span.start);
    Location { path, line: position.line, column: position.column, offset: span.start, length: span.len() }
}

/// What the parts of the builder share: one dossier under one fiche.
pub(super) struct Builder<'a, 'f> {
    pub(super) book: &'a RuleBook,
    pub(super) source: &'f SourceFile,
    pub(super) facts: &'f Facts<'a>,
    pub(super) fiche: &'a FicheSet,
    pub(super) stage: &'f str,
    pub(super) assessment: &'f Assessment,
    pub(super) style: Style,
    pub(super) lang: Lang,
}

impl Builder<'_, '_> {
    pub(super) fn locations(&self, places: &[Place]) -> Vec<Location> {
        places.iter().map(|place| location(self.source, place.path(), place.span)).collect()
    }
}

fn assessment<'a>(
    assessed: &Assessed<'a, '_>,
    facts: &Facts<'a>,
    fiche: &'a FicheSet,
    assessment: &Assessment,
    style: Style,
) -> AssessmentReport {
    let campaign = facts.campaign();
    let lang = style.lang;
    let (source, stage) = (assessed.source, assessed.stage);
    let builder = Builder { book: assessed.book, source, facts, fiche, stage, assessment, style, lang };
    let mut report = AssessmentReport {
        fiche: assessment.fiche,
        verdict: assessment.verdict,
        counts: counts(assessment),
        fiche_title: fiche.title.get(lang).to_owned(),
        out_of_date: out_of_date(facts, fiche, lang),
        plan: if style.plan { builder.plan() } else { Vec::new() },
        drawing: if style.drawing { builder.drawing() } else { Drawing::default() },
        ..AssessmentReport::default()
    };
    let deadlines = deadlines(facts, fiche, assessed.stage);
    for outcome in &assessment.outcomes {
        let rule = campaign.rule(outcome.rule);
        if rule.level == Level::Info {
            report.notes.extend(builder.info_note(rule, outcome.status));
            continue;
        }
        let declared = outcome.status == Status::Satisfied(Basis::Declared);
        if style.overview {
            report.overview.push(OverviewLine {
                rule: rule.id.clone(),
                group: rule.group,
                level: rule.level,
                title: rule.title.get(lang).to_owned(),
                status: OverviewStatus::Rule(outcome.status.kind()),
                declared,
            });
        }
        match outcome.status {
            Status::Deferred => report.deferred.push(rule.id.clone()),
            Status::Violated | Status::Undetermined => report.findings.push(builder.finding(outcome)),
            Status::Satisfied(_) | Status::NotApplicable(_) => {
                if declared {
                    report.declared.push(rule.id.clone());
                }
                if style.verbose {
                    report.findings.push(builder.finding(outcome));
                }
            }
        }
        if matches!(outcome.status, Status::Satisfied(_) | Status::NotApplicable(_)) {
            let deadline = deadlines.iter().find(|deadline| deadline.rule == outcome.rule && deadline.open);
            report.notes.extend(builder.passing_note(outcome, deadline));
        }
    }
    // The day that matters next: one that is still to come, or else one that has passed unfiled.
    let next =
        deadlines.iter().filter(|deadline| deadline.open).min_by_key(|deadline| (deadline.days < 0, deadline.days));
    let next =
        next.or_else(|| deadlines.iter().filter(|deadline| deadline.days >= 0).min_by_key(|deadline| deadline.days));
    report.deadline = next.map(|deadline| DeadlineReport {
        title: campaign.rule(deadline.rule).title.get(lang).to_owned(),
        last: long_date(deadline.last, lang),
        days: deadline.days,
        open: deadline.open,
    });
    report
}

/// Says so when the evaluation's day lies outside the days for which one of the fiche's sets was written.
fn out_of_date(facts: &Facts<'_>, fiche: &FicheSet, lang: Lang) -> Option<String> {
    let day = facts.context().date;
    // What an earlier campaign's sets say of themselves is not said of the campaign that takes them over.
    let sets = fiche.sets.iter().map(|&set| &facts.campaign().sets[set]);
    let own = sets.filter(|set| set.campaign == facts.campaign().year);
    let valid = own.filter_map(|set| set.valid).find(|valid| !valid.contains(day))?;
    Some(words::out_of_date(&long_date(day, lang), &long_date(valid.from, lang), &long_date(valid.to, lang), lang))
}

fn counts(assessment: &Assessment) -> CountsReport {
    let counts = assessment.counts;
    CountsReport {
        satisfied: counts.satisfied,
        violated: counts.violated,
        undetermined: counts.undetermined,
        not_applicable: counts.not_applicable,
        deferred: counts.deferred,
    }
}

/// A text as JSON.
pub(super) fn json_text(text: impl Into<String>) -> Value {
    Value::String(text.into())
}
