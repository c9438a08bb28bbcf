//! Beside the questions, always in view: the verdict, what remains, the budget drawn, what is to be filed where.

use maud::{Markup, html};

use super::{Page, anchor};
use crate::engine::Verdict;
use crate::form::change::{DO, FIX};
use crate::messages::{form as words, labels, terminal};
use crate::report::html::{drawings, tone};
use crate::report::model::{ErrorReport, Finding, MissingKey};
use crate::report::template::capitalized;
use crate::report::view::View;
use crate::text::visible;

impl Page<'_> {
    pub(super) fn side(&self) -> Markup {
        let lang = self.lang;
        let verdict = self.state.report.verdict;
        let report = self.state.assessed();
        let view = View::new(report);
        let sentence = View::new(&self.state.report).sentence(lang);
        html! {
            aside id="side" aria-labelledby="side-title" tabindex="0" {
                h2 id="side-title" { (words::verdict(lang)) }
                div id="verdict" aria-live="polite" aria-atomic="true" {
                    p class=(format_args!("sentence {}", tone(verdict))) { (visible(&sentence)) }
                }
                @if let Some(best) = view.best {
                    ul.figures { @for figure in &best.figures { li { (visible(figure)) } } }
                }
                @if verdict == Verdict::Unreadable { (self.wrong()) }
                (self.remaining(&view))
                @if let Some(best) = view.best {
                    @if let Some(plan) = best.plan.plan().filter(|plan| !plan.words.steps.is_empty()) {
                        h3 { (labels::plan(lang)) }
                        p { (visible(&plan.words.lead)) }
                        ol { @for step in &plan.words.steps { li { (visible(step)) } } }
                        @if let Some(rule) = plan.mends.first() { (self.apply(rule, None)) }
                    }
                    (drawings(&best.drawing, lang))
                    @if let Some(step) = &best.next_step { h3 { (words::next_step(lang)) } p { (visible(step)) } }
                    @if let Some(deadline) = view.deadline() { p { (visible(&terminal::days_left(deadline.days, &deadline.last, lang))) } }
                }
            }
        }
    }

    fn wrong(&self) -> Markup {
        let place = |error: &ErrorReport| error.locations.first().map(|place| anchor(&place.path)).unwrap_or_default();
        html! {
            h3 { (words::wrong(self.lang)) }
            ul.remaining { @for error in &self.state.report.errors {
                li { a href=(format_args!("#f-{}", place(error))) { (visible(&error.summary)) } }
            } }
        }
    }

    fn remaining(&self, view: &View<'_>) -> Markup {
        let lang = self.lang;
        let outline = &view.outline;
        let (choices, needed): (Vec<_>, Vec<_>) =
            outline.to_fill_in.groups.iter().partition(|group| group.one_is_enough);
        let in_plan = |finding: &Finding| {
            let plan = view.best.and_then(|best| best.plan.plan());
            plan.is_some_and(|plan| plan.mends.contains(&finding.rule))
        };
        html! {
            @if view.several() {} @else if outline.counts() == (0, 0, 0) {
                @if view.best.is_some() { p { (words::nothing_remains(lang)) } }
            } @else {
                @if !outline.to_fix.is_empty() {
                    h3 { (labels::to_fix(lang)) " (" (outline.to_fix.len()) ")" }
                    ul.remaining { @for finding in &outline.to_fix { (self.finding(finding, !in_plan(finding))) } }
                }
                @if outline.to_fill_in.len() > 0 {
                    h3 { (labels::to_fill_in(lang)) " (" (outline.to_fill_in.len()) ")" }
                    ul.remaining {
                        @for key in needed.iter().flat_map(|group| &group.keys) { (key_to_fill_in(key)) }
                        @for group in &choices {
                            li { (terminal::one_of_these(lang)) ul.remaining { @for key in &group.keys { (key_to_fill_in(key)) } } }
                        }
                        @for finding in &outline.to_fill_in.undecided { (self.finding(finding, false)) }
                    }
                }
                @if !outline.reservations.is_empty() {
                    h3 { (labels::reservations(lang)) " (" (outline.reservations.len()) ")" }
                    ul.remaining { @for finding in &outline.reservations { (self.finding(finding, true)) } }
                }
            }
        }
    }

    /// With the field that it is about, and a button for the changes that it offers alone.
    fn finding(&self, finding: &Finding, is_alone: bool) -> Markup {
        let place = finding.locations.first().map(|place| place.path.as_str());
        let place = place.or(finding.missing.first().map(|key| key.path.as_str())).unwrap_or_default();
        let fix = finding.fix.as_ref().filter(|_| is_alone);
        html! {
            li {
                a href=(format_args!("#f-{}", anchor(place))) { (visible(&finding.title)) }
                p.small { (visible(&finding.message)) }
                @if let Some(fix) = fix { (self.apply(&finding.rule, Some(&fix.text))) }
            }
        }
    }

    fn apply(&self, rule: &str, text: Option<&String>) -> Markup {
        html! {
            form method="post" action="/" {
                @if let Some(text) = text { p.small { (visible(text)) } }
                button.small name=(DO) value=(format_args!("{FIX}{rule}")) { (words::apply(self.lang)) }
            }
        }
    }
}

fn key_to_fill_in(key: &MissingKey) -> Markup {
    html! { li { a href=(format_args!("#f-{}", anchor(&key.path))) { (visible(&capitalized(&key.label))) } } }
}
