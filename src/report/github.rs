//! GitHub's workflow commands: an annotation for each issue, at its line, a mere notice for what a baseline knows,
//! and one for each overlay.
//!
//! Few annotations of a job are shown, those that it prints first: new errors are printed as they come, the rest is kept
//! until the end.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Seek, Write};

use tempfile::SpooledTempFile;

use super::issue::{Issue, Urgency, issues};
use super::model::{DossierReport, Header};
use super::place::{self, Paths};
use super::render::{End, Render};
use super::view::overlay_lines;
use crate::messages::policy;
use crate::rules::Level;
use crate::source::SourceFile;
use crate::text::{Lang, visible};

/// Bytes of annotations that are kept in memory, each kind for itself; more go to a temporary file.
const KEPT: usize = 64 << 10;

pub(super) struct GitHub {
    lang: Lang,
    paths: Paths,
    /// The annotations that are less urgent than new errors.
    later: [SpooledTempFile; Urgency::COUNT - 1],
}

impl GitHub {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang, paths: Paths::new(), later: std::array::from_fn(|_| SpooledTempFile::new(KEPT)) }
    }

    fn annotation(&self, report: &DossierReport, issue: &Issue<'_>, source: Option<&SourceFile>) -> String {
        let path = self.paths.show(&report.path);
        let level = if issue.known { Level::Info } else { issue.level };
        let mut command = format!("::{} ", command(level));
        if report.path != "-" {
            command.push_str(&format!("file={},", property(&visible(&path))));
        }
        if let Some(location) = issue.locations.first() {
            let (last, column) = place::end(location, source);
            command.push_str(&format!("line={},", location.line));
            if last == location.line {
                // The last column is one of the place's own, where there is one.
                let last = column.saturating_sub(1).max(location.column);
                command.push_str(&format!("col={},endColumn={last},", location.column));
            } else {
                command.push_str(&format!("endLine={last},"));
            }
        }
        let known = policy::known_in_brackets(issue.known, self.lang);
        let title = format!("{} — {}{known}", visible(issue.code), visible(issue.title));
        let mut message = visible(issue.message).into_owned();
        for advice in issue.advice.iter().map(|advice| &**advice).chain(issue.plan.as_deref()) {
            let _ = write!(message, "\n→ {}", visible(advice));
        }
        if let Some(demand) = issue.demand_line(self.lang) {
            let _ = write!(message, "\n{}", visible(&demand));
        }
        format!("{command}title={}::{}\n", property(&title), data(&message))
    }
}

impl Render for GitHub {
    fn begin(&mut self, out: &mut dyn Write, header: &Header) -> io::Result<()> {
        for overlay in &header.overlays {
            let lines = overlay_lines(overlay, self.lang).join("\n");
            writeln!(out, "::notice title={}::{}", property(&visible(&overlay.id)), data(&lines))?;
        }
        Ok(())
    }

    fn dossier(&mut self, out: &mut dyn Write, report: &DossierReport, source: Option<&SourceFile>) -> io::Result<()> {
        for issue in issues(report, &self.paths, self.lang) {
            let annotation = self.annotation(report, &issue, source);
            match (issue.urgency() as usize).checked_sub(1).and_then(|at| self.later.get_mut(at)) {
                Some(later) => later.write_all(annotation.as_bytes())?,
                None => out.write_all(annotation.as_bytes())?,
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, _: &End<'_>) -> io::Result<()> {
        for later in &mut self.later {
            later.rewind()?;
            io::copy(later, out)?;
        }
        Ok(())
    }
}

fn command(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "notice",
    }
}

/// A command's data: what would end the line, or be read as an escape.
fn data(text: &str) -> Cow<'_, str> {
    escape(text, "%\r\n")
}

/// A property's value: what would end the property or the list of them, too.
fn property(text: &str) -> Cow<'_, str> {
    escape(text, "%\r\n:,")
}

fn escape<'a>(text: &'a str, special: &str) -> Cow<'a, str> {
    if !text.contains(|character| special.contains(character)) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if special.contains(character) {
            escaped.push_str(&format!("%{:02X}", u32::from(character)));
        } else {
            escaped.push(character);
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_and_properties_are_escaped_each_in_its_way() {
        assert_eq!(data("50 % : a, b\r\n::error::x"), "50 %25 : a, b%0D%0A::error::x");
        assert_eq!(property("50 % : a, b\n"), "50 %25 %3A a%2C b%0A");
        assert_eq!(property("plain"), "plain");
    }
}
