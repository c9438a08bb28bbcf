//! The fiche synthétique on one page of paper: what the intercommunalité verifies.

use maud::{Markup, html};

use super::change::Values;
use super::choices;
use super::page::document;
use super::questions::{label, leaves};
use super::session::Session;
use crate::dossier::format::{self, FieldInfo, Kind, ScalarKind, Stage, field_info};
use crate::dossier::{parse_amount, parse_date, parse_flag};
use crate::messages::form as words;
use crate::report::template::{capitalized, keys};
use crate::rules::Campaign;
use crate::text::{Lang, amount, long_date, visible};
use crate::yaml;

pub(super) fn page(session: &Session) -> String {
    let lang = session.lang();
    let source = session.source();
    let tree = yaml::parse(&source);
    let values = Values { source: &source, tree: &tree };
    let book = &session.checker.book;
    let fiche = values.scalar("fiche");
    let campaign = values.campaign(book);
    let set = campaign.and_then(|campaign| campaign.fiche(fiche.parse().ok()?));
    let body = html! {
        main.sheet {
            h1 { (words::sheet_title(visible(&fiche), lang)) }
            @if let (Some(campaign), Some(set)) = (campaign, set) {
                p { b { (set.title.get(lang)) } }
                p.small { (words::sheet_lead(long_date(session.checker.date, lang), lang)) }
                @let read = keys(book, campaign, set, Stage::FicheSynthetique, lang);
                @let sheet = Sheet { campaign, values, tables: &book.tables, lang };
                @for group in format::children(None).iter().copied().map(field_info) {
                    @let leaves: Vec<_> = leaves(group).into_iter().filter_map(|leaf| Some((leaf, read.get(&leaf.id)?))).collect();
                    @let shown: Vec<_> = leaves.iter().filter(|(leaf, readers)| readers.necessary || values.is_given(leaf)).collect();
                    @if !shown.is_empty() {
                        h2 { (capitalized(group.field.label.get(lang))) }
                        dl { @for (leaf, _) in shown { dt { (label(leaf, lang)) } dd { (sheet.answer(leaf)) } } }
                    }
                }
            }
        }
    };
    document(&words::sheet_title(visible(&fiche), lang), "paper", lang, &body)
}

struct Sheet<'s> {
    campaign: &'s Campaign,
    values: Values<'s>,
    tables: &'s crate::reference::Tables,
    lang: Lang,
}

impl Sheet<'_> {
    fn answer(&self, field: &FieldInfo) -> Markup {
        let path = field.path.as_str();
        let texts: Vec<String> = match &field.field.kind {
            Kind::Records(_) => (0..self.values.lines(path)).map(|at| self.line(field, at)).collect(),
            Kind::List(kind) => self.values.entries(path).iter().map(|entry| self.words(*kind, entry)).collect(),
            Kind::Scalar(kind) => vec![self.words(*kind, &self.values.scalar(path))],
            Kind::Group(_) => Vec::new(),
        };
        let is_table = matches!(field.field.kind, Kind::Records(_));
        html! {
            @if !self.values.is_given(field) { span.soft { (words::not_given(self.lang)) } }
            div.several[is_table] { @for text in texts.iter().filter(|text| !text.is_empty()) { div.text { (visible(text)) } } }
        }
    }

    fn line(&self, table: &FieldInfo, at: usize) -> String {
        let columns = table.children.iter().map(|child| field_info(*child));
        let cell = |column: &FieldInfo| {
            let Kind::Scalar(kind) = column.field.kind else { return String::new() };
            self.words(kind, &self.values.scalar(&format!("{}[{at}].{}", table.path, column.field.key)))
        };
        let cells: Vec<String> = columns.map(cell).filter(|cell| !cell.is_empty()).collect();
        cells.join(" — ")
    }

    fn words(&self, kind: ScalarKind, value: &str) -> String {
        if value.is_empty() {
            return String::new();
        }
        match kind {
            ScalarKind::Money => parse_amount(value).map_or_else(|_| value.to_owned(), |read| amount(read, self.lang)),
            ScalarKind::Date => parse_date(value).map_or_else(|_| value.to_owned(), |read| long_date(read, self.lang)),
            ScalarKind::Commune => choices::commune_of(self.tables, value),
            ScalarKind::Siren | ScalarKind::Quartier => {
                self.tables.name_of_code(value).map_or_else(|| value.to_owned(), |name| format!("{name} ({value})"))
            }
            ScalarKind::Token(_) | ScalarKind::Slug => {
                self.campaign.label(self.campaign.slug(value), self.lang).to_owned()
            }
            ScalarKind::Bool => match parse_flag(value) {
                Some(true) => words::yes(self.lang).to_owned(),
                Some(false) => words::no(self.lang).to_owned(),
                None => value.to_owned(),
            },
            _ => value.to_owned(),
        }
    }
}
