//! One dossier under one fiche.

use super::super::model::{
    AssessmentReport, DeadlineReport, Drawing, IgnoredReport, Location, MarginReport, OverviewLine, OverviewStatus,
    Planned,
};
use super::{Assessed, Style, location};
use crate::dossier::format::Stage;
use crate::engine::{Assessment, Deadline, Facts, FicheAssessment, Outcome, Place, Status, deadlines, explain};
use crate::messages::finding as words;
use crate::messages::words::{capitalised, sentence};
use crate::policy::Ignored;
use crate::rules::{Basis, FicheSet, Level, Rule, RuleBook};
use crate::source::SourceFile;
use crate::text::{Lang, long_date};

#[derive(Clone, Copy)]
pub(super) struct Builder<'a, 'f> {
    pub(super) book: &'a RuleBook,
    pub(super) source: &'f SourceFile,
    pub(super) facts: &'f Facts<'a>,
    pub(super) fiche: &'f FicheSet,
    pub(super) stage: Stage,
    pub(super) assessment: &'f Assessment,
    /// The same with all rules, and what the dossier's comments ignore of them.
    pub(super) whole: &'f FicheAssessment<'a>,
    pub(super) ignored: Option<&'f Ignored>,
    pub(super) style: Style,
    pub(super) lang: Lang,
}

impl<'a, 'f> Builder<'a, 'f> {
    pub(super) fn new(assessed: &Assessed<'a, 'f>, at: usize, style: Style) -> Self {
        let whole = &assessed.assessments[at];
        let ignored = assessed.comments.ignored.get(&at);
        let (book, source, stage) = (assessed.book, assessed.source, assessed.stage);
        Self {
            book,
            source,
            facts: &whole.facts,
            fiche: ignored.map_or(whole.fiche, |ignored| &ignored.fiche),
            stage,
            assessment: ignored.map_or(&whole.assessment, |ignored| &ignored.assessment),
            whole,
            ignored,
            style,
            lang: style.lang,
        }
    }

    pub(super) fn locations(&self, places: &[Place]) -> Vec<Location> {
        places.iter().map(|place| location(self.source, place.path(), place.span)).collect()
    }

    pub(super) fn assessment(&self) -> AssessmentReport {
        let campaign = self.facts.campaign();
        let deadlines = deadlines(self.facts, self.fiche, self.stage);
        let margins = self.margins();
        let mut report = AssessmentReport {
            figures: if self.style.needs.overview { self.figures(&margins) } else { Vec::new() },
            margins,
            fiche: self.assessment.fiche,
            verdict: self.assessment.verdict,
            counts: self.assessment.counts,
            ignored: self.ignored_findings(),
            readings: self.verdicts_by_reading(),
            fiche_title: self.fiche.title.get(self.lang).to_owned(),
            out_of_date: out_of_date(self.facts, self.fiche, self.lang),
            overview: if self.style.needs.overview { self.overview() } else { Vec::new() },
            deadline: self.next_deadline(&deadlines),
            next_step: self.next_step(&deadlines),
            plan: if self.style.plan { self.plan() } else { Planned::LeftOut },
            drawing: if self.style.needs.drawing { self.drawing() } else { Drawing::default() },
            ..AssessmentReport::default()
        };
        for outcome in &self.assessment.outcomes {
            let rule = campaign.rule(outcome.rule);
            if rule.level == Level::Info {
                report.notes.extend(self.info_note(rule, outcome.status));
                continue;
            }
            match outcome.status {
                Status::Deferred => report.deferred.push(rule.id.clone()),
                Status::Violated | Status::Undetermined => report.findings.push(self.finding(outcome)),
                Status::Satisfied(_) | Status::NotApplicable(_) => {
                    if outcome.status == Status::Satisfied(Basis::Declared) {
                        report.declared.push(rule.id.clone());
                    }
                    if self.style.verbose {
                        report.findings.push(self.finding(outcome));
                    }
                    let deadline = deadlines.iter().find(|deadline| deadline.rule == outcome.rule && deadline.open);
                    report.notes.extend(self.passing_note(outcome, deadline));
                }
            }
        }
        report
    }

    /// The findings that comments ignore, as they would stand without the comments.
    fn ignored_findings(&self) -> Vec<IgnoredReport> {
        let Some(ignored) = self.ignored else { return Vec::new() };
        let whole = Self { fiche: self.whole.fiche, assessment: &self.whole.assessment, ..*self };
        let outcomes = whole.assessment.outcomes.iter();
        let reports = outcomes.filter_map(|outcome| {
            let why = ignored.rules.get(&outcome.rule)?;
            let comment = location(self.source, why.path.clone(), why.span);
            Some(IgnoredReport { reason: why.reason.clone(), comment, finding: whole.finding(outcome) })
        });
        reports.collect()
    }

    /// Every rule with its status, ignored ones too.
    fn overview(&self) -> Vec<OverviewLine> {
        let campaign = self.facts.campaign();
        let outcomes = self.whole.assessment.outcomes.iter();
        let lines = outcomes.map(|outcome| (outcome, campaign.rule(outcome.rule)));
        let line = |(outcome, rule): (&Outcome, &Rule)| OverviewLine {
            rule: rule.id.clone(),
            group: rule.group,
            level: rule.level,
            title: rule.title.get(self.lang).to_owned(),
            status: if self.ignored.is_some_and(|ignored| ignored.rules.contains_key(&outcome.rule)) {
                OverviewStatus::Ignored
            } else {
                OverviewStatus::Rule(outcome.status.kind())
            },
            declared: outcome.status == Status::Satisfied(Basis::Declared),
        };
        lines.filter(|(_, rule)| rule.level != Level::Info).map(line).collect()
    }

    /// What is to be filed by the first deadline to come, whether or not the dossier plans a day for it.
    fn next_step(&self, deadlines: &[Deadline]) -> Option<String> {
        let lang = self.lang;
        let to_come = |deadline: &&Deadline| deadline.days >= 0 && (deadline.open || deadline.planned.is_some());
        let next = deadlines.iter().filter(to_come).min_by_key(|deadline| deadline.days)?;
        let step = self.what_to_do(self.facts.campaign().rule(next.rule))?;
        let planned = next.planned.map(|day| long_date(day, lang));
        Some(words::next_step(&step, &long_date(next.last, lang), planned.as_deref(), next.days, lang))
    }

    /// Each figure that an overview shows in brief: by how much it misses a bound, else its margins, else what it is.
    fn figures(&self, margins: &[MarginReport]) -> Vec<String> {
        let campaign = self.facts.campaign();
        let mut figures = Vec::new();
        for &fact in &campaign.overview.brief {
            let violated = self.assessment.outcomes.iter().filter(|outcome| outcome.status == Status::Violated);
            let explained = violated.map(|outcome| explain(self.facts, campaign.rule(outcome.rule)));
            let reasons = explained.flat_map(|explanation| explanation.reasons);
            let name = capitalised(&self.head(fact));
            let missed = reasons.filter(|reason| reason.test.fact == fact).map(|reason| {
                let message = self.reason(&reason).message;
                let after_label = message.strip_prefix(self.label(fact)).map(|rest| format!("{name}{rest}"));
                sentence(&after_label.unwrap_or(message))
            });
            let mut lines: Vec<String> = missed.collect();
            if lines.is_empty() {
                let of_fact = margins.iter().filter(|margin| margin.fact == self.fact(fact).name);
                lines.extend(of_fact.filter_map(|margin| margin.text.clone()));
            }
            if lines.is_empty() {
                lines.push(words::named_value(name.clone(), self.show_fact(fact), self.lang));
            }
            figures.append(&mut lines);
        }
        figures
    }

    /// The day that matters next: one that is still to come, or else one that has passed unfiled.
    fn next_deadline(&self, deadlines: &[Deadline]) -> Option<DeadlineReport> {
        let open = deadlines.iter().filter(|deadline| deadline.open);
        let to_come = deadlines.iter().filter(|deadline| deadline.days >= 0);
        let next = open.min_by_key(|deadline| (deadline.days < 0, deadline.days));
        next.or_else(|| to_come.min_by_key(|deadline| deadline.days)).map(|deadline| DeadlineReport {
            title: self.facts.campaign().rule(deadline.rule).title.get(self.lang).to_owned(),
            day: deadline.last,
            last: long_date(deadline.last, self.lang),
            days: deadline.days,
            open: deadline.open,
        })
    }
}

/// Says so when the evaluation's day lies outside the days for which one of the fiche's sets was written.
fn out_of_date(facts: &Facts<'_>, fiche: &FicheSet, lang: Lang) -> Option<String> {
    let day = facts.context().date;
    // What an earlier campaign's sets say of themselves is not said of the campaign that takes them over.
    let sets = fiche.sets.iter().map(|&set| &facts.campaign().sets[set]);
    let own = sets.filter(|set| set.campaign == facts.campaign().year);
    let valid = own.filter_map(|set| set.valid).find(|valid| !valid.contains(day))?;
    Some(words::out_of_date(long_date(day, lang), long_date(valid.from, lang), long_date(valid.to, lang), lang))
}
