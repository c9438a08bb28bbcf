//! How a workbook's sheets look, on the screen and on paper, and how cells are written.

use chrono::{Datelike, NaiveDate};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use crate::engine::Verdict;
use crate::report::model::Cell;
use crate::report::table::{self, Head, neutral};

/// Decimals of a ratio that every spreadsheet shows as they are.
const RATIO_DECIMALS: u32 = 15;

#[derive(Debug)]
pub(super) struct Formats {
    pub(super) head: Format,
    text: Format,
    wrapped: Format,
    money: Format,
    share: Format,
    ratio: Format,
    number: Format,
    date: Format,
    pub(super) strong: Format,
}

impl Formats {
    pub(super) fn new() -> Self {
        let cell = || font().set_align(FormatAlign::Top);
        Self {
            head: font()
                .set_bold()
                .set_font_size(9)
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(0x1F_3A_5F))
                .set_border_bottom(FormatBorder::Thin)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            text: cell(),
            wrapped: cell().set_text_wrap(),
            money: cell().set_num_format("#,##0.00\\ \"€\""),
            share: cell().set_num_format("0.00%"),
            ratio: cell().set_num_format("0.0##############"),
            number: cell().set_num_format("0").set_align(FormatAlign::Center),
            date: cell().set_num_format("dd/mm/yyyy").set_align(FormatAlign::Center),
            strong: font().set_bold().set_font_size(13),
        }
    }

    /// A text in a verdict's colours.
    pub(super) fn verdict(&self, verdict: Verdict) -> Format {
        let (ground, letters) = colors(verdict);
        self.wrapped.clone().set_background_color(ground).set_font_color(letters)
    }
}

/// What every cell is written in: programs without Arial have a font of the same widths.
pub(super) fn font() -> Format {
    Format::new().set_font_name("Arial").set_font_size(10)
}

/// A verdict's colours: the cell, the letters.
fn colors(verdict: Verdict) -> (u32, u32) {
    match verdict {
        Verdict::Eligible => (0xC6_EF_CE, 0x00_61_00),
        Verdict::EligibleWithReservations => (0xFF_EB_9C, 0x7F_60_00),
        Verdict::Incomplete => (0xFC_E4_D6, 0x97_47_06),
        Verdict::Inconsistent => (0xE4_DF_EC, 0x5F_2D_91),
        Verdict::Ineligible => (0xFF_C7_CE, 0x9C_00_06),
        Verdict::Unreadable => (0xD9_D9_D9, 0x40_40_40),
    }
}

/// Names and sets the columns of a list whose head and first column stay in sight, on the screen and on paper.
pub(super) fn list(sheet: &mut Worksheet, head: &[Head], formats: &Formats) -> Result<(), XlsxError> {
    for (at, Head { name, width }) in (0..).zip(head) {
        sheet.write_string_with_format(0, at, &*neutral(name), &formats.head)?;
        sheet.set_column_width(at, *width)?;
    }
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_repeat_columns(0, 0)?;
    Ok(())
}

/// A4 across, one page wide, with the sheet's name and the page's number at the foot.
pub(super) fn paper(sheet: &mut Worksheet) {
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.25, 0.25, 0.3, 0.5, 0.2, 0.25);
    sheet.set_footer("&L&A&R&P / &N");
}

pub(super) fn row(sheet: &mut Worksheet, at: u32, cells: &[Cell], formats: &Formats) -> Result<(), XlsxError> {
    (0..).zip(cells).try_for_each(|(column, cell)| write(sheet, at, column, cell, formats, Some(&formats.wrapped)))
}

/// Writes a cell; a text in a format of its own, where there is one.
pub(super) fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    formats: &Formats,
    special: Option<&Format>,
) -> Result<(), XlsxError> {
    let number = |value: Decimal| value.to_f64().unwrap_or_default();
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) => {
            sheet.write_string_with_format(row, column, &*neutral(text), special.unwrap_or(&formats.text))?
        }
        Cell::Money(amount) => sheet.write_number_with_format(row, column, number(*amount), &formats.money)?,
        // It has no more decimals than are shown: nothing is left to be rounded up.
        Cell::Share { part, whole } => {
            sheet.write_number_with_format(row, column, number(table::share(*part, *whole)), &formats.share)?
        }
        Cell::Ratio(value) => {
            let value = value.round_dp_with_strategy(RATIO_DECIMALS, RoundingStrategy::ToZero);
            sheet.write_number_with_format(row, column, number(value), &formats.ratio)?
        }
        Cell::Number(value) => sheet.write_number_with_format(row, column, number(*value), &formats.number)?,
        Cell::Date(day) => match excel_day(*day) {
            Some(day) => sheet.write_datetime_with_format(row, column, &day, &formats.date)?,
            // A day before the spreadsheet's own calendar.
            None => sheet.write_string_with_format(row, column, day.to_string(), &formats.text)?,
        },
    };
    Ok(())
}

pub(super) fn excel_day(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok().filter(|year| *year >= 1900)?;
    ExcelDateTime::from_ymd(year, u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?).ok()
}
