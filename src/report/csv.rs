//! CSV: a row for each dossier, as a French spreadsheet opens it, or after RFC 4180.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};
use rust_decimal::Decimal;

use super::compose::Needs;
use super::model::{Cell, DossierReport, Header};
use super::render::Render;
use super::table::{self, neutral};
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

pub(super) struct Csv {
    lang: Lang,
    dialect: Dialect,
    columns: usize,
}

impl Csv {
    pub(super) fn new(lang: Lang, dialect: Dialect) -> Self {
        Self { lang, dialect, columns: 0 }
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
            Cell::Number(number) => self.number(number.normalize()),
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
        self.columns = header.columns.len();
        if self.dialect == Dialect::Excel {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let head = table::head(&header.columns, self.lang);
        self.write(out, head.into_iter().map(|(name, _)| neutral(name)))
    }

    fn dossier(&mut self, out: &mut dyn Write, report: &DossierReport, _: Option<&SourceFile>) -> io::Result<()> {
        let row = table::row(report, self.columns, self.lang);
        self.write(out, row.iter().map(|cell| self.cell(cell)))
    }
}
