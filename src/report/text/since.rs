//! What has changed since a former report.

use super::layout::{Emphasis, Page};
use crate::messages::{formats, labels, since as words};
use crate::report::render::End;
use crate::text::{number, visible};

/// Dossiers that are listed of each kind of change.
const MOST: usize = 10;

pub(super) fn since(page: &mut Page, end: &End<'_>) {
    let Some(since) = end.since else { return };
    let lang = page.lang;
    page.heading(&visible(&since.title(lang)));
    for note in since.notes(end.header, lang) {
        page.paragraph("  ", "  ", &note);
    }
    for (kind, changes) in since.changes() {
        let count = number(changes.count.into(), lang);
        let head = format!("  {}{} {count}", words::kind(kind, lang), labels::colon(lang));
        let head = page.paint(Emphasis::Strong, &head);
        page.line(&head);
        let bullet = page.bullet();
        for change in changes.listed.iter().take(MOST) {
            let names = change.names();
            let between = if names.is_empty() { "" } else { " — " };
            let details = change.details(kind, &end.header.columns, lang);
            let path = visible(&change.path);
            page.item("    ", bullet, &format!("{path}{between}{names}{} {details}", labels::colon(lang)));
        }
        if let Some(more @ 1..) = changes.count.checked_sub(MOST) {
            page.paragraph("    ", "    ", &formats::more_files(more, lang));
        }
    }
}
