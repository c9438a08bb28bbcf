//! What has changed since a former report: reports compared with it, and the changes in words.

use std::path::Path;

use rust_decimal::Decimal;

use super::model::{Cell, Column, ColumnKind, DossierReport, Header, OverlayRef, RuleSetRef, SCHEMA_VERSION};
use super::place::Paths;
use super::table;
use crate::batch::{AmountChange, Basis, Change, ChangeKind, Changes, Comparison, FormerError, SinceFormer, Used};
use crate::messages::words::semicolon;
use crate::messages::{labels, since as words};
use crate::text::{Lang, long_date, percentage, visible};

/// A run compared with a former report.
#[derive(Debug)]
pub(crate) struct Since {
    paths: Paths,
    comparison: Comparison,
}

impl Since {
    /// Reads the former report.
    pub(crate) fn read(path: &Path) -> Result<Self, FormerError> {
        let paths = Paths::new();
        let comparison = Comparison::read(path, SCHEMA_VERSION, |path| paths.show(path))?;
        Ok(Self { paths, comparison })
    }

    /// Takes the next dossier, in input order.
    pub(crate) fn add(&mut self, report: &DossierReport) {
        let amounts = report.amounts.iter();
        let amounts = amounts.map(|(fact, now)| AmountChange { fact: fact.clone(), before: None, now: *now });
        let now = Change {
            path: report.path.clone(),
            applicant: report.applicant.clone(),
            title: report.title.clone(),
            now: Some(report.verdict),
            amounts: amounts.collect(),
            ..Change::default()
        };
        self.comparison.add(&self.paths.show(&report.path), report.duplicate_key.as_deref(), now);
    }

    /// What has changed, when all dossiers are known.
    pub(crate) fn finish(self, header: &Header, is_complete: bool) -> SinceFormer {
        let used = |id: &str, sha256: &str| Used { id: id.to_owned(), sha256: sha256.to_owned() };
        let sets = header.rule_sets.iter().map(|RuleSetRef { id, sha256, .. }| used(id, sha256));
        let overlays = header.overlays.iter().map(|OverlayRef { id, sha256, .. }| used(id, sha256));
        let basis = Basis {
            evaluated_on: Some(header.evaluated_on),
            rule_sets: Some(sets.collect()),
            overlays: Some(overlays.collect()),
            register: header.register.clone().into(),
        };
        self.comparison.finish(&basis, is_complete)
    }
}

impl SinceFormer {
    pub(in crate::report) fn title(&self, lang: Lang) -> String {
        self.evaluated_on
            .map_or_else(|| words::since(lang).to_owned(), |day| words::since_day(long_date(day, lang), lang))
    }

    /// By what else the reports differ, and that nothing has changed where nothing has.
    pub(in crate::report) fn notes(&self, header: &Header, lang: Lang) -> Vec<String> {
        let other_day = self.evaluated_on.filter(|day| *day != header.evaluated_on);
        let other_day =
            other_day.map(|day| words::other_day(long_date(day, lang), long_date(header.evaluated_on, lang), lang));
        let ids: Vec<_> = self.rules.iter().map(|id| visible(id)).collect();
        let rules = (!ids.is_empty()).then(|| words::other_rules(ids.join(", "), lang));
        let register = words::register(self.register, lang).map(str::to_owned);
        let flags = [
            (self.headless, words::headless as fn(Lang) -> &'static str),
            (self.without_amounts, words::without_amounts),
            (self.incomplete, words::incomplete),
            (self.changes().next().is_none(), words::nothing),
        ];
        let flags = flags.into_iter().filter(|(is_so, _)| *is_so).map(|(_, note)| note(lang).to_owned());
        other_day.into_iter().chain(rules).chain(register).chain(flags).collect()
    }

    /// The kinds of changes that there are.
    pub(in crate::report) fn changes(&self) -> impl Iterator<Item = (ChangeKind, &Changes)> {
        ChangeKind::ALL.into_iter().zip(&self.changes).filter(|(_, changes)| changes.count > 0)
    }
}

impl Change {
    /// The applicant and the project, as far as they are known.
    pub(in crate::report) fn names(&self) -> String {
        let names = [&self.applicant, &self.title].into_iter().flatten();
        names.map(|name| visible(name).into_owned()).collect::<Vec<_>>().join(", ")
    }

    /// What is another than before.
    pub(in crate::report) fn details(&self, kind: ChangeKind, columns: &[Column], lang: Lang) -> String {
        let verdict = |verdict| labels::verdict(verdict, lang);
        match kind {
            ChangeKind::NewlyEligible | ChangeKind::NewlyFailing | ChangeKind::OtherVerdict => {
                let [before, now] = [self.before, self.now].map(|one| one.map(verdict).unwrap_or_default());
                words::from_to(before, now, lang)
            }
            ChangeKind::Come => self.now.map(verdict).unwrap_or_default().to_owned(),
            ChangeKind::Gone => self.before.map(verdict).unwrap_or_default().to_owned(),
            ChangeKind::Renamed => words::formerly(visible(self.former_path.as_deref().unwrap_or_default()), lang),
            ChangeKind::Amounts => {
                let told = self.amounts(columns).map(|(column, amount)| {
                    let [before, now] = shown(column, amount, lang);
                    format!("{}{} {}", visible(&column.head), labels::colon(lang), words::from_to(before, now, lang))
                });
                told.collect::<Vec<_>>().join(semicolon(lang))
            }
        }
    }

    /// The amounts that have changed, each with its column.
    pub(in crate::report) fn amounts<'c>(
        &'c self,
        columns: &'c [Column],
    ) -> impl Iterator<Item = (&'c Column, &'c AmountChange)> {
        let of = |column: &Column| self.amounts.iter().find(|amount| amount.fact == column.fact);
        columns.iter().filter_map(move |column| Some((column, of(column)?)))
    }
}

/// Both values; shares with as many decimals as it takes to tell them apart.
fn shown(column: &Column, amount: &AmountChange, lang: Lang) -> [String; 2] {
    let values = [amount.before, amount.now];
    let brief = values.map(|value| match value {
        Some(value) => table::show(&cell(column, value), lang),
        None => labels::not_given(lang).to_owned(),
    });
    if brief[0] != brief[1] {
        return brief;
    }
    let percent = |value: Decimal| value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default();
    values.map(|value| percentage(percent(value.unwrap_or_default()), lang))
}

/// A value as tables hold it.
pub(in crate::report) fn cell(column: &Column, value: Decimal) -> Cell {
    match column.kind {
        ColumnKind::Share => Cell::Share { part: value, whole: Decimal::ONE },
        ColumnKind::Money => Cell::Money(value),
        ColumnKind::Text | ColumnKind::Number | ColumnKind::Date => Cell::Number(value),
    }
}
