//! One question: its label, what it is answered with, what was understood, what is wrong.

use maud::{Markup, html};

use super::{COMMUNES, Page, anchor};
use crate::dossier::format::{self, Kind, ScalarKind, field_info};
use crate::dossier::{parse_amount, parse_date, parse_flag};
use crate::edit;
use crate::form::change::{DO, REMOVE, SET, WAS};
use crate::form::choices::{self, Choice};
use crate::form::questions::{Question, errors, label};
use crate::messages::form as words;
use crate::messages::labels;
use crate::report::html::badge;
use crate::report::outline::Outline;
use crate::report::template::capitalized;
use crate::text::{amount, long_date, visible};

/// Rules that tell why something is asked.
const MAX_REASONS: usize = 3;
/// Lists that are longer are chosen from a menu.
const MAX_RADIOS: usize = 4;
/// What a fiche would still need, one by one.
const MAX_NEEDS: usize = 4;
/// Lists that are longer are scrolled.
const MANY: usize = 16;

impl Page<'_> {
    pub(super) fn question(&self, question: &Question<'_>) -> Markup {
        let field = question.field;
        let path = field.path.as_str();
        match field.field.kind {
            Kind::Scalar(ScalarKind::Commune) => self.commune(question),
            Kind::List(ScalarKind::Commune) => self.communes(question),
            Kind::List(_) => self.checkboxes(question),
            Kind::Records(_) => self.table(question),
            Kind::Scalar(ScalarKind::Bool) => {
                let value = self.values.scalar(path);
                let all = [(true, "oui", words::yes(self.lang)), (false, "non", words::no(self.lang))];
                // What the file says in other words is left as it stands.
                let all = all.map(|(flag, word, label)| {
                    let word = if parse_flag(&value) == Some(flag) { value.as_str() } else { word };
                    Choice { value: word.to_owned(), label: label.to_owned() }
                });
                self.radios(question, &all, &value)
            }
            Kind::Scalar(ScalarKind::Text) if question.readers.is_documented => self.long_text(question),
            Kind::Scalar(kind) => {
                let all = choices::of_question(question, &self.book.tables, self.values, self.lang);
                match all.len() {
                    0 => self.line(question, kind),
                    1..=MAX_RADIOS => self.radios(question, &all, &self.values.scalar(path)),
                    _ => self.select(question, &all),
                }
            }
            Kind::Group(_) => html! {},
        }
    }

    fn label(&self, question: &Question<'_>) -> Markup {
        html! {
            (label(question.field, self.lang))
            @if !question.is_answered {
                @if question.readers.necessary { " " span.needed { (words::needed(self.lang)) } }
                @else if let Some(condition) = &question.readers.necessary_if {
                    " " span.needed { (words::needed_if(condition, self.lang)) }
                }
            }
        }
    }

    /// One control with its label.
    fn single(
        &self,
        question: &Question<'_>,
        control: impl FnOnce(&str, &str) -> Markup,
        understood: Option<String>,
    ) -> Markup {
        let path = question.field.path.as_str();
        let (id, about) = (anchor(path), format!("{}-about", anchor(path)));
        html! {
            div.field.wrong[!question.errors.is_empty()] data-field id=(format_args!("f-{id}")) {
                label for=(id) { (self.label(question)) }
                (control(&id, &about))
                (self.was(path))
                (self.about(question, &about, understood))
            }
        }
    }

    /// Several controls under one legend.
    fn several(&self, question: &Question<'_>, controls: &Markup) -> Markup {
        let id = anchor(&question.field.path);
        let about = format!("{id}-about");
        html! {
            fieldset.field.wrong[!question.errors.is_empty()] data-field id=(format_args!("f-{id}")) aria-describedby=(about) {
                legend id=(id) tabindex="-1" { (self.label(question)) }
                (controls)
                (self.was(&question.field.path))
                (self.about(question, &about, None))
            }
        }
    }

    /// What the page shows, so that a change can be told.
    fn was(&self, path: &str) -> Markup {
        let field = format::find(&edit::of_format(path)).map(field_info);
        let value = field.map(|field| self.values.of(path, field)).unwrap_or_default();
        html! { input type="hidden" name=(format_args!("{WAS}{path}")) value=(value); }
    }

    fn about(&self, question: &Question<'_>, id: &str, understood: Option<String>) -> Markup {
        // They are typed by name: what is said of codes is not for them.
        let is_commune =
            matches!(question.field.field.kind, Kind::Scalar(ScalarKind::Commune) | Kind::List(ScalarKind::Commune));
        html! {
            div id=(id) {
                @if let Some(understood) = understood { p.echo { (words::understood(understood, self.lang)) } }
                @if !is_commune { @for error in &question.errors { p.error { (visible(error)) } } }
            }
            (self.why(question))
        }
    }

    /// What the call asks by the rules that read the answer.
    fn why(&self, question: &Question<'_>) -> Markup {
        let campaign = question.campaign;
        let rules = question.readers.rules.iter().filter_map(|id| campaign.rules.iter().find(|rule| rule.id == *id));
        let rules: Vec<_> = rules.take(MAX_REASONS).collect();
        html! {
            @if !rules.is_empty() {
                details.why {
                    summary { (words::why(self.lang)) }
                    ul { @for rule in rules {
                        li {
                            b { (rule.title.get(self.lang)) } " " span.id { "(" (rule.id) ")" }
                            @if let Some(asks) = &rule.asks { " " (asks.get(self.lang)) }
                            @if let Some(advice) = &rule.advice { " " (advice.get(self.lang)) }
                        }
                    } }
                }
            }
        }
    }

    fn line(&self, question: &Question<'_>, kind: ScalarKind) -> Markup {
        let path = question.field.path.as_str();
        let value = self.values.scalar(path);
        let (hint, mode) = match kind {
            ScalarKind::Money => (Some(words::amount_hint(self.lang)), "decimal"),
            ScalarKind::Date => (Some(words::date_hint(self.lang)), "text"),
            ScalarKind::Siret | ScalarKind::PostalCode | ScalarKind::Year => (None, "numeric"),
            _ => (None, "text"),
        };
        let control = |id: &str, about: &str| {
            html! {
                input id=(id) name=(path) value=(value) inputmode=(mode) placeholder=[hint] aria-describedby=(about)
                    aria-invalid=[(!question.errors.is_empty()).then_some("true")];
            }
        };
        self.single(question, control, self.understood(kind, &value))
    }

    /// An amount or a day as it was read; nothing of an amount that is written as it is read.
    pub(super) fn understood(&self, kind: ScalarKind, value: &str) -> Option<String> {
        let read = match kind {
            ScalarKind::Money => {
                let read = parse_amount(value).ok()?;
                // What was written that way needs no echo.
                let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
                let (typed, shown) = (digits(value), amount(read, self.lang));
                if [typed.clone(), format!("{typed}00")].contains(&digits(&shown)) && !value.contains('.') {
                    return None;
                }
                shown
            }
            ScalarKind::Date => long_date(parse_date(value).ok()?, self.lang),
            _ => return None,
        };
        Some(read)
    }

    fn long_text(&self, question: &Question<'_>) -> Markup {
        let path = question.field.path.as_str();
        let value = self.values.scalar(path);
        let least = self.campaign.conventions.documented_at_least;
        let count = value.chars().count();
        let control = |id: &str, about: &str| {
            html! {
                textarea id=(id) name=(path) rows="4" aria-describedby=(about) { "\n" (value) }
                p.count.small.soft {
                    @if count < least { (words::characters(count, least, self.lang)) } @else { (words::characters_done(count, self.lang)) }
                }
            }
        };
        self.single(question, control, None)
    }

    fn select(&self, question: &Question<'_>, all: &[Choice]) -> Markup {
        let path = question.field.path.as_str();
        let value = self.values.scalar(path);
        let control = |id: &str, about: &str| html! { select id=(id) name=(path) aria-describedby=(about) { (self.options(all, &value)) } };
        self.single(question, control, None)
    }

    pub(super) fn options(&self, all: &[Choice], value: &str) -> Markup {
        let is_other = !value.is_empty() && !all.iter().any(|choice| choice.value == value);
        html! {
            option value="" selected[value.is_empty()] { (words::choose(self.lang)) }
            @if is_other { option value=(value) selected { (words::other(value, self.lang)) } }
            @for choice in all { option value=(choice.value) selected[choice.value == value] { (choice.label) } }
        }
    }

    fn radios(&self, question: &Question<'_>, all: &[Choice], value: &str) -> Markup {
        let path = question.field.path.as_str();
        let is_other = !value.is_empty() && !all.iter().any(|choice| choice.value == value);
        let radio = |choice: &str, label: &str, at: usize| {
            let id = format!("{}-{at}", anchor(path));
            html! {
                div.choice {
                    input type="radio" id=(id) name=(path) value=(choice) checked[choice == value];
                    label for=(id) { (label) }
                }
            }
        };
        let controls = html! {
            div.choices {
                @for (at, choice) in all.iter().enumerate() { (radio(&choice.value, &choice.label, at + 1)) }
                @if is_other { (radio(value, &words::other(value, self.lang), all.len() + 1)) }
                (radio("", words::not_answered(self.lang), 0))
            }
        };
        self.several(question, &controls)
    }

    fn checkboxes(&self, question: &Question<'_>) -> Markup {
        let path = question.field.path.as_str();
        let all = choices::of_question(question, &self.book.tables, self.values, self.lang);
        let entries = self.values.entries(path);
        // A theme may stand there by its name.
        let named =
            |entry: &str, choice: &Choice| entry == choice.value || question.campaign.slug(entry) == choice.value;
        let others = entries.iter().filter(|entry| !all.iter().any(|choice| named(entry, choice)));
        let is_quartier = matches!(question.field.field.kind, Kind::List(ScalarKind::Quartier));
        let checkbox = |value: &str, label: &str, checked: bool, at: usize| {
            let id = format!("{}-{at}", anchor(path));
            html! {
                div.choice {
                    input type="checkbox" id=(id) name=(path) value=(value) checked[checked];
                    label for=(id) { (label) }
                }
            }
        };
        let controls = html! {
            div.choices.many[all.len() > MANY] {
                @for (at, choice) in all.iter().enumerate() {
                    @let entry = entries.iter().find(|entry| named(entry, choice));
                    (checkbox(entry.unwrap_or(&choice.value), &choice.label, entry.is_some(), at))
                }
                @for (at, other) in others.enumerate() { (checkbox(other, other, true, all.len() + at)) }
            }
            @if is_quartier {
                @if all.is_empty() { p.small.soft { (words::communes_first(self.lang)) } }
                (self.adding(path, words::add_other(self.lang), None))
            }
        };
        self.several(question, &controls)
    }

    /// A line to add an entry to a list with.
    fn adding(&self, path: &str, label: &str, list: Option<&str>) -> Markup {
        let id = format!("{}-new", anchor(path));
        html! {
            div.adding {
                label for=(id) { (label) }
                input id=(id) name=(path) list=[list] value="";
                button type="submit" { (words::add(self.lang)) }
            }
        }
    }

    fn commune(&self, question: &Question<'_>) -> Markup {
        let path = question.field.path.as_str();
        let value = choices::commune_of(&self.book.tables, &self.values.scalar(path));
        let control = |id: &str, about: &str| {
            html! {
                input id=(id) name=(path) value=(value) list=(COMMUNES) placeholder=(words::commune(self.lang)) aria-describedby=(about);
                (self.which(path, &self.values.scalar(path)))
            }
        };
        self.single(question, control, None)
    }

    fn communes(&self, question: &Question<'_>) -> Markup {
        let path = question.field.path.as_str();
        let entries = self.values.entries(path);
        let controls = html! {
            @if !entries.is_empty() {
                ul.entries { @for (at, entry) in entries.iter().enumerate() {
                    @let name = choices::commune_of(&self.book.tables, entry);
                    @let place = format!("{path}[{at}]");
                    li {
                        input type="hidden" name=(path) value=(entry);
                        (name) " "
                        button.small name=(DO) value=(format_args!("{REMOVE}{place}")) aria-label=(words::remove_one(&name, self.lang)) {
                            (words::remove(self.lang))
                        }
                        (self.which(&place, entry))
                    }
                } }
            }
            (self.adding(path, words::add_commune(self.lang), Some(COMMUNES)))
        };
        self.several(question, &controls)
    }

    /// The communes that a text could mean which is none.
    fn which(&self, path: &str, typed: &str) -> Markup {
        let is_known = typed.is_empty() || self.book.tables.name_of_code(typed).is_some();
        let like = if is_known { Vec::new() } else { choices::communes_like(&self.book.tables, typed) };
        html! {
            @if !is_known && like.is_empty() { p.error { (words::no_such_commune(typed, self.lang)) } }
            @if !like.is_empty() {
                p.which { (words::which_one(typed, self.lang)) " "
                    @for choice in &like {
                        button.small name=(DO) value=(format_args!("{SET}{path}={}", choice.value)) { (choice.label) } " "
                    }
                }
            }
        }
    }

    /// The fiches side by side, with what each would still need.
    pub(super) fn fiches(&self) -> Markup {
        let lang = self.lang;
        let report = self.state.assessed();
        html! {
            h3 { (words::which_fiche(lang)) }
            div.fiches {
                @for assessment in &report.assessments {
                    @let outline = Outline::new(report, Some(assessment));
                    article class=[(Some(assessment.fiche) == report.nearest).then_some("nearest")] {
                        h4 { (crate::messages::terminal::fiche_title(assessment.fiche, &assessment.fiche_title, lang)) }
                        p { (badge(assessment.verdict, lang)) }
                        p.small { (words::needs(lang)) (labels::colon(lang)) }
                        ul.small {
                            @let missing = outline.to_fill_in.groups.iter().flat_map(|group| &group.keys).map(|key| &key.label);
                            @let needs: Vec<&String> = outline.to_fix.iter().map(|finding| &finding.title).chain(missing).collect();
                            @for need in needs.iter().take(MAX_NEEDS) { li { (visible(&capitalized(need))) } }
                            @if needs.len() > MAX_NEEDS { li { (words::more_needs(needs.len() - MAX_NEEDS, lang)) } }
                        }
                        button name=(DO) value=(format_args!("{SET}fiche={}", assessment.fiche)) { (words::choose_fiche(assessment.fiche, lang)) }
                    }
                }
            }
        }
    }

    /// What is wrong in a cell of a table.
    pub(super) fn cell_errors(&self, path: &str) -> Vec<String> {
        errors(&self.state.report, path)
    }
}
