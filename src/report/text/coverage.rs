//! The clauses of the call for the terminal, by section.

use std::io::{self, Write};

use textwrap::core::display_width;

use super::TextOptions;
use super::layout::{Emphasis, Page};
use crate::messages::coverage as words;
use crate::report::coverage::{Coverage, counts};
use crate::text::visible;

pub(crate) fn write_coverage(out: &mut dyn Write, coverage: &Coverage, options: &TextOptions) -> io::Result<()> {
    let mut page = Page::new(options);
    let lang = page.lang;
    let title = page.paint(Emphasis::Strong, &words::title(coverage.campaign, lang));
    page.line(&title);
    let counts = counts(&coverage.counts, lang);
    let width = counts.iter().map(|(name, _)| display_width(name)).max().unwrap_or_default();
    for (name, count) in counts {
        page.named("  ", name, width, &count.to_string());
    }
    let clauses = coverage.sections.iter().flat_map(|section| &section.clauses);
    let width = clauses.map(|clause| display_width(&clause.id)).max().unwrap_or_default();
    for section in &coverage.sections {
        page.heading(&visible(&section.section));
        for clause in &section.clauses {
            let id = visible(&clause.id);
            let pad = " ".repeat(width.saturating_sub(display_width(&id)));
            let indent = " ".repeat(width + 4);
            let first = format!("  {}{pad}  ", page.paint(Emphasis::Strong, &id));
            page.paragraph(&first, &indent, &visible(&clause.paraphrase));
            let outcome = clause.outcome(lang);
            let rules = visible(&clause.rules.join(", ")).into_owned();
            let text = if rules.is_empty() { outcome } else { words::decided_by(rules, outcome, lang) };
            page.paragraph(&format!("{indent}→ "), &format!("{indent}  "), &text);
        }
    }
    out.write_all(page.into_text().as_bytes())
}
