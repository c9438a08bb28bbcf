//! Tables: a line each, with one more to be written, and the sums of amounts.

use maud::{Markup, html};
use rust_decimal::Decimal;

use super::{Page, anchor};
use crate::dossier::format::{self, FieldInfo, Kind, ScalarKind, field_info};
use crate::dossier::parse_amount;
use crate::form::change::{DO, NEW_LINE, REMOVE, WAS};
use crate::form::choices;
use crate::form::questions::{Question, label, money_column};
use crate::messages::form as words;
use crate::report::template::capitalized;
use crate::text::{amount, visible};

/// Lines that a page shows; a budget has some twenty.
const MAX_LINES: usize = 200;

impl Page<'_> {
    pub(super) fn table(&self, question: &Question<'_>) -> Markup {
        let path = question.field.path.as_str();
        let count = self.values.lines(path);
        html! {
            fieldset.field.lines id=(format_args!("f-{}", anchor(path))) {
                legend id=(anchor(path)) tabindex="-1" { (label(question.field, self.lang)) }
                @for at in 0..count.min(MAX_LINES) { (self.line_of(question.field, at, true)) }
                @if count > MAX_LINES { p { (words::more_lines(count - MAX_LINES, self.lang)) } }
                (self.line_of(question.field, count, false))
                @if let Some(sum) = self.sum(question.field) {
                    p.total { (words::total(question.field.field.label.get(self.lang), amount(sum, self.lang), self.lang)) }
                }
            }
        }
    }

    /// A line, or the one that is still to be written; it keeps its anchors when it is.
    fn line_of(&self, table: &FieldInfo, at: usize, is_there: bool) -> Markup {
        let place = format!("{}[{at}]", table.path);
        let path = if is_there { place.clone() } else { format!("{}{NEW_LINE}", table.path) };
        let name = if is_there { words::line(at + 1, self.lang) } else { words::new_line(self.lang).to_owned() };
        let errors = if is_there { self.cell_errors(&path) } else { Vec::new() };
        html! {
            div.line.wrong[!errors.is_empty()] data-field role="group" aria-label=(name) id=(format_args!("f-{}", anchor(&place))) {
                @for column in table.children.iter().map(|child| field_info(*child)) { (self.cell(&path, &place, column)) }
                @if is_there {
                    button.small name=(DO) value=(format_args!("{REMOVE}{path}")) aria-label=(words::remove_one(&name, self.lang)) {
                        (words::remove(self.lang))
                    }
                } @else {
                    button.small type="submit" { (words::add(self.lang)) }
                }
                @for error in &errors { p.error { (visible(error)) } }
            }
        }
    }

    fn cell(&self, line: &str, place: &str, column: &FieldInfo) -> Markup {
        let path = format!("{line}.{}", column.field.key);
        let id = anchor(&format!("{place}.{}", column.field.key));
        let Kind::Scalar(kind) = column.field.kind else { return html! {} };
        let value = self.values.scalar(&path);
        let all = choices::of_kind(kind, &self.book.tables, self.campaign, self.lang);
        html! {
            div.cell id=(format_args!("f-{id}")) data-kind=[(kind == ScalarKind::Money).then_some("amount")] {
                label for=(id) { (capitalized(column.field.label.get(self.lang))) }
                @if all.is_empty() {
                    input id=(id) name=(path) value=(value) inputmode=[(kind == ScalarKind::Money).then_some("decimal")];
                } @else {
                    select id=(id) name=(path) { (self.options(&all, &value)) }
                }
                input type="hidden" name=(format_args!("{WAS}{path}")) value=(value);
                @if let Some(understood) = self.understood(kind, &value) { p.echo.small { (understood) } }
            }
        }
    }

    /// The sum of the amounts that can be read; none of a table that has no amounts.
    fn sum(&self, table: &FieldInfo) -> Option<Decimal> {
        let column = money_column(table)?;
        let amounts = (0..self.values.lines(&table.path)).filter_map(|at| {
            parse_amount(&self.values.scalar(&format!("{}[{at}].{}", table.path, column.field.key))).ok()
        });
        amounts.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)
    }

    /// The difference between the two tables of amounts.
    pub(super) fn totals(&self) -> Markup {
        let tables = format::fields().iter().filter(|info| matches!(info.field.kind, Kind::Records(_)));
        let sums: Vec<Decimal> = tables.filter_map(|table| self.sum(table)).collect();
        let [one, other] = sums[..] else { return html! {} };
        let difference = one.checked_sub(other).unwrap_or_default();
        html! {
            p.totals role="status" aria-label=(words::totals(self.lang)) {
                @if difference.is_zero() { (words::balanced(self.lang)) } @else {
                    (words::difference(amount(difference.abs(), self.lang), self.lang))
                }
            }
        }
    }
}

pub(super) fn is_money_table(question: &Question<'_>) -> bool {
    money_column(question.field).is_some()
}
