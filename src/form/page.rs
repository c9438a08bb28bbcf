//! The page: sections of questions, and beside them what the dossier comes to.

mod field;
mod lines;
mod side;

use std::borrow::Cow;

use maud::{DOCTYPE, Markup, html};

use super::change::{DO, Values};
use super::choices;
use super::questions::{Section, SectionId, sections};
use super::session::{Notice, Session, State};
use crate::dossier::ProblemKind;
use crate::dossier::format::{self, field_info};
use crate::edit;
use crate::messages::{commands, form as words, labels, structure};
use crate::report::html::{badge, shown};
use crate::report::template::capitalized;
use crate::rules::{Campaign, RuleBook};
use crate::text::{Lang, visible};
use crate::yaml;

/// The hidden field that says which section was posted.
pub(super) const SECTION: &str = "section";
/// The list of communes that fields refer to.
const COMMUNES: &str = "communes";

/// What all parts of the page are drawn from.
struct Page<'p> {
    lang: Lang,
    book: &'p RuleBook,
    campaign: &'p Campaign,
    state: &'p State,
    values: Values<'p>,
}

pub(super) fn whole(session: &mut Session) -> String {
    let lang = session.lang();
    let body = html! {
        a.skip href="#questions" { (words::skip(lang)) }
        (inner(session))
        // Beside what the script replaces: it does not change.
        datalist id=(COMMUNES) { @for commune in choices::communes(&session.checker.book.tables) { option value=(commune.label) {} } }
        p.lost hidden role="alert" { (words::lost(lang)) }
        script src="/script.js" {}
    };
    document(&title(session), "", lang, &body)
}

/// What changes with an answer.
pub(super) fn part(session: &mut Session) -> String {
    shown(inner(session))
}

pub(super) fn closed(session: &Session) -> String {
    let lang = session.lang();
    let body = html! {
        div.wide id="page" {
            header.top { h1 { (words::closed_title(lang)) } p.lead { (words::closed(visible(&session.name), lang)) } }
        }
    };
    document(words::closed_title(lang), "", lang, &body)
}

pub(super) fn document(title: &str, class: &str, lang: Lang, body: &Markup) -> String {
    shown(html! {
        (DOCTYPE)
        html lang=(lang.as_str()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                link rel="stylesheet" href="/style.css";
            }
            body class=(class) { (body) }
        }
    })
}

fn title(session: &Session) -> String {
    format!("{} — {}", visible(&session.name), words::title(session.lang()))
}

fn inner(session: &mut Session) -> Markup {
    let lang = session.lang();
    let notice = session.notice.take();
    let state = session.state();
    let tree = yaml::parse(&state.source);
    let values = Values { source: &state.source, tree: &tree };
    let book = &session.checker.book;
    let campaign = values.campaign(book);
    html! {
        div id="page" data-version=(session.version) {
            header.bar {
                div.wide {
                    div {
                        h1 { (words::title(lang)) }
                        p.small.soft { code { (words::file_is(visible(&session.name), lang)) } }
                    }
                    (badge(state.report.verdict, lang))
                    p.notice.bad[notice.as_ref().is_some_and(is_bad)] id="notice" role="status" {
                        @if let Some(notice) = &notice { (visible(&sentence(notice, lang))) }
                    }
                    form.actions method="post" action="/" {
                        button name=(DO) value="undo" disabled[!session.can_undo()] { (words::undo(lang)) }
                        button name=(DO) value="redo" disabled[!session.can_redo()] { (words::redo(lang)) }
                        a.button href="/report" target="_blank" rel="noopener" { (words::report(lang)) }
                        a.button href="/sheet" target="_blank" rel="noopener" { (words::sheet(lang)) }
                        button name=(DO) value="close" { (words::close(lang)) }
                    }
                }
            }
            @if let Some(campaign) = campaign {
                @let page = Page { lang, book, campaign, state: &state, values };
                @let sections = sections(book, campaign, &state, values, lang);
                div.wide.form {
                    (navigation(&sections, lang))
                    main id="questions" {
                        @if !tree.complete { (page.not_editable()) }
                        @for section in &sections { (page.section(section)) }
                        @if sections.len() == 1 { p.lead { (words::choose_first(lang)) } }
                    }
                    (page.side())
                }
            }
        }
    }
}

fn is_bad(notice: &Notice) -> bool {
    match notice {
        Notice::Saved | Notice::Undone | Notice::Redone => false,
        Notice::ChangedOutside
        | Notice::RemovedOutside
        | Notice::Conflict { .. }
        | Notice::NotPossible { .. }
        | Notice::NotWritten(_)
        | Notice::NotRead(_) => true,
    }
}

fn sentence(notice: &Notice, lang: Lang) -> Cow<'static, str> {
    match notice {
        Notice::Saved => words::saved(lang).into(),
        Notice::Undone => words::undone(lang).into(),
        Notice::Redone => words::redone(lang).into(),
        Notice::ChangedOutside => words::changed_outside(lang).into(),
        Notice::RemovedOutside => words::removed_outside(lang).into(),
        Notice::Conflict { path, typed } => words::conflict(label(path, lang), typed, lang).into(),
        Notice::NotPossible { path } => words::not_possible(label(path, lang), lang).into(),
        Notice::NotWritten(error) => words::not_written(commands::system_reason(*error, lang), lang).into(),
        Notice::NotRead(kind) => {
            let reason = structure::message(&ProblemKind::Read(kind.clone()), lang).summary;
            words::not_read(reason, lang).into()
        }
    }
}

/// What people call the key at a path.
fn label(path: &str, lang: Lang) -> String {
    let field = format::find(&edit::of_format(path)).map(field_info);
    field.map_or_else(|| path.to_owned(), |field| capitalized(field.field.label.get(lang)))
}

fn section_title(id: SectionId, lang: Lang) -> String {
    let group = |group| capitalized(field_info(group).field.label.get(lang));
    match id {
        SectionId::Start => words::start(lang).to_owned(),
        SectionId::Group(id) => group(id),
        SectionId::Texts(id) => words::texts(field_info(id).field.label.get(lang), lang),
    }
}

fn navigation(sections: &[Section<'_>], lang: Lang) -> Markup {
    html! {
        nav aria-label=(words::sections(lang)) {
            ol {
                @for section in sections {
                    @let (done, all) = section.progress();
                    li class=[(done == all).then_some("done")] {
                        a href=(format_args!("#{}", section.id.anchor())) {
                            (section_title(section.id, lang)) " "
                            span.small aria-label=(words::progress(done, all, lang)) { (done) "/" (all) }
                        }
                    }
                }
            }
        }
    }
}

impl Page<'_> {
    fn section(&self, section: &Section<'_>) -> Markup {
        let lang = self.lang;
        let anchor = section.id.anchor();
        let is_start = section.id == SectionId::Start;
        let (tables, others): (Vec<_>, Vec<_>) =
            section.questions.iter().partition(|question| lines::is_money_table(question));
        html! {
            section id=(anchor) aria-labelledby=(format_args!("h-{anchor}")) {
                h2 id=(format_args!("h-{anchor}")) { (section_title(section.id, lang)) }
                form method="post" action="/" autocomplete="off" {
                    // What Enter presses: nothing but saving.
                    button.plain type="submit" tabindex="-1" aria-hidden="true" {}
                    input type="hidden" name=(SECTION) value=(anchor);
                    @if is_start && self.state.assessed().assessments.len() > 1 { (self.fiches()) }
                    @for question in &others { (self.question(question)) }
                    @if !tables.is_empty() {
                        div.money { div.tables { @for table in &tables { (self.question(table)) } } }
                        (self.totals())
                    }
                    @if !section.settled.is_empty() {
                        details.settled {
                            summary { (words::settled(section.settled.len(), lang)) }
                            @for question in &section.settled { (self.question(question)) }
                        }
                    }
                    button.save type="submit" { (words::save(lang)) }
                }
            }
        }
    }

    /// What keeps the file from being changed.
    fn not_editable(&self) -> Markup {
        html! {
            section.finding {
                p { (words::not_editable(self.lang)) }
                ul { @for error in &self.state.report.errors {
                    li {
                        @if let Some(place) = error.locations.first() {
                            (crate::messages::terminal::place(place.line, place.column, self.lang)) (labels::colon(self.lang)) " "
                        }
                        (visible(&error.message))
                    }
                } }
            }
        }
    }
}

/// The anchor of the field at a path.
fn anchor(path: &str) -> String {
    let part = |character: char| if character.is_ascii_alphanumeric() || character == '_' { character } else { '-' };
    format!("q-{}", path.chars().map(part).collect::<String>())
}
