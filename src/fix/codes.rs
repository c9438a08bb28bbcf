//! Codes that read well and stand for another one: of today, of a part, or a postal code.

use super::{Context, Correction, quotes, values, words};
use crate::dossier::format::{self, FieldId, Kind, ScalarKind};
use crate::dossier::{Dossier, Value};
use crate::edit;
use crate::reference::{Table, Tables};
use crate::rules::{Campaign, FactSource, Predicate};
use crate::source::Span;

pub(super) fn corrections(context: &Context<'_, '_>, dossier: &Dossier<'_>) -> Vec<Correction> {
    let tables = &context.book.tables;
    let siren_given = dossier.text("projet.intercommunalite.siren");
    let year = dossier.integer("campagne");
    let campaign = year.and_then(|year| context.book.campaign_for(year, siren_given));
    let mut corrections = Vec::new();
    for info in format::fields().iter().filter(|info| info.column.is_none()) {
        let (Kind::Scalar(kind) | Kind::List(kind)) = &info.field.kind else { continue };
        for (code, span) in texts(dossier, info.id) {
            let meant = match kind {
                ScalarKind::Siren => siren(tables, code),
                ScalarKind::Commune => commune(tables, code),
                // They read as they are, and the rules refuse them.
                ScalarKind::Siret | ScalarKind::Rna | ScalarKind::Quartier => quotes::unquoted(code),
                ScalarKind::Slug => {
                    let near = campaign.and_then(|campaign| slug(campaign, info.id, code));
                    near.or_else(|| quotes::unquoted(code))
                }
                _ => None,
            };
            if let Some(meant) = meant {
                let in_flow = edit::is_in_flow(context.source, context.tree, span.start);
                corrections.push(values::value(span, code, meant, *kind, in_flow));
            }
        }
    }
    corrections
}

/// The texts of a field, and where they stand.
fn texts<'d>(dossier: &'d Dossier<'_>, field: FieldId) -> Vec<(&'d str, Span)> {
    let Some(found) = dossier.get(field) else { return Vec::new() };
    match &found.value {
        Value::Text(text) => vec![(text, found.span)],
        Value::List(items) => items.iter().map(|item| (&*item.value, item.span)).collect(),
        _ => Vec::new(),
    }
}

/// The commune that an associated one is part of, or the only one that has a postal code.
fn commune<'t>(tables: &'t Tables, code: &str) -> Option<&'t str> {
    if tables.named("communes")?.contains(code) {
        return None;
    }
    let [associated, postal] = ["communes_associees", "codes_postaux"].map(|name| tables.named(name));
    let meant = cells(associated, code, "code_commune_rattachement").chain(cells(postal, code, "code_insee"));
    only(meant)
}

/// The intercommunalité of the campaign that one of today has taken in alone.
fn siren<'t>(tables: &'t Tables, siren: &str) -> Option<&'t str> {
    if tables.named("epci")?.contains(siren) {
        return None;
    }
    only(cells(tables.named("epci_actuels"), siren, "siren_2015"))
}

/// The one slug of those that rules expect in a field to which, or to whose label, a text that names none is near.
fn slug<'c>(campaign: &'c Campaign, field: FieldId, text: &str) -> Option<&'c str> {
    if !campaign.slugs.named(text).is_empty() {
        return None;
    }
    let tests = campaign.rules.iter().flat_map(|rule| &rule.require).flat_map(Predicate::tests);
    let tests = tests.filter(|test| matches!(campaign.fact(test.fact).source, FactSource::Field(of) if of == field));
    let listed = tests.flat_map(|test| &test.checks).flat_map(|(check, _)| check.fixed_list());
    let labelled = listed.filter_map(|slug| Some((slug.as_str(), campaign.labels.get(slug)?)));
    let names = labelled.flat_map(|(slug, label)| [slug, &label.fr, &label.en].map(|name| (name, slug)));
    words::near_name(text, names)
}

/// What a column holds in the rows of a key.
fn cells<'t>(table: Option<&'t Table>, key: &str, column: &str) -> impl Iterator<Item = &'t str> {
    let found = table.and_then(|table| Some((table, table.column(column)?)));
    found.into_iter().flat_map(move |(table, column)| table.rows(key).map(move |row| table.cell(row, column)))
}

/// The one that all are.
fn only<'t>(mut all: impl Iterator<Item = &'t str>) -> Option<&'t str> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_today_and_of_parts_lead_to_one() {
        let tables = Tables::embedded();
        assert_eq!(commune(&tables, "59298"), Some("59350"));
        assert_eq!(commune(&tables, "59350"), None);
        assert_eq!(commune(&tables, "59100"), None, "a commune's code, and a postal code");
        assert_eq!(commune(&tables, "59380"), None, "an associated commune's code, and a postal code");
        assert_eq!(commune(&tables, "75056"), None);
        assert_eq!(siren(&tables, "200072478"), Some("246200984"));
        assert_eq!(siren(&tables, "200093201"), None, "three were taken in");
        assert_eq!(siren(&tables, "246200364"), None);
    }

    #[test]
    fn a_slug_one_letter_off_leads_to_the_only_one_of_its_field() {
        let book = crate::rules::load_embedded().unwrap();
        let campaign = &book.campaigns[0];
        let [themes, objectives] = ["projet.thematiques", "projet.objectifs"].map(|path| format::find(path).unwrap());
        let first = |list: &str| {
            let rule = campaign.rules.iter().find(|rule| rule.id.ends_with(list)).unwrap();
            let tests = rule.require.iter().flat_map(Predicate::tests);
            let slugs = tests.flat_map(|test| &test.checks).flat_map(|(check, _)| check.fixed_list());
            slugs.max_by_key(|slug| slug.len()).unwrap().clone()
        };
        let (theme, objective) = (first("-THM-1"), first("-OBJ-1"));
        let short = |slug: &str| slug[..slug.len() - 1].to_owned();
        assert_eq!(slug(campaign, themes, &short(&theme)), Some(&*theme));
        assert_eq!(slug(campaign, themes, &theme), None);
        assert_eq!(slug(campaign, themes, &campaign.labels[&theme].fr), None, "it is read as it is");
        assert_eq!(slug(campaign, themes, &short(&campaign.labels[&theme].fr)), Some(&*theme));
        assert_eq!(slug(campaign, themes, &short(&objective)), None);
        assert_eq!(slug(campaign, objectives, &short(&objective)), Some(&*objective));
        assert_eq!(slug(campaign, themes, "musique"), None);
    }

    #[test]
    fn a_postal_code_is_certain_where_one_commune_has_it() {
        let tables = Tables::embedded();
        let (postal, communes) = (tables.named("codes_postaux").unwrap(), tables.named("communes").unwrap());
        let (mut certain, mut left) = (0, 0);
        for row in 0..postal.len() {
            let code = postal.cell(row, 0);
            let is_part = tables.named("communes_associees").unwrap().contains(code);
            let is_certain = postal.rows(code).count() == 1 && !communes.contains(code) && !is_part;
            assert_eq!(commune(&tables, code), is_certain.then(|| postal.cell(row, 1)), "{code}");
            if is_certain { certain += 1 } else { left += 1 }
        }
        assert!(certain > 10 && left > 100, "{certain} {left}");
    }
}
