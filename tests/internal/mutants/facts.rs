//! Mutants of derived facts: filters, members, columns, stand-ins.

use crate::dossier::format::{self, FieldId, Kind, ScalarKind};
use crate::rules::{Campaign, Check, Fact, FactSource, LineFilter, ListOperand, LookupKeys, Operand, Predicate};

use super::predicates::{checks, entries_of, mutants_of as mutants_of_predicate, patterns, steps};

pub(super) fn mutants_of(campaign: &Campaign, fact: &Fact) -> Vec<(String, Fact)> {
    let mut mutants: Vec<(String, Fact)> = Vec::new();
    for (what, source) in sources(campaign, fact) {
        mutants.push((what, Fact { source, ..fact.clone() }));
    }
    for at in 0..fact.needs.len() {
        let mut changed = fact.clone();
        let need = changed.needs.remove(at);
        mutants.push((format!("needs {} no more", campaign.fact(need).name), changed));
    }
    mutants
}

fn sources(campaign: &Campaign, fact: &Fact) -> Vec<(String, FactSource)> {
    let name = |id| &campaign.fact(id).name;
    let mut mutants = Vec::new();
    match &fact.source {
        FactSource::SumLines { table, column, filter } => {
            for (what, filter) in filters(*table, filter) {
                mutants.push((what, FactSource::SumLines { table: *table, column: *column, filter }));
            }
        }
        FactSource::CountLines { table, filter } => {
            for (what, filter) in filters(*table, filter) {
                mutants.push((what, FactSource::CountLines { table: *table, filter }));
            }
        }
        FactSource::Sum(members) => {
            for (at, member) in members.iter().enumerate() {
                let mut fewer = members.clone();
                fewer.remove(at);
                mutants.push((format!("without {}", name(*member)), FactSource::Sum(fewer)));
            }
        }
        FactSource::Difference(a, b) => mutants.push(("turned round".to_owned(), FactSource::Difference(*b, *a))),
        FactSource::Ratio(a, b) => mutants.push(("turned round".to_owned(), FactSource::Ratio(*b, *a))),
        FactSource::FirstOf { members, literal } => {
            for (at, member) in members.iter().enumerate() {
                let mut fewer = members.clone();
                fewer.remove(at);
                let source = FactSource::FirstOf { members: fewer, literal: literal.clone() };
                mutants.push((format!("without {}", name(*member)), source));
            }
            let turned: Vec<_> = members.iter().rev().copied().collect();
            if members.len() > 1 {
                let source = FactSource::FirstOf { members: turned, literal: literal.clone() };
                mutants.push(("turned round".to_owned(), source));
            }
            if let Some(literal) = literal {
                let literals = steps(literal).into_iter().map(Some).chain([None]);
                mutants.extend(literals.map(|literal| {
                    (format!("stand-in {literal:?}"), FactSource::FirstOf { members: members.clone(), literal })
                }));
            }
        }
        FactSource::Conditional { condition, then, otherwise } => {
            mutants.extend(conditionals(campaign, condition, then, otherwise));
        }
        FactSource::Union(members) => {
            for (at, member) in members.iter().enumerate() {
                let mut fewer = members.clone();
                fewer.remove(at);
                mutants.push((format!("without {}", name(member.fact)), FactSource::Union(fewer)));
                let mut changed = members.clone();
                changed[at].optional = !member.optional;
                mutants.push((format!("{} optional or not", name(member.fact)), FactSource::Union(changed)));
            }
        }
        FactSource::Filter { of, checks: tests } => {
            for (at, test) in tests.iter().enumerate() {
                let mut fewer = tests.clone();
                fewer.remove(at);
                mutants.push((format!("test {at} dropped"), FactSource::Filter { of: *of, checks: fewer }));
                for (what, check) in checks(campaign, fact, test) {
                    let mut changed = tests.clone();
                    changed[at] = check;
                    mutants.push((what, FactSource::Filter { of: *of, checks: changed }));
                }
            }
        }
        FactSource::Lookup { keys, table, columns } => {
            let with = |columns: Vec<usize>| FactSource::Lookup { keys: keys.clone(), table: *table, columns };
            for (at, &column) in columns.iter().enumerate() {
                let mut fewer = columns.clone();
                fewer.remove(at);
                mutants.push((format!("column {column} dropped"), with(fewer)));
                let mut other = columns.clone();
                other[at] = column - 1;
                mutants.push((format!("column {} in place of {column}", column - 1), with(other)));
            }
            if let LookupKeys::Fixed(entries) = keys {
                for (what, entries) in entries_of(entries, &[]) {
                    let keys = LookupKeys::Fixed(entries);
                    mutants.push((what, FactSource::Lookup { keys, table: *table, columns: columns.clone() }));
                }
            }
        }
        FactSource::Field(_)
        | FactSource::Column { .. }
        | FactSource::EvaluationDate
        | FactSource::EvaluationFiche
        | FactSource::RegisterGiven
        | FactSource::RegisterHolds
        | FactSource::CountEntries(_) => {}
    }
    mutants
}

/// A condition changed, the branches exchanged, and a fixed branch a step away.
fn conditionals(
    campaign: &Campaign,
    condition: &Predicate,
    then: &Operand,
    otherwise: &Operand,
) -> Vec<(String, FactSource)> {
    let conditional = |condition: Predicate, then: &Operand, otherwise: &Operand| FactSource::Conditional {
        condition: Box::new(condition),
        then: then.clone(),
        otherwise: otherwise.clone(),
    };
    let mut mutants = vec![("then and else exchanged".to_owned(), conditional(condition.clone(), otherwise, then))];
    for (what, condition) in mutants_of_predicate(campaign, condition, false) {
        mutants.push((format!("if {what}"), conditional(condition, then, otherwise)));
    }
    let steps_of = |branch: &Operand| match branch {
        Operand::Literal(literal) => steps(literal).into_iter().map(Operand::Literal).collect(),
        Operand::Fact(_) => Vec::new(),
    };
    for changed in steps_of(then) {
        mutants.push((format!("then {changed:?}"), conditional(condition.clone(), &changed, otherwise)));
    }
    for changed in steps_of(otherwise) {
        mutants.push((format!("else {changed:?}"), conditional(condition.clone(), then, &changed)));
    }
    mutants
}

/// A filter without each of its tests, and with each of them changed.
fn filters(table: FieldId, filter: &LineFilter) -> Vec<(String, LineFilter)> {
    let mut mutants = Vec::new();
    let Kind::Records(columns) = format::field_info(table).field.kind else { panic!("no table") };
    for (at, (column, test)) in filter.tests.iter().enumerate() {
        let key = columns[*column].key;
        let mut fewer = filter.clone();
        fewer.tests.remove(at);
        mutants.push((format!("where {key} dropped"), fewer));
        for (what, test) in cells(test, &columns[*column].kind) {
            let mut changed = filter.clone();
            changed.tests[at].1 = test;
            mutants.push((format!("where {key} {what}"), changed));
        }
    }
    mutants
}

fn cells(test: &Check, kind: &Kind) -> Vec<(String, Check)> {
    let candidates: Vec<String> = match kind {
        Kind::Scalar(ScalarKind::Token(tokens)) => tokens.iter().map(|&token| token.to_owned()).collect(),
        Kind::Scalar(ScalarKind::Poste(side)) => {
            let (accounts, voluntary) = side.accounts();
            accounts.chain([voluntary]).map(|account| account.to_string()).collect()
        }
        _ => Vec::new(),
    };
    let changed = |list: &ListOperand, make: fn(ListOperand) -> Check, turned: fn(ListOperand) -> Check| {
        let ListOperand::Fixed(entries) = list else { panic!("the tests of cells have fixed lists") };
        let changed = entries_of(entries, &candidates).into_iter();
        let changed = changed.map(|(what, entries)| (what, make(ListOperand::Fixed(entries))));
        changed.chain([("turned round".to_owned(), turned(list.clone()))]).collect::<Vec<_>>()
    };
    match test {
        Check::OneOf(list) => changed(list, Check::OneOf, Check::NoneOf),
        Check::NoneOf(list) => changed(list, Check::NoneOf, Check::OneOf),
        Check::Prefix(list) => changed(list, Check::Prefix, Check::NotPrefix),
        Check::NotPrefix(list) => changed(list, Check::NotPrefix, Check::Prefix),
        Check::Matches(pattern) => {
            patterns(pattern).into_iter().map(|(what, pattern)| (what, Check::Matches(pattern))).collect()
        }
        other => panic!("no test of a cell: {other:?}"),
    }
}
