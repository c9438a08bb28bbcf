//! GitLab's Code Quality report: a JSON list, an entry for each issue.

use std::io::{self, Write};

use serde::Serialize;

use super::issue::{IssueStatus, issues};
use super::json::JsonArray;
use super::model::{DossierReport, Header};
use super::place::Paths;
use super::render::{End, Render};
use crate::rules::Level;
use crate::source::SourceFile;
use crate::text::{Lang, visible};

#[derive(Debug, Serialize)]
struct QualityIssue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: &'a str,
    severity: &'static str,
    location: QualityLocation<'a>,
}

#[derive(Debug, Serialize)]
struct QualityLocation<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Debug, Serialize)]
struct Lines {
    begin: usize,
}

pub(super) struct GitLab {
    lang: Lang,
    paths: Paths,
    list: JsonArray,
}

impl GitLab {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang, paths: Paths::new(), list: JsonArray::default() }
    }
}

impl Render for GitLab {
    fn begin(&mut self, out: &mut dyn Write, _: &Header) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn dossier(&mut self, out: &mut dyn Write, report: &DossierReport, _: Option<&SourceFile>) -> io::Result<()> {
        let path = self.paths.show(&report.path);
        for issue in issues(report, &self.paths, self.lang) {
            let severity = match (issue.status, issue.level) {
                (IssueStatus::Unreadable, _) => "critical",
                (_, Level::Error) => "major",
                (_, Level::Warning) => "minor",
                (_, Level::Info) => "info",
            };
            let mut description = format!("{} — {}", visible(issue.title), visible(issue.message));
            if let Some(plan) = &issue.plan {
                description.push_str(&format!(" → {}", visible(plan)));
            }
            if let Some(demand) = issue.demand_line(self.lang) {
                description.push_str(&format!(" ({})", visible(&demand)));
            }
            let entry = QualityIssue {
                description,
                check_name: issue.code,
                fingerprint: &issue.fingerprint,
                severity,
                location: QualityLocation {
                    path: &path,
                    lines: Lines { begin: issue.locations.first().map_or(1, |location| location.line) },
                },
            };
            self.list.add(out, &entry)?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, _: &End<'_>) -> io::Result<()> {
        out.write_all(b"\n]\n")
    }
}
