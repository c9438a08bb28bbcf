//! SARIF 2.1.0, for code scanning: rules with their help, and a result for each issue, as a stream.
//!
//! GitHub's own rules are kept: relative URIs, a line for each result, help as text and Markdown, a fingerprint under
//! the one name that it reads, and no more of anything than it takes. The run names no category, so that the workflow
//! that uploads it can.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Value, json};
use serde_sarif::sarif;

use super::compose::Needs;
use super::issue::{Issue, ignored, issues};
use super::json::{self, JsonArray};
use super::markdown::plain;
use super::model::{self, DossierReport, EditReport, FixReport, Header, OverlayRef, ReadingReport, RuleReport};
use super::place::{Paths, ReportPath, end};
use super::render::{End, Render};
use super::view::{demand, overlay_lines};
use crate::dossier::Code;
use crate::messages::explain::{codes, comments};
use crate::messages::{formats, labels};
use crate::policy::WarningCode;
use crate::rules::Level;
use crate::source::SourceFile;
use crate::text::{Lang, beginning, visible};

/// Where the specification's authors keep the schema.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The base of paths below the folder that the program runs in; code scanning knows it by this name.
const REPOSITORY: &str = "%SRCROOT%";
/// The base of all others.
const ROOT: &str = "ROOT";

/// A run with more results is refused as a whole.
const MAX_RESULTS: usize = 25_000;
/// The places of a result that are shown.
const MAX_PLACES: usize = 100;
/// The longest description of a rule, in characters, beside the one that stands for the rest.
const DESCRIPTION: usize = 1_023;

pub(super) struct Sarif {
    lang: Lang,
    paths: Paths,
    /// The place of each rule among the described ones.
    rules: BTreeMap<String, i64>,
    with_baseline: bool,
    list: JsonArray,
    written: usize,
    left_out: usize,
}

impl Sarif {
    pub(super) fn new(lang: Lang) -> Self {
        Self {
            lang,
            paths: Paths::new(),
            rules: BTreeMap::new(),
            with_baseline: false,
            list: JsonArray::default(),
            written: 0,
            left_out: 0,
        }
    }

    fn result(&self, report: &DossierReport, issue: &Issue<'_>, source: Option<&SourceFile>) -> sarif::Result {
        let mut text = unlinked(issue.message);
        for advice in issue.advice.iter().map(|advice| &**advice).chain(issue.plan.as_deref()) {
            text.push_str(&format!("\n→ {}", unlinked(advice)));
        }
        if let Some(demand) = issue.demand_line(self.lang) {
            text.push_str(&format!("\n{}", unlinked(&demand)));
        }
        let mut places = issue.locations.iter().take(MAX_PLACES).zip(1..).map(|(location, id)| {
            let label = issue.labels.get(id - 1).filter(|label| !label.is_empty());
            self.location(report, Some(location), source, label.map(|label| (label.as_str(), id)))
        });
        let first = places.next().unwrap_or_else(|| self.location(report, None, source, None));
        let others: Vec<sarif::Location> = places.collect();
        let mut properties = BTreeMap::new();
        properties.insert("status".to_owned(), Value::from(issue.status.as_str()));
        properties.extend(issue.fiche.map(|fiche| ("fiche".to_owned(), Value::from(fiche))));
        if !issue.readings.is_empty() {
            let readings = issue.readings.iter().map(|one| {
                let ReadingReport { id, title, status, level } = one;
                json!({ "id": id, "title": title, "status": status, "level": level })
            });
            properties.insert("readings".to_owned(), readings.collect());
        }
        if let Some(demand) = issue.demand {
            properties.insert("origin".to_owned(), Value::from(demand.origin.as_str()));
            properties.extend(demand.overlays.last().map(|overlay| {
                let overlay = json!({ "id": overlay.id, "title": overlay.title, "changed": overlay.changed });
                ("overlay".to_owned(), overlay)
            }));
        }
        if let Some(finding) = issue.finding {
            properties.insert("basis".to_owned(), Value::from(finding.basis.as_str()));
            let texts = [("expected", &finding.expected), ("actual", &finding.actual)];
            properties.extend(
                texts
                    .into_iter()
                    .filter_map(|(name, text)| text.as_ref().map(|text| (name.to_owned(), Value::from(visible(text))))),
            );
        }
        let prints = BTreeMap::from([("recevable/v1".to_owned(), issue.fingerprint.clone())]);
        let mut result = sarif::Result::builder()
            .rule_id(issue.code.to_owned())
            .level(match issue.level {
                Level::Error => sarif::ResultLevel::Error,
                Level::Warning => sarif::ResultLevel::Warning,
                Level::Info => sarif::ResultLevel::Note,
            })
            .message(message(text))
            .locations(vec![first])
            .partial_fingerprints(prints)
            .properties(sarif::PropertyBag::builder().additional_properties(properties).build())
            .build();
        result.rule_index = self.rules.get(issue.code).copied();
        result.fixes = issue.fix.map(|fix| vec![self.fix(report, fix, source)]);
        result.related_locations = (!others.is_empty()).then_some(others);
        // Where one result of a run has these, all have.
        result.suppressions = Some(issue.ignored.map(suppression).into_iter().collect());
        let state = if issue.known { "unchanged" } else { "new" };
        result.baseline_state = self.with_baseline.then(|| Value::from(state));
        result
    }

    fn fix(&self, report: &DossierReport, fix: &FixReport, source: Option<&SourceFile>) -> sarif::Fix {
        let replacements = fix.edits.iter().map(|edit| {
            let EditReport { line, column, offset, length, .. } = *edit;
            let place = model::Location { path: String::new(), line, column, offset, length };
            let inserted = sarif::ArtifactContent::builder().text(edit.text.clone()).build();
            sarif::Replacement::builder().deleted_region(region(&place, source)).inserted_content(inserted).build()
        });
        let change = sarif::ArtifactChange::builder()
            .artifact_location(self.artifact(report))
            .replacements(replacements.collect::<Vec<_>>())
            .build();
        sarif::Fix::builder()
            .description(message(visible(&fix.text).into_owned()))
            .artifact_changes(vec![change])
            .build()
    }

    fn artifact(&self, report: &DossierReport) -> sarif::ArtifactLocation {
        let (uri, base) = match self.paths.uri(report) {
            ReportPath::Within(uri) => (uri, REPOSITORY),
            ReportPath::Outside(uri) => (uri, ROOT),
        };
        sarif::ArtifactLocation::builder().uri(uri).uri_base_id(base.to_owned()).build()
    }

    fn location(
        &self,
        report: &DossierReport,
        location: Option<&model::Location>,
        source: Option<&SourceFile>,
        label: Option<(&str, usize)>,
    ) -> sarif::Location {
        let artifact = self.artifact(report);
        let region = match location {
            Some(location) => region(location, source),
            // Code scanning shows no result without a line.
            None => sarif::Region::builder().start_line(1).build(),
        };
        let physical = sarif::PhysicalLocation::builder().artifact_location(artifact).region(region).build();
        let key = location.filter(|location| !location.path.is_empty());
        let logical = key.map(|location| {
            vec![sarif::LogicalLocation::builder().fully_qualified_name(location.path.clone()).build()]
        });
        let mut place = sarif::Location::builder().physical_location(physical).build();
        place.logical_locations = logical;
        if let Some((label, id)) = label {
            place.message = Some(message(unlinked(label)));
            place.id = Some(number(id));
        }
        place
    }

    fn rule(&self, rule: &RuleReport) -> sarif::ReportingDescriptor {
        let why = rule.why.as_ref().map(|why| (labels::why(self.lang), Cow::from(why)));
        let advice = rule.advice.as_ref().map(|advice| (labels::what_to_do(self.lang), advice.into()));
        let mut text = Vec::new();
        let mut markdown = Vec::new();
        for (name, part) in [why, advice, demand(&rule.demand, &rule.source, self.lang)].into_iter().flatten() {
            text.push(format!("{name}{} {}", labels::colon(self.lang), visible(&part)));
            markdown.push(format!("**{name}** — {}", plain(&part)));
        }
        let help =
            sarif::MultiformatMessageString::builder().text(text.join("\n")).markdown(markdown.join("\n\n")).build();
        let description = rule.why.as_ref().unwrap_or(&rule.title);
        descriptor(
            &rule.id,
            &rule.title,
            description,
            help,
            rule.level == Level::Error,
            vec![rule.group.as_str(), rule.basis.as_str()],
        )
    }

    fn overlay<'a>(&'a self, overlay: &'a OverlayRef) -> impl Iterator<Item = sarif::Notification> + 'a {
        let rules = std::iter::once(None).chain(overlay.loosened.iter().map(|loosened| Some(&loosened.rule)));
        overlay_lines(overlay, self.lang).into_iter().zip(rules).map(|(line, rule)| {
            let mut notification = note(line);
            notification.associated_rule = rule.map(|rule| {
                let mut reference = sarif::ReportingDescriptorReference::builder().id(rule.clone()).build();
                reference.index = self.rules.get(rule).copied();
                reference
            });
            notification
        })
    }

    fn code(&self, code: Code) -> sarif::ReportingDescriptor {
        let help = formats::structure_help(self.lang);
        let message = sarif::MultiformatMessageString::builder().text(help).markdown(help.to_owned()).build();
        descriptor(code.as_str(), codes::title(code, self.lang), help, message, true, vec!["structure"])
    }

    fn warning(&self, code: WarningCode) -> sarif::ReportingDescriptor {
        let (title, meaning) = (comments::title(code, self.lang), comments::meaning(code, self.lang));
        let help = sarif::MultiformatMessageString::builder().text(meaning).markdown(meaning.to_owned()).build();
        descriptor(code.as_str(), title, meaning, help, false, vec!["comment"])
    }
}

impl Render for Sarif {
    fn needs(_: bool) -> Needs {
        Needs { edits: true, ..Needs::default() }
    }

    fn begin(&mut self, out: &mut dyn Write, header: &Header) -> io::Result<()> {
        let described = header.rules.iter().filter(|rule| rule.level != Level::Info).map(|rule| self.rule(rule));
        let codes = Code::ALL.iter().map(|code| self.code(*code));
        let warnings = WarningCode::ALL.into_iter().map(|code| self.warning(code));
        let rules: Vec<sarif::ReportingDescriptor> = described.chain(codes).chain(warnings).collect();
        self.with_baseline = header.with_baseline;
        self.rules = rules.iter().map(|rule| rule.id.clone()).zip(0..).collect();
        let driver = sarif::ToolComponent::builder()
            .name(header.tool.name)
            .version(header.tool.version.to_owned())
            .semantic_version(header.tool.version.to_owned())
            .language(language(self.lang).to_owned())
            .rules(rules)
            .build();
        let bases = json!({ REPOSITORY: {}, ROOT: { "uri": "file:///" } });
        let tool = json::to_string(&sarif::Tool::builder().driver(driver).build())?;
        write!(
            out,
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{tool},\"language\":\"{}\",\
             \"columnKind\":\"unicodeCodePoints\",\"originalUriBaseIds\":{bases},\"results\":[",
            language(self.lang)
        )
    }

    fn dossier(&mut self, out: &mut dyn Write, report: &DossierReport, source: Option<&SourceFile>) -> io::Result<()> {
        for issue in issues(report, &self.paths, self.lang).into_iter().chain(ignored(report, &self.paths)) {
            if self.written == MAX_RESULTS {
                self.left_out += 1;
            } else {
                self.written += 1;
                self.list.add(out, &self.result(report, &issue, source))?;
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, end: &End<'_>) -> io::Result<()> {
        let mut invocation = sarif::Invocation::builder().execution_successful(end.summary.complete).build();
        let overlays: Vec<_> = end.header.overlays.iter().flat_map(|overlay| self.overlay(overlay)).collect();
        invocation.tool_configuration_notifications = (!overlays.is_empty()).then_some(overlays);
        invocation.tool_execution_notifications =
            (self.left_out > 0).then(|| vec![note(formats::more_results(self.left_out, self.lang))]);
        write!(out, "\n],\"invocations\":[{}]}}]}}\n", json::to_string(&invocation)?)
    }
}

fn region(location: &model::Location, source: Option<&SourceFile>) -> sarif::Region {
    let (end_line, end_column) = end(location, source);
    sarif::Region::builder()
        .start_line(number(location.line))
        .start_column(number(location.column))
        .end_line(number(end_line))
        .end_column(number(end_column))
        .byte_offset(number(location.offset))
        .byte_length(number(location.length))
        .build()
}

fn suppression(reason: &str) -> sarif::Suppression {
    sarif::Suppression::builder().kind("inSource").justification(visible(reason).into_owned()).build()
}

fn note(text: String) -> sarif::Notification {
    sarif::Notification::builder().message(message(text)).level("note").build()
}

/// A text in which no viewer finds a link: a message may hold some, in brackets and parentheses.
fn unlinked(text: &str) -> String {
    visible(text).replace("](", "\\](")
}

/// The beginning of a description, as much as is taken.
fn description(text: &str) -> sarif::MultiformatMessageString {
    sarif::MultiformatMessageString::builder().text(beginning(&visible(text), DESCRIPTION)).build()
}

fn message(text: String) -> sarif::Message {
    sarif::Message::builder().text(text).build()
}

fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "fr-FR",
        Lang::En => "en-GB",
    }
}

/// Lines, columns and bytes, of files of a mebibyte at most.
fn number(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

fn descriptor(
    id: &str,
    title: &str,
    full: &str,
    help: sarif::MultiformatMessageString,
    is_error: bool,
    tags: Vec<&str>,
) -> sarif::ReportingDescriptor {
    let severity = if is_error { "error" } else { "warning" };
    let mut more = BTreeMap::new();
    more.insert("precision".to_owned(), Value::from("very-high"));
    more.insert("problem.severity".to_owned(), Value::from(severity));
    let tags: Vec<String> = tags.into_iter().map(str::to_owned).collect();
    sarif::ReportingDescriptor::builder()
        .id(id)
        .short_description(description(title))
        .full_description(description(full))
        .help(help)
        .default_configuration(sarif::ReportingConfiguration::builder().level(severity).build())
        .properties(sarif::PropertyBag::builder().tags(tags).additional_properties(more).build())
        .build()
}
