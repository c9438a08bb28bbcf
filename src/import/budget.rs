//! A table's cells as the lines of a dossier's budget; each cell is accounted for.

use super::columns::{Block, blocks};
use super::model::{BudgetLine, CellUse, Doubt, Guess, Import, Purpose, Total};
use super::rows::{Nature, Row, rows};
use super::seen::{Account, year};
use super::sums::{Counts, Sums, sums};
use super::words::{Sense, Words};
use crate::dossier::format::Side;
use crate::spreadsheet::{Cell, CellName, Limits, Sheet, TableFault, Value};

/// Of a table's file; budgets take some ten kilobytes.
pub(crate) const LIMITS: Limits =
    Limits { bytes: 8 * 1024 * 1024, unpacked: 24 * 1024 * 1024, cells: 100_000, cells_with_empty: 1_000_000 };

/// Far more than a budget has.
const MAX_ROWS: usize = 1_024;

#[derive(Debug, Default)]
struct Reading {
    import: Import,
}

/// Understands a table; of several sheets the one that is named, or the likeliest.
pub(crate) fn understand(
    sheets: &[Sheet],
    words: &Words,
    campaign: Option<i64>,
    wanted: Option<&str>,
) -> Result<Import, TableFault> {
    let mut readings: Vec<Option<Import>> = Vec::new();
    for sheet in sheets {
        let is_wanted = wanted.map_or(!sheet.hidden, |wanted| sheet.name.as_deref() == Some(wanted));
        readings.push(if is_wanted { Some(of_sheet(sheet, words, campaign)?) } else { None });
    }
    let holds = |reading: &Option<Import>| reading.as_ref().is_some_and(|reading| !reading.lines.is_empty());
    let with_lines: Vec<usize> = (0..sheets.len()).filter(|at| readings.get(*at).is_some_and(&holds)).collect();
    let (chosen, is_sure) = chosen(sheets, &readings, &with_lines, campaign);
    let mut import = Import::default();
    for (at, (sheet, reading)) in sheets.iter().zip(readings).enumerate() {
        match reading {
            Some(reading) if chosen.contains(&at) => import.add(reading),
            Some(_) if with_lines.contains(&at) => import.leave(sheet, Purpose::OtherSheet),
            Some(_) => import.leave(sheet, Purpose::Outside),
            None if sheet.hidden => import.leave(sheet, Purpose::HiddenSheet),
            None => import.leave(sheet, Purpose::OtherSheet),
        }
    }
    if chosen.len() < with_lines.len() && !is_sure {
        let name = |at: &usize| sheets.get(*at).and_then(|sheet| sheet.name.clone()).unwrap_or_default();
        let others = with_lines.iter().filter(|at| !chosen.contains(at)).map(name).collect();
        import.doubts.push(Doubt::Sheets { read: chosen.first().map(name).unwrap_or_default(), others });
    }
    if import.lines.is_empty() {
        import.doubts.push(Doubt::Nothing);
    }
    Ok(import)
}

/// The sheets that make up one budget, one or one a side, and whether something tells that it is they.
fn chosen(
    sheets: &[Sheet],
    readings: &[Option<Import>],
    with_lines: &[usize],
    campaign: Option<i64>,
) -> (Vec<usize>, bool) {
    let is_doubtful = |at: &usize| {
        let reading = readings.get(*at).and_then(Option::as_ref);
        let is_read = |reading: &Import| reading.cells.iter().any(|cell| cell.purpose == Purpose::NoAmount);
        reading.is_some_and(|reading| !reading.doubts.is_empty() || is_read(reading))
    };
    if with_lines.is_empty() {
        return ((0..sheets.len()).filter(is_doubtful).collect(), true);
    }
    let sides = |at: &usize| {
        let lines = readings.get(*at).and_then(Option::as_ref).map(|reading| &reading.lines);
        let has = |side| lines.is_some_and(|lines| lines.iter().any(|line| line.side == side));
        (has(Side::Charges), has(Side::Produits))
    };
    if let [one, other] = with_lines
        && matches!((sides(one), sides(other)), ((true, false), (false, true)) | ((false, true), (true, false)))
    {
        return (with_lines.to_vec(), true);
    }
    let names_year = |at: &&usize| {
        let name = sheets.get(**at).and_then(|sheet| sheet.name.as_deref()).unwrap_or_default();
        campaign.is_some_and(|year| name.contains(&year.to_string()))
    };
    let both = |at: &&usize| sides(at) == (true, true);
    let of_year: Vec<usize> = with_lines.iter().filter(names_year).copied().collect();
    if of_year.len() == 1 {
        return (of_year, true);
    }
    let best = with_lines.iter().find(both).or(with_lines.first());
    (best.into_iter().copied().collect(), false)
}

impl Import {
    fn add(&mut self, other: Self) {
        self.lines.extend(other.lines);
        self.totals.extend(other.totals);
        self.cells.extend(other.cells);
        self.doubts.extend(other.doubts);
    }

    fn leave(&mut self, sheet: &Sheet, purpose: Purpose) {
        self.cells.extend((0..sheet.cells.len()).filter_map(|at| cell_use(sheet, at, purpose)));
    }
}

fn cell_use(sheet: &Sheet, at: usize, purpose: Purpose) -> Option<CellUse> {
    let cell = sheet.cells.get(at)?;
    let name = CellName::of(sheet, cell.row, cell.column);
    Some(CellUse { cell: name, text: cell.value.shown(), purpose, merged: cell.merged })
}

fn of_sheet(sheet: &Sheet, words: &Words, campaign: Option<i64>) -> Result<Import, TableFault> {
    let (blocks, first) = blocks(sheet, words, campaign);
    let mut purposes: Vec<Option<Purpose>> = vec![None; sheet.cells.len()];
    let mut reading = Reading::default();
    let mut count = 0;
    for block in &blocks {
        let rows = rows(sheet, block, first, words);
        count += rows.iter().filter(|row| row.amount.is_some()).count();
        if count > MAX_ROWS {
            return Err(TableFault::TooManyCells(MAX_ROWS));
        }
        let sums = sums(&rows, words);
        reading.block(sheet, block, &rows, &sums, words);
        assign(&mut purposes, &rows, &sums);
    }
    for (at, cell) in sheet.cells.iter().enumerate() {
        let Some(purpose) = purposes.get_mut(at).filter(|purpose| purpose.is_none()) else { continue };
        let is_in = |columns: &[u32]| columns.contains(&cell.column) && cell.row >= first;
        *purpose = Some(match () {
            () if blocks.iter().any(|block| is_in(&block.others)) => Purpose::OtherColumn,
            () if blocks.iter().any(|block| is_in(&block.notes)) => Purpose::Note,
            () if cell.row < first && (matches!(cell.value, Value::Text(_)) || year(&cell.value).is_some()) => {
                Purpose::Heading
            }
            () => Purpose::Outside,
        });
    }
    let mut import = reading.import;
    if !import.lines.is_empty() {
        import.doubts.extend(thousands(sheet, words));
        import.doubts.extend(columns_in_doubt(sheet, &blocks, first));
    }
    let uses = purposes.into_iter().enumerate();
    import.cells = uses.filter_map(|(at, purpose)| cell_use(sheet, at, purpose?)).collect();
    Ok(import)
}

fn assign(purposes: &mut [Option<Purpose>], rows: &[Row], sums: &Sums) {
    for (row, counts) in rows.iter().zip(&sums.counts) {
        let purpose = match (&row.nature, counts) {
            (Nature::Line, Counts::Counted) => Purpose::Line,
            (Nature::Line | Nature::Faulty(_), Counts::Subtotal) | (Nature::Total, _) => Purpose::Total,
            (Nature::Line, Counts::Detail | Counts::No) => Purpose::Detail,
            (Nature::Heading, _) => Purpose::Heading,
            (Nature::Balance, _) => Purpose::Balance,
            (Nature::Empty, _) => Purpose::NoAmount,
            (Nature::Zero, _) => Purpose::Zero,
            (Nature::Faulty(_), _) => Purpose::Faulty,
            (Nature::Unlabelled, _) => Purpose::Unlabelled,
        };
        for at in &row.cells {
            if let Some(known) = purposes.get_mut(*at) {
                known.get_or_insert(purpose);
            }
        }
    }
}

/// A cell that says that amounts are in thousands.
fn thousands(sheet: &Sheet, words: &Words) -> Option<Doubt> {
    let says = |cell: &&Cell| matches!(&cell.value, Value::Text(text) if words.has(text, Sense::Thousands));
    let cell = sheet.cells.iter().find(says)?;
    Some(Doubt::Thousands { cell: CellName::of(sheet, cell.row, cell.column), text: cell.value.shown() })
}

fn columns_in_doubt(sheet: &Sheet, blocks: &[Block], first: u32) -> Option<Doubt> {
    let block = blocks.iter().find(|block| block.is_doubtful)?;
    let read = CellName::of(sheet, first, block.amount?);
    Some(Doubt::Columns { read, others: block.others.clone() })
}

impl Reading {
    fn block(&mut self, sheet: &Sheet, block: &Block, rows: &[Row], sums: &Sums, words: &Words) {
        let name = |at: usize| {
            sheet
                .cells
                .get(at)
                .map_or_else(|| CellName::of(sheet, 0, 0), |cell| CellName::of(sheet, cell.row, cell.column))
        };
        let shown = |at: usize| sheet.cells.get(at).map(|cell| cell.value.shown()).unwrap_or_default();
        for (row, counts) in rows.iter().zip(&sums.counts) {
            let cell = name(row.amount_cell.unwrap_or(row.first_cell));
            let text = row.amount_cell.map(shown).unwrap_or_default();
            match (&row.nature, counts) {
                (Nature::Line, Counts::Counted) => self.line(row, cell, block, words),
                (Nature::Faulty(_), Counts::Subtotal) => {}
                (Nature::Faulty(fault), _) => {
                    let label = titled(row);
                    self.import.doubts.push(Doubt::Amount { cell, text, label, fault: fault.clone() });
                }
                // Nothing is missing where the total is that of the lines.
                (Nature::Unlabelled, _) if sums.checks.iter().any(|check| check.covers_side && check.agrees) => {}
                (Nature::Unlabelled, _) => self.import.doubts.push(Doubt::Unlabelled { cell, text }),
                _ => {}
            }
        }
        for check in &sums.checks {
            let Some(row) = rows.get(check.row) else { continue };
            let total = Total {
                cell: name(row.amount_cell.unwrap_or(row.first_cell)),
                label: titled(row),
                side: check.side,
                stated: check.stated.map(|stated| stated.cents),
                computed: check.computed,
                agrees: check.agrees,
                covers_side: check.covers_side,
            };
            if !check.agrees {
                self.import.doubts.push(Doubt::Differs(total.clone()));
            }
            self.import.totals.push(total);
        }
    }

    fn line(&mut self, row: &Row, cell: CellName, block: &Block, words: &Words) {
        let Some(amount) = row.amount else { return };
        let guessed_kind = Words::kind_within(&row.label);
        let side = row.side.or(block.side);
        let (account, account_guess) = account_of(row, side, guessed_kind, words);
        let main = account.as_deref().and_then(|account| account.get(..2)?.parse::<u8>().ok());
        let side = side.or_else(|| super::words::side_of(main?));
        let Some(side) = side else {
            self.import.doubts.push(Doubt::Account { cell, label: titled(row) });
            return;
        };
        let (kind, kind_guess) = match side {
            Side::Charges => (None, None),
            Side::Produits => kind_of(row, main, guessed_kind, words),
        };
        if account.is_none() {
            self.import.doubts.push(Doubt::Account { cell: cell.clone(), label: titled(row) });
        } else if side == Side::Produits && kind.is_none() {
            self.import.doubts.push(Doubt::Kind { cell: cell.clone(), label: titled(row) });
        }
        let form = || main.and_then(|main| words.form_line(main)).map(|line| line.label.clone());
        let label = if row.label.is_empty() { form().unwrap_or_default() } else { row.label.clone() };
        let is_rounded = amount.exact.normalize() != amount.cents.normalize();
        let amount = amount.cents;
        self.import.lines.push(BudgetLine {
            side,
            account,
            kind,
            label,
            amount,
            is_rounded,
            cell,
            account_guess,
            kind_guess,
        });
    }
}

/// A row's account and label, as the table has them.
fn titled(row: &Row) -> String {
    let account = row.account.as_ref().map(|account| account.digits.as_str());
    account.into_iter().chain(Some(row.label.as_str()).filter(|label| !label.is_empty())).collect::<Vec<_>>().join(" ")
}

fn written(account: &Account) -> String {
    account.digits.get(..account.digits.len().min(3)).unwrap_or_default().to_owned()
}

fn account_of(row: &Row, side: Option<Side>, kind: Option<&str>, words: &Words) -> (Option<String>, Option<Guess>) {
    if let Some(account) = &row.within {
        return (Some(written(account)), None);
    }
    let by_words = || Some(Guess::Words(row.label.clone()));
    // Money of a funder that no other account is for stands where the form has funders: in the account without a kind.
    let funders = words.form.iter().find(|line| line.side == Side::Produits && line.kind.is_none());
    let is_usual = |kind: &str| words.form.iter().any(|line| line.kind == Some(kind));
    let may_be_funder = side != Some(Side::Charges);
    if let Some(line) = funders.filter(|_| may_be_funder && kind.is_some_and(|kind| !is_usual(kind))) {
        return (Some(line.account.to_string()), by_words());
    }
    if let Some(account) = words.account_named(&row.label, side).or_else(|| words.account_within(&row.label, side)) {
        return (Some(account.to_string()), by_words());
    }
    match funders.filter(|_| may_be_funder && (kind.is_some() || row.kind.is_some())) {
        Some(line) => (Some(line.account.to_string()), by_words()),
        None => (None, None),
    }
}

fn kind_of(
    row: &Row,
    account: Option<u8>,
    by_label: Option<&'static str>,
    words: &Words,
) -> (Option<&'static str>, Option<Guess>) {
    if let Some(kind) = row.kind.as_deref().and_then(|kind| words.kind_named(kind)) {
        return (Some(kind), None);
    }
    let texts = [row.kind.as_ref(), Some(&row.label), row.group.as_ref()];
    let usual = account.and_then(|account| words.form_line(account)).and_then(|line| line.kind);
    let by_place = || words.kind_of_place(&row.label).map(|kind| (Some(kind), Some(Guess::Words(row.label.clone()))));
    // Words name a funder where the account does not say what the money is.
    if usual.is_none() || by_label.is_some() {
        let found = texts.into_iter().flatten().find_map(|text| Some((Words::kind_within(text)?, text.clone())));
        if let Some((kind, text)) = found {
            let is_said = words.kind_named(&text) == Some(kind);
            return (Some(kind), (!is_said).then_some(Guess::Words(text)));
        }
    }
    if let Some(found) = by_place().filter(|_| usual.is_none()) {
        return found;
    }
    let detail = words.form.iter().find(|line| Some(line.account) == account && line.label == row.label);
    let usual = detail.and_then(|line| line.kind).or(usual);
    (usual, usual.zip(account).map(|(_, account)| Guess::Account(account)))
}

#[cfg(test)]
#[path = "../../tests/internal/import/budget.rs"]
mod tests;
