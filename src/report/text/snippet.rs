//! Diagnostics with the lines of the file that they speak of. All that is known of miette is known here.

use std::fmt;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode,
    SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};
use textwrap::WordSplitter;

use super::excerpt::{Excerpt, Label};
use super::layout::{Page, SEPARATOR};
use crate::report::problems::Severity;
use crate::source::SourceFile;

#[derive(Debug)]
pub(super) struct Notice<'a> {
    pub(super) severity: Severity,
    /// What it is called, shown first; nothing for something that goes with what stands above.
    pub(super) code: Option<String>,
    pub(super) message: String,
    pub(super) file: Option<&'a SourceFile>,
    pub(super) labels: Vec<Label>,
}

/// Writes a diagnostic. The texts are escaped already; the labels' and the file's are escaped here.
pub(super) fn write(page: &mut Page, notice: &Notice<'_>) {
    let excerpt = notice.file.and_then(|file| Excerpt::new(file, &notice.labels, page.width, page.lang));
    let diagnostic = Shown { notice, message: &notice.message, excerpt };
    let mut rendered = String::new();
    // Rendering fails where a place is outside the text, which an excerpt rules out; the message is there in any case.
    if handler(page).render_report(&mut rendered, &diagnostic).is_err() && rendered.is_empty() {
        rendered.clone_from(&notice.message);
    }
    page.block(&rendered);
}

fn handler(page: &Page) -> GraphicalReportHandler {
    let mut characters = if page.fancy { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() };
    "✗".clone_into(&mut characters.error);
    "!".clone_into(&mut characters.warning);
    let mut styles = if page.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
    styles.link = styles.linum;
    GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
        .with_links(false)
        .with_urls(false)
        .without_cause_chain()
        .without_syntax_highlighting()
        .with_width(page.width + 2)
        .with_word_separator(SEPARATOR)
        .with_word_splitter(WordSplitter::NoHyphenation)
        .with_context_lines(1)
}

struct Shown<'a> {
    notice: &'a Notice<'a>,
    message: &'a str,
    excerpt: Option<Excerpt>,
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.notice, formatter)
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.message)
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.notice.code.as_ref()?))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.notice.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Finding | Severity::Warning => miette::Severity::Warning,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.as_ref().map(|excerpt| excerpt as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let labels = &self.excerpt.as_ref()?.labels;
        Some(Box::new(labels.iter().map(|label| {
            let text = (!label.text.is_empty()).then(|| label.text.clone());
            LabeledSpan::new_with_span(text, SourceSpan::from((label.start, label.len)))
        })))
    }
}

/// Line numbers are the file's, and lines that are not neighbours in it are never read as one piece.
impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let line_of = |offset: usize| self.lines.partition_point(|line| line.start <= offset).saturating_sub(1);
        let (mut first, mut last) = (line_of(span.offset()), line_of(span.offset() + span.len()));
        let neighbours = |from: usize, to: usize| self.lines[to].number - self.lines[from].number == to - from;
        if self.lines.is_empty() || span.offset() + span.len() > self.text.len() || !neighbours(first, last) {
            return Err(MietteError::OutOfBounds);
        }
        if before == 0 && after == 0 {
            let position = self.labels.iter().find(|label| label.start == span.offset()).map(|label| label.position);
            let (line, column) =
                position.map_or((self.lines[first].number, 1), |position| (position.line, position.column));
            let data = &self.text.as_bytes()[span.offset()..span.offset() + span.len()];
            let name = self.name.clone();
            return Ok(Box::new(MietteSpanContents::new_named(name, data, *span, line - 1, column - 1, 1)));
        }
        for _ in 0..before {
            first -= usize::from(first > 0 && neighbours(first - 1, first));
        }
        for _ in 0..after {
            last += usize::from(last + 1 < self.lines.len() && neighbours(last, last + 1));
        }
        let (start, end) =
            (self.lines[first].start, self.lines.get(last + 1).map_or(self.text.len(), |line| line.start));
        let data = &self.text.as_bytes()[start..end];
        let place = SourceSpan::from((start, end - start));
        let name = self.name.clone();
        Ok(Box::new(MietteSpanContents::new_named(
            name,
            data,
            place,
            self.lines[first].number - 1,
            0,
            last - first + 1,
        )))
    }
}
