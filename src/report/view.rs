//! A dossier's report as people are shown it: the assessment that comes nearest, and the verdict in a sentence.

use chrono::NaiveDate;

use super::model::{AssessmentReport, DossierReport, Summary};
use super::outline::Outline;
use super::render::End;
use crate::locale::{Lang, long_date, terminal};

/// A report, with the assessment that is shown in full.
pub(super) struct View<'a> {
    pub(super) report: &'a DossierReport,
    /// The assessment that comes nearest, among those with the best verdict.
    pub(super) best: Option<&'a AssessmentReport>,
    pub(super) outline: Outline<'a>,
}

impl<'a> View<'a> {
    pub(super) fn new(report: &'a DossierReport) -> Self {
        let best = nearest(report);
        Self { report, best, outline: Outline::new(report, best) }
    }

    /// Whether several fiches were assessed.
    pub(super) fn several(&self) -> bool {
        self.report.assessments.len() > 1
    }

    fn first_stage(&self) -> bool {
        self.report.stage == "fiche_synthetique"
    }

    /// The fiches that the verdict is for.
    pub(super) fn fiches(&self) -> Vec<u8> {
        match (self.report.best_fiches.as_slice(), self.best) {
            ([], Some(best)) => vec![best.fiche],
            (fiches, _) => fiches.to_vec(),
        }
    }

    /// The verdict's sentence.
    pub(super) fn sentence(&self, lang: Lang) -> String {
        if self.report.io_failed {
            return terminal::IO_FAILED.get(lang).to_owned();
        }
        if self.report.verdict == "unreadable" {
            return terminal::unreadable(self.report.errors.len(), lang);
        }
        let fiches = self.fiches();
        let unequal = || {
            let distance = self.outline.distance();
            self.report
                .assessments
                .iter()
                .filter(|assessment| fiches.contains(&assessment.fiche))
                .any(|assessment| Outline::new(self.report, Some(assessment)).distance() != distance)
        };
        terminal::Verdict {
            token: self.report.verdict,
            fiches: &fiches,
            every_fiche: self.several() && fiches.len() == self.report.assessments.len(),
            filing_alone: self.outline.filing_alone(),
            first_stage: self.first_stage(),
            nearest: self.best.map(|best| best.fiche).filter(|_| fiches.len() > 1 && unequal()),
            to_mend: self.outline.to_mend.len(),
            to_fill_in: self.outline.to_fill_in.len(),
            reservations: self.outline.reservations.len(),
            later: self.best.map_or(0, |best| best.deferred.len()),
        }
        .sentence(lang)
    }
}

/// The assessment that comes nearest, among those with the best verdict.
pub(super) fn nearest(report: &DossierReport) -> Option<&AssessmentReport> {
    let is_best = |fiche| report.best_fiches.is_empty() || report.best_fiches.contains(&fiche);
    match report.assessments.as_slice() {
        [only] => Some(only),
        all => all
            .iter()
            .filter(|assessment| is_best(assessment.fiche))
            .min_by_key(|assessment| Outline::new(report, Some(assessment)).distance())
            .or_else(|| all.first()),
    }
}

/// The verdicts that dossiers came to, best first, with how many did.
pub(super) fn counts(summary: &Summary) -> impl Iterator<Item = (&'static str, usize)> {
    [
        ("eligible", summary.eligible),
        ("eligible_with_reservations", summary.eligible_with_reservations),
        ("incomplete", summary.incomplete),
        ("ineligible", summary.ineligible),
        ("unreadable", summary.unreadable),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
}

/// How many dossiers were examined, and for which day.
pub(super) fn examined(end: &End<'_>, lang: Lang) -> String {
    let written = &end.header.evaluated_on;
    let day =
        NaiveDate::parse_from_str(written, "%Y-%m-%d").map_or_else(|_| written.clone(), |day| long_date(day, lang));
    terminal::examined(end.summary.dossiers, &day, lang)
}
