//! What was read of a spreadsheet, for people and for programs.

use std::collections::BTreeMap;
use std::io::{self, Write};

use rust_decimal::Decimal;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::dossier::format::Side;
use crate::import::{BudgetLine, Guess, Import, Purpose, Total};
use crate::messages::import as words;
use crate::rules::Campaign;
use crate::spreadsheet::CellName;
use crate::text::{Lang, amount, visible};

/// Of a label in the list of lines, in columns.
const LABEL_WIDTH: usize = 60;
/// Rectangles of cells beside each other.
const MAX_BESIDE: usize = 16;

#[derive(Debug, Serialize)]
pub(crate) struct ImportReport {
    pub table: String,
    pub lines: Vec<Line>,
    pub sums: Vec<Sum>,
    pub totals: Vec<StatedTotal>,
    pub doubts: Vec<String>,
    pub cells: Vec<CellEntry>,
    /// The budget as it is written.
    pub yaml: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct Line {
    pub cell: String,
    pub side: &'static str,
    pub poste: Option<String>,
    #[serde(rename = "type")]
    pub kind: Option<&'static str>,
    pub label: String,
    pub amount: String,
    pub guesses: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Sum {
    pub side: &'static str,
    pub amount: String,
    pub without_voluntary_contributions: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct StatedTotal {
    pub cell: String,
    pub label: String,
    pub stated: Option<String>,
    pub computed: String,
    pub agrees: bool,
}

#[derive(Debug, Serialize)]
pub(crate) struct CellEntry {
    pub cell: String,
    pub text: String,
    pub purpose: &'static str,
    pub merged: bool,
}

const SIDES: [Side; 2] = [Side::Charges, Side::Produits];

fn key(side: Side) -> &'static str {
    match side {
        Side::Charges => "charges",
        Side::Produits => "produits",
    }
}

fn money(amount: Decimal) -> String {
    format!("{amount:.2}")
}

pub(crate) fn report(table: &str, import: &Import, yaml: String, lang: Lang) -> ImportReport {
    let line = |line: &BudgetLine| Line {
        cell: line.cell.to_string(),
        side: key(line.side),
        poste: line.account.clone(),
        kind: line.kind,
        label: line.label.clone(),
        amount: money(line.amount),
        guesses: remarks(line, lang),
    };
    let sum = |side| {
        let (without, with) = import.sums(side);
        Sum { side: key(side), amount: money(with), without_voluntary_contributions: money(without) }
    };
    let total = |total: &Total| StatedTotal {
        cell: total.cell.to_string(),
        label: total.label.clone(),
        stated: total.stated.map(money),
        computed: money(total.computed),
        agrees: total.agrees,
    };
    let cells = import.cells.iter().map(|cell| CellEntry {
        cell: cell.cell.to_string(),
        text: cell.text.clone(),
        purpose: cell.purpose.as_str(),
        merged: cell.merged.is_some(),
    });
    ImportReport {
        table: table.to_owned(),
        lines: import.lines.iter().map(line).collect(),
        sums: SIDES.map(sum).into_iter().collect(),
        totals: import.totals.iter().map(total).collect(),
        doubts: import.doubts.iter().map(|doubt| words::doubt(doubt, lang)).collect(),
        cells: cells.collect(),
        yaml,
    }
}

/// What of a line is guessed or rounded.
fn remarks(line: &BudgetLine, lang: Lang) -> Vec<String> {
    let mut remarks: Vec<String> = Vec::new();
    for guess in [&line.account_guess, &line.kind_guess].into_iter().flatten() {
        let remark = words::guessed_from(guess, lang);
        if !remarks.contains(&remark) {
            remarks.push(remark);
        }
    }
    remarks.extend(line.is_rounded.then(|| words::rounded(lang).to_owned()));
    remarks
}

/// As [`remarks`], beside the line's own label.
fn shown_remarks(line: &BudgetLine, lang: Lang) -> Vec<String> {
    let own = words::guessed_from(&Guess::Words(line.label.clone()), lang);
    let remarks = remarks(line, lang).into_iter();
    remarks.map(|remark| if remark == own { words::from_label(lang).to_owned() } else { remark }).collect()
}

pub(crate) fn write(
    out: &mut dyn Write,
    table: &str,
    import: &Import,
    campaign: Option<&Campaign>,
    lang: Lang,
) -> io::Result<()> {
    let mut lines = vec![heading(table, import, lang)];
    for side in SIDES {
        lines.extend(side_lines(import, side, campaign, lang));
    }
    if SIDES.iter().all(|side| import.lines.iter().any(|line| line.side == *side)) {
        let [charges, produits] = SIDES.map(|side| import.sums(side).1);
        let difference = charges.checked_sub(produits).unwrap_or_default().abs();
        lines.push(String::new());
        lines.push(if difference.is_zero() {
            words::balanced(lang).to_owned()
        } else {
            words::unbalanced(amount(difference, lang), lang)
        });
    }
    let agreeing = import.totals.iter().filter(|total| total.agrees && total.stated.is_some());
    let unstored = import.totals.iter().filter(|total| total.stated.is_none()).map(|total| &total.cell).collect();
    let unstored = Some(ranges(unstored)).filter(|cells| !cells.is_empty());
    let unstored = unstored.map(|cells| words::totals_without_value(cells, lang));
    let totals = agreeing.map(|total| words::total_line(total, lang)).chain(unstored);
    section(&mut lines, words::checked(lang), totals);
    section(&mut lines, words::left_out(lang), left_out(import, lang));
    let merged = import.cells.iter().filter_map(|cell| {
        let (rows, columns) = cell.merged?;
        let last = CellName {
            row: cell.cell.row.saturating_add(rows.saturating_sub(1)),
            column: cell.cell.column.saturating_add(columns.saturating_sub(1)),
            ..cell.cell.clone()
        };
        Some(format!("{}:{}", cell.cell, last.short()))
    });
    let merged = merged.collect::<Vec<_>>().join(", ");
    section(&mut lines, words::merged_cells(lang), Some(merged).filter(|merged| !merged.is_empty()).into_iter());
    section(&mut lines, words::to_look_at(lang), import.doubts.iter().map(|doubt| words::doubt(doubt, lang)));
    lines.iter().try_for_each(|line| writeln!(out, "{}", visible(line)))
}

fn heading(table: &str, import: &Import, lang: Lang) -> String {
    let heading = words::heading(import.lines.len(), table, lang);
    let guessed = import.lines.iter().filter(|line| line.account_guess.is_some() || line.kind_guess.is_some()).count();
    if guessed == 0 { heading } else { format!("{heading}, {}", words::guessed(guessed, lang)) }
}

fn section(lines: &mut Vec<String>, title: &str, entries: impl Iterator<Item = String>) {
    let mut entries = entries.peekable();
    if entries.peek().is_some() {
        lines.push(String::new());
        lines.push(title.to_owned());
        lines.extend(entries.map(|entry| format!("  {entry}")));
    }
}

fn side_lines(import: &Import, side: Side, campaign: Option<&Campaign>, lang: Lang) -> Vec<String> {
    let own: Vec<&BudgetLine> = import.lines.iter().filter(|line| line.side == side).collect();
    let Some(first) = own.first() else { return Vec::new() };
    let label = |line: &BudgetLine| {
        let kind = line.kind.map(|kind| campaign.map_or(kind, |campaign| campaign.label(kind, lang)));
        let unknown = (side == Side::Produits && kind.is_none()).then_some("?");
        let parts = [Some(line.label.as_str()).filter(|label| !label.is_empty()), kind.or(unknown)];
        cut(&visible(&parts.into_iter().flatten().collect::<Vec<_>>().join(" — ")))
    };
    let rows = own.iter().map(|line| {
        [
            line.cell.short(),
            line.account.clone().unwrap_or_else(|| "?".to_owned()),
            label(line),
            amount(line.amount, lang),
        ]
    });
    let rows: Vec<[String; 4]> = rows.collect();
    let widths =
        [0, 1, 2, 3].map(|at| rows.iter().map(|row| row.get(at).map_or(0, |cell| cell.width())).max().unwrap_or(0));
    let sheet = first.cell.sheet.as_ref().map(|sheet| format!(" ({sheet})")).unwrap_or_default();
    let mut lines = vec![String::new(), format!("{}{sheet}", words::side(side, lang))];
    for (line, [cell, account, label, amount]) in own.iter().zip(rows) {
        let [cells, accounts, labels, amounts] = widths;
        let remarks = shown_remarks(line, lang).join(", ");
        let pad = |text: &str, width: usize| " ".repeat(width.saturating_sub(text.width()));
        let text = format!(
            "  {cell}{}  {account}{}  {label}{}  {}{amount}",
            pad(&cell, cells),
            pad(&account, accounts),
            pad(&label, labels),
            pad(&amount, amounts),
        );
        lines.push(if remarks.is_empty() { text } else { format!("{text}  {}", words::to_verify(remarks, lang)) });
    }
    lines.push(format!("  {}", sum_line(import, side, lang)));
    lines
}

fn sum_line(import: &Import, side: Side, lang: Lang) -> String {
    let (without, with) = import.sums(side);
    let mut parts = vec![format!("{} : {}", words::sum_of_lines(lang), amount(with, lang))];
    if lang == Lang::En {
        parts = vec![format!("{}: {}", words::sum_of_lines(lang), amount(with, lang))];
    }
    if without != with {
        parts.push(words::without_voluntary(amount(without, lang), lang));
    }
    if !import.totals.iter().any(|total| total.covers_side && total.side == Some(side)) {
        parts.push(words::no_total(lang).to_owned());
    }
    parts.join(if lang == Lang::Fr { " ; " } else { "; " })
}

fn cut(text: &str) -> String {
    let (start, width) = unicode_truncate::UnicodeTruncateStr::unicode_truncate(text, LABEL_WIDTH);
    if width < text.width() { format!("{}…", start.trim_end()) } else { text.to_owned() }
}

/// A line for each reason, with the cells; those below each other as a range.
fn left_out(import: &Import, lang: Lang) -> impl Iterator<Item = String> {
    let mut purposes: BTreeMap<&'static str, (Purpose, Vec<&CellName>)> = BTreeMap::new();
    for cell in import.cells.iter().filter(|cell| !cell.purpose.is_used()) {
        purposes.entry(cell.purpose.as_str()).or_insert((cell.purpose, Vec::new())).1.push(&cell.cell);
    }
    let order = Purpose::ALL.into_iter().filter_map(move |purpose| purposes.remove(purpose.as_str()));
    order.map(move |(purpose, cells)| {
        let colon = if lang == Lang::Fr { "\u{a0}:" } else { ":" };
        format!("{}{colon} {}", words::purpose(purpose, lang), ranges(cells))
    })
}

/// Cells in rectangles, row by row: `A3:B5`.
fn ranges(mut cells: Vec<&CellName>) -> String {
    cells.sort_by_key(|cell| (&cell.sheet, cell.row, cell.column));
    let mut rectangles: Vec<(&CellName, CellName)> = Vec::new();
    for run in cells.chunk_by(|a, b| a.sheet == b.sheet && a.row == b.row && a.column + 1 == b.column) {
        let Some((first, last)) = run.first().zip(run.last()) else { continue };
        let above = rectangles.iter_mut().rev().take(MAX_BESIDE).find(|(start, end)| {
            start.sheet == first.sheet
                && (start.column, end.column) == (first.column, last.column)
                && end.row + 1 == first.row
        });
        match above {
            Some((_, end)) => end.row = first.row,
            None => rectangles.push((first, (*last).clone())),
        }
    }
    let shown = rectangles
        .iter()
        .map(|(first, last)| if *first == last { first.to_string() } else { format!("{first}:{}", last.short()) });
    shown.collect::<Vec<_>>().join(", ")
}
