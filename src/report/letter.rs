//! A letter to the applicant: one page of paper, with what is to be fixed and filled in, by when, and whom to call.
//!
//! What has no room on the page is counted, so that a page it stays.

use std::io::{self, Write};

use maud::{Markup, html};

use super::compose::Needs;
use super::html::{shown, write_head};
use super::issue::advice;
use super::model::{DossierReport, Finding, Header, NoteReport};
use super::render::{End, Render};
use super::view::{View, demand};
use crate::engine::Verdict;
use crate::messages::words::capitalised;
use crate::messages::{labels, letter as words, terminal};
use crate::rules::Group;
use crate::source::SourceFile;
use crate::text::{Lang, beginning, long_date, visible};

const STYLE: &str = include_str!("letter/letter.css");

/// Lines of the page for the points, and the characters of a line.
const LINES: usize = 25;
const LINE: usize = 88;
/// Characters of a text, and of a name.
const TEXT: usize = 360;
const NAME: usize = 150;

pub(super) struct Letter {
    lang: Lang,
    day: String,
}

/// A part of the points.
struct Points {
    heading: &'static str,
    items: Vec<Point>,
    left_out: usize,
}

/// What was found or is missing, and what to do about it.
struct Point {
    text: String,
    advice: Option<String>,
    /// Whose demand it is.
    demand: Option<String>,
}

impl Letter {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang, day: String::new() }
    }

    fn page(&self, report: &DossierReport) -> Markup {
        let lang = self.lang;
        let view = View::new(report);
        let name = |name: &str| beginning(name, NAME).into_owned();
        let applicant = report.applicant.as_deref().map(name);
        let about = report
            .title
            .as_deref()
            .map_or_else(|| words::about_untitled(lang).to_owned(), |title| words::about(name(title), lang));
        let fiche = match (report.fiche, view.best) {
            (Some(fiche), Some(best)) => Some(terminal::fiche_title(fiche, &best.fiche_title, lang)),
            _ => None,
        };
        let parts = self.points(&view);
        html! {
            section {
                p.to { @for line in applicant.iter().chain(&report.address) { (beginning(line, NAME)) br; } }
                p.day { (words::dated(&self.day, lang)) }
                h1 { (words::subject(lang)) (labels::colon(lang)) " " (about) }
                p.soft {
                    @if let Some(fiche) = fiche { (fiche) ", " (labels::stage(report.stage, lang)) " — " }
                    (words::file(beginning(&visible(&report.path), NAME), lang))
                }
                p { (words::salutation(lang)) }
                p { (words::lead(&self.day, lang)) }
                p { b { (beginning(&view.sentence(lang), TEXT)) } }
                div.points {
                    @if parts.is_empty() && report.verdict <= Verdict::EligibleWithReservations { p { (words::nothing(lang)) } }
                    @for part in &parts {
                        h2 { (part.heading) }
                        ul {
                            @for point in &part.items {
                                li {
                                    (point.text)
                                    @if let Some(demand) = &point.demand { " " span.soft { "(" (demand) ")" } }
                                    @if let Some(advice) = &point.advice { br; "→ " (advice) }
                                }
                            }
                            @if part.left_out > 0 { li { (words::more(part.left_out, lang)) } }
                        }
                    }
                }
                (self.by_when(&view))
                (self.contacts(&view))
                p.soft { (words::no_decision(lang)) }
                p.sign { (words::closing(lang)) }
            }
        }
    }

    /// What is to be done, as far as there is room.
    fn points(&self, view: &View<'_>) -> Vec<Points> {
        let lang = self.lang;
        let outline = &view.outline;
        let errors = view.report.errors.iter().map(|error| Point::new(&error.message, None));
        let to_fix = errors.chain(outline.to_fix.iter().map(|finding| Point::of(finding, lang)));
        let keys = outline.to_fill_in.groups.iter().map(|group| {
            let labels: Vec<&str> = group.keys.iter().map(|key| key.label.as_str()).collect();
            let one = if group.one_is_enough { format!(" ({})", words::one_of(lang)) } else { String::new() };
            let advice = group.rules.iter().find_map(|finding| finding.advice.as_deref());
            Point::new(&format!("{}{one}", capitalised(&labels.join(", "))), advice)
        });
        let to_fill_in = keys.chain(outline.to_fill_in.undecided.iter().map(|finding| Point::of(finding, lang)));
        let to_clarify = outline.reservations.iter().map(|finding| Point::new(&finding.title, None));
        let mut room = LINES;
        let mut parts = vec![
            Points::of(words::to_fix(lang), to_fix, &mut room),
            Points::of(words::to_fill_in(lang), to_fill_in, &mut room),
            Points::of(words::to_clarify(lang), to_clarify, &mut room),
        ];
        parts.retain(|part| !part.items.is_empty() || part.left_out > 0);
        parts
    }

    fn by_when(&self, view: &View<'_>) -> Markup {
        let lang = self.lang;
        let days = view.deadline().map(|deadline| terminal::days_left(deadline.days, &deadline.last, lang));
        let step = view.best.and_then(|best| best.next_step.clone()).or(days);
        html! { @if let Some(step) = step { h2 { (words::by_when(lang)) } p { (beginning(&step, TEXT)) } } }
    }

    /// Who examines the project and who answers questions, as the rule sets know them.
    fn contacts(&self, view: &View<'_>) -> Markup {
        let is_told = |note: &&NoteReport| {
            note.group == Group::Recevabilite && note.is_information && !note.message.trim().is_empty()
        };
        let notes: Vec<_> = view.best.iter().flat_map(|best| &best.notes).filter(is_told).collect();
        html! {
            h2 { (words::whom_to_call(self.lang)) }
            ul {
                @for contact in &view.report.contacts { li { (beginning(contact, NAME)) } }
                @for note in &notes { @for line in note.message.lines() { li { (beginning(line, TEXT)) } } }
                @if notes.is_empty() { li { (words::ask(self.lang)) } }
            }
        }
    }
}

impl Points {
    fn of(heading: &'static str, all: impl Iterator<Item = Point>, room: &mut usize) -> Self {
        let (mut items, mut left_out) = (Vec::new(), 0);
        for point in all {
            match room.checked_sub(point.lines()) {
                Some(left) if left_out == 0 => {
                    *room = left;
                    items.push(point);
                }
                _ => left_out += 1,
            }
        }
        Self { heading, items, left_out }
    }
}

impl Point {
    fn new(text: &str, advice: Option<&str>) -> Self {
        let short = |text: &str| beginning(text.trim(), TEXT).into_owned();
        Self { text: short(text), advice: advice.map(short), demand: None }
    }

    /// The readings of the call are a technician's business.
    fn of(finding: &Finding, lang: Lang) -> Self {
        let by_reading = finding.by_reading.as_deref().unwrap_or_default();
        let message = finding.message.strip_suffix(by_reading).unwrap_or(&finding.message);
        let text = format!("{} — {}", finding.title, message.trim());
        let demand = demand(&finding.demand, &finding.source, lang);
        let demand = demand.map(|(name, text)| format!("{name}{} {}", labels::colon(lang), beginning(&text, NAME)));
        Self { demand, ..Self::new(&text, advice(finding).first().map(|advice| &**advice)) }
    }

    fn lines(&self) -> usize {
        let text = self.text.chars().count() + self.demand.as_ref().map_or(0, |demand| demand.chars().count());
        text.div_ceil(LINE) + self.advice.as_ref().map_or(0, |advice| advice.chars().count().div_ceil(LINE))
    }
}

impl Render for Letter {
    fn needs(_: bool) -> Needs {
        Needs { applicant: true, ..Needs::default() }
    }

    fn begin(&mut self, out: &mut dyn Write, header: &Header) -> io::Result<()> {
        self.day = long_date(header.evaluated_on, self.lang);
        write_head(out, words::title(self.lang), STYLE, None, self.lang)?;
        write!(out, "<body><main>")
    }

    fn dossier(&mut self, out: &mut dyn Write, report: &DossierReport, _: Option<&SourceFile>) -> io::Result<()> {
        out.write_all(shown(self.page(report)).as_bytes())
    }

    fn end(&mut self, out: &mut dyn Write, _: &End<'_>) -> io::Result<()> {
        writeln!(out, "</main></body></html>")
    }
}
