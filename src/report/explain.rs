//! `recevable explain`: a rule, a fact or a structural error in depth, as a page of headed sections.

mod absence;
mod code;
mod difference;
mod example;
mod fact;
mod markdown;
mod predicate;
mod rule;
mod rule_code;

use serde::Serialize;

pub(super) use difference::{ConditionIn, differences};
pub(crate) use markdown::write_markdown;

use super::plain;
use super::rule_sets::shown_campaigns;
use crate::dossier::format;
use crate::dossier::{Code, closest_match};
use crate::policy::WarningCode;
use crate::rule_tests::Suite;
use crate::rules::{Campaign, Predicate, RuleBook, RuleCode};
use crate::text::Lang;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Topic {
    pub kind: TopicKind,
    pub id: String,
    /// A noun phrase.
    #[serde(serialize_with = "plain::text")]
    pub title: String,
    pub sections: Vec<Section>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TopicKind {
    Rule,
    Fact,
    /// A structural error, a warning about a comment, or what is wrong with rule sets.
    Code,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Section {
    #[serde(serialize_with = "plain::text")]
    pub heading: String,
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Block {
    Paragraph(#[serde(serialize_with = "plain::text")] String),
    Item {
        /// How deep it stands, from 0.
        depth: usize,
        #[serde(serialize_with = "plain::text")]
        text: String,
    },
    Pair {
        #[serde(serialize_with = "plain::text")]
        name: String,
        #[serde(serialize_with = "plain::text")]
        text: String,
    },
    Lines(String),
}

impl Block {
    fn item(depth: usize, text: impl Into<String>) -> Self {
        Self::Item { depth, text: text.into() }
    }

    fn deeper(self) -> Self {
        match self {
            Self::Item { depth, text } => Self::Item { depth: depth + 1, text },
            other => other,
        }
    }

    fn pair(name: &str, text: impl Into<String>) -> Self {
        Self::Pair { name: name.to_owned(), text: text.into() }
    }

    fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph(text.into())
    }
}

impl Section {
    fn new(heading: &str, blocks: Vec<Block>) -> Option<Self> {
        (!blocks.is_empty()).then(|| Self { heading: heading.to_owned(), blocks })
    }
}

#[derive(Debug, Clone, Copy)]
struct PageContext<'b> {
    book: &'b RuleBook,
    campaign: &'b Campaign,
    lang: Lang,
}

/// A condition, or its negation, within a sentence.
pub(super) fn condition(
    book: &RuleBook,
    campaign: &Campaign,
    condition: &Predicate,
    negated: bool,
    lang: Lang,
) -> String {
    condition.fold(&PageContext { book, campaign, lang }, negated).in_one_sentence(lang)
}

/// An id that there is no page for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum UnknownId {
    /// The last part of several keys' paths.
    Several(Vec<&'static str>),
    /// With the nearest id, if one is near.
    Nearest(Option<String>),
}

/// The page of an id, without regard to case, or of a key by its path or the last part of it; a line's number does not count.
pub(crate) fn topic(book: &RuleBook, suite: &Suite, id: &str, lang: Lang) -> Result<Topic, UnknownId> {
    let path = without_indices(&id.to_ascii_lowercase());
    let keys: Vec<&str> =
        format::fields().iter().filter(|info| info.field.key == path).map(|info| &*info.path).collect();
    match (format::find(&path), keys.as_slice()) {
        (None, &[only]) => page(book, suite, only, lang),
        (None, &[_, _, ..]) => Err(UnknownId::Several(keys)),
        (Some(_), _) => page(book, suite, &path, lang),
        (None, []) => page(book, suite, id, lang),
    }
}

/// `budget.charges[2].poste` as `budget.charges.poste`.
fn without_indices(path: &str) -> String {
    let mut parts = path.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |path, part| path + part.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(']'))
}

fn page(book: &RuleBook, suite: &Suite, id: &str, lang: Lang) -> Result<Topic, UnknownId> {
    // Where several campaigns are loaded, the latest speaks.
    let mut campaigns: Vec<&Campaign> = shown_campaigns(book).collect();
    campaigns.sort_by_key(|campaign| std::cmp::Reverse(campaign.year));
    if let Some(code) = Code::ALL.into_iter().find(|code| code.as_str().eq_ignore_ascii_case(id)) {
        return Ok(code::page(code, book.years().last().copied().unwrap_or_default(), lang));
    }
    let warning = WarningCode::ALL.into_iter().find(|code| code.as_str().eq_ignore_ascii_case(id));
    if let (Some(warning), Some(&campaign)) = (warning, campaigns.first()) {
        return Ok(code::warning(warning, campaign, lang));
    }
    if let Some(code) = RuleCode::ALL.into_iter().find(|code| code.as_str().eq_ignore_ascii_case(id)) {
        return Ok(rule_code::page(code, lang));
    }
    for &campaign in &campaigns {
        let context = PageContext { book, campaign, lang };
        if let Some(rule) = campaign.rules.iter().find(|rule| rule.id.eq_ignore_ascii_case(id)) {
            return Ok(context.rule(rule, suite));
        }
    }
    for &campaign in &campaigns {
        let context = PageContext { book, campaign, lang };
        if let Some(fact) = campaign.facts.iter().find(|fact| fact.name.eq_ignore_ascii_case(id)) {
            return Ok(context.fact(fact));
        }
    }
    match (format::find(&id.to_ascii_lowercase()), campaigns.first()) {
        (Some(field), Some(&campaign)) => Ok(PageContext { book, campaign, lang }.field(format::field_info(field))),
        _ => Err(UnknownId::Nearest(closest_match(id, ids(book)).map(str::to_owned))),
    }
}

/// Every id that there is a page for: rules, facts, keys of the format, structural errors.
pub(crate) fn ids(book: &RuleBook) -> Vec<&str> {
    let campaigns = || shown_campaigns(book);
    let mut ids: Vec<&str> = Code::ALL.map(Code::as_str).to_vec();
    ids.extend(WarningCode::ALL.map(WarningCode::as_str));
    ids.extend(RuleCode::ALL.map(RuleCode::as_str));
    ids.extend(campaigns().flat_map(|campaign| &campaign.rules).map(|rule| rule.id.as_str()));
    ids.extend(campaigns().flat_map(|campaign| &campaign.facts).map(|fact| fact.name.as_str()));
    ids.extend(format::fields().iter().map(|info| info.path.as_str()));
    ids
}
