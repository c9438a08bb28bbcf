//! The rules that the comments of a dossier ignore, and warnings about such comments.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::comment::{Comments, IgnoreComment, comments};
use super::cut::{CutValue, cut_values};
use crate::dossier::format::Stage;
use crate::dossier::{Code, closest_match};
use crate::engine::{Assessment, FicheAssessment, Status, assess, explain};
use crate::rules::{Campaign, FicheSet, Level, Rule, RuleBook, RuleId};
use crate::source::{SourceFile, Span};
use crate::text::{beginning, string_enum};
use crate::yaml::Tree;

/// For one dossier.
const MAX_WARNINGS: usize = 100;
/// In characters: the reason is repeated beside each finding that its comment ignores.
const MAX_REASON: usize = 500;

#[derive(Debug, Clone, Copy)]
pub(crate) struct CommentContext<'c, 'a> {
    pub source: &'c SourceFile,
    pub tree: &'c Tree<'c>,
    pub book: &'a RuleBook,
    /// None where the dossier could not be assessed.
    pub campaign: Option<&'a Campaign>,
    pub stage: Stage,
    pub assessments: &'c [FicheAssessment<'a>],
}

#[derive(Debug, Default)]
pub(crate) struct CommentEffects {
    pub ignored: BTreeMap<usize, Ignored>,
    pub warnings: Vec<CommentWarning>,
}

#[derive(Debug)]
pub(crate) struct Ignored {
    pub rules: BTreeMap<RuleId, IgnoreReason>,
    /// Without these rules.
    pub fiche: FicheSet,
    /// Of the fiche without these rules.
    pub assessment: Assessment,
}

#[derive(Debug, Clone)]
pub(crate) struct IgnoreReason {
    pub reason: String,
    pub path: String,
    pub span: Span,
}

#[derive(Debug)]
pub(crate) struct CommentWarning {
    pub problem: CommentProblem,
    pub path: String,
    /// The comment, or the rule's name in it.
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CommentProblem {
    NoReason,
    NoRule,
    Unknown {
        name: String,
        nearest: Option<String>,
    },
    Refused {
        name: String,
        why: Refusal,
    },
    Unused {
        rule: String,
        line: Option<usize>,
    },
    /// It is about a rule, but not of the form of an ignore comment.
    NotOfTheForm {
        rule: String,
    },
    /// It cuts a value: what was read of it, and its line with the value in quotes.
    CutValue {
        read: String,
        line: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    Structure,
    Demand,
    /// Decided across dossiers: a comment cannot be about another file.
    Across,
}

string_enum! {
    pub enum WarningCode {
        Unused = "W-IGNORE-UNUSED",
        Reason = "W-IGNORE-REASON",
        Unknown = "W-IGNORE-UNKNOWN",
        /// The comment names something that cannot be ignored.
        Refused = "W-IGNORE-REFUSED",
        /// A value ends where a comment begins that may be a part of it.
        CutValue = "W-COMMENT",
    }
}

impl CommentProblem {
    pub(crate) fn code(&self) -> WarningCode {
        match self {
            Self::NoReason => WarningCode::Reason,
            Self::NoRule | Self::Unknown { .. } | Self::NotOfTheForm { .. } => WarningCode::Unknown,
            Self::CutValue { .. } => WarningCode::CutValue,
            Self::Refused { .. } => WarningCode::Refused,
            Self::Unused { .. } => WarningCode::Unused,
        }
    }
}

/// Assesses a dossier again without the rules that its comments ignore. Where the dossier could not be decoded, the
/// comments are only validated.
pub(crate) fn apply(context: CommentContext<'_, '_>) -> CommentEffects {
    // After a syntax error, comments and texts cannot be distinguished.
    let comments = if context.tree.complete { comments(context.source, context.tree) } else { Comments::default() };
    let cut = cut_values(context.source, context.tree, MAX_WARNINGS);
    if comments.ignoring.is_empty() && comments.others.is_empty() && cut.is_empty() {
        return CommentEffects::default();
    }
    let mut checker = CommentChecker::new(context);
    for comment in &comments.ignoring {
        checker.apply(comment);
    }
    for CutValue { span, path, read, line } in cut {
        checker.warn(CommentProblem::CutValue { read, line }, &path, span);
    }
    for comment in &comments.ignoring {
        checker.validate(comment);
    }
    for (span, text) in &comments.others {
        checker.validate_other(*span, text);
    }
    checker.warnings.sort_by_key(|warning| warning.span.start);
    let ignored = checker.ignored.into_iter();
    CommentEffects {
        ignored: ignored.map(|(at, rules)| (at, without(&context.assessments[at], rules, context.stage))).collect(),
        warnings: checker.warnings,
    }
}

fn without(whole: &FicheAssessment<'_>, rules: BTreeMap<RuleId, IgnoreReason>, stage: Stage) -> Ignored {
    let mut fiche = whole.fiche.clone();
    fiche.rules.retain(|rule| !rules.contains_key(rule));
    let assessment = assess(&whole.facts, &fiche, stage);
    Ignored { rules, fiche, assessment }
}

struct CommentChecker<'c, 'a> {
    context: CommentContext<'c, 'a>,
    rules: BTreeMap<&'a str, &'a Rule>,
    findings: HashMap<&'a str, Vec<IgnorableFinding>>,
    ignored: BTreeMap<usize, BTreeMap<RuleId, IgnoreReason>>,
    warnings: Vec<CommentWarning>,
}

struct IgnorableFinding {
    assessment: usize,
    rule: RuleId,
    /// The lines whose comments apply: those of its places and of their keys.
    lines: HashSet<usize>,
}

impl<'c, 'a> CommentChecker<'c, 'a> {
    fn new(context: CommentContext<'c, 'a>) -> Self {
        // Without a campaign the dossier was not assessed; its comments may name the rules of any.
        let campaigns: Vec<&Campaign> =
            context.campaign.map_or_else(|| context.book.all_campaigns().collect(), |campaign| vec![campaign]);
        let rules = campaigns.into_iter().flat_map(|campaign| &campaign.rules).map(|rule| (rule.id.as_str(), rule));
        Self {
            context,
            rules: rules.collect(),
            findings: HashMap::new(),
            ignored: BTreeMap::new(),
            warnings: Vec::new(),
        }
    }

    fn apply(&mut self, comment: &IgnoreComment<'_>) {
        let Some(reason) = comment.reason.map(|reason| beginning(reason, MAX_REASON)) else { return };
        let (path, line) = (self.key(comment), self.line(comment));
        for &(name, _) in &comment.names {
            if self.refusal(name).is_err() {
                continue;
            }
            for (assessment, rule) in self.covered(name, line) {
                self.ignored.entry(assessment).or_default().entry(rule).or_insert_with(|| IgnoreReason {
                    reason: reason.clone().into_owned(),
                    path: path.clone(),
                    span: comment.span,
                });
            }
        }
    }

    /// Warns of a comment without effect. All comments have been applied by then.
    fn validate(&mut self, comment: &IgnoreComment<'_>) {
        let (path, line) = (self.key(comment), self.line(comment));
        if comment.reason.is_none() {
            self.warn(CommentProblem::NoReason, &path, comment.span);
        }
        if comment.names.is_empty() {
            self.warn(CommentProblem::NoRule, &path, comment.span);
        }
        for &(name, span) in &comment.names {
            if self.warnings.len() >= MAX_WARNINGS {
                return;
            }
            let problem = match self.refusal(name) {
                Err(Some(why)) => Some(CommentProblem::Refused { name: name.to_owned(), why }),
                Err(None) => Some(self.unknown(name)),
                // Without a campaign no rule was evaluated.
                Ok(()) if comment.reason.is_none() || self.context.campaign.is_none() => None,
                Ok(()) if self.comes_later(name) => None,
                Ok(()) => self.covered(name, line).is_empty().then(|| self.unused(name)),
            };
            if let Some(problem) = problem {
                self.warn(problem, &path, span);
            }
        }
    }

    /// Warns of a comment that names a rule, but in another form than the one that ignores it.
    fn validate_other(&mut self, span: Span, text: &str) {
        let is_of_name = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_');
        let mut words = text.split(|character| !is_of_name(character));
        let rule = words.find_map(|word| self.rules.keys().find(|rule| rule.eq_ignore_ascii_case(word)));
        if let Some(rule) = rule.map(|rule| (*rule).to_owned()) {
            self.warn(CommentProblem::NotOfTheForm { rule }, "", span);
        }
    }

    /// The key on a comment's line, which identifies a warning in a baseline when lines move.
    fn key(&self, comment: &IgnoreComment<'_>) -> String {
        comment.after.map(|end| self.context.tree.path_at(end.saturating_sub(1))).unwrap_or_default()
    }

    fn line(&self, comment: &IgnoreComment<'_>) -> usize {
        self.context.source.position(comment.span.start).line
    }

    /// Why a name can never be ignored; an error without a reason for an unknown rule.
    fn refusal(&self, name: &str) -> Result<(), Option<Refusal>> {
        if name.parse::<Code>().is_ok() {
            return Err(Some(Refusal::Structure));
        }
        let Some(rule) = self.rules.get(name) else { return Err(None) };
        if rule.unique.is_some() {
            return Err(Some(Refusal::Across));
        }
        let demanded = self.context.campaign.is_some_and(|campaign| !campaign.is_ignorable(rule));
        if demanded { Err(Some(Refusal::Demand)) } else { Ok(()) }
    }

    fn unknown(&self, name: &str) -> CommentProblem {
        let nearest = closest_match(name, self.rules.keys().copied()).map(str::to_owned);
        CommentProblem::Unknown { name: name.to_owned(), nearest }
    }

    /// The assessments in which a finding of the rule has a place on the line.
    fn covered(&mut self, name: &str, line: usize) -> Vec<(usize, RuleId)> {
        let Some((&id, _)) = self.rules.get_key_value(name) else { return Vec::new() };
        let context = self.context;
        let findings = self.findings.entry(id).or_insert_with(|| findings(context, id));
        let covered = findings.iter().filter(|finding| finding.lines.contains(&line));
        covered.map(|finding| (finding.assessment, finding.rule)).collect()
    }

    /// Whether a rule is only evaluated at the next stage.
    fn comes_later(&self, name: &str) -> bool {
        self.context.assessments.iter().any(|one| {
            status(one, name).is_some_and(|(rule, status)| {
                status == Status::Deferred && one.facts.campaign().rule(rule).level != Level::Info
            })
        })
    }

    /// A rule without a finding on the comment's line; suggests a line with one, unless a comment ignores one already.
    fn unused(&self, name: &str) -> CommentProblem {
        let findings = || self.findings.get(name).into_iter().flatten();
        let is_ignored = |finding: &IgnorableFinding| {
            self.ignored.get(&finding.assessment).is_some_and(|ignored| ignored.contains_key(&finding.rule))
        };
        let lines = findings().flat_map(|finding| &finding.lines);
        let line = if findings().any(is_ignored) { None } else { lines.min().copied() };
        CommentProblem::Unused { rule: name.to_owned(), line }
    }

    fn warn(&mut self, problem: CommentProblem, path: &str, span: Span) {
        if self.warnings.len() < MAX_WARNINGS {
            self.warnings.push(CommentWarning { problem, path: path.to_owned(), span });
        }
    }
}

fn status(assessed: &FicheAssessment<'_>, name: &str) -> Option<(RuleId, Status)> {
    let campaign = assessed.facts.campaign();
    let outcome = assessed.assessment.outcomes.iter().find(|outcome| campaign.rule(outcome.rule).id == name)?;
    Some((outcome.rule, outcome.status))
}

/// One finding for each assessment in which the rule does not hold.
fn findings(context: CommentContext<'_, '_>, name: &str) -> Vec<IgnorableFinding> {
    let line = |offset: usize| context.source.position(offset).line;
    let finding = |(assessment, one): (usize, &FicheAssessment<'_>)| {
        let (id, status) = status(one, name)?;
        let rule = one.facts.campaign().rule(id);
        if rule.level == Level::Info || !matches!(status, Status::Violated | Status::Undetermined) {
            return None;
        }
        let places = explain(&one.facts, rule).places(&one.facts);
        let lines = places.iter().flat_map(|(_, place)| {
            let start = place.span.start;
            [Some(start), context.tree.key_at(start).map(|key| key.start)]
        });
        Some(IgnorableFinding { assessment, rule: id, lines: lines.flatten().map(line).collect() })
    };
    context.assessments.iter().enumerate().filter_map(finding).collect()
}
