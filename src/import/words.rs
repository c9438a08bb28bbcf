//! The words of budgets, from the reference tables and the format: what a heading, an account or a funder is called.

use std::collections::HashMap;

use crate::dossier::format::{self, Kind, ScalarKind, Side};
use crate::dossier::{fold_name, named_token};
use crate::reference::{Table, Tables};
use crate::rules::Campaign;
use crate::text::{Lang, string_enum};

/// Tables of places, their names' columns, and what they are as funders.
const PLACES: [(&str, &str, &str); 3] = [
    ("epci", "nom_2014", "intercommunalite"),
    ("epci", "nom_2015", "intercommunalite"),
    ("communes", "nom", "commune"),
];

const KIND: &str = "budget.produits.type";

string_enum! {
    /// What a word of a table says of the cells around it.
    pub(crate) enum Sense {
        Account = "compte",
        Label = "libelle",
        Amount = "montant",
        Type = "type",
        Funder = "financeur",
        Note = "remarque",
        /// A column of other amounts than those of the budget.
        OtherColumn = "autre_colonne",
        Charges = "charges",
        Produits = "produits",
        Total = "total",
        /// What is left of both sides.
        Balance = "solde",
        /// In thousands of euros.
        Thousands = "milliers",
        /// Before details that are part of the line above.
        Including = "dont",
        /// Beside other words of a heading.
        Neutral = "neutre",
    }
}

/// A line of the national form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormLine {
    pub side: Side,
    pub account: u8,
    pub label: String,
    /// What such income usually is.
    pub kind: Option<&'static str>,
    /// Whether it is a detail of the account's own line.
    pub detail: bool,
}

#[derive(Debug)]
pub(crate) struct Words {
    senses: Vec<(String, Sense)>,
    /// Words that stand for accounts.
    accounts: Vec<(String, u8)>,
    pub form: Vec<FormLine>,
    /// The labels of kinds of funders, folded.
    kinds: Vec<(String, &'static str)>,
    /// The names of communes and intercommunalités, folded, with the kinds of funders that they are.
    places: HashMap<String, &'static str>,
}

/// The kinds of funders that the format has.
pub(crate) fn kinds() -> &'static [&'static str] {
    match format::find(KIND).map(|id| &format::field_info(id).field.kind) {
        Some(Kind::Scalar(ScalarKind::Token(kinds))) => kinds,
        _ => &[],
    }
}

/// Of an account of two digits.
pub(crate) fn side_of(account: u8) -> Option<Side> {
    [Side::Charges, Side::Produits].into_iter().find(|side| {
        let (range, voluntary) = side.accounts();
        range.contains(&account) || account == voluntary
    })
}

impl Words {
    pub(crate) fn new(tables: &Tables, campaign: Option<&Campaign>) -> Self {
        let embedded = Tables::embedded();
        let table = |name| tables.named(name).or_else(|| embedded.named(name));
        let mut words = Self {
            senses: Vec::new(),
            accounts: Vec::new(),
            form: Vec::new(),
            kinds: Vec::new(),
            places: HashMap::new(),
        };
        for (term, meaning) in table("mots_budget").into_iter().flat_map(pairs) {
            let term = folded(term);
            if let Some(sense) = Sense::ALL.into_iter().find(|sense| sense.as_str() == meaning) {
                words.senses.push((term, sense));
            } else if let Some(account) = meaning.parse().ok().filter(|account| side_of(*account).is_some()) {
                words.accounts.push((term, account));
            }
        }
        words.form = table("postes").map(form).unwrap_or_default();
        let labels = words.form.iter().map(|line| (folded(&line.label), line.account));
        words.accounts.extend(labels.collect::<Vec<_>>());
        let label = |kind: &&'static str| Some((folded(campaign?.label(kind, Lang::Fr)), *kind));
        words.places = PLACES
            .iter()
            .filter_map(|(name, column, kind)| {
                let table = table(name)?;
                let column = table.column(column)?;
                let kind = kinds().iter().copied().find(|known| known == kind)?;
                Some((0..table.len()).map(move |row| (folded(table.cell(row, column)), kind)))
            })
            .flatten()
            .collect();
        words.kinds = kinds().iter().filter_map(label).collect();
        words
    }

    /// Whether a text is a word of that sense and nothing else.
    pub(super) fn is(&self, text: &str, sense: Sense) -> bool {
        let text = folded(text);
        // `Prévisionnel 2015`.
        let text = text.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('-');
        self.senses.iter().any(|(word, known)| *known == sense && *word == text)
    }

    /// Whether a word of that sense stands in a text.
    pub(super) fn has(&self, text: &str, sense: Sense) -> bool {
        let text = format!("-{}-", folded(text));
        self.senses.iter().any(|(word, known)| *known == sense && text.contains(&format!("-{word}-")))
    }

    /// The side that a text names as a heading does, with no words but those of headings.
    pub(super) fn side_heading(&self, text: &str) -> Option<Side> {
        let is_known = |word: &str| {
            word.bytes().all(|byte| byte.is_ascii_digit())
                || [Sense::Charges, Sense::Produits, Sense::Amount, Sense::Thousands, Sense::Neutral]
                    .into_iter()
                    .any(|sense| self.is(word, sense))
        };
        let folded = folded(text);
        self.side(text).filter(|_| folded.split('-').all(is_known))
    }

    /// The side that a text names, where it names one.
    pub(super) fn side(&self, text: &str) -> Option<Side> {
        match (self.has(text, Sense::Charges), self.has(text, Sense::Produits)) {
            (true, false) => Some(Side::Charges),
            (false, true) => Some(Side::Produits),
            _ => None,
        }
    }

    /// The account that a whole text is another word for.
    pub(super) fn account_named(&self, text: &str, side: Option<Side>) -> Option<u8> {
        let text = folded(text);
        let found = self.accounts.iter().find(|(word, account)| *word == text && is_on(*account, side));
        found.map(|(_, account)| *account)
    }

    /// The account that the longest of the words in a text stands for.
    pub(super) fn account_within(&self, text: &str, side: Option<Side>) -> Option<u8> {
        let text = format!("-{}-", folded(text));
        let found = self
            .accounts
            .iter()
            .filter(|(word, account)| is_on(*account, side) && text.contains(&format!("-{word}-")))
            .max_by_key(|(word, _)| word.len());
        found.map(|(_, account)| *account)
    }

    /// The line of the form of an account of two digits.
    pub(super) fn form_line(&self, account: u8) -> Option<&FormLine> {
        self.form.iter().find(|line| line.account == account && !line.detail)
    }

    /// Whether a text says no more of an account than the form does.
    pub(super) fn is_general(&self, text: &str, account: u8) -> bool {
        text.trim().is_empty() || self.account_named(text, side_of(account)) == Some(account)
    }

    /// The kind of funder whose word or label a whole text is.
    pub(super) fn kind_named(&self, text: &str) -> Option<&'static str> {
        let text = folded(text);
        let label = self.kinds.iter().find(|(label, _)| *label == text).map(|(_, kind)| *kind);
        label.or_else(|| kinds().iter().copied().find(|kind| fold_name(kind) == text))
    }

    /// The kind of funder that a place of the region is, whose name a whole text is.
    pub(super) fn kind_of_place(&self, text: &str) -> Option<&'static str> {
        self.places.get(&folded(text)).copied()
    }

    /// The kind of funder that words of a text stand for.
    pub(super) fn kind_within(text: &str) -> Option<&'static str> {
        named_token(&without_marks(text), kinds())
    }
}

fn is_on(account: u8, side: Option<Side>) -> bool {
    side.is_none() || side_of(account) == side
}

fn pairs(table: &Table) -> impl Iterator<Item = (&str, &str)> {
    (0..table.len()).filter(|_| table.columns().len() > 1).map(|row| (table.cell(row, 0), table.cell(row, 1)))
}

fn form(table: &Table) -> Vec<FormLine> {
    let [Some(label), Some(kind)] = ["libelle", "type"].map(|name| table.column(name)) else { return Vec::new() };
    let mut lines: Vec<FormLine> = Vec::new();
    for row in 0..table.len() {
        let Some((account, side)) = table.cell(row, 0).parse().ok().and_then(|code| Some((code, side_of(code)?)))
        else {
            continue;
        };
        let kind = kinds().iter().copied().find(|known| *known == table.cell(row, kind));
        let detail = lines.last().is_some_and(|last| last.account == account);
        lines.push(FormLine { side, account, label: table.cell(row, label).to_owned(), kind, detail });
    }
    lines
}

/// Without what forms add to a word: `Commune(s) :`.
fn without_marks(text: &str) -> String {
    text.replace("(s)", "").replace([':', ';', '*', '.', '/', '«', '»', '"'], " ")
}

fn folded(text: &str) -> String {
    fold_name(&without_marks(text))
}
