//! `JUnit`'s XML: a suite for each dossier, a case for each rule, as test reports of CI servers show them.
//!
//! A violated rule is a failure; an undetermined one that the verdict rests on is an error, since nothing could be
//! decided; reservations, and rules that depend on the reading of the call, pass with their text in `system-out`, so
//! that a run is red exactly where a dossier is not eligible. What does not apply, or comes at the next stage, is
//! skipped, and so is what a comment ignores or a baseline knows.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::compose::Needs;
use super::issue::{Issue, IssueStatus, ignored, issues};
use super::model::{DossierReport, Header, OverviewLine, OverviewStatus};
use super::place::Paths;
use super::render::{End, Render};
use super::view::{best_assessment, joined};
use crate::engine::StatusKind;
use crate::messages::{labels, policy, terminal};
use crate::rules::Level;
use crate::source::SourceFile;
use crate::text::{Lang, visible, visible_lines};

pub(super) struct Junit {
    lang: Lang,
    paths: Paths,
    /// The evaluation's day. It is no suite's timestamp, which is when tests ran.
    evaluated_on: String,
}

enum CaseOutcome<'a> {
    Passed,
    Noted(&'a Issue<'a>),
    Failed(&'a Issue<'a>),
    Erred(&'a Issue<'a>),
    Skipped(Cow<'a, str>),
}

struct Case<'a> {
    name: String,
    class: String,
    outcome: CaseOutcome<'a>,
}

impl Junit {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang, paths: Paths::new(), evaluated_on: String::new() }
    }

    fn cases<'a>(&self, report: &'a DossierReport, issues: &'a [Issue<'a>]) -> Vec<Case<'a>> {
        let overview = best_assessment(report).map(|best| best.overview.as_slice()).unwrap_or_default();
        let of_rules = overview.iter().filter(|line| line.level != Level::Info).map(|line| {
            let issue = issues.iter().find(|issue| issue.code == line.rule);
            Case {
                name: format!("{} — {}", line.rule, line.title),
                class: labels::group(line.group, self.lang).to_owned(),
                outcome: self.outcome(line, issue),
            }
        });
        let is_listed = |issue: &&Issue<'_>| overview.iter().any(|line| line.rule == issue.code);
        // Errors of structure, and what was found across dossiers.
        let others = issues.iter().filter(|issue| !is_listed(issue)).map(|issue| Case {
            // Named by the key: a line would be another one as soon as one is added above it.
            name: match issue.locations.first().filter(|place| !place.path.is_empty()) {
                Some(place) => format!("{} — {} ({})", issue.code, issue.title, place.path),
                None => format!("{} — {}", issue.code, issue.title),
            },
            class: labels::verdict(report.verdict, self.lang).to_owned(),
            outcome: self.of_issue(issue),
        });
        of_rules.chain(others).collect()
    }

    fn outcome<'a>(&self, line: &OverviewLine, issue: Option<&'a Issue<'a>>) -> CaseOutcome<'a> {
        match (line.status, issue) {
            (OverviewStatus::Rule(status @ (StatusKind::NotApplicable | StatusKind::Deferred)), _) => {
                CaseOutcome::Skipped(labels::status(status, self.lang).into())
            }
            (_, Some(issue)) => self.of_issue(issue),
            (_, None) => CaseOutcome::Passed,
        }
    }

    fn of_issue<'a>(&self, issue: &'a Issue<'a>) -> CaseOutcome<'a> {
        if let Some(reason) = issue.ignored {
            return CaseOutcome::Skipped(Cow::Borrowed(reason));
        }
        if issue.known {
            let known = policy::already_known(self.lang);
            return CaseOutcome::Skipped(format!("{known}{} {}", labels::colon(self.lang), issue.message).into());
        }
        match (issue.level, issue.status) {
            (Level::Error, IssueStatus::Rule(StatusKind::Undetermined) | IssueStatus::Unreadable) => {
                CaseOutcome::Erred(issue)
            }
            (Level::Error, _) => CaseOutcome::Failed(issue),
            (Level::Warning | Level::Info, _) => CaseOutcome::Noted(issue),
        }
    }

    fn suite(&self, out: &mut dyn Write, report: &DossierReport, cases: &[Case<'_>]) -> io::Result<()> {
        let count = |wanted: fn(&CaseOutcome<'_>) -> bool| {
            cases.iter().filter(|case| wanted(&case.outcome)).count().to_string()
        };
        let mut writer = Writer::new_with_indent(out, b' ', 2);
        let attributes = [
            ("name", visible(&report.path).into_owned()),
            ("tests", cases.len().to_string()),
            ("failures", count(|outcome| matches!(outcome, CaseOutcome::Failed(_)))),
            ("errors", count(|outcome| matches!(outcome, CaseOutcome::Erred(_)))),
            ("skipped", count(|outcome| matches!(outcome, CaseOutcome::Skipped(_)))),
            ("time", "0".to_owned()),
            // Schemas know a suite's file, but not a case's.
            ("file", visible(&self.paths.show(&report.path)).into_owned()),
        ];
        writer
            .create_element("testsuite")
            .with_attributes(attributes.iter().map(|(name, value)| (*name, value.as_str())))
            .write_inner_content(|writer| {
                self.properties(writer, report)?;
                cases.iter().try_for_each(|case| self.case(writer, &report.path, case))
            })?;
        writer.into_inner().write_all(b"\n")
    }

    fn properties(&self, writer: &mut Writer<&mut dyn Write>, report: &DossierReport) -> io::Result<()> {
        let mut properties = vec![
            ("evaluated_on", self.evaluated_on.clone()),
            ("verdict", report.verdict.to_string()),
            ("stage", report.stage.to_string()),
            ("fiches", joined(&report.best_fiches, ", ")),
        ];
        for overlay in &report.overlays {
            let loosened: Vec<&str> = overlay.loosened.iter().map(|loosened| loosened.rule.as_str()).collect();
            properties.push(("overlay", overlay.id.clone()));
            properties.push(("overlay.loosened", loosened.join(", ")));
        }
        writer
            .create_element("properties")
            .write_inner_content(|writer| {
                properties.iter().filter(|(_, value)| !value.is_empty()).try_for_each(|(name, value)| {
                    let attributes = [("name", *name), ("value", &*visible(value))];
                    writer.create_element("property").with_attributes(attributes).write_empty().map(drop)
                })
            })
            .map(drop)
    }

    fn case(&self, writer: &mut Writer<&mut dyn Write>, suite: &str, case: &Case<'_>) -> io::Result<()> {
        let class = format!("{suite}.{}", case.class);
        let (name, class) = (visible(&case.name), visible(&class));
        let attributes = [("name", &*name), ("classname", &*class), ("time", "0")];
        let element = writer.create_element("testcase").with_attributes(attributes);
        match &case.outcome {
            CaseOutcome::Passed => element.write_empty()?,
            CaseOutcome::Noted(issue) => element.write_inner_content(|writer| self.noted(writer, issue))?,
            CaseOutcome::Skipped(reason) => element.write_inner_content(|writer| {
                writer.create_element("skipped").with_attribute(("message", &*visible(reason))).write_empty().map(drop)
            })?,
            CaseOutcome::Failed(issue) => {
                element.write_inner_content(|writer| self.broken(writer, "failure", issue))?
            }
            CaseOutcome::Erred(issue) => element.write_inner_content(|writer| self.broken(writer, "error", issue))?,
        };
        Ok(())
    }

    fn noted(&self, writer: &mut Writer<&mut dyn Write>, issue: &Issue<'_>) -> io::Result<()> {
        let level = labels::level(issue.level, self.lang);
        let text = format!("{level}{} {}\n{}", labels::colon(self.lang), visible(issue.message), self.body(issue));
        writer
            .create_element("system-out")
            .write_text_content(BytesText::new(&visible_lines(text.trim_end())))
            .map(drop)
    }

    fn broken(&self, writer: &mut Writer<&mut dyn Write>, element: &str, issue: &Issue<'_>) -> io::Result<()> {
        let (message, body) = (visible(issue.message), self.body(issue));
        writer
            .create_element(element)
            .with_attributes([("message", &*message), ("type", issue.code)])
            .write_text_content(BytesText::new(&visible_lines(body.trim_end())))
            .map(drop)
    }

    fn body(&self, issue: &Issue<'_>) -> String {
        let mut body = String::new();
        for (place, label) in issue.locations.iter().zip(issue.labels) {
            body.push_str(&format!(
                "{}{} {}\n",
                terminal::place(place.line, place.column, self.lang),
                labels::colon(self.lang),
                visible(label)
            ));
        }
        if let Some(arithmetic) = issue.finding.and_then(|finding| finding.arithmetic.as_deref()) {
            body.push_str(&format!("{}\n", visible_lines(arithmetic)));
        }
        for advice in issue.advice.iter().map(|advice| &**advice).chain(issue.plan.as_deref()) {
            body.push_str(&format!("→ {}\n", visible(advice)));
        }
        if let Some(demand) = issue.demand_line(self.lang) {
            body.push_str(&format!("{}\n", visible(&demand)));
        }
        body
    }
}

impl Render for Junit {
    fn needs(_: bool) -> Needs {
        Needs { overview: true, ..Needs::default() }
    }

    fn begin(&mut self, out: &mut dyn Write, header: &Header) -> io::Result<()> {
        self.evaluated_on = header.evaluated_on.to_string();
        let mut writer = Writer::new(out);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        writer.into_inner().write_all(b"\n<testsuites name=\"recevable\">\n")
    }

    fn dossier(&mut self, out: &mut dyn Write, report: &DossierReport, _: Option<&SourceFile>) -> io::Result<()> {
        let mut issues = issues(report, &self.paths, self.lang);
        issues.extend(ignored(report, &self.paths));
        self.suite(out, report, &self.cases(report, &issues))
    }

    fn end(&mut self, out: &mut dyn Write, _: &End<'_>) -> io::Result<()> {
        out.write_all(b"</testsuites>\n")
    }
}
