//! What a test asks, as a description that findings and `explain` put into words.

use crate::dossier::format::{self, Kind};
use crate::messages::predicate::{Bound, Entries, TestDescription};
use crate::rules::{Campaign, Check, Fact, FactId, FactSource, ListOperand, Literal, Operand, Order, RuleBook};
use crate::rules::{ScalarType, Type};
use crate::text::Lang;

/// How the terms of a test are named: by what a dossier says, or as the rules have them.
pub(super) trait Terms {
    fn book(&self) -> &RuleBook;
    fn campaign(&self) -> &Campaign;
    fn lang(&self) -> Lang;
    fn label(&self, fact: FactId) -> &str;
    fn operand(&self, operand: &Operand) -> String;
    fn entries(&self, list: &ListOperand) -> Entries;
}

/// Describes a test of a fact or, without one, of a single cell.
pub(super) fn describe(terms: &impl Terms, fact: Option<&Fact>, check: &Check) -> TestDescription {
    let table = |id| terms.book().tables.name(id).to_owned();
    match check {
        Check::Is(Operand::Literal(Literal::Bool(value))) => TestDescription::Answer(*value),
        Check::Is(operand) => TestDescription::Is(terms.operand(operand)),
        Check::Compare(order, operand) => comparison(terms, *order, operand),
        Check::OneOf(list) => TestDescription::OneOf(terms.entries(list)),
        Check::NoneOf(list) => TestDescription::NoneOf(terms.entries(list)),
        Check::AnyOf(list) => TestDescription::AnyOf(terms.entries(list)),
        Check::AllOf(list) => TestDescription::AllOf(terms.entries(list)),
        Check::Only(list) => TestDescription::Only(terms.entries(list)),
        Check::In(id) => TestDescription::In(table(*id)),
        Check::Prefix(list) => TestDescription::Prefix(terms.entries(list)),
        Check::NotPrefix(list) => TestDescription::NotPrefix(terms.entries(list)),
        Check::Matches(pattern) => TestDescription::Matches(pattern.as_str().to_owned()),
        Check::Valid(identifier) => TestDescription::Valid(identifier.as_str()),
        Check::Linked { table: id, to } => {
            TestDescription::Linked { table: table(*id), to: terms.label(*to).to_owned() }
        }
        Check::Documented => TestDescription::Documented(terms.campaign().conventions.documented_at_least),
        Check::NotEmpty => TestDescription::NotEmpty,
        Check::Complete(columns) => TestDescription::Complete(column_labels(fact, columns, terms.lang())),
        Check::Given(wanted) => TestDescription::Given(*wanted),
    }
}

fn comparison(terms: &impl Terms, order: Order, operand: &Operand) -> TestDescription {
    let (is_day, is_fact) = match operand {
        Operand::Literal(literal) => (matches!(literal, Literal::Date(_)), false),
        Operand::Fact(fact) => (terms.campaign().fact(*fact).kind == Type::One(ScalarType::Date), true),
    };
    let bound = Bound { order, value: terms.operand(operand), is_fact };
    if is_day { TestDescription::Day(bound) } else { TestDescription::Quantity(bound) }
}

fn column_labels(table: Option<&Fact>, wanted: &[usize], lang: Lang) -> Vec<String> {
    let Some(FactSource::Field(table)) = table.map(|table| &table.source) else { return Vec::new() };
    let Kind::Records(columns) = format::field_info(*table).field.kind else { return Vec::new() };
    wanted.iter().filter_map(|&at| columns.get(at)).map(|column| column.label.get(lang).to_owned()).collect()
}
