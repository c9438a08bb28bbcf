//! A list of dossiers, one a line, and what no machine decides.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::TextOptions;
use super::cut::{self, cut_before, cut_behind};
use super::layout::{Emphasis, Page, mark};
use crate::messages::{labels, policy, summary, terminal};
use crate::report::model::{ColumnKind, DossierReport, Header};
use crate::report::table;
use crate::report::view::{View, joined};
use crate::text::visible;

/// Columns of a verdict: its mark and two words.
const VERDICT: usize = 15;
/// Columns of a code of a rule or of a structural error.
const CODE: usize = 15;
/// Columns of a first reason, below which its code stands alone.
const TITLED: usize = 24;
/// Columns below which amounts are left out.
const ROOM_FOR_AMOUNTS: usize = 77;
/// Columns from which on nothing has to be narrow.
const WIDE: usize = 140;
/// Columns of the texts below which names are left out.
const ROOM_FOR_NAMES: usize = 50;
/// Columns of the texts below which the file stands alone.
const ROOM_FOR_REASON: usize = 30;
/// Between the texts of a line that may be of any length.
const BETWEEN: &str = " — ";
const NOTHING: &str = "–";

/// Its columns are set before the first dossier, so that each line is out as soon as its dossier is done.
#[derive(Debug)]
pub(super) struct DossierList {
    options: TextOptions,
    amounts: Vec<Amount>,
    fiche: usize,
    gap: &'static str,
    texts: Option<Texts>,
}

#[derive(Debug)]
struct Amount {
    cell: usize,
    head: String,
    width: usize,
    is_text: bool,
}

/// The columns of the texts on a terminal; in a pipe they are of any length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Texts {
    file: usize,
    names: usize,
    reason: usize,
}

impl DossierList {
    pub(super) fn new(header: &Header, options: TextOptions) -> Self {
        let width = Page::new(&options).full_width;
        let wide = !options.fancy || width >= WIDE;
        let amounts = header.columns.iter().enumerate().filter(|(_, column)| column.brief);
        let amounts: Vec<Amount> = amounts
            .filter(|_| !options.fancy || width >= ROOM_FOR_AMOUNTS)
            .map(|(cell, column)| {
                let head = cut_behind(&visible(&column.head), TITLED);
                let width = columns_of(column.kind, wide).max(head.width());
                Amount { cell, head, width, is_text: column.kind == ColumnKind::Text }
            })
            .collect();
        let (fiche, gap) = if wide { (7, "  ") } else { (5, " ") };
        let fixed = VERDICT + gap.len() + fiche + amounts.iter().map(|amount| gap.len() + amount.width).sum::<usize>();
        let texts = options.fancy.then(|| Texts::within(width.saturating_sub(fixed + gap.len()), gap.len()));
        Self { options, amounts, fiche, gap, texts }
    }

    pub(super) fn write_head(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut page = Page::new(&self.options);
        let lang = page.lang;
        let mut line = self.fixed(
            &cut::padded(labels::verdict_column(lang), VERDICT),
            labels::fiche_column(lang),
            self.amounts.iter().map(|amount| amount.head.clone()),
        );
        line.push_str(&match self.texts {
            None => summary::rest(lang).to_owned(),
            Some(texts) => {
                let reason = if texts.reason < TITLED { summary::reason(lang) } else { labels::first_reason(lang) };
                let heads = [labels::file(lang), summary::names(lang), reason];
                texts.line(&page, self.gap, heads.map(str::to_owned))
            }
        });
        let line = page.paint(Emphasis::Strong, line.trim_end());
        page.line(&line);
        out.write_all(page.into_text().as_bytes())
    }

    pub(super) fn write(&self, out: &mut dyn Write, report: &DossierReport) -> io::Result<()> {
        let mut page = Page::new(&self.options);
        let lang = page.lang;
        let view = View::new(report);
        let (mark, emphasis) = mark(report.verdict);
        let verdict = cut::padded(&format!("{mark} {}", labels::verdict(report.verdict, lang)), VERDICT);
        let cells = self.amounts.iter().map(|amount| {
            let shown = report.cells.get(amount.cell).map(|cell| table::show(cell, lang)).unwrap_or_default();
            if amount.is_text { cut_behind(&shown, amount.width) } else { shown }
        });
        let cells: Vec<String> = cells.collect();
        // An amount is never cut: what it takes more than its column, the file's name gives up.
        let beyond =
            self.amounts.iter().zip(&cells).map(|(amount, cell)| cell.width().saturating_sub(amount.width)).sum();
        let fixed = self.fixed(&page.paint(emphasis, &verdict), &self.fiches(&view), cells.into_iter());
        let reason = table::first_reason(report, &view.outline);
        let titled = self.texts.is_none_or(|texts| texts.reason >= TITLED);
        let reason = reason.map(|reason| {
            let known = policy::known_in_brackets(reason.known, lang);
            if titled { format!("{} {}{known}", reason.code, visible(reason.title)) } else { reason.code.to_owned() }
        });
        let names: Vec<_> = report.names().map(|name| visible(name)).collect();
        let texts = [visible(&report.path).into_owned(), names.join(", "), reason.unwrap_or_default()];
        let rest = match self.texts {
            None => texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(BETWEEN),
            Some(columns) => columns.without(beyond).line(&page, self.gap, texts),
        };
        page.line(&format!("{fixed}{rest}"));
        out.write_all(page.into_text().as_bytes())
    }

    fn fixed(&self, verdict: &str, fiche: &str, cells: impl Iterator<Item = String>) -> String {
        let mut line = format!("{verdict}{}{}{}", self.gap, cut::padded(fiche, self.fiche), self.gap);
        for (amount, cell) in self.amounts.iter().zip(cells) {
            let cell = if cell.is_empty() { NOTHING.to_owned() } else { cell };
            let cell = if amount.is_text { cut::padded(&cell, amount.width) } else { cut::right(&cell, amount.width) };
            line.push_str(&cell);
            line.push_str(self.gap);
        }
        line
    }

    fn fiches(&self, view: &View<'_>) -> String {
        let fiches = view.fiches_or_declared();
        match fiches[..] {
            [] => NOTHING.to_owned(),
            [fiche] if self.fiche >= 7 => terminal::fiche(fiche, self.options.lang),
            [first, .., last] if fiches.len() > 2 && usize::from(last - first) + 1 == fiches.len() => {
                format!("{first}-{last}")
            }
            _ => joined(&fiches, ","),
        }
    }
}

impl Texts {
    fn within(room: usize, gap: usize) -> Self {
        if room < ROOM_FOR_REASON {
            return Self { file: room, names: 0, reason: 0 };
        }
        if room < ROOM_FOR_NAMES {
            return Self { file: room - gap - CODE, names: 0, reason: CODE };
        }
        let room = room - 2 * gap;
        let reason = if room / 3 < TITLED { CODE } else { room / 3 };
        let file = (room - reason).div_ceil(2);
        Self { file, names: room - reason - file, reason }
    }

    fn without(self, columns: usize) -> Self {
        Self { file: self.file.saturating_sub(columns), ..self }
    }

    /// Of a path the end says more than the beginning.
    fn line(self, page: &Page, gap: &str, [file, names, reason]: [String; 3]) -> String {
        let mut line = cut::padded(&cut_before(&file, self.file), self.file);
        if self.names > 0 {
            let names = cut_behind(&names, self.names);
            line.push_str(gap);
            line.push_str(&page.paint(Emphasis::Faint, &names));
            line.push_str(&" ".repeat(self.names.saturating_sub(names.width())));
        }
        if self.reason > 0 {
            line.push_str(gap);
            line.push_str(&cut_behind(&reason, self.reason));
        }
        line
    }
}

fn columns_of(kind: ColumnKind, wide: bool) -> usize {
    match kind {
        ColumnKind::Money if wide => 14,
        ColumnKind::Money => 12,
        ColumnKind::Share if wide => 8,
        ColumnKind::Share => 7,
        ColumnKind::Number => 8,
        ColumnKind::Date => 17,
        ColumnKind::Text => 20,
    }
}

pub(super) fn write_reminders(
    out: &mut dyn Write,
    reminders: &[(String, String)],
    options: &TextOptions,
) -> io::Result<()> {
    let mut page = Page::new(options);
    if !reminders.is_empty() {
        page.line("");
        page.heading(labels::reminders(page.lang));
        page.paragraph("", "", terminal::reminders_lead(page.lang));
        page.gap();
        let bullet = page.bullet();
        for (subject, reason) in reminders {
            let subject = page.paint(Emphasis::Strong, &visible(subject));
            let text = format!("{subject}{} {}", labels::colon(page.lang), visible(reason));
            page.item("  ", bullet, &text);
        }
    }
    out.write_all(page.into_text().as_bytes())
}
