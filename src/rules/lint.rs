//! What is worth a second look in rule sets that can be used: rules that decide nothing, names that nobody reads, days
//! that are over.

mod figures;
mod satisfiability;
mod values;

use std::collections::HashSet;

use chrono::NaiveDate;

use super::code::RuleCode;
use super::error::Origin;
use super::fact::FactSource;
use super::limits::MAX_LISTED;
use super::literal::Literal;
use super::model::{Campaign, Rule, RuleBook};
use super::predicate::{Check, ListOperand, Operand, Predicate};
use super::raw::RawSet;
use super::reader::{SpannedTable, SpannedText, SpannedValue};
use super::resolve::{Namespace, Resolver};
use crate::dossier::format::{self, Kind, ScalarKind};
use crate::text::{Bilingual, Lang};
use satisfiability::Domain;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RuleFinding {
    pub kind: FindingKind,
    pub origin: Origin,
}

/// The kinds of finding. Rules, facts, lists and sets are named as in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FindingKind {
    /// Where the rule applies, its demand cannot hold.
    Never(String),
    /// The rule's condition, or that of one of its notes, cannot hold.
    NeverApplies(String),
    /// Where the rule applies, its demand cannot be violated, and none of its tests is said to leave the matter open.
    Always(String),
    UnusedFact(String),
    UnusedList(String),
    /// A label of something that is neither a token nor in any list or table.
    UnusedLabel(String),
    Untested(String),
    /// A bound that no test comes as near as can be to, on one side or on both.
    Bound {
        rule: String,
        /// Whether a test just keeps it.
        kept: bool,
        /// Whether a test just misses it.
        missed: bool,
    },
    /// A rule of the call that does not say what the call asks.
    NoAsks(String),
    /// A figure in what the call asks that is none of the rule's bounds, as it is written.
    ForeignFigure {
        rule: String,
        figure: String,
    },
    /// A bound that what the call asks does not name in a language.
    UnnamedBound {
        rule: String,
        bound: Literal,
        lang: Lang,
    },
    /// A rule of the call that no clause names.
    NoClause(String),
    /// A rule that takes a reading, of which every clause says that its rules ask what it asks.
    UnusedChoice(String),
    /// A reminder that no clause names, by its subject.
    UnusedReminder(Bilingual),
    /// A clause of which a reading is taken, while none of its rules says which.
    NoChoice(String),
    OutOfDate {
        set: String,
        last: NaiveDate,
    },
    /// So many findings of a file that are not listed.
    More(usize),
}

impl FindingKind {
    pub(crate) fn code(&self) -> RuleCode {
        match self {
            Self::Never(_) | Self::NeverApplies(_) => RuleCode::Never,
            Self::Always(_) => RuleCode::Always,
            Self::UnusedFact(_) => RuleCode::UnusedFact,
            Self::UnusedList(_) => RuleCode::UnusedList,
            Self::UnusedLabel(_) => RuleCode::UnusedLabel,
            Self::Untested(_) => RuleCode::Untested,
            Self::Bound { .. } => RuleCode::Bound,
            Self::NoAsks(_) | Self::ForeignFigure { .. } | Self::UnnamedBound { .. } => RuleCode::Asks,
            Self::NoClause(_) | Self::UnusedReminder(_) => RuleCode::Clause,
            Self::UnusedChoice(_) | Self::NoChoice(_) => RuleCode::Rendering,
            Self::OutOfDate { .. } => RuleCode::Validity,
            Self::More(_) => RuleCode::More,
        }
    }

    pub(crate) fn is_warning(&self) -> bool {
        matches!(self, Self::OutOfDate { .. })
    }
}

/// The findings by file and place; those of a file beyond [`MAX_LISTED`] are counted.
pub(crate) fn listed_findings(mut findings: Vec<RuleFinding>) -> Vec<RuleFinding> {
    findings.sort_by_key(|finding| finding.origin);
    let mut listed = Vec::with_capacity(findings.len().min(MAX_LISTED + 1));
    for of_file in findings.chunk_by(|one, other| one.origin.file == other.origin.file) {
        let (shown, more) = of_file.split_at(of_file.len().min(MAX_LISTED));
        listed.extend_from_slice(shown);
        if let Some(first) = more.first() {
            listed.push(RuleFinding { kind: FindingKind::More(more.len()), origin: first.origin });
        }
    }
    listed
}

/// What is worth a second look in a book, for an evaluation on that day, in the order of the files.
pub(super) fn lint(
    book: &RuleBook,
    sets: &[RawSet<'_>],
    resolver: &Resolver<'_, '_>,
    date: NaiveDate,
) -> Vec<RuleFinding> {
    let mut findings = Vec::new();
    let mut unused = Unused::default();
    for campaign in book.all_campaigns() {
        let overlays = resolver.overlays(campaign.year, campaign.territory.as_deref());
        let namespace = resolver.namespace(campaign.year, &overlays);
        rules(book, campaign, &namespace, &mut findings);
        unused.add(book, campaign, &namespace);
    }
    findings.extend(unused.findings());
    for set in sets {
        if let Some((valid, origin)) = set.valid.filter(|(valid, _)| valid.to < date) {
            findings.push(RuleFinding {
                kind: FindingKind::OutOfDate { set: set.id.text.to_owned(), last: valid.to },
                origin,
            });
        }
    }
    findings.sort_by_key(|finding| (finding.origin, finding.kind.code()));
    findings.dedup();
    findings
}

fn rules(book: &RuleBook, campaign: &Campaign, namespace: &Namespace<'_, '_>, findings: &mut Vec<RuleFinding>) {
    let closed = Domain { campaign, tables: &book.tables, closed: true };
    // A key's own tokens are no reason to leave a rule out: what stands outside them is an error of structure already.
    let open = Domain { closed: false, ..closed };
    for (rule, (_, raw)) in campaign.rules.iter().zip(&namespace.rules).filter(|(rule, _)| !rule.disabled) {
        let origin = |key| raw.fields.get(key).map_or(rule.origin, SpannedValue::origin);
        let of_overlay =
            |layer: &SpannedTable<'_>| namespace.sets.iter().any(|set| set.overlay && set.file == layer.origin.file);
        if campaign.is_of_call(rule) && !raw.fields.layers.iter().any(of_overlay) {
            figures::check(campaign, rule, raw, findings);
        }
        let mut report = |kind: fn(String) -> FindingKind, origin: Origin| {
            findings.push(RuleFinding { kind: kind(rule.id.clone()), origin });
        };
        let when: Vec<(&Predicate, bool)> = rule.when.iter().map(|when| (when, true)).collect();
        if !closed.is_possible(&when) {
            report(FindingKind::NeverApplies, origin("when"));
            continue;
        }
        if let Some(require) = &rule.require {
            let with = |holds: bool| [when.as_slice(), &[(require, holds)]].concat();
            if !closed.is_possible(&with(true)) {
                report(FindingKind::Never, origin("require"));
            } else if !require.tests().iter().any(|test| test.inconclusive) && !open.is_possible(&with(false)) {
                report(FindingKind::Always, origin("require"));
            }
        }
        for (key, notes) in [("note", &rule.notes), ("step", &rule.steps)] {
            for note in notes.iter().filter_map(|note| note.when.as_ref()) {
                if !closed.is_possible(&[(note, true)]) {
                    report(FindingKind::NeverApplies, origin(key));
                }
            }
        }
    }
}

/// What is defined and what is read, over all campaigns: a fact of one may serve another alone.
#[derive(Default)]
struct Unused {
    defined: Vec<(Origin, FindingKind)>,
    read: HashSet<Origin>,
}

impl Unused {
    fn add(&mut self, book: &RuleBook, campaign: &Campaign, namespace: &Namespace<'_, '_>) {
        let of_rules = campaign.rules.iter().filter(|rule| !rule.disabled).flat_map(Rule::facts);
        let facts = campaign.with_inputs(of_rules.chain(campaign.overview.facts()));
        let read: HashSet<&str> = facts.iter().map(|&fact| campaign.fact(fact).name.as_str()).collect();
        for (name, _) in namespace.facts.iter() {
            self.note(*name, FindingKind::UnusedFact, read.contains(name.text));
        }
        let lists_read: HashSet<&str> = campaign.lists_read.iter().map(String::as_str).collect();
        for set in &namespace.sets {
            for (key, _) in set.lists.iter().filter(|(_, list)| list.entries.is_some()) {
                self.note(*key, FindingKind::UnusedList, lists_read.contains(key.text));
            }
        }
        let shown = shown(book, campaign, namespace);
        for set in &namespace.sets {
            for (key, _) in &set.labels {
                self.note(*key, FindingKind::UnusedLabel, shown.contains(key.text));
            }
        }
    }

    fn note(&mut self, name: SpannedText<'_>, kind: fn(String) -> FindingKind, is_read: bool) {
        if is_read {
            self.read.insert(name.origin);
        } else {
            self.defined.push((name.origin, kind(name.text.to_owned())));
        }
    }

    fn findings(self) -> impl Iterator<Item = RuleFinding> {
        let Self { defined, read } = self;
        let unread = defined.into_iter().filter(move |(origin, _)| !read.contains(origin));
        unread.map(|(origin, kind)| RuleFinding { kind, origin })
    }
}

/// Every text that a label could be needed for.
fn shown(book: &RuleBook, campaign: &Campaign, namespace: &Namespace<'_, '_>) -> HashSet<String> {
    let mut shown: HashSet<String> = HashSet::new();
    for info in format::fields() {
        if let Kind::Scalar(ScalarKind::Token(tokens)) | Kind::List(ScalarKind::Token(tokens)) = info.field.kind {
            shown.extend(tokens.iter().map(|&token| token.to_owned()));
        }
    }
    shown.extend(
        namespace.lists.values().flatten().flat_map(|entries| entries.iter()).map(|entry| entry.text.to_owned()),
    );
    for test in campaign.rules.iter().flat_map(Rule::predicates).flat_map(Predicate::tests) {
        shown.extend(test.checks.iter().flat_map(|(check, _)| texts(check)));
    }
    for fact in &campaign.facts {
        match &fact.source {
            FactSource::Lookup { table, columns, .. } => {
                let table = book.tables.get(*table);
                let cells = (0..table.len()).flat_map(|row| columns.iter().map(move |&column| table.cell(row, column)));
                shown.extend(cells.map(str::to_owned));
            }
            FactSource::SumLines { filter, .. } | FactSource::CountLines { filter, .. } => {
                shown.extend(filter.tests.iter().flat_map(|(_, check)| texts(check)));
            }
            _ => {}
        }
    }
    shown
}

fn texts(check: &Check) -> Vec<String> {
    match check {
        Check::Is(Operand::Literal(Literal::Text(text))) => vec![text.clone()],
        Check::OneOf(ListOperand::Fixed(entries))
        | Check::NoneOf(ListOperand::Fixed(entries))
        | Check::AnyOf(ListOperand::Fixed(entries))
        | Check::AllOf(ListOperand::Fixed(entries))
        | Check::Only(ListOperand::Fixed(entries)) => entries.clone(),
        _ => Vec::new(),
    }
}
