//! A line for each issue, as compilers write them: `path:line:column: error RULE: message`, for problem matchers of
//! editors and CI. What a baseline knows, and what hangs on a reading of the call, is a mere `note`.

use std::borrow::Cow;
use std::io::{self, Write};

use super::issue::{Issue, issues};
use super::model::DossierReport;
use super::place::Paths;
use super::render::{End, Render};
use crate::messages::policy;
use crate::rules::Level;
use crate::source::SourceFile;
use crate::text::{Lang, visible};

pub(super) struct Concise {
    lang: Lang,
    paths: Paths,
    /// In the order of paths only when all dossiers are there.
    entries: Vec<Entry>,
}

/// By path, then place.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    path: String,
    line: usize,
    column: usize,
    rest: String,
}

impl Concise {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang, paths: Paths::new(), entries: Vec::new() }
    }

    fn entry(&self, path: &str, issue: &Issue<'_>) -> Entry {
        let (line, column) = issue.locations.first().map_or((1, 1), |place| (place.line, place.column));
        let known = policy::known_in_brackets(issue.known, self.lang);
        let word = word(if issue.known { Level::Info } else { issue.level });
        let message = [Cow::Borrowed(issue.message)].into_iter().chain(issue.advice.iter().cloned());
        let message: Vec<String> = message.map(|text| visible(&text).into_owned()).collect();
        let demand = issue.demand_line(self.lang).map(|demand| format!(" ({})", visible(&demand))).unwrap_or_default();
        let rest = format!("{word} {}: {}{demand}{known}", visible(issue.code), message.join(" → "));
        Entry { path: path.to_owned(), line, column, rest }
    }
}

fn word(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

impl Render for Concise {
    fn dossier(&mut self, _: &mut dyn Write, report: &DossierReport, _: Option<&SourceFile>) -> io::Result<()> {
        let path =
            if report.path == "-" { "-".to_owned() } else { visible(&self.paths.show(&report.path)).into_owned() };
        let issues = issues(report, &self.paths, self.lang);
        let entries: Vec<Entry> = issues.iter().map(|issue| self.entry(&path, issue)).collect();
        self.entries.extend(entries);
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, _: &End<'_>) -> io::Result<()> {
        self.entries.sort();
        for Entry { path, line, column, rest } in &self.entries {
            writeln!(out, "{path}:{line}:{column}: {rest}")?;
        }
        Ok(())
    }
}
