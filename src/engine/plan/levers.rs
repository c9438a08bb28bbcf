//! The levers of one dossier: which of its amounts and days a plan may change, and the lines that it may add.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use super::super::facts::Facts;
use super::super::value::Scalar;
use super::problem::{Lever, Unit};
use crate::dossier::format::{self, FieldId, Kind};
use crate::dossier::{Dossier, FieldEntry, Record, Spanned, Value};
use crate::rules::{LeverSource, NewLines};
use crate::source::Span;

/// 999 999 999 999,99 €, in cents.
const LARGEST_AMOUNT: i128 = 99_999_999_999_999;
const LAST_DAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(9999, 12, 31);

/// Where a lever stands in the dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Site {
    Field(FieldId),
    /// The position of the line among those of its table.
    Line {
        table: FieldId,
        line: usize,
        column: usize,
    },
    /// The kind of the line, among those that may be added.
    New {
        kind: usize,
    },
}

/// A line that is not there yet: as it would be with an amount of nothing.
#[derive(Debug)]
pub(super) struct NewLine<'a> {
    pub lever: usize,
    pub record: Record<'a>,
}

#[derive(Debug)]
pub(super) struct Levers<'a> {
    pub all: Vec<Lever>,
    pub sites: Vec<Site>,
    /// Whether nothing stands there until the lever moves.
    pub absent: Vec<bool>,
    pub new_lines: Vec<NewLine<'a>>,
    /// Where [`Self::new_lines`] would stand, and the column of their amounts.
    pub new_table: Option<(FieldId, usize)>,
    /// The first lever of each column of amounts, and how many there are.
    pub columns: Vec<(FieldId, usize, Vec<Option<usize>>)>,
}

impl<'a> Levers<'a> {
    pub(super) fn of(facts: &Facts<'a>) -> Self {
        let mut levers = Self {
            all: Vec::new(),
            sites: Vec::new(),
            absent: Vec::new(),
            new_lines: Vec::new(),
            new_table: None,
            columns: Vec::new(),
        };
        let plan = &facts.campaign().plan;
        for source in &plan.sources {
            match *source {
                LeverSource::Field(field) => levers.field(facts, field, &plan.sections),
                LeverSource::Column { table, column } => levers.column(facts, table, column),
            }
        }
        if let Some(lines) = &plan.new_lines {
            levers.lines(facts, lines);
        }
        levers
    }

    pub(super) fn at(&self, field: FieldId) -> Option<usize> {
        self.sites.iter().position(|site| *site == Site::Field(field))
    }

    /// The levers of a column of amounts, by line; none where it has none.
    pub(super) fn in_column(&self, table: FieldId, column: usize) -> Option<&[Option<usize>]> {
        let found = self.columns.iter().find(|(of, at, _)| (*of, *at) == (table, column));
        found.map(|(_, _, levers)| levers.as_slice())
    }

    fn add(&mut self, site: Site, lever: Lever, absent: bool) -> usize {
        self.all.push(lever);
        self.sites.push(site);
        self.absent.push(absent);
        self.all.len() - 1
    }

    fn field(&mut self, facts: &Facts<'a>, field: FieldId, sections: &[FieldId]) {
        let given = |field: FieldId| facts.dossier().get(field).is_some();
        match facts.dossier().get(field).map(|located| &located.value) {
            Some(Value::Money(amount)) => {
                if let Some(lever) = amount_lever(*amount) {
                    self.add(Site::Field(field), lever, false);
                }
            }
            Some(Value::Date(day)) if *day >= facts.context().date => {
                let lever = Lever {
                    old: day_number(*day),
                    low: day_number(facts.context().date),
                    high: LAST_DAY.map_or(day_number(*day), day_number),
                    unit: Unit::Day,
                    group: 0,
                };
                self.add(Site::Field(field), lever, false);
            }
            None if sections.contains(&field) && sections.iter().any(|other| given(*other)) => {
                self.add(Site::Field(field), FROM_NOTHING, true);
            }
            _ => {}
        }
    }

    fn column(&mut self, facts: &Facts<'a>, table: FieldId, column: usize) {
        let mut levers = Vec::new();
        for (line, record) in facts.lines(table).unwrap_or_default().iter().enumerate() {
            let lever = match record.cells[column].value.as_ref().map(|located| &located.value) {
                Some(Value::Money(amount)) => amount_lever(*amount),
                _ => None,
            };
            levers.push(lever.map(|lever| self.add(Site::Line { table, line, column }, lever, false)));
        }
        self.columns.push((table, column, levers));
    }

    fn lines(&mut self, facts: &Facts<'a>, lines: &'a NewLines) {
        let Some(present) = facts.lines(lines.table) else { return };
        let (column, kinds) = &lines.kind;
        let is_of = |record: &Record<'_>, kind: &str| {
            let cell = record.cells[*column].value.as_ref().map(|located| &located.value);
            matches!(cell, Some(Value::Text(text)) if text == kind)
        };
        self.new_table = Some((lines.table, lines.amount));
        for (kind, word) in kinds.iter().enumerate() {
            if !present.iter().any(|record| facts.keeps(&lines.among, record) && is_of(record, word)) {
                let lever = self.add(Site::New { kind }, FROM_NOTHING, true);
                self.new_lines.push(NewLine { lever, record: new_record(lines, word) });
            }
        }
    }

    pub(super) fn value(&self, lever: usize, new: i128) -> Option<Scalar<'static>> {
        match self.all[lever].unit {
            Unit::Amount => Some(Scalar::Money(Decimal::try_from_i128_with_scale(new, 2).ok()?)),
            Unit::Day => NaiveDate::from_num_days_from_ce_opt(i32::try_from(new).ok()?).map(Scalar::Date),
        }
    }

    /// The dossier with the moves made.
    pub(super) fn applied(&self, dossier: &Dossier<'a>, moves: &[(usize, i128)]) -> Option<Dossier<'a>> {
        let mut changed = dossier.clone();
        for &(lever, new) in moves {
            let value = match self.value(lever, new)? {
                Scalar::Money(amount) => Value::Money(amount),
                Scalar::Date(day) => Value::Date(day),
                _ => return None,
            };
            match self.sites[lever] {
                Site::Field(field) => {
                    let span = changed.place(field);
                    changed.fields[field.index()].value = Some(Spanned { value, span });
                }
                Site::Line { table, line, column } => {
                    let record = records(&mut changed, table)?.get_mut(line)?;
                    record.cells[column].value.as_mut()?.value = value;
                }
                Site::New { .. } => {
                    let (table, amount) = self.new_table?;
                    let new = self.new_lines.iter().find(|new| new.lever == lever)?;
                    let lines = records(&mut changed, table)?;
                    let index = lines.last().map_or(0, |last| last.index + 1);
                    let mut record = Record { index, ..new.record.clone() };
                    record.cells[amount].value.as_mut()?.value = value;
                    lines.push(record);
                }
            }
        }
        Some(changed)
    }
}

fn records<'d, 'a>(dossier: &'d mut Dossier<'a>, table: FieldId) -> Option<&'d mut Vec<Record<'a>>> {
    match &mut dossier.fields[table.index()].value.as_mut()?.value {
        Value::Records(lines) => Some(lines),
        _ => None,
    }
}

const FROM_NOTHING: Lever = Lever { old: 0, low: 0, high: LARGEST_AMOUNT, unit: Unit::Amount, group: 0 };

fn amount_lever(amount: Decimal) -> Option<Lever> {
    let cents = amount.checked_mul(Decimal::ONE_HUNDRED)?.normalize();
    (cents.scale() == 0).then(|| Lever { old: cents.mantissa(), ..FROM_NOTHING })
}

pub(super) fn day_number(day: NaiveDate) -> i128 {
    day.num_days_from_ce().into()
}

fn new_record<'a>(lines: &'a NewLines, kind: &'a str) -> Record<'a> {
    let columns = match &format::field_info(lines.table).field.kind {
        Kind::Records(columns) => columns.len(),
        _ => 0,
    };
    let mut cells = vec![FieldEntry::default(); columns];
    let here = |value: Value<'a>| Some(Spanned { value, span: Span::default() });
    let texts = lines.cells.iter().map(|(column, text)| (*column, text.as_str()));
    for (column, text) in texts.chain([(lines.kind.0, kind)]) {
        cells[column].value = here(Value::Text(Cow::Borrowed(text)));
    }
    cells[lines.amount].value = here(Value::Money(Decimal::ZERO));
    Record { index: 0, span: Span::default(), cells }
}
