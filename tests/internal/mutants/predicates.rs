//! Mutants of predicates and of their tests.

use crate::dossier::Identifier;
use crate::rules::{
    Basis, Campaign, Check, Choice, Fact, FactId, ListOperand, Literal, Operand, Order, Predicate, ScalarType, Test,
    Type,
};
use chrono::{Days, NaiveDate};
use regex_lite::Regex;
use rust_decimal::Decimal;

/// Everything that can be changed in a predicate; in a rule whose branches name a basis, that too.
pub(super) fn mutants_of(campaign: &Campaign, predicate: &Predicate, branches: bool) -> Vec<(String, Predicate)> {
    let mut mutants = vec![("negated".to_owned(), Predicate::Not(Box::new(predicate.clone())))];
    let inner = |part: &Predicate| mutants_of(campaign, part, branches);
    match predicate {
        Predicate::Test(test) => {
            mutants
                .extend(tests(campaign, test, branches).into_iter().map(|(what, test)| (what, Predicate::Test(test))));
        }
        Predicate::All(parts) => {
            mutants.push(("all to any".to_owned(), Predicate::Any(parts.clone())));
            mutants.extend(of_parts(parts, &inner, Predicate::All));
        }
        Predicate::Any(parts) => {
            mutants.push(("any to all".to_owned(), Predicate::All(parts.clone())));
            mutants.extend(of_parts(parts, &inner, Predicate::Any));
        }
        Predicate::Not(part) => {
            mutants.extend(
                inner(part).into_iter().map(|(what, part)| (format!("not {what}"), Predicate::Not(Box::new(part)))),
            );
        }
        Predicate::Choice(parts) => {
            let Choice { condition, then, otherwise } = &**parts;
            let choice = |condition: &Predicate, then: &Predicate, otherwise: Option<&Predicate>| {
                Predicate::Choice(Box::new(Choice {
                    condition: condition.clone(),
                    then: then.clone(),
                    otherwise: otherwise.cloned(),
                }))
            };
            let other = otherwise.as_ref();
            mutants.push(("then alone".to_owned(), then.clone()));
            mutants.extend(
                mutants_of(campaign, condition, false)
                    .iter()
                    .map(|(what, part)| (format!("if {what}"), choice(part, then, other))),
            );
            // A basis is read from the branch that is taken, never from the condition.
            mutants.extend(
                inner(then).iter().map(|(what, part)| (format!("then {what}"), choice(condition, part, other))),
            );
            if let Some(other) = other {
                mutants.push(("else alone".to_owned(), other.clone()));
                mutants.push(("else dropped".to_owned(), choice(condition, then, None)));
                mutants.push(("then and else exchanged".to_owned(), choice(condition, other, Some(then))));
                let others = inner(other);
                mutants.extend(
                    others.iter().map(|(what, part)| (format!("else {what}"), choice(condition, then, Some(part)))),
                );
            }
        }
    }
    mutants
}

fn of_parts(
    parts: &[Predicate],
    inner: &dyn Fn(&Predicate) -> Vec<(String, Predicate)>,
    join: fn(Vec<Predicate>) -> Predicate,
) -> Vec<(String, Predicate)> {
    let mut mutants = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let mut fewer = parts.to_vec();
        fewer.remove(at);
        mutants.push((format!("branch {at} dropped"), join(fewer)));
        for (what, part) in inner(part) {
            let mut changed = parts.to_vec();
            changed[at] = part;
            mutants.push((format!("branch {at} {what}"), join(changed)));
        }
    }
    mutants
}

fn tests(campaign: &Campaign, test: &Test, branches: bool) -> Vec<(String, Test)> {
    let fact = campaign.fact(test.fact);
    let mut mutants = Vec::new();
    let mut add = |what: String, change: &dyn Fn(&mut Test)| {
        let mut changed = test.clone();
        change(&mut changed);
        mutants.push((format!("{}: {what}", fact.name), changed));
    };
    // Whether something is given is never undetermined, so nothing is left to say of what is absent.
    if !test.checks.iter().all(|(check, _)| matches!(check, Check::Given(_))) {
        add("absent flipped".to_owned(), &|test| test.absent_violates = !test.absent_violates);
    }
    add("otherwise flipped".to_owned(), &|test| test.inconclusive = !test.inconclusive);
    if branches {
        for basis in [None, Some(Basis::Computed), Some(Basis::Declared)] {
            if basis != test.basis {
                add(format!("basis {}", basis.map_or("dropped", Basis::as_str)), &|test| test.basis = basis);
            }
        }
    }
    if let Some(other) = another(campaign, test.fact) {
        add(format!("{} read in its place", campaign.fact(other).name), &|test| test.fact = other);
    }
    for (at, (check, _)) in test.checks.iter().enumerate() {
        if test.checks.len() > 1 {
            add(format!("test {at} dropped"), &|test| drop(test.checks.remove(at)));
        }
        for (what, check) in checks(campaign, fact, check) {
            add(format!("test {at} {what}"), &|test| test.checks[at].0.clone_from(&check));
        }
    }
    mutants
}

/// The next fact of the same type, round from the last to the first.
fn another(campaign: &Campaign, fact: FactId) -> Option<FactId> {
    let kind = campaign.fact(fact).kind;
    let mut named = Vec::new();
    for rule in &campaign.rules {
        for predicate in [&rule.when, &rule.require].into_iter().flatten() {
            named.extend(predicate.facts());
        }
    }
    named.retain(|other| campaign.fact(*other).kind == kind);
    let at = named.iter().position(|other| *other == fact)?;
    named.iter().cycle().skip(at).take(named.len()).find(|other| **other != fact).copied()
}

/// Everything that can be changed in one test.
pub(super) fn checks(campaign: &Campaign, fact: &Fact, check: &Check) -> Vec<(String, Check)> {
    let mut mutants: Vec<(String, Check)> = match check {
        Check::Is(Operand::Literal(Literal::Bool(value))) => {
            vec![("the contrary".to_owned(), Check::Is(Operand::Literal(Literal::Bool(!value))))]
        }
        Check::Is(Operand::Literal(Literal::Text(text))) => candidates(campaign, fact)
            .into_iter()
            .filter(|token| token != text)
            .map(|token| (format!("is {token}"), Check::Is(Operand::Literal(Literal::Text(token)))))
            .collect(),
        Check::Compare(order, bound) => comparisons(*order, bound),
        Check::OneOf(list) => lists(campaign, fact, list, Check::OneOf, &[Check::NoneOf]),
        Check::NoneOf(list) => lists(campaign, fact, list, Check::NoneOf, &[Check::OneOf]),
        Check::AnyOf(list) => lists(campaign, fact, list, Check::AnyOf, &[Check::AllOf, Check::Only]),
        Check::AllOf(list) => lists(campaign, fact, list, Check::AllOf, &[Check::AnyOf]),
        Check::Only(list) => lists(campaign, fact, list, Check::Only, &[Check::AnyOf, Check::AllOf]),
        Check::Prefix(list) => prefixes(list, Check::Prefix, Check::NotPrefix),
        Check::NotPrefix(list) => prefixes(list, Check::NotPrefix, Check::Prefix),
        Check::Matches(pattern) => patterns(pattern).into_iter().map(|(what, to)| (what, Check::Matches(to))).collect(),
        Check::Valid(identifier) => Identifier::ALL
            .into_iter()
            .filter(|other| other != identifier)
            .map(|other| (format!("valid {}", other.as_str()), Check::Valid(other)))
            .collect(),
        Check::Complete(columns) => without(columns)
            .into_iter()
            .map(|(at, columns)| (format!("column {at} dropped"), Check::Complete(columns)))
            .collect(),
        _ => Vec::new(),
    };
    match check {
        Check::Given(wanted) => mutants.push((format!("given {}", !wanted), Check::Given(!wanted))),
        _ => mutants.push(("given instead".to_owned(), Check::Given(true))),
    }
    mutants
}

fn comparisons(order: Order, bound: &Operand) -> Vec<(String, Check)> {
    let orders = [Order::Equal, Order::AtLeast, Order::AtMost, Order::More, Order::Less];
    let orders = orders.into_iter().filter(|other| *other != order);
    let orders = orders.map(|order| (format!("order {order:?}"), Check::Compare(order, bound.clone())));
    let steps: Vec<Literal> = match bound {
        Operand::Fact(_) => Vec::new(),
        Operand::Literal(literal) => steps(literal),
    };
    let bounds = steps
        .into_iter()
        .map(|literal| (format!("bound {literal:?}"), Check::Compare(order, Operand::Literal(literal))));
    orders.chain(bounds).collect()
}

/// A literal by its smallest step more and less.
pub(super) fn steps(literal: &Literal) -> Vec<Literal> {
    let cent = Decimal::new(1, 2);
    match literal {
        Literal::Money(amount) => vec![Literal::Money(amount + cent), Literal::Money(amount - cent)],
        Literal::Percentage(rate) => vec![Literal::Percentage(rate + cent), Literal::Percentage(rate - cent)],
        Literal::Number(number) => vec![Literal::Number(number + Decimal::ONE), Literal::Number(number - Decimal::ONE)],
        Literal::Date(day) => {
            let near = |day: Option<NaiveDate>| Literal::Date(day.unwrap());
            vec![near(day.checked_add_days(Days::new(1))), near(day.checked_sub_days(Days::new(1)))]
        }
        Literal::Text(_) | Literal::Bool(_) => Vec::new(),
    }
}

fn lists(
    campaign: &Campaign,
    fact: &Fact,
    list: &ListOperand,
    same: fn(ListOperand) -> Check,
    others: &[fn(ListOperand) -> Check],
) -> Vec<(String, Check)> {
    let mut mutants: Vec<(String, Check)> =
        others.iter().map(|other| other(list.clone())).map(|check| (kind_of(&check).to_owned(), check)).collect();
    if let ListOperand::Fixed(entries) = list {
        for (what, entries) in entries_of(entries, &candidates(campaign, fact)) {
            mutants.push((what, same(ListOperand::Fixed(entries))));
        }
    }
    mutants
}

fn kind_of(check: &Check) -> &'static str {
    match check {
        Check::OneOf(_) => "one_of instead",
        Check::NoneOf(_) => "none_of instead",
        Check::AnyOf(_) => "any_of instead",
        Check::AllOf(_) => "all_of instead",
        _ => "only instead",
    }
}

/// A list with each entry dropped, and with each candidate added.
pub(super) fn entries_of(entries: &[String], candidates: &[String]) -> Vec<(String, Vec<String>)> {
    let dropped = without(entries).into_iter().map(|(at, fewer)| (format!("without {}", entries[at]), fewer));
    let new = candidates.iter().filter(|candidate| !entries.contains(candidate));
    let added = new.map(|candidate| {
        let more = entries.iter().chain([candidate]).cloned().collect();
        (format!("with {candidate}"), more)
    });
    dropped.chain(added).collect()
}

fn without<T: Clone>(entries: &[T]) -> Vec<(usize, Vec<T>)> {
    (0..entries.len())
        .map(|at| {
            let mut fewer = entries.to_vec();
            fewer.remove(at);
            (at, fewer)
        })
        .collect()
}

fn prefixes(
    list: &ListOperand,
    same: fn(ListOperand) -> Check,
    other: fn(ListOperand) -> Check,
) -> Vec<(String, Check)> {
    let mut mutants = vec![("prefix turned round".to_owned(), other(list.clone()))];
    if let ListOperand::Fixed(entries) = list {
        for (what, entries) in entries_of(entries, &departements()) {
            mutants.push((what, same(ListOperand::Fixed(entries))));
        }
    }
    mutants
}

/// How the codes of communes begin, all over France.
fn departements() -> Vec<String> {
    let numbers = (1..=95).filter(|number| *number != 20).map(|number| format!("{number:02}"));
    numbers.chain(["2A", "2B", "97"].map(str::to_owned)).collect()
}

/// A pattern that is open at each of its ends, and that counts one more and one less.
pub(super) fn patterns(pattern: &Regex) -> Vec<(String, Regex)> {
    let text = pattern.as_str();
    let changed = [
        text.trim_start_matches('^').to_owned(),
        text.trim_end_matches('$').to_owned(),
        text.replace("{6}", "{5}"),
        text.replace("{6}", "{7}"),
    ];
    let changed = changed.into_iter().filter(|changed| changed != text);
    changed.map(|changed| (format!("matches {changed}"), Regex::new(&changed).unwrap())).collect()
}

/// What may be added to a list that a fact is sought in: the other tokens of its key, or what other lists hold for the same fact.
fn candidates(campaign: &Campaign, fact: &Fact) -> Vec<String> {
    if let Some(ScalarType::Token(tokens)) = fact.kind.scalar() {
        return tokens.iter().map(|&token| token.to_owned()).collect();
    }
    let mut found: Vec<String> = match (fact.name.as_str(), fact.kind) {
        ("territoires.certitude", _) => vec!["haute".to_owned()],
        ("intercommunalite.types", _) => vec!["CC".to_owned()],
        ("projet.action_gup", _) => vec!["jardin-partage".to_owned()],
        (_, Type::Many(_)) => Vec::new(),
        (name, kind) => panic!("{name}: {kind:?}"),
    };
    let mut named = Vec::new();
    for predicate in campaign.rules.iter().filter_map(|rule| rule.require.as_ref()) {
        collect(predicate, &mut |test| {
            if campaign.fact(test.fact).name == fact.name {
                named.extend(test.checks.iter().map(|(check, _)| check.clone()));
            }
        });
    }
    for check in named {
        if let Check::AnyOf(ListOperand::Fixed(entries)) = check {
            found.extend(entries);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn collect(predicate: &Predicate, take: &mut dyn FnMut(&Test)) {
    predicate.tests().into_iter().for_each(take);
}
