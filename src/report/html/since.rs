//! What has changed since a former report, at the top of the page.

use maud::{Markup, html};

use crate::messages::{formats, labels, since as words};
use crate::report::render::End;
use crate::text::{Lang, visible};

/// Dossiers that are listed of each kind of change; a workbook lists them all.
const MOST: usize = 200;

pub(super) fn since(end: &End<'_>, lang: Lang) -> Markup {
    let Some(since) = end.since else { return html! {} };
    html! {
        section.since {
            h2 { (since.title(lang)) }
            @for note in since.notes(end.header, lang) { p.note { (note) } }
            @for (kind, changes) in since.changes() {
                details open[changes.count <= 20] {
                    summary { (words::kind(kind, lang)) (labels::colon(lang)) " " b { (changes.count) } }
                    ul {
                        @for change in changes.listed.iter().take(MOST) {
                            li {
                                code { (visible(&change.path)) }
                                @let names = change.names();
                                @if !names.is_empty() { " — " (names) }
                                (labels::colon(lang)) " " (change.details(kind, &end.header.columns, lang))
                            }
                        }
                        @if let Some(more @ 1..) = changes.count.checked_sub(MOST) {
                            li { (formats::more_files(more, lang)) }
                        }
                    }
                }
            }
        }
    }
}
