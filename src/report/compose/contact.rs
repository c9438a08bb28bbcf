//! Where an applicant is found and reached, for tables of offices.

use super::super::model::Cell;
use crate::dossier::format::{self, ScalarKind};
use crate::dossier::{Dossier, Value};
use crate::messages::labels::{self, Label};
use crate::messages::letter;
use crate::messages::words::beside;
use crate::reference::Tables;
use crate::text::Lang;

/// The keys of a dossier that tell it, each with its column's name, and the width on a sheet in
/// characters.
const KEYS: [(&str, Label, f64); 8] = [
    ("porteur.siret", labels::siret, 17.0),
    ("porteur.rna", labels::rna, 13.0),
    ("porteur.adresse.commune", labels::applicants_commune, 24.0),
    ("projet.communes", labels::projects_communes, 44.0),
    ("depot.contact_intercommunalite.nom", labels::contact_intercommunalite, 34.0),
    ("depot.contact_intercommunalite.date", labels::contact_intercommunalite_on, 17.0),
    ("depot.contact_ville.nom", labels::contact_town, 34.0),
    ("depot.contact_ville.date", labels::contact_town_on, 17.0),
];

pub(in crate::report) fn columns() -> impl Iterator<Item = (Label, f64)> {
    KEYS.iter().map(|(_, name, width)| (*name, *width))
}

pub(super) fn cells(dossier: &Dossier<'_>, tables: &Tables, lang: Lang) -> Vec<Cell> {
    KEYS.iter().map(|(path, ..)| cell(dossier, path, tables, lang)).collect()
}

/// The lines of an applicant's address: street; postal code and town.
pub(super) fn address(dossier: &Dossier<'_>, tables: &Tables) -> Vec<String> {
    let town = dossier.text("porteur.adresse.commune").and_then(|code| tables.name_of_code(code));
    let town: Vec<&str> = dossier.text("porteur.adresse.code_postal").into_iter().chain(town).collect();
    let street = dossier.text("porteur.adresse.voie").map(str::to_owned);
    street.into_iter().chain((!town.is_empty()).then(|| town.join(" "))).collect()
}

/// Who answers questions, as far as the dossier says.
pub(super) fn people(dossier: &Dossier<'_>, lang: Lang) -> Vec<String> {
    let intercommunalite = dossier.text("depot.contact_intercommunalite.nom");
    let town = dossier.text("depot.contact_ville.nom");
    let intercommunalite = intercommunalite.map(|name| letter::contact_of_intercommunalite(name, lang));
    intercommunalite.into_iter().chain(town.map(|name| letter::contact_of_town(name, lang))).collect()
}

/// What the dossier is looked for by beside its names: each value without spaces, a known code with its name.
pub(super) fn identifiers(dossier: &Dossier<'_>, tables: &Tables) -> Vec<String> {
    const PATHS: [&str; 5] =
        ["porteur.siret", "porteur.rna", "porteur.adresse.commune", "projet.communes", "projet.intercommunalite.siren"];
    let values = PATHS.into_iter().filter_map(|path| dossier.get(format::find(path)?));
    let texts = values.flat_map(|located| match &located.value {
        Value::Text(text) => vec![&**text],
        Value::List(items) => items.iter().map(|item| &*item.value).collect(),
        _ => Vec::new(),
    });
    let mut identifiers: Vec<String> = Vec::new();
    for text in texts {
        let code: String = text.split_whitespace().collect();
        let name = tables.name_of_code(&code).map(str::to_owned);
        for identifier in std::iter::once(code).chain(name) {
            if !identifiers.contains(&identifier) {
                identifiers.push(identifier);
            }
        }
    }
    identifiers
}

fn cell(dossier: &Dossier<'_>, path: &str, tables: &Tables, lang: Lang) -> Cell {
    let Some(field) = format::find(path) else { return Cell::Empty };
    let kind = &format::field_info(field).field.kind;
    let is_commune =
        matches!(kind, format::Kind::Scalar(ScalarKind::Commune) | format::Kind::List(ScalarKind::Commune));
    let shown = |code: &str| match tables.name_of_code(code).filter(|_| is_commune) {
        Some(name) => format!("{name} ({code})"),
        None => code.to_owned(),
    };
    match dossier.get(field).map(|located| &located.value) {
        Some(Value::Text(text)) => Cell::Text(shown(text)),
        Some(Value::Date(day)) => Cell::Date(*day),
        Some(Value::List(entries)) if !entries.is_empty() => {
            Cell::Text(entries.iter().map(|entry| shown(&entry.value)).collect::<Vec<_>>().join(beside(lang)))
        }
        _ => Cell::Empty,
    }
}
