//! The workbook that a budget is filled in, and imported from.

use std::io::{self, Write};

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Format, FormatAlign, FormatBorder, Formula, Workbook,
    Worksheet, XlsxError,
};

use super::xlsx::container::Container;
use super::xlsx::{failed, guarded};
use crate::dossier::format::Side;
use crate::import::{FormLine, Words, kinds};
use crate::messages::import as words;
use crate::rules::Campaign;
use crate::spreadsheet::column_letters;
use crate::text::Lang;

/// Rows below the title, for the columns' names.
const HEAD: u32 = 3;
const FUNDER_ROWS: usize = 15;
/// Rows without label that each account with details ends with.
const FREE_ROWS: usize = 2;

/// The columns of a side.
#[derive(Clone, Copy)]
struct Columns {
    account: u16,
    label: u16,
    kind: Option<u16>,
    amount: u16,
}

const CHARGES: Columns = Columns { account: 0, label: 1, kind: None, amount: 2 };
const PRODUITS: Columns = Columns { account: 4, label: 5, kind: Some(6), amount: 7 };

struct Formats {
    title: Format,
    head: Format,
    text: Format,
    strong: Format,
    money: Format,
    /// Of sums.
    sum: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = || Format::new().set_border(FormatBorder::Thin).set_unlocked();
        let money = || cell().set_num_format("#,##0.00\\ \"€\"");
        Self {
            title: Format::new().set_bold().set_font_size(14),
            head: cell()
                .set_bold()
                .set_background_color(0x1F_3A_5F)
                .set_font_color(0xFF_FF_FF)
                .set_align(FormatAlign::Center),
            text: cell().set_text_wrap(),
            strong: cell().set_bold(),
            money: money(),
            sum: money().set_bold().set_background_color(0xEE_F2_F7),
        }
    }
}

pub(crate) fn write(out: &mut dyn Write, form: &Words, campaign: Option<&Campaign>, lang: Lang) -> io::Result<()> {
    let mut container = Container::new()?;
    guarded(io::ErrorKind::StorageFull, || {
        let mut book = workbook(form, campaign, lang).map_err(failed)?;
        book.save_to_writer(&mut container).map_err(failed)
    })?;
    container.copy_to(out)
}

/// Names of sheets, columns and totals are those that are looked for when it is read: French in any language.
fn workbook(form: &Words, campaign: Option<&Campaign>, lang: Lang) -> Result<Workbook, XlsxError> {
    let formats = Formats::new();
    let mut book = Workbook::new();
    let labels: Vec<&str> = kinds().iter().map(|kind| label_of(campaign, kind)).collect();
    let mut sheet = Worksheet::new();
    // What opens it computes the sums.
    sheet.set_name(words::template_sheet(Lang::Fr))?.set_formula_result_default("");
    sheet.write_string_with_format(0, 0, words::template_title(lang), &formats.title)?;
    sheet.write_string(1, 0, words::template_how(lang))?;
    let last = u32::try_from(labels.len()).unwrap_or_default();
    let list = format!("={}!$A$1:$A${last}", words::template_kinds(Lang::Fr));
    let ends = [(Side::Charges, CHARGES), (Side::Produits, PRODUITS)].map(|(side, columns)| {
        let mut page = Page { sheet: &mut sheet, formats: &formats, columns, row: HEAD + 1, list: &list, lang };
        page.side(form, campaign, side)
    });
    let [charges, produits] = ends;
    let (charges, produits) = (charges?, produits?);
    let row = charges.max(produits) + 2;
    sheet.write_string_with_format(row, CHARGES.label, words::template_difference(Lang::Fr), &formats.strong)?;
    let difference = format!("={}-{}", cell(charges, CHARGES.amount), cell(produits, PRODUITS.amount));
    sheet.write_formula_with_format(row, CHARGES.amount, &*difference, &formats.sum)?;
    for (column, width) in [(0, 8.0), (1, 42.0), (2, 15.0), (3, 3.0), (4, 8.0), (5, 42.0), (6, 30.0), (7, 15.0)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(HEAD + 1, 0)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    let mut list = Worksheet::new();
    list.set_name(words::template_kinds(Lang::Fr))?.set_column_width(0, 42)?;
    for (row, label) in (0..).zip(labels) {
        list.write_string(row, 0, label)?;
    }
    book.push_worksheet(sheet);
    book.push_worksheet(list);
    Ok(book)
}

fn label_of<'l>(campaign: Option<&'l Campaign>, kind: &'l str) -> &'l str {
    campaign.map_or(kind, |campaign| campaign.label(kind, Lang::Fr))
}

fn cell(row: u32, column: u16) -> String {
    format!("{}{}", column_letters(column.into()), row + 1)
}

/// One side of the sheet, as far as it is written.
struct Page<'p> {
    sheet: &'p mut Worksheet,
    formats: &'p Formats,
    columns: Columns,
    row: u32,
    /// Where the kinds of funders stand.
    list: &'p str,
    lang: Lang,
}

impl Page<'_> {
    /// The row of its total.
    fn side(&mut self, form: &Words, campaign: Option<&Campaign>, side: Side) -> Result<u32, XlsxError> {
        self.heads(side)?;
        let voluntary = side.accounts().1;
        let own = |line: &&FormLine| line.side == side && !line.detail;
        let mut sums = Vec::new();
        for account in form.form.iter().filter(own).filter(|line| line.account != voluntary) {
            sums.push(self.account(form, campaign, account)?);
        }
        let total = self.total(words::template_total(side, Lang::Fr), &sums)?;
        sums = vec![total];
        for account in form.form.iter().filter(own).filter(|line| line.account == voluntary) {
            sums.push(self.account(form, campaign, account)?);
        }
        self.total(words::template_grand_total(Lang::Fr), &sums)
    }

    fn heads(&mut self, side: Side) -> Result<(), XlsxError> {
        let Columns { account, label, kind, amount } = self.columns;
        let head = &self.formats.head;
        self.sheet.write_string_with_format(HEAD, account, words::template_account(Lang::Fr), head)?;
        self.sheet.write_string_with_format(HEAD, label, words::side(side, Lang::Fr), head)?;
        self.sheet.write_string_with_format(HEAD, amount, words::template_amount(Lang::Fr), head)?;
        if let Some(kind) = kind {
            self.sheet.write_string_with_format(HEAD, kind, words::template_kind(Lang::Fr), head)?;
        }
        Ok(())
    }

    /// An account with its details, and its row.
    fn account(&mut self, form: &Words, campaign: Option<&Campaign>, line: &FormLine) -> Result<u32, XlsxError> {
        let details: Vec<&FormLine> =
            form.form.iter().filter(|other| other.account == line.account && other.detail).collect();
        let is_of_funders = line.side == Side::Produits && line.kind.is_none();
        let free = match () {
            () if is_of_funders => FUNDER_ROWS,
            () if details.is_empty() => 0,
            () => FREE_ROWS,
        };
        let (at, amount) = (self.row, self.columns.amount);
        let rows = u32::try_from(details.len() + free).unwrap_or_default();
        self.line(line.account, &line.label, true)?;
        if rows == 0 {
            self.input(at, label_for(campaign, line.kind))?;
            return Ok(at);
        }
        let sum = format!("=SUM({}:{})", cell(at + 1, amount), cell(at + rows, amount));
        self.sheet.write_formula_with_format(at, amount, Formula::new(sum), &self.formats.sum)?;
        if let Some(kind) = self.columns.kind {
            self.sheet.write_blank(at, kind, &self.formats.text)?;
        }
        for detail in details {
            self.line(line.account, &detail.label, false)?;
            self.input(self.row - 1, label_for(campaign, detail.kind.or(line.kind)))?;
        }
        for _ in 0..free {
            self.line(line.account, "", false)?;
            self.input(self.row - 1, label_for(campaign, line.kind))?;
        }
        Ok(at)
    }

    fn line(&mut self, account: u8, label: &str, strong: bool) -> Result<(), XlsxError> {
        let format = if strong { &self.formats.strong } else { &self.formats.text };
        self.sheet.write_number_with_format(self.row, self.columns.account, account, format)?;
        match label {
            "" => self.sheet.write_blank(self.row, self.columns.label, format)?,
            label => self.sheet.write_string_with_format(self.row, self.columns.label, label, format)?,
        };
        self.row += 1;
        Ok(())
    }

    /// The cells of a row that are filled in.
    fn input(&mut self, row: u32, kind: Option<&str>) -> Result<(), XlsxError> {
        let amount = self.columns.amount;
        self.sheet.write_blank(row, amount, &self.formats.money)?;
        let positive = DataValidation::new()
            .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
            .set_error_title(words::template_wrong_amount_title(self.lang))?
            .set_error_message(words::template_wrong_amount(self.lang))?;
        self.sheet.add_data_validation(row, amount, row, amount, &positive)?;
        let Some(column) = self.columns.kind else { return Ok(()) };
        match kind {
            Some(kind) => self.sheet.write_string_with_format(row, column, kind, &self.formats.text)?,
            None => self.sheet.write_blank(row, column, &self.formats.text)?,
        };
        let listed = DataValidation::new()
            .allow_list_formula(Formula::new(self.list))
            .set_error_style(DataValidationErrorStyle::Stop)
            .set_error_title(words::template_wrong_kind_title(self.lang))?
            .set_error_message(words::template_wrong_kind(self.lang))?;
        self.sheet.add_data_validation(row, column, row, column, &listed)?;
        Ok(())
    }

    fn total(&mut self, label: &str, rows: &[u32]) -> Result<u32, XlsxError> {
        let at = self.row;
        let sum = rows.iter().map(|row| cell(*row, self.columns.amount)).collect::<Vec<_>>().join("+");
        self.sheet.write_string_with_format(at, self.columns.label, label, &self.formats.strong)?;
        self.sheet.write_formula_with_format(
            at,
            self.columns.amount,
            Formula::new(format!("={sum}")),
            &self.formats.sum,
        )?;
        self.row += 1;
        Ok(at)
    }
}

fn label_for<'l>(campaign: Option<&'l Campaign>, kind: Option<&'l str>) -> Option<&'l str> {
    kind.map(|kind| label_of(campaign, kind))
}

#[cfg(test)]
#[path = "../../tests/internal/import/template.rs"]
mod tests;
