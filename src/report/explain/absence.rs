//! What the absence of information makes of a rule: where it leaves it open, where it violates it, and what stands in for it.
//!
//! A predicate is evaluated for every combination of keys that a dossier may leave out, with every outcome that a test of
//! what is there can have: what is said of one combination holds of each dossier that leaves it out.

use super::{Block, PageContext};
use crate::dossier::format::{self, FieldId};
use crate::messages::explain::absence as words;
use crate::messages::words::{capitalised, quoted, semicolon};
use crate::rules::{
    Campaign, Check, Choice, FactId, FactSource, LookupKeys, Operand, Predicate, PredicateFold, Rule, Test,
};

/// Most keys of which every combination is looked at; of more, each alone.
const MAX_KEYS: usize = 10;

/// The outcomes that are possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Outcomes {
    satisfied: bool,
    violated: bool,
    undetermined: bool,
}

impl Outcomes {
    const SATISFIED: Self = Self { satisfied: true, violated: false, undetermined: false };
    const VIOLATED: Self = Self { satisfied: false, violated: true, undetermined: false };
    const UNDETERMINED: Self = Self { satisfied: false, violated: false, undetermined: true };
    const DECIDED: Self = Self { satisfied: true, violated: true, undetermined: false };
    const ANY: Self = Self { satisfied: true, violated: true, undetermined: true };

    fn negated_if(self, negated: bool) -> Self {
        if negated { Self { satisfied: self.violated, violated: self.satisfied, ..self } } else { self }
    }

    fn or_also(self, other: Self) -> Self {
        Self {
            satisfied: self.satisfied || other.satisfied,
            violated: self.violated || other.violated,
            undetermined: self.undetermined || other.undetermined,
        }
    }

    /// Of two parts that must both hold, whatever each comes to.
    fn and(self, other: Self) -> Self {
        let undecided = |one: Self, other: Self| one.undetermined && (other.satisfied || other.undetermined);
        Self {
            satisfied: self.satisfied && other.satisfied,
            violated: self.violated || other.violated,
            undetermined: undecided(self, other) || undecided(other, self),
        }
    }

    fn join(self, other: Self, any: bool) -> Self {
        self.negated_if(any).and(other.negated_if(any)).negated_if(any)
    }

    /// Of a demand that is made where this condition holds, and of what is asked where it does not.
    fn choose(self, then: Self, otherwise: Self) -> Self {
        let none = Self { satisfied: false, violated: false, undetermined: false };
        let undetermined = if self.undetermined { Self::UNDETERMINED } else { none };
        let then = if self.satisfied { then } else { none };
        let otherwise = if self.violated { otherwise } else { none };
        then.or_also(otherwise).or_also(undetermined)
    }
}

/// What a fact can be where some keys are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Presence {
    Given,
    /// A list that may hold nothing.
    There,
    Absent,
    /// One of two values, it is not known which.
    Either,
}

/// A dossier that leaves some keys out and gives all others.
struct Without<'c> {
    campaign: &'c Campaign,
    keys: Vec<FieldId>,
}

impl Without<'_> {
    fn of(&self, predicate: Option<&Predicate>) -> Outcomes {
        predicate.map_or(Outcomes::SATISFIED, |predicate| predicate.fold(self, false))
    }

    /// What a rule comes to; where it does not apply, it is taken for satisfied.
    fn rule(&self, rule: &Rule) -> Outcomes {
        self.of(rule.when.as_ref()).choose(self.of(rule.require.as_ref()), Outcomes::SATISFIED)
    }

    /// Whether a rule is violated wherever it applies.
    fn violates(&self, rule: &Rule) -> bool {
        self.of(rule.when.as_ref()).satisfied && self.of(rule.require.as_ref()) == Outcomes::VIOLATED
    }

    fn presence(&self, id: FactId) -> Presence {
        let fact = self.campaign.fact(id);
        if fact.needs.iter().any(|&need| self.presence(need) == Presence::Absent) {
            return Presence::Absent;
        }
        let key = |key: FieldId| if self.keys.contains(&key) { Presence::Absent } else { Presence::Given };
        match &fact.source {
            FactSource::Field(field) => key(*field),
            FactSource::Column { table, .. } => match key(*table) {
                Presence::Absent => Presence::Absent,
                _ => Presence::There,
            },
            FactSource::SumLines { table, .. } | FactSource::CountLines { table, .. } => key(*table),
            FactSource::EvaluationDate
            | FactSource::EvaluationFiche
            | FactSource::RegisterGiven
            | FactSource::RegisterHolds
            | FactSource::FirstOf { literal: Some(_), .. } => Presence::Given,
            FactSource::CountEntries(of) => self.presence(*of),
            FactSource::Difference(a, b) | FactSource::Ratio(a, b) => self.all(&[*a, *b]),
            FactSource::Sum(members) | FactSource::FirstOf { members, literal: None } => self.any(members),
            FactSource::Union(members) => {
                let needed: Vec<FactId> =
                    members.iter().filter(|member| !member.optional).map(|member| member.fact).collect();
                let all: Vec<FactId> = members.iter().map(|member| member.fact).collect();
                if needed.is_empty() { self.any(&all) } else { self.all(&needed) }
            }
            FactSource::Filter { of, .. } | FactSource::Lookup { keys: LookupKeys::Fact(of), .. } => {
                match self.presence(*of) {
                    Presence::Absent => Presence::Absent,
                    _ => Presence::There,
                }
            }
            FactSource::Lookup { keys: LookupKeys::Fixed(_), .. } => Presence::There,
            FactSource::Conditional { condition, then, otherwise } => {
                let branches: Vec<FactId> = [then, otherwise].into_iter().filter_map(Operand::fact).collect();
                let decided = !condition.fold(self, false).undetermined;
                if decided && self.all(&branches) == Presence::Given { Presence::Given } else { Presence::Either }
            }
        }
    }

    /// The presence of what needs all of these facts.
    fn all(&self, facts: &[FactId]) -> Presence {
        let presences: Vec<Presence> = facts.iter().map(|&fact| self.presence(fact)).collect();
        [Presence::Absent, Presence::Either].into_iter().find(|of| presences.contains(of)).unwrap_or(Presence::Given)
    }

    /// The presence of what needs one of these facts.
    fn any(&self, facts: &[FactId]) -> Presence {
        let presences: Vec<Presence> = facts.iter().map(|&fact| self.presence(fact)).collect();
        if presences.iter().all(|one| *one == Presence::Absent) {
            return Presence::Absent;
        }
        if presences.contains(&Presence::Either) { Presence::Either } else { Presence::Given }
    }

    fn check(&self, test: &Test, check: &Check) -> Outcomes {
        let presence = self.presence(test.fact);
        let outcomes = match (check, presence) {
            (Check::Given(wanted), Presence::Given | Presence::Either) => Outcomes::SATISFIED.negated_if(!wanted),
            (Check::Given(wanted), Presence::Absent) => Outcomes::VIOLATED.negated_if(!wanted),
            (Check::Given(_), Presence::There) => Outcomes::DECIDED,
            (_, Presence::Absent) if test.absent_violates => return Outcomes::VIOLATED,
            (_, Presence::Absent) => Outcomes::UNDETERMINED,
            (_, Presence::Either) => Outcomes::ANY,
            (Check::Complete(_), _) => Outcomes { violated: false, ..Outcomes::ANY },
            (_, Presence::Given | Presence::There) => match check.other_fact().map(|other| self.presence(other)) {
                Some(Presence::Absent) => Outcomes::UNDETERMINED,
                Some(Presence::Either) => Outcomes::ANY,
                Some(Presence::Given | Presence::There) | None => Outcomes::DECIDED,
            },
        };
        if test.inconclusive && outcomes.violated {
            return Outcomes { violated: false, undetermined: true, ..outcomes };
        }
        outcomes
    }
}

impl<'p> PredicateFold<'p> for Without<'_> {
    type Output = Outcomes;

    fn test(&self, test: &'p Test, negated: bool) -> Outcomes {
        let checks = test.checks.iter().map(|(check, _)| self.check(test, check));
        checks.fold(Outcomes::SATISFIED, Outcomes::and).negated_if(negated)
    }

    fn parts(&self, any: bool, negated: bool, parts: impl Iterator<Item = Outcomes>) -> Outcomes {
        let any = any != negated;
        parts.fold(Outcomes::SATISFIED.negated_if(any), |all, part| all.join(part, any))
    }

    fn choice(&self, negated: bool, choice: &'p Choice) -> Outcomes {
        let otherwise = choice.otherwise.as_ref();
        let otherwise =
            otherwise.map_or(Outcomes::SATISFIED.negated_if(negated), |otherwise| otherwise.fold(self, negated));
        choice.condition.fold(self, false).choose(choice.then.fold(self, negated), otherwise)
    }
}

/// What the absence of information makes of a rule.
#[derive(Debug, Default)]
pub(super) struct Absence {
    /// Keys without which, all of a list together, the rule may be undetermined; with whether it always is.
    pub(super) open: Vec<(Vec<FieldId>, bool)>,
    /// Keys without which, all of a list together, it is violated.
    pub(super) violated: Vec<Vec<FieldId>>,
    /// Keys without which it is violated where it asks for them.
    pub(super) burden: Vec<FieldId>,
    /// Whether it may be undetermined where nothing is left out.
    pub(super) inconclusive: bool,
}

impl Absence {
    pub(super) fn of(campaign: &Campaign, rule: &Rule, keys: &[FieldId]) -> Self {
        let complete = Without { campaign, keys: Vec::new() }.rule(rule);
        let mut found = Self { inconclusive: complete.undetermined, ..Self::default() };
        for left_out in combinations(keys) {
            let is_known = |known: &Vec<FieldId>| known.iter().all(|key| left_out.contains(key));
            if found.open.iter().map(|(known, _)| known).chain(&found.violated).any(is_known) {
                continue;
            }
            let without = Without { campaign, keys: left_out };
            let outcomes = without.rule(rule);
            let always = outcomes == Outcomes::UNDETERMINED;
            if always || (outcomes.undetermined && !complete.undetermined) {
                found.open.push((without.keys, always));
            } else if without.violates(rule) {
                found.violated.push(without.keys);
            }
        }
        let tests = rule.require.iter().flat_map(Predicate::tests).filter(|test| test.absent_violates);
        found.burden = tests.filter_map(|test| key_of(campaign, test.fact)).collect();
        found.burden.retain(|key| !found.violated.contains(&vec![*key]));
        found
    }
}

/// The combinations of keys that may be left out, the small ones first; none is empty.
fn combinations(keys: &[FieldId]) -> Vec<Vec<FieldId>> {
    if keys.len() > MAX_KEYS {
        return keys.iter().map(|&key| vec![key]).collect();
    }
    let chosen = |bits: usize| keys.iter().enumerate().filter(move |(at, _)| bits >> at & 1 == 1).map(|(_, &key)| key);
    let mut all: Vec<Vec<FieldId>> = (1..1_usize << keys.len()).map(|bits| chosen(bits).collect()).collect();
    all.sort_by_key(Vec::len);
    all
}

/// The key of the dossier that a fact is, or stands in.
fn key_of(campaign: &Campaign, fact: FactId) -> Option<FieldId> {
    match campaign.fact(fact).source {
        FactSource::Field(field) => Some(field),
        FactSource::Column { table, .. }
        | FactSource::SumLines { table, .. }
        | FactSource::CountLines { table, .. } => Some(table),
        _ => None,
    }
}

impl PageContext<'_> {
    /// The keys that decide a rule, in the order in which they are read.
    pub(super) fn deciding_keys(&self, rule: &Rule) -> Vec<FieldId> {
        let predicates = rule.when.iter().chain(&rule.require);
        let mut keys = Vec::new();
        for fact in self.closure(predicates.flat_map(Predicate::facts).collect()) {
            if let Some(key) = key_of(self.campaign, fact).filter(|key| !keys.contains(key)) {
                keys.push(key);
            }
        }
        keys
    }

    /// What a rule comes to where something is missing.
    pub(super) fn absence(&self, rule: &Rule) -> Vec<Block> {
        let lang = self.lang;
        let absence = Absence::of(self.campaign, rule, &self.deciding_keys(rule));
        let without = |keys: &[FieldId]| {
            let names: Vec<String> = keys.iter().map(|&key| self.key_name(key)).collect();
            words::without(&names, lang)
        };
        let begin = |keys: &[FieldId]| capitalised(&without(keys));
        let mut blocks: Vec<Block> = self.stand_ins(rule).into_iter().map(Block::paragraph).collect();
        blocks.extend(absence.violated.iter().map(|keys| Block::paragraph(words::is_violated(begin(keys), lang))));
        blocks.extend(
            absence.burden.iter().map(|&key| Block::paragraph(words::is_violated_where_asked(begin(&[key]), lang))),
        );
        match &absence.open[..] {
            [] => {}
            [(keys, true)] => blocks.push(Block::paragraph(words::is_open(begin(keys), lang))),
            [(keys, false)] => blocks.push(Block::paragraph(words::may_remain_open(begin(keys), lang))),
            [before @ .., (last, _)] => {
                blocks.push(Block::paragraph(words::open_in_these_cases(lang)));
                let end = semicolon(lang).trim_end();
                blocks.extend(before.iter().map(|(keys, _)| Block::item(0, without(keys) + end)));
                blocks.push(Block::item(0, without(last) + "."));
            }
        }
        if absence.inconclusive {
            blocks.push(Block::paragraph(words::not_enough(lang)));
        } else if absence.open.is_empty() {
            blocks.push(Block::paragraph(words::never_open(lang)));
        }
        blocks
    }

    fn key_name(&self, key: FieldId) -> String {
        quoted(format::field_info(key).field.label.get(self.lang), self.lang)
    }

    /// The facts for which, where they are absent, something stands in that is always there.
    fn stand_ins(&self, rule: &Rule) -> Vec<String> {
        let lang = self.lang;
        let predicates = rule.when.iter().chain(&rule.require);
        let facts = self.closure(predicates.flat_map(Predicate::facts).collect());
        let name = |fact: &FactId| quoted(self.campaign.fact(*fact).label.get(lang), lang);
        let stand_in = |fact: FactId| {
            let FactSource::FirstOf { members, literal } = &self.campaign.fact(fact).source else { return None };
            let (missing, standing) = match (literal, &members[..]) {
                (Some(literal), members) => (members, self.literal(literal)),
                (None, [missing @ .., last]) if self.is_always_there(*last) => (missing, name(last)),
                (None, _) => return None,
            };
            let missing: Vec<String> = missing.iter().map(name).collect();
            Some(words::instead(capitalised(&words::without(&missing, lang)), standing, lang))
        };
        facts.into_iter().filter_map(stand_in).collect()
    }

    fn is_always_there(&self, fact: FactId) -> bool {
        matches!(self.campaign.fact(fact).source, FactSource::EvaluationDate | FactSource::EvaluationFiche)
    }
}

#[cfg(test)]
#[path = "../../../tests/internal/report/absence.rs"]
mod tests;
