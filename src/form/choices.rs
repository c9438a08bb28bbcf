//! What a question can be answered with: lists of the format, the rule sets and the reference tables, with names for people.

use std::collections::HashMap;

use super::change::Values;
use super::questions::Question;
use crate::dossier::fold_name;
use crate::dossier::format::{Kind, ScalarKind};
use crate::messages::terminal;
use crate::reference::Tables;
use crate::report::template::capitalized;
use crate::rules::Campaign;
use crate::text::Lang;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Choice {
    pub label: String,
    pub value: String,
}

impl Choice {
    fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// The closed list of a question; nothing where anything can be written.
pub(super) fn of_question(question: &Question<'_>, tables: &Tables, values: Values<'_>, lang: Lang) -> Vec<Choice> {
    let campaign = question.campaign;
    match question.field.field.kind {
        Kind::Scalar(ScalarKind::Slug) | Kind::List(ScalarKind::Slug) => {
            question.readers.codes.iter().map(|code| Choice::new(code, campaign.label(code, lang))).collect()
        }
        Kind::Scalar(ScalarKind::Siren) | Kind::List(ScalarKind::Siren) => intercommunalites(tables, values),
        Kind::List(ScalarKind::Quartier) => quartiers(tables, values),
        Kind::Scalar(kind) => of_kind(kind, tables, campaign, lang),
        _ => Vec::new(),
    }
}

/// The closed list of a kind of value.
pub(super) fn of_kind(kind: ScalarKind, tables: &Tables, campaign: &Campaign, lang: Lang) -> Vec<Choice> {
    match kind {
        ScalarKind::Token(tokens) => {
            let fiche = |token: &str| campaign.fiche(token.parse().ok()?).map(|set| set.title.get(lang));
            let titled = |token: &&str| match fiche(token) {
                Some(title) => terminal::fiche_title(token, title, lang),
                None => capitalized(campaign.label(token, lang)),
            };
            tokens.iter().map(|token| Choice::new(*token, titled(token))).collect()
        }
        ScalarKind::Poste(side) => {
            let (accounts, last) = side.accounts();
            let names = tables.named("postes").and_then(|table| Some((table, table.column("libelle")?)));
            let account = |account: u8| {
                let account = account.to_string();
                let name = names.and_then(|(table, name)| Some(table.cell(table.rows(&account).next()?, name)));
                let shown = name.map_or_else(|| account.clone(), |name| format!("{account} — {name}"));
                Choice::new(account, shown)
            };
            accounts.chain([last]).map(account).collect()
        }
        _ => Vec::new(),
    }
}

/// Those of the dossier's communes first.
fn intercommunalites(tables: &Tables, values: Values<'_>) -> Vec<Choice> {
    let (Some(epci), Some(members)) = (tables.named("epci"), tables.named("commune_epci")) else { return Vec::new() };
    let Some(name) = epci.column("nom_2015") else { return Vec::new() };
    let mut all: Vec<Choice> =
        (0..epci.len()).map(|row| Choice::new(epci.cell(row, 0), epci.cell(row, name))).collect();
    let communes = values.entries("projet.communes");
    let theirs = |choice: &Choice| communes.iter().any(|commune| members.links(commune, &choice.value));
    all.sort_by_cached_key(|choice| (!theirs(choice), fold_name(&choice.label)));
    all
}

/// Those of the dossier's communes.
fn quartiers(tables: &Tables, values: Values<'_>) -> Vec<Choice> {
    let (Some(names), Some(communes)) = (tables.named("qpv"), tables.named("qpv_commune")) else { return Vec::new() };
    let Some(name) = names.column("nom") else { return Vec::new() };
    let chosen = values.entries("projet.communes");
    let is_theirs = |row: &usize| chosen.iter().any(|commune| communes.links(names.cell(*row, 0), commune));
    let rows = (0..names.len()).filter(is_theirs);
    rows.map(|row| Choice::new(names.cell(row, 0), names.cell(row, name))).collect()
}

/// Every commune with its postal codes.
pub(super) fn communes(tables: &Tables) -> Vec<Choice> {
    let Some(communes) = tables.named("communes") else { return Vec::new() };
    let Some(name) = communes.column("nom") else { return Vec::new() };
    let postal_codes = postal_codes(tables);
    let choice = |row: usize| {
        let code = communes.cell(row, 0);
        let codes = postal_codes.get(code).map(Vec::as_slice).unwrap_or_default();
        Choice::new(code, commune_label(communes.cell(row, name), codes))
    };
    let mut all: Vec<Choice> = (0..communes.len()).map(choice).collect();
    all.sort_by_cached_key(|choice| fold_name(&choice.label));
    all
}

/// A commune as it is shown and typed; the code itself where there is none of it.
pub(super) fn commune_of(tables: &Tables, code: &str) -> String {
    let postal: Vec<&str> = postal_codes(tables).remove(code).unwrap_or_default();
    tables.name_of_code(code).map_or_else(|| code.to_owned(), |name| commune_label(name, &postal))
}

fn commune_label(name: &str, postal_codes: &[&str]) -> String {
    format!("{name} ({})", postal_codes.join(", "))
}

/// By commune.
fn postal_codes(tables: &Tables) -> HashMap<&str, Vec<&str>> {
    let mut codes: HashMap<&str, Vec<&str>> = HashMap::new();
    if let Some(postal) = tables.named("codes_postaux") {
        for row in 0..postal.len() {
            codes.entry(postal.cell(row, 1)).or_default().push(postal.cell(row, 0));
        }
    }
    codes
}

/// The commune that has a name, or alone a postal code, as a person types it; none where there are several.
pub(super) fn commune_named<'t>(tables: &'t Tables, typed: &str) -> Option<&'t str> {
    let (communes, postal) = (tables.named("communes")?, tables.named("codes_postaux")?);
    let postal_rows: Vec<usize> = postal.rows(typed).collect();
    if let [row] = postal_rows[..] {
        return Some(postal.cell(row, 1));
    }
    let wanted = fold_name(typed);
    let name = communes.column("nom")?;
    let codes = postal_codes(tables);
    let is_named = |row: &usize| {
        let (code, name) = (communes.cell(*row, 0), communes.cell(*row, name));
        let codes = codes.get(code).map(Vec::as_slice).unwrap_or_default();
        wanted == fold_name(name) || wanted == fold_name(&commune_label(name, codes))
    };
    let mut found = (0..communes.len()).filter(is_named).map(|row| communes.cell(row, 0));
    found.next().filter(|_| found.next().is_none())
}

/// The communes that a text which names none could mean.
pub(super) fn communes_like(tables: &Tables, typed: &str) -> Vec<Choice> {
    const MOST: usize = 12;
    let wanted = fold_name(typed);
    if wanted.len() < 2 {
        return Vec::new();
    }
    let like = communes(tables).into_iter().filter(|choice| fold_name(&choice.label).contains(&wanted));
    like.take(MOST).collect()
}
