//! CSV: one of the tables of offices, as a French spreadsheet opens it, or after RFC 4180.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};
use rust_decimal::Decimal;

use super::compose::Needs;
use super::findings_table;
use super::model::{Cell, Column, DossierReport, Header};
use super::place::Paths;
use super::render::{End, Render};
use super::table::{self, neutral};
use super::to_do_table;
use super::totals_table;
use crate::messages::labels;
use crate::source::SourceFile;
use crate::text::{Lang, string_enum};

string_enum! {
    pub(crate) enum Dialect {
        /// Semicolons, decimal commas, days as `20/11/2014` and a byte order mark: what a French Excel opens.
        Excel = "excel",
        /// Commas, decimal points, ISO days, no mark: RFC 4180.
        Rfc4180 = "rfc4180",
    }
}

string_enum! {
    /// The tables, each with the name of its sheet in a workbook.
    pub(crate) enum CsvTable {
        Dossiers = "dossiers",
        Findings = "constats",
        Totals = "totaux",
        ToDo = "a-faire",
    }
}

pub(super) struct Csv {
    lang: Lang,
    dialect: Dialect,
    table: CsvTable,
    columns: Vec<Column>,
    paths: Paths,
}

impl Csv {
    pub(super) fn new(lang: Lang, dialect: Dialect, table: CsvTable) -> Self {
        Self { lang, dialect, table, columns: Vec::new(), paths: Paths::new() }
    }

    fn write<'a>(&self, out: &mut dyn Write, record: impl Iterator<Item = Cow<'a, str>>) -> io::Result<()> {
        let delimiter = if self.dialect == Dialect::Excel { b';' } else { b',' };
        let mut writer = WriterBuilder::new().delimiter(delimiter).terminator(Terminator::CRLF).from_writer(out);
        for field in record {
            writer.write_field(field.as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
        writer.flush()
    }

    fn row(&self, out: &mut dyn Write, row: &[Cell]) -> io::Result<()> {
        self.write(out, row.iter().map(|cell| self.cell(cell)))
    }

    fn cell<'a>(&self, cell: &'a Cell) -> Cow<'a, str> {
        match cell {
            Cell::Empty => Cow::Borrowed(""),
            Cell::Text(text) => neutral(text),
            Cell::Money(amount) => {
                let mut cents = *amount;
                cents.rescale(2);
                self.number(cents)
            }
            Cell::Share { part, whole } => self.number(table::share(*part, *whole).normalize()),
            Cell::Ratio(number) | Cell::Number(number) => self.number(number.normalize()),
            Cell::Date(day) => {
                let form = if self.dialect == Dialect::Excel { "%d/%m/%Y" } else { "%Y-%m-%d" };
                Cow::Owned(day.format(form).to_string())
            }
        }
    }

    fn number(&self, value: Decimal) -> Cow<'static, str> {
        let text = value.to_string();
        Cow::Owned(if self.dialect == Dialect::Excel { text.replace('.', ",") } else { text })
    }
}

impl Render for Csv {
    fn needs(_: bool) -> Needs {
        Needs { cells: true, ..Needs::default() }
    }

    fn begin(&mut self, out: &mut dyn Write, header: &Header) -> io::Result<()> {
        self.columns.clone_from(&header.columns);
        if self.dialect == Dialect::Excel {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let lang = self.lang;
        let head: Vec<String> = match self.table {
            CsvTable::Dossiers => table::head(&self.columns, lang).into_iter().map(|head| head.name).collect(),
            CsvTable::Findings => findings_table::COLUMNS.iter().map(|(name, _)| name(lang).to_owned()).collect(),
            CsvTable::ToDo => to_do_table::COLUMNS.iter().map(|(name, _)| name(lang).to_owned()).collect(),
            CsvTable::Totals => {
                let names = [labels::breakdown(lang), labels::of_breakdown(lang)].map(str::to_owned);
                names.into_iter().chain(totals_table::head(&self.columns, lang)).collect()
            }
        };
        self.write(out, head.iter().map(|name| neutral(name)))
    }

    fn dossier(&mut self, out: &mut dyn Write, report: &DossierReport, _: Option<&SourceFile>) -> io::Result<()> {
        match self.table {
            CsvTable::Dossiers => self.row(out, &table::row(report, &self.columns, self.lang)),
            CsvTable::Findings => {
                let rows = findings_table::rows(report, &self.paths, self.lang);
                rows.iter().try_for_each(|row| self.row(out, row))
            }
            CsvTable::ToDo => {
                let rows = to_do_table::rows(report, &self.paths, self.lang);
                rows.iter().try_for_each(|row| self.row(out, row))
            }
            CsvTable::Totals => Ok(()),
        }
    }

    fn end(&mut self, out: &mut dyn Write, end: &End<'_>) -> io::Result<()> {
        if self.table != CsvTable::Totals {
            return Ok(());
        }
        for (title, rows) in totals_table::parts(&self.columns, end, self.lang) {
            for (name, total) in rows {
                let mut row = [&title, &name].map(|text| Cell::Text(table::text(text))).to_vec();
                row.extend(totals_table::cells(total, &self.columns));
                self.row(out, &row)?;
            }
        }
        Ok(())
    }
}
