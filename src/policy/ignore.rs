//! Findings that comments in the dossier put aside, and what is wrong with such comments.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::comment::{Comment, comments};
use crate::dossier::{Code, closest_match};
use crate::messages::policy as words;
use crate::report::DossierReport;
use crate::report::compose::location;
use crate::report::model::{AssessmentReport, ErrorReport, IgnoredReport, Location, OverviewStatus, WarningCode};
use crate::rules::{Campaign, FicheSet, Rule, RuleBook};
use crate::source::{SourceFile, Span};
use crate::text::{Lang, beginning};
use crate::yaml::Tree;

/// Warnings that are listed for one dossier. There is no more to learn from others.
const MAX_WARNINGS: usize = 100;
/// Characters of a reason that are kept: it stands beside each finding that its comment puts aside.
const MAX_REASON: usize = 500;

/// What is wrong with a comment that puts findings aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommentProblem {
    /// It gives no reason.
    NoReason,
    /// It names no rule.
    NoRule,
    /// It names something that is no rule.
    Unknown {
        /// The name.
        name: String,
        /// The rule that was most likely meant.
        nearest: Option<String>,
    },
    /// It names something that no comment can put aside.
    Refused {
        /// The rule, or the code.
        name: String,
        /// Why.
        why: Refusal,
    },
    /// It puts nothing aside.
    Unused {
        /// The rule.
        rule: String,
        /// A line where it would, if there is one.
        line: Option<usize>,
    },
}

impl CommentProblem {
    /// The code under which reports list it.
    pub fn code(&self) -> WarningCode {
        match self {
            Self::NoReason => WarningCode::Reason,
            Self::NoRule | Self::Unknown { .. } => WarningCode::Unknown,
            Self::Refused { .. } => WarningCode::Refused,
            Self::Unused { .. } => WarningCode::Unused,
        }
    }
}

/// What comments are read with.
#[derive(Debug, Clone, Copy)]
pub struct CommentContext<'a> {
    /// The file.
    pub source: &'a SourceFile,
    /// Its tree.
    pub tree: &'a Tree<'a>,
    /// The rule sets.
    pub book: &'a RuleBook,
    /// The campaign by which the dossier was assessed; none where it could not be.
    pub campaign: Option<&'a Campaign>,
    /// The language of the report.
    pub lang: Lang,
}

/// Puts aside what a dossier's comments ask to, and warns of comments that do not what they seem to. `assess` makes the
/// report anew under these sets, one for each assessment: the dossier's own, without the rules that are put aside.
pub fn apply(
    report: DossierReport,
    with: CommentContext<'_>,
    assess: impl FnOnce(&[FicheSet]) -> DossierReport,
) -> DossierReport {
    let (aside, warnings) = asked(&report, with);
    let report = match with.campaign {
        Some(campaign) if !aside.is_empty() => without(report, campaign, &aside, assess),
        _ => report,
    };
    DossierReport { warnings, ..report }
}

/// Warns of the comments of a file that is no dossier yet: nothing of it can be put aside.
pub fn warn(report: DossierReport, with: CommentContext<'_>) -> DossierReport {
    let (_, warnings) = asked(&report, with);
    DossierReport { warnings, ..report }
}

/// What a file's comments put aside, and what is wrong with them.
fn asked(report: &DossierReport, with: CommentContext<'_>) -> (Aside, Vec<ErrorReport>) {
    // Past a fault in the YAML nothing tells a comment from a text.
    let comments = if with.tree.complete { comments(with.source, with.tree) } else { Vec::new() };
    if comments.is_empty() {
        return (Aside::new(), Vec::new());
    }
    let mut pass = Pass::new(report, with);
    for comment in &comments {
        pass.apply(comment);
    }
    for comment in &comments {
        pass.validate(comment);
    }
    (pass.aside, pass.warnings)
}

/// What is put aside in each assessment: by rule, the reason and the comment's place.
type Aside = BTreeMap<usize, BTreeMap<String, (String, Location)>>;

/// Why something cannot be put aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is an error of structure.
    Structure,
    /// It is a demand of the call.
    Demand,
    /// It is decided across dossiers: what another file holds is no matter of this one's comments.
    Across,
}

/// The comments of one dossier, and what comes of them.
struct Pass<'a> {
    report: &'a DossierReport,
    with: CommentContext<'a>,
    /// The rules that comments can name.
    rules: BTreeMap<&'a str, &'a Rule>,
    /// For each rule that a comment names, the lines of its finding in each assessment that has one.
    lines: HashMap<&'a str, Vec<(usize, HashSet<usize>)>>,
    aside: Aside,
    warnings: Vec<ErrorReport>,
}

impl<'a> Pass<'a> {
    fn new(report: &'a DossierReport, with: CommentContext<'a>) -> Self {
        // What is no dossier was assessed by no campaign; its comments may name the rules of any.
        let campaigns: Vec<&Campaign> =
            with.campaign.map_or_else(|| with.book.all_campaigns().collect(), |campaign| vec![campaign]);
        let rules = campaigns.into_iter().flat_map(|campaign| &campaign.rules).map(|rule| (rule.id.as_str(), rule));
        Self { report, with, rules: rules.collect(), lines: HashMap::new(), aside: Aside::new(), warnings: Vec::new() }
    }

    /// Puts aside what a comment asks to.
    fn apply(&mut self, comment: &Comment<'_>) {
        let Some(reason) = comment.reason.map(|reason| beginning(reason, MAX_REASON)) else { return };
        let place = location(self.with.source, self.key(comment), comment.span);
        for &(name, _) in &comment.names {
            if self.refusal(name).is_err() {
                continue;
            }
            for assessment in self.covered(name, place.line) {
                let aside = self.aside.entry(assessment).or_default();
                aside.entry(name.to_owned()).or_insert_with(|| (reason.clone().into_owned(), place.clone()));
            }
        }
    }

    /// Warns of what a comment asks in vain. All have been obeyed by then.
    fn validate(&mut self, comment: &Comment<'_>) {
        let path = self.key(comment);
        if comment.reason.is_none() {
            self.warn(&CommentProblem::NoReason, &path, comment.span);
        }
        if comment.names.is_empty() {
            self.warn(&CommentProblem::NoRule, &path, comment.span);
        }
        let line = self.with.source.position(comment.span.start).line;
        for &(name, span) in &comment.names {
            if self.warnings.len() >= MAX_WARNINGS {
                return;
            }
            let problem = match self.refusal(name) {
                Err(Some(why)) => Some(CommentProblem::Refused { name: name.to_owned(), why }),
                Err(None) => Some(self.unknown(name)),
                // Of what is no dossier yet, no rule can tell whether it holds.
                Ok(()) if comment.reason.is_none() || self.with.campaign.is_none() => None,
                Ok(()) if self.comes_later(name) => None,
                Ok(()) => self.covered(name, line).is_empty().then(|| self.unused(name)),
            };
            if let Some(problem) = problem {
                self.warn(&problem, &path, span);
            }
        }
    }

    /// The key on a comment's line, so that what is said of it is known again when lines move.
    fn key(&self, comment: &Comment<'_>) -> String {
        comment.after.map(|end| self.with.tree.path_at(end.saturating_sub(1))).unwrap_or_default()
    }

    /// Why nothing of that name can be put aside, whatever was found; no reason for what is no rule.
    fn refusal(&self, name: &str) -> Result<(), Option<Refusal>> {
        if Code::ALL.iter().any(|code| code.as_str() == name) {
            return Err(Some(Refusal::Structure));
        }
        let Some(rule) = self.rules.get(name) else { return Err(None) };
        if rule.unique.is_some() {
            return Err(Some(Refusal::Across));
        }
        let demanded = self.with.campaign.is_some_and(|campaign| !campaign.is_ignorable(rule));
        if demanded { Err(Some(Refusal::Demand)) } else { Ok(()) }
    }

    /// The rule that was most likely meant by what is the name of none.
    fn unknown(&self, name: &str) -> CommentProblem {
        let nearest = closest_match(name, self.rules.keys().copied()).map(str::to_owned);
        CommentProblem::Unknown { name: name.to_owned(), nearest }
    }

    /// The assessments in which a rule's finding has one of its places on the line.
    fn covered(&mut self, name: &str, line: usize) -> Vec<usize> {
        let Some((&id, _)) = self.rules.get_key_value(name) else { return Vec::new() };
        let (report, with) = (self.report, self.with);
        let lines = self.lines.entry(id).or_insert_with(|| lines(report, with, id));
        lines.iter().filter(|(_, lines)| lines.contains(&line)).map(|(assessment, _)| *assessment).collect()
    }

    /// Whether a rule is decided at the next stage only.
    fn comes_later(&self, name: &str) -> bool {
        self.report.assessments.iter().any(|assessment| assessment.deferred.iter().any(|rule| rule == name))
    }

    /// A comment on a rule of which nothing is found on its line: told where it would be, unless another one stands there.
    fn unused(&self, name: &str) -> CommentProblem {
        let elsewhere = self.aside.values().any(|aside| aside.contains_key(name));
        let lines = self.lines.get(name).into_iter().flatten().flat_map(|(_, lines)| lines);
        let line = if elsewhere { None } else { lines.min().copied() };
        CommentProblem::Unused { rule: name.to_owned(), line }
    }

    fn warn(&mut self, problem: &CommentProblem, path: &str, span: Span) {
        if self.warnings.len() >= MAX_WARNINGS {
            return;
        }
        let said = words::problem(problem, self.with.lang);
        let mut warning = ErrorReport::new(problem.code(), said.summary, said.hint);
        warning.at(location(self.with.source, path.to_owned(), span), said.label);
        self.warnings.push(warning);
    }
}

/// The lines on which a comment puts a rule's finding aside, in each assessment that has one: those of its places and of
/// their keys.
fn lines(report: &DossierReport, with: CommentContext<'_>, rule: &str) -> Vec<(usize, HashSet<usize>)> {
    let key_line =
        |location: &Location| with.tree.key_at(location.offset).map(|key| with.source.position(key.start).line);
    let found = report.assessments.iter().enumerate().filter_map(|(at, assessment)| {
        let found = assessment.findings.iter().find(|finding| finding.rule == rule && finding.is_open())?;
        let lines = found.locations.iter().flat_map(|location| [Some(location.line), key_line(location)]);
        Some((at, lines.flatten().collect()))
    });
    found.collect()
}

/// The report without what is put aside, which stands beside it.
fn without(
    before: DossierReport,
    campaign: &Campaign,
    aside: &Aside,
    assess: impl FnOnce(&[FicheSet]) -> DossierReport,
) -> DossierReport {
    let reduced = |(at, assessment): (usize, &AssessmentReport)| {
        let mut set = campaign.fiche(assessment.fiche)?.clone();
        if let Some(aside) = aside.get(&at) {
            set.rules.retain(|&rule| !aside.contains_key(&campaign.rule(rule).id));
        }
        Some(set)
    };
    let sets: Vec<FicheSet> = before.assessments.iter().enumerate().filter_map(reduced).collect();
    let mut after = assess(&sets);
    for (at, (assessment, before)) in after.assessments.iter_mut().zip(before.assessments).enumerate() {
        let Some(aside) = aside.get(&at) else { continue };
        assessment.overview = before.overview;
        for line in assessment.overview.iter_mut().filter(|line| aside.contains_key(&line.rule)) {
            line.status = OverviewStatus::Ignored;
        }
        assessment.ignored = before
            .findings
            .into_iter()
            .filter_map(|finding| {
                let (reason, comment) = aside.get(&finding.rule)?.clone();
                Some(IgnoredReport { reason, comment, finding })
            })
            .collect();
    }
    after
}
