//! A dossier's report as people are shown it: the assessment that comes nearest, and the verdict in a sentence.

use std::borrow::Cow;

use super::model::{
    AssessmentReport, DeadlineReport, DemandOrigin, DemandReport, DossierReport, ErrorCode, Finding, IgnoredReport,
    NoteReport, OverlayDemand, OverlayRef, OverviewLine, OverviewStatus, Summary,
};
use super::outline::Outline;
use super::render::End;
use crate::dossier::format::Stage;
use crate::engine::{StatusKind, Verdict};
use crate::messages::demand as words;
use crate::messages::explain::{self, codes, comments};
use crate::messages::finding::more_terms;
use crate::messages::words::{beside, semicolon};
use crate::messages::{formats, labels, plan as plans, terminal};
use crate::text::{Lang, long_date, visible};

pub(crate) struct View<'a> {
    pub(crate) report: &'a DossierReport,
    /// The assessment that comes nearest, among those with the best verdict.
    pub(crate) best: Option<&'a AssessmentReport>,
    pub(crate) outline: Outline<'a>,
}

impl<'a> View<'a> {
    pub(crate) fn new(report: &'a DossierReport) -> Self {
        let best = best_assessment(report);
        Self { report, best, outline: Outline::new(report, best) }
    }

    pub(crate) fn several(&self) -> bool {
        self.report.assessments.len() > 1
    }

    /// The notes on rules that another reading of the call would decide otherwise.
    pub(crate) fn by_reading(&self) -> impl Iterator<Item = &'a NoteReport> {
        let notes = self.best.map(|best| best.notes.as_slice()).unwrap_or_default();
        notes.iter().filter(|note| note.depends_on_reading)
    }

    /// The next deadline, where something is still to be filed by then.
    pub(crate) fn deadline(&self) -> Option<&'a DeadlineReport> {
        self.best.and_then(|best| best.deadline.as_ref()).filter(|deadline| deadline.open)
    }

    fn first_stage(&self) -> bool {
        self.report.stage == Stage::FicheSynthetique
    }

    pub(crate) fn fiches(&self) -> Vec<u8> {
        match (self.report.best_fiches.as_slice(), self.best) {
            ([], Some(best)) => vec![best.fiche],
            (fiches, _) => fiches.to_vec(),
        }
    }

    /// The same, or the fiche that is declared where the dossier could not be assessed.
    pub(crate) fn fiches_or_declared(&self) -> Vec<u8> {
        if self.report.assessments.is_empty() { self.report.fiche.into_iter().collect() } else { self.fiches() }
    }

    pub(crate) fn sentence(&self, lang: Lang) -> String {
        if self.report.io_failed {
            return terminal::io_failed(lang).to_owned();
        }
        if self.report.verdict == Verdict::Unreadable {
            return terminal::unreadable(self.report.errors.len(), lang);
        }
        let fiches = self.fiches();
        let unequal = || {
            let counts = self.outline.counts();
            self.report
                .assessments
                .iter()
                .filter(|assessment| fiches.contains(&assessment.fiche))
                .any(|assessment| Outline::new(self.report, Some(assessment)).counts() != counts)
        };
        terminal::VerdictSentence {
            verdict: self.report.verdict,
            fiches: &fiches,
            every_fiche: self.several() && fiches.len() == self.report.assessments.len(),
            filing_alone: self.outline.filing_alone(),
            first_stage: self.first_stage(),
            nearest: self.best.map(|best| best.fiche).filter(|_| fiches.len() > 1 && unequal()),
            to_fix: self.outline.to_fix.len(),
            to_fill_in: self.outline.to_fill_in.len(),
            reservations: self.outline.reservations.len(),
            later: self.best.map_or(0, |best| best.deferred.len()),
        }
        .sentence(lang)
    }
}

pub(crate) fn joined(fiches: &[u8], between: &str) -> String {
    fiches.iter().map(u8::to_string).collect::<Vec<_>>().join(between)
}

/// What is shown below a finding, as far as there is something, each under its name.
pub(crate) fn particulars(finding: &Finding, lang: Lang) -> impl Iterator<Item = (&'static str, Cow<'_, str>)> {
    let found = [
        (labels::expected(lang), &finding.expected),
        (labels::found(lang), &finding.actual),
        (labels::calculation(lang), &finding.arithmetic),
    ];
    let of_the_call = [(explain::call(lang), &finding.asks), (explain::choice_taken(lang), &finding.choice)];
    given(found).chain(demand(&finding.demand, &finding.source, lang)).chain(given(of_the_call))
}

fn given<'a, const N: usize>(
    texts: [(&'static str, &'a Option<String>); N],
) -> impl Iterator<Item = (&'static str, Cow<'a, str>)> {
    texts.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?.into())))
}

/// Whose demand it is, under its name: a section of the call, or what stands in its place.
pub(crate) fn demand<'a>(of: &DemandReport, source: &'a str, lang: Lang) -> Option<(&'static str, Cow<'a, str>)> {
    let words = |overlay: &OverlayDemand| {
        let words = if overlay.changed.is_empty() { words::made } else { words::changed };
        words(&overlay.title, &overlay.place, source, lang)
    };
    match of.origin {
        DemandOrigin::Call => (!source.is_empty()).then(|| (words::call(lang), source.into())),
        DemandOrigin::Tool => Some((words::tool(lang), words::not_of_the_call(lang).into())),
        DemandOrigin::Overlay => {
            let overlays: Vec<String> = of.overlays.iter().map(words).collect();
            Some((words::overlay(lang), overlays.join(beside(lang)).into()))
        }
    }
}

/// The same in a line.
pub(crate) fn demand_line(of: &DemandReport, source: &str, lang: Lang) -> Option<String> {
    let (name, text) = demand(of, source, lang)?;
    Some(format!("{name}{} {text}", labels::colon(lang)))
}

/// Reservations with what is said of them: the jury looks at what the call and overlays ask, not at the tool's own checks.
pub(crate) fn reservations_by_origin<'a>(
    findings: &[&'a Finding],
    lang: Lang,
) -> impl Iterator<Item = (&'static str, Vec<&'a Finding>)> {
    let is_own = |finding: &&Finding| finding.demand.origin == DemandOrigin::Tool;
    let (own, others): (Vec<&Finding>, Vec<&Finding>) = findings.iter().copied().partition(is_own);
    let groups = [(terminal::reservations_lead(lang), others), (words::tool_reservations_lead(lang), own)];
    groups.into_iter().filter(|(_, findings)| !findings.is_empty())
}

/// The same where it is not the call's: what is said of a rule beside its title.
pub(crate) fn beyond_the_call<'a>(
    of: &DemandReport,
    source: &'a str,
    lang: Lang,
) -> Option<(&'static str, Cow<'a, str>)> {
    demand(of, source, lang).filter(|_| of.origin != DemandOrigin::Call)
}

impl DossierReport {
    /// What comments ignore, of several fiches under the one that comes nearest.
    #[must_use]
    pub fn ignored(&self) -> &[IgnoredReport] {
        // Few dossiers have such comments; the others need not be looked at any closer.
        if self.assessments.iter().all(|assessment| assessment.ignored.is_empty()) {
            return &[];
        }
        best_assessment(self).map(|best| best.ignored.as_slice()).unwrap_or_default()
    }
}

impl Summary {
    /// Counts one more dossier.
    pub fn add(&mut self, report: &DossierReport) {
        self.dossiers += 1;
        self.reading_dependent += usize::from(report.depends_on_reading());
        self.ignored += report.ignored().len();
        self.warnings += report.warnings.len();
        match report.verdict {
            Verdict::Eligible => self.eligible += 1,
            Verdict::EligibleWithReservations => self.eligible_with_reservations += 1,
            Verdict::Incomplete => self.incomplete += 1,
            Verdict::Inconsistent => self.inconsistent += 1,
            Verdict::Ineligible => self.ineligible += 1,
            Verdict::Unreadable => self.unreadable += 1,
        }
    }
}

/// The assessment that comes nearest.
pub(crate) fn best_assessment(report: &DossierReport) -> Option<&AssessmentReport> {
    let nearest = report.assessments.iter().find(|assessment| Some(assessment.fiche) == report.nearest);
    nearest.or(report.assessments.first())
}

/// What stands between the dossier and the fiche that comes nearest, where several were assessed and it does not hold yet.
pub(crate) fn nearest(view: &View<'_>, lang: Lang) -> Option<String> {
    const REASONS: usize = 3;
    let best = view.best.filter(|best| view.several() && best.verdict != Verdict::Eligible)?;
    let plan = best.plan.plan().filter(|plan| plan.changes > 0);
    let is_in_plan = |finding: &&Finding| plan.is_some_and(|plan| plan.mends.contains(&finding.rule));
    let left: Vec<&Finding> = view.outline.reasons().filter(|finding| !is_in_plan(finding)).collect();
    let mut missing: Vec<String> =
        left.iter().take(REASONS).map(|finding| format!("{} ({})", finding.title, finding.rule)).collect();
    if let more @ 1.. = left.len().saturating_sub(REASONS) {
        missing.push(more_terms(more, lang));
    }
    missing.extend(plan.map(|plan| plans::correction(plan.changes, lang)));
    let fiche = terminal::fiche(best.fiche, lang);
    Some(terminal::nearest(fiche, missing.join(semicolon(lang)), lang))
}

/// Says why all fiches were examined.
pub(crate) fn why_all(report: &DossierReport, lang: Lang) -> String {
    match report.declared {
        Some(fiche) => terminal::all_fiches(fiche, lang),
        None => terminal::no_fiche(lang).to_owned(),
    }
}

/// The mark before a status; it says the same without colour.
pub(crate) fn status_mark(status: OverviewStatus) -> &'static str {
    match status {
        OverviewStatus::Rule(StatusKind::Satisfied) => "✓",
        OverviewStatus::Rule(StatusKind::Violated) => "✗",
        OverviewStatus::Rule(StatusKind::Undetermined) => "?",
        OverviewStatus::Rule(StatusKind::Deferred) => "…",
        OverviewStatus::Rule(StatusKind::NotApplicable) | OverviewStatus::Ignored => "–",
    }
}

pub(crate) fn status_words(line: &OverviewLine, lang: Lang) -> &'static str {
    match line.status {
        OverviewStatus::Ignored => labels::ignored(lang),
        OverviewStatus::Rule(StatusKind::Satisfied) if line.declared => labels::declared(lang),
        OverviewStatus::Rule(status) => labels::status(status, lang),
    }
}

pub(crate) fn code_title(code: ErrorCode, lang: Lang) -> &'static str {
    match code {
        ErrorCode::Structure(code) => codes::title(code, lang),
        ErrorCode::Comment(code) => comments::title(code, lang),
    }
}

pub(super) fn examined(end: &End<'_>, lang: Lang) -> String {
    terminal::examined(end.summary.dossiers, day(end, lang), lang)
}

pub(super) fn day(end: &End<'_>, lang: Lang) -> String {
    long_date(end.header.evaluated_on, lang)
}

pub(super) fn not_in_force(end: &End<'_>, lang: Lang) -> Option<String> {
    let stale: Vec<_> = end.header.rule_sets.iter().filter(|set| !set.in_force).map(|set| visible(&set.id)).collect();
    (!stale.is_empty()).then(|| terminal::not_in_force(stale.join(", "), day(end, lang), lang))
}

/// What there is to know of a run beside its counts.
pub(super) fn remarks(end: &End<'_>, lang: Lang) -> Vec<String> {
    let same = terminal::same_project(lang);
    let duplicates = duplicates(end.summary, lang).into_iter().map(|paths| format!("{same} {paths}"));
    remarks_beside_duplicates(end, lang).into_iter().chain(duplicates).collect()
}

pub(super) fn remarks_beside_duplicates(end: &End<'_>, lang: Lang) -> Vec<String> {
    let (header, summary) = (end.header, end.summary);
    let mut remarks = Vec::new();
    if !summary.complete {
        remarks.push(terminal::interrupted(lang).to_owned());
    }
    if summary.reading_dependent > 0 {
        remarks.push(terminal::reading_dependent(summary.reading_dependent, lang));
    }
    remarks.extend(header.overlays.iter().map(|overlay| overlay_lines(overlay, lang).join(" ")));
    remarks.extend(not_in_force(end, lang));
    remarks
}

/// The groups of files that hold the same, the first of them each with the first of its paths.
pub(crate) fn duplicates(summary: &Summary, lang: Lang) -> Vec<String> {
    const MAX_GROUPS: usize = 20;
    const MAX_PATHS: usize = 10;
    let group = |group: &Vec<String>| {
        let mut paths: Vec<Cow<'_, str>> = group.iter().take(MAX_PATHS).map(|path| visible(path)).collect();
        if let Some(more @ 1..) = group.len().checked_sub(MAX_PATHS) {
            paths.push(formats::more_files(more, lang).into());
        }
        paths.join(", ")
    };
    let more = summary.duplicates.len().checked_sub(MAX_GROUPS).filter(|more| *more > 0);
    let groups = summary.duplicates.iter().take(MAX_GROUPS).map(group);
    groups.chain(more.map(|more| formats::more_groups(more, lang))).collect()
}

/// An overlay in words, and on lines of their own the rules that it loosens, with the reasons.
pub(crate) fn overlay_lines(overlay: &OverlayRef, lang: Lang) -> Vec<String> {
    let loosened = overlay
        .loosened
        .iter()
        .map(|loosened| terminal::loosened(visible(&loosened.rule), visible(&loosened.because), lang));
    std::iter::once(terminal::overlay(visible(&overlay.id), visible(&overlay.title), lang)).chain(loosened).collect()
}
