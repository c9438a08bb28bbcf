//! One rule's finding: what was expected, what was found, the arithmetic, and where it stands.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::super::model::{BoundReport, DerivedFact, Finding, MissingKey};
use super::Builder;
use crate::dossier::format::{self, Kind};
use crate::dossier::nearest;
use crate::engine::{
    Because, Explanation, FactValue, Outcome, Place, Reason, Scalar, Status, Truth, check_entry, explain, list_members,
    operand_value, readable_facts, remedies,
};
use crate::locale::finding::{self as words, Limit};
use crate::locale::{amount, batch, long_date, number, percentage, ratio};
use crate::rules::{Check, FactId, FactSource, ListOperand, Operand, Order, Origin, Rule};

/// Lines of the register that a finding tells.
const MOST_PROGRAMMES: usize = 5;

/// The words for one reason.
struct Phrase {
    expected: String,
    actual: String,
    message: String,
    arithmetic: Option<String>,
}

impl<'a> Builder<'a, '_> {
    pub(super) fn finding(&self, outcome: &Outcome) -> Finding {
        let rule: &'a Rule = self.facts.campaign().rule(outcome.rule);
        let explanation = explain(self.facts, rule);
        let mut finding = Finding {
            rule: rule.id.clone(),
            status: outcome.status.token(),
            level: rule.level.token(),
            group: rule.group.token(),
            basis: rule.basis.token(),
            title: rule.title.get(self.lang).to_owned(),
            message: String::new(),
            source: rule.source.clone(),
            expected: None,
            actual: None,
            derivation: explanation
                .read
                .iter()
                .map(|&fact| DerivedFact { fact: self.fact(fact).name.clone(), value: self.json(fact) })
                .collect(),
            locations: Vec::new(),
            remedies: Vec::new(),
            readings: self.readings(outcome.rule),
            first: None,
            because: None,
            known: false,
            arithmetic: None,
            advice: rule.advice.as_ref().map(|advice| advice.get(self.lang).to_owned()),
            by_reading: self.by_reading(outcome.rule, outcome.status),
            labels: Vec::new(),
            missing: Vec::new(),
            bounds: Vec::new(),
        };
        if let Status::Satisfied(basis) = outcome.status {
            finding.basis = basis.token();
        }
        if let Status::NotApplicable(because) = outcome.status {
            self.not_applicable(&mut finding, because);
        } else {
            self.reasons(&mut finding, &explanation, outcome.status);
        }
        self.places(&mut finding, &explanation);
        let notes: Vec<String> = self.note_texts(rule).chain(self.of_register(&explanation)).collect();
        for text in notes.iter().chain(&finding.by_reading) {
            finding.message.push(' ');
            finding.message.push_str(text);
        }
        if outcome.status == Status::Undetermined {
            finding.missing = self.missing(&explanation);
        }
        if outcome.status == Status::Violated {
            let found = remedies(self.facts, self.fiche, self.stage, self.assessment, outcome.rule, &explanation);
            finding.remedies = found.iter().map(|remedy| self.remedy(remedy)).collect();
        }
        finding
    }

    /// What the register holds of the holder, for a rule that it decides.
    fn of_register(&self, explanation: &Explanation<'a>) -> Vec<String> {
        let held = |fact: &FactId| matches!(self.fact(*fact).source, FactSource::RegisterHolds);
        let programmes = self.facts.context().programmes.filter(|_| explanation.read.iter().any(held));
        programmes
            .unwrap_or_default()
            .iter()
            .take(MOST_PROGRAMMES)
            .map(|one| batch::programme(one, self.lang))
            .collect()
    }

    fn not_applicable(&self, finding: &mut Finding, because: Because) {
        match because {
            Because::Gate => {
                finding.because = Some("when".to_owned());
                words::does_not_apply(self.lang).clone_into(&mut finding.message);
            }
            Because::Waived(by) => {
                let by = self.facts.campaign().rule(by);
                finding.message = words::waived_by(&by.id, by.title.get(self.lang), self.lang);
                finding.because = Some(by.id.clone());
            }
        }
    }

    fn reasons(&self, finding: &mut Finding, explanation: &Explanation<'a>, status: Status) {
        let phrases: Vec<Phrase> = explanation.reasons.iter().map(|reason| self.phrase(reason)).collect();
        let collect = |pick: fn(&Phrase) -> &String| {
            let mut parts: Vec<String> = Vec::new();
            for part in phrases.iter().map(pick) {
                if !parts.contains(part) {
                    parts.push(part.clone());
                }
            }
            parts
        };
        let expected = collect(|phrase| &phrase.expected);
        let actual = collect(|phrase| &phrase.actual);
        if !expected.is_empty() {
            let several =
                if explanation.alternatives { words::either(&expected, self.lang) } else { expected.join(" ; ") };
            finding.expected = Some(several);
            finding.actual = Some(actual.join(" ; "));
        }
        finding.message = match status {
            Status::Satisfied(_) => words::holds(self.lang).to_owned(),
            _ => {
                collect(|phrase| &phrase.message).iter().map(|part| words::sentence(part)).collect::<Vec<_>>().join(" ")
            }
        };
        let arithmetic: Vec<String> = phrases.into_iter().filter_map(|phrase| phrase.arithmetic).collect();
        finding.arithmetic = (!arithmetic.is_empty()).then(|| arithmetic.join("\n"));
        if self.style.verbose {
            finding.bounds = explanation.reasons.iter().map(|reason| self.bound(reason.origin)).collect();
            finding.bounds.dedup();
        }
    }

    /// Where a test stands in the rule sets, with its line.
    fn bound(&self, origin: Origin) -> BoundReport {
        let file = &self.book.files[origin.file];
        let line = file.position(origin.span.start).line;
        let text = file.text().lines().nth(line - 1).unwrap_or_default().trim();
        BoundReport { place: format!("{}:{line}", file.name()), text: text.to_owned() }
    }

    /// The decisive places first, then the others that were read. Of the lines that make up a fact, the first says which.
    fn places(&self, finding: &mut Finding, explanation: &Explanation<'a>) {
        let mut seen = HashSet::new();
        let mut places = Vec::new();
        let decisive = explanation.reasons.iter().flat_map(|reason| readable_facts(self.facts, reason.test.fact));
        for fact in decisive.chain(explanation.read.iter().copied()) {
            let mut label = self.place_label(fact);
            for place in self.facts.places(fact) {
                if !seen.insert((place.field, place.index, place.column)) {
                    continue;
                }
                let text =
                    if place.absent { words::to_fill_in(&place.path(), self.lang) } else { std::mem::take(&mut label) };
                places.push(place);
                finding.labels.push(text);
            }
        }
        finding.locations = self.locations(&places);
    }

    /// What to write beside a fact's place: its name, and what it comes to where it is made of several.
    fn place_label(&self, fact: FactId) -> String {
        let label = self.label(fact);
        match self.fact(fact).source {
            FactSource::Sum(_) | FactSource::SumLines { .. } => {
                words::named_value(label, &self.show_fact(fact), self.lang)
            }
            _ => label.to_owned(),
        }
    }

    /// What was found where a test decided.
    pub(super) fn found(&self, reason: &Reason<'a>) -> String {
        self.plain_phrase(reason).actual
    }

    fn phrase(&self, reason: &Reason<'a>) -> Phrase {
        let mut phrase = self.plain_phrase(reason);
        if reason.negated {
            phrase.expected = words::not(&phrase.expected, self.lang);
            phrase.message =
                words::expected_instead(self.label(reason.test.fact), &phrase.actual, &phrase.expected, self.lang);
        }
        phrase
    }

    fn plain_phrase(&self, reason: &Reason<'a>) -> Phrase {
        let lang = self.lang;
        let fact = reason.test.fact;
        let label = self.label(fact);
        let expected = self.expected(reason.check, fact);
        let simple = |actual: String| Phrase {
            message: words::expected_instead(label, &actual, &expected, lang),
            expected: expected.clone(),
            actual,
            arithmetic: None,
        };
        let Some(value) = self.facts.get(fact) else {
            let mut phrase = simple(words::nothing_given(lang).to_owned());
            phrase.message = match self.zero_whole(fact) {
                Some(whole) => words::no_whole(label, self.label(whole), lang),
                None => words::not_given(label, lang),
            };
            return phrase;
        };
        if reason.truth == Truth::Undetermined && reason.test.inconclusive {
            let actual = self.show_fact(fact);
            let message = words::inconclusive(label, &actual, &expected, lang);
            return Phrase { expected, actual, message, arithmetic: None };
        }
        match (reason.check, value) {
            (Check::Compare(order, bound), value) => self.comparison(fact, *order, bound, value, expected),
            (Check::Documented, FactValue::One(Scalar::Text(text))) => {
                let least = words::characters(self.facts.campaign().conventions.documented_at_least, lang);
                let actual = words::characters(text.trim().chars().count(), lang);
                let message = words::too_short(label, &actual, &least, lang);
                Phrase { expected, actual, message, arithmetic: None }
            }
            (Check::AnyOf(list) | Check::OneOf(list) | Check::Only(list), _) => {
                let mut phrase = simple(self.show_fact(fact));
                if let Some(hint) = self.suggestion(fact, list) {
                    phrase.message = format!("{} {hint}", phrase.message);
                }
                phrase
            }
            (
                Check::In(_) | Check::Prefix(_) | Check::Matches(_) | Check::Valid(_) | Check::Linked { .. },
                FactValue::List(entries),
            ) => {
                // Of a list, only the entries that do not fit are worth reading.
                let failing = entries
                    .iter()
                    .filter(|entry| check_entry(self.facts, reason.check, entry.value) != Truth::Satisfied);
                simple(self.show_list(failing.map(|entry| self.show(entry.value))))
            }
            _ => simple(self.show_fact(fact)),
        }
    }

    /// For a ratio that cannot be computed because its whole is there but not above zero: the whole.
    fn zero_whole(&self, fact: FactId) -> Option<FactId> {
        let FactSource::Ratio(part, whole) = self.fact(fact).source else { return None };
        self.facts.get(part)?;
        self.facts.get(whole).map(|_| whole)
    }

    /// What a check asks for, in words; a bound alone where there is one.
    fn expected(&self, check: &Check, fact: FactId) -> String {
        let lang = self.lang;
        let names = |list: &ListOperand| self.names(&list_members(self.facts, list).unwrap_or_default());
        match check {
            Check::Is(operand) | Check::Compare(_, operand) => match operand {
                Operand::Literal(crate::rules::Literal::Percentage(percent)) => percentage(*percent, lang),
                Operand::Literal(_) => {
                    operand_value(self.facts, operand).map(|value| self.show(value)).unwrap_or_default()
                }
                Operand::Fact(other) => match self.facts.get(*other) {
                    Some(_) => format!("{} ({})", self.show_fact(*other), self.label(*other)),
                    None => self.label(*other).to_owned(),
                },
            },
            Check::OneOf(list) | Check::Only(list) => words::among(&words::one_of(&names(list), lang), lang),
            Check::AnyOf(list) => words::at_least_one(&words::one_of(&names(list), lang), lang),
            Check::AllOf(list) => words::all_of(&names(list), lang),
            Check::NoneOf(list) => words::none_of(&words::one_of(&names(list), lang), lang),
            Check::In(_) => words::known_code(lang).to_owned(),
            Check::Prefix(list) => words::begins_with(&words::one_of(&names(list), lang), false, lang),
            Check::NotPrefix(list) => words::begins_with(&words::one_of(&names(list), lang), true, lang),
            Check::Matches(pattern) => words::of_the_form(pattern.as_str(), lang),
            Check::Valid(identifier) => words::valid_number(identifier.name(), lang),
            Check::Linked { to, .. } => words::linked_to(self.label(*to), lang),
            Check::Documented => {
                words::documented(&words::characters(self.facts.campaign().conventions.documented_at_least, lang), lang)
            }
            Check::NotEmpty => words::an_entry(lang).to_owned(),
            Check::Complete(columns) => {
                let labels: Vec<String> =
                    self.columns(fact, columns).map(|column| column.label.get(lang).to_owned()).collect();
                words::every_line_with(&words::all_of(&labels, lang), lang)
            }
            Check::Given(wanted) => words::given(*wanted, lang).to_owned(),
        }
    }

    fn columns<'c>(&self, fact: FactId, wanted: &'c [usize]) -> impl Iterator<Item = &'static format::Field> + use<'c> {
        let columns: &'static [format::Field] = match self.fact(fact).source {
            FactSource::Field(table) => match format::field_info(table).field.kind {
                Kind::Records(columns) => columns,
                _ => &[],
            },
            _ => &[],
        };
        wanted.iter().filter_map(|&column| columns.get(column))
    }

    fn comparison(
        &self,
        fact: FactId,
        order: Order,
        bound: &'a Operand,
        value: &FactValue<'a>,
        expected: String,
    ) -> Phrase {
        let lang = self.lang;
        let label = self.label(fact);
        let limit = match order {
            Order::Equal => Limit::Equal,
            Order::AtLeast => Limit::AtLeast,
            Order::AtMost => Limit::AtMost,
            Order::More => Limit::More,
            Order::Less => Limit::Less,
        };
        match (value, operand_value(self.facts, bound)) {
            (FactValue::One(Scalar::Date(day)), Some(Scalar::Date(last))) => {
                let (actual, limit_day) = (long_date(*day, lang), long_date(last, lang));
                let days = (*day - last).num_days();
                let message = if self.stands_in(fact) && days > 0 {
                    words::would_be_late(label, &actual, &limit_day, days, lang)
                } else {
                    words::day_missed(label, &actual, &limit_day, days, lang)
                };
                Phrase { expected: words::day_limit(limit, &expected, lang), actual, message, arithmetic: None }
            }
            (FactValue::One(scalar), Some(other)) => {
                let (Some(value), Some(other)) = (scalar.quantity(), other.quantity()) else {
                    return Phrase {
                        message: words::not_given(label, lang),
                        expected,
                        actual: self.show(*scalar),
                        arithmetic: None,
                    };
                };
                let show = |value: Decimal| {
                    if matches!(scalar, Scalar::Money(_)) { amount(value, lang) } else { number(value, lang) }
                };
                let (actual, bound_text, gap) = (show(value), show(other), show((value - other).abs()));
                let message = match bound {
                    Operand::Fact(of) if order == Order::Equal => {
                        words::unequal(label, &actual, self.label(*of), &bound_text, &gap, lang)
                    }
                    Operand::Fact(of) => {
                        words::quantity_against(label, &actual, self.label(*of), &bound_text, &gap, lang)
                    }
                    Operand::Literal(_) => words::quantity_missed(label, &actual, limit, &bound_text, &gap, lang),
                };
                let (more, less) = if value > other { (&actual, &bound_text) } else { (&bound_text, &actual) };
                let mut lines: Vec<String> = self.sum_line(fact).into_iter().collect();
                if let Operand::Fact(of) = bound {
                    lines.extend(self.sum_line(*of));
                }
                lines.push(format!("{more} − {less} = {gap}"));
                Phrase { expected, actual, message, arithmetic: Some(lines.join("\n")) }
            }
            (FactValue::Ratio { part, whole }, Some(Scalar::Number(percent))) => {
                let actual = ratio(*part, *whole, Some(percent), lang);
                let needed = percent * *whole / Decimal::ONE_HUNDRED;
                let needed_text =
                    amount(needed.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::ToPositiveInfinity), lang);
                let gap = amount(
                    (needed - *part)
                        .abs()
                        .round_dp_with_strategy(2, rust_decimal::RoundingStrategy::ToPositiveInfinity),
                    lang,
                );
                let message = words::quantity_missed(label, &actual, limit, &expected, &gap, lang);
                let mut lines = Vec::new();
                if let FactSource::Ratio(part_fact, whole_fact) = self.fact(fact).source {
                    lines.extend(self.sum_line(part_fact));
                    lines.extend(self.sum_line(whole_fact));
                }
                lines.push(format!("{} ÷ {} = {actual}", amount(*part, lang), amount(*whole, lang)));
                lines.push(format!(
                    "{expected} × {} = {needed_text} ; {needed_text} − {} = {gap}",
                    amount(*whole, lang),
                    amount(*part, lang)
                ));
                Phrase { expected, actual, message, arithmetic: Some(lines.join("\n")) }
            }
            (FactValue::List(entries), Some(other)) => {
                let outside = entries.iter().filter(|entry| match (entry.value.quantity(), other.quantity()) {
                    (Some(value), Some(bound)) => !order.holds(value.cmp(&bound)),
                    _ => false,
                });
                let actual = self.show_list(outside.map(|entry| self.show(entry.value)));
                let expected = words::quantity_limit(limit, &expected, lang);
                let message = words::expected_instead(label, &actual, &expected, lang);
                Phrase { expected, actual, message, arithmetic: None }
            }
            _ => {
                let other = match bound {
                    Operand::Fact(other) => self.label(*other),
                    Operand::Literal(_) => label,
                };
                Phrase {
                    message: words::not_given(other, lang),
                    actual: self.show_fact(fact),
                    expected,
                    arithmetic: None,
                }
            }
        }
    }

    /// Whether the evaluation's day stands in for a date that the dossier does not give.
    fn stands_in(&self, fact: FactId) -> bool {
        let read = readable_facts(self.facts, fact);
        read.last().is_some_and(|&last| matches!(self.fact(last).source, FactSource::EvaluationDate))
    }

    /// For a slug that is near one that would fit: which one.
    fn suggestion(&self, fact: FactId, list: &ListOperand) -> Option<String> {
        let known = list_members(self.facts, list)?;
        let entries = self.facts.entries(fact);
        let texts = entries.iter().filter_map(|entry| entry.value.text()).filter(|text| !known.contains(text));
        texts.into_iter().find_map(|text| {
            nearest(text, known.iter().copied()).map(|meant| words::did_you_mean(text, meant, self.lang))
        })
    }

    /// The keys that would have to be filled in.
    fn missing(&self, explanation: &Explanation<'a>) -> Vec<MissingKey> {
        let mut places: Vec<Place> = Vec::new();
        let undetermined = || explanation.reasons.iter().filter(|reason| reason.truth == Truth::Undetermined);
        for reason in undetermined() {
            let other = match reason.check {
                Check::Compare(_, Operand::Fact(other)) => Some(*other),
                _ => None,
            };
            for fact in std::iter::once(reason.test.fact).chain(other).flat_map(|fact| readable_facts(self.facts, fact))
            {
                places.extend(self.facts.places(fact).into_iter().filter(|place| place.absent));
            }
            if let Check::Complete(columns) = reason.check {
                places.extend(self.incomplete_cells(reason.test.fact, columns));
            }
        }
        if undetermined().any(|reason| reason.test.inconclusive) {
            // What is there does not decide; what is not there, and was asked for first, would.
            let read = explanation.read.iter().flat_map(|&fact| self.facts.places(fact));
            places.extend(read.filter(|place| place.absent));
        }
        let mut keys: Vec<MissingKey> = places.iter().map(|place| self.missing_key(place)).collect();
        keys.sort();
        keys.dedup();
        keys
    }

    fn missing_key(&self, place: &Place) -> MissingKey {
        let info = format::field_info(place.field);
        let field = match (&info.field.kind, place.column) {
            (Kind::Records(columns), Some(column)) => &columns[column],
            _ => info.field,
        };
        MissingKey { order: place.field.index(), path: place.path(), label: field.label.get(self.lang).to_owned() }
    }

    /// The cells of a table's lines that are to be filled in.
    fn incomplete_cells(&self, fact: FactId, columns: &[usize]) -> Vec<Place> {
        let FactSource::Field(table) = self.fact(fact).source else { return Vec::new() };
        let lines = self.facts.lines(table).unwrap_or_default().iter().enumerate();
        let empty = |(index, line)| {
            let missing = columns.iter().copied().filter(move |&column| !self.facts.is_filled(table, line, column));
            missing.map(move |column| Place {
                index: Some(index),
                column: Some(column),
                absent: true,
                ..Place::of(table, line.span)
            })
        };
        lines.flat_map(empty).collect()
    }
}
