//! An overlay to begin with: an intercommunalité's communes and quartiers, and its first cases.

use std::collections::BTreeSet;

use crate::dossier::fold_name;
use crate::reference::{Table, Tables};
use crate::rules::{CASES_TEMPLATE, OVERLAY_TEMPLATE};
use crate::text::{Lang, visible};

/// An intercommunalité as the reference tables have it.
#[derive(Debug)]
pub(crate) struct Territory<'t> {
    siren: &'t str,
    name: &'t str,
    communes: Vec<Place<'t>>,
    quartiers: Vec<Place<'t>>,
    /// A commune of another one, and its SIREN.
    elsewhere: (&'t str, &'t str),
}

#[derive(Debug)]
struct Place<'t> {
    code: &'t str,
    name: &'t str,
}

/// The texts of an overlay and of its cases.
#[derive(Debug)]
pub(crate) struct OverlayTexts {
    pub overlay: String,
    pub cases: String,
}

impl<'t> Territory<'t> {
    /// None where the tables know no such intercommunalité, or no commune of it.
    pub(crate) fn find(tables: &'t Tables, siren: &str) -> Option<Self> {
        let epci = tables.named("epci")?;
        let row = epci.rows(siren).next()?;
        let members = tables.named("commune_epci")?;
        let (own, others): (Vec<usize>, Vec<usize>) =
            (0..members.len()).partition(|&row| members.cell(row, 1) == siren);
        let communes: BTreeSet<&str> = own.into_iter().map(|row| members.cell(row, 0)).collect();
        let links = tables.named("qpv_commune")?;
        let quartiers: BTreeSet<&str> = (0..links.len())
            .filter(|&row| communes.contains(links.cell(row, 1)))
            .map(|row| links.cell(row, 0))
            .collect();
        let place = |code: &'t str| Place { code, name: tables.name_of_code(code).unwrap_or_default() };
        let elsewhere = others.first().map(|&row| (members.cell(row, 0), members.cell(row, 1)))?;
        (!communes.is_empty()).then(|| Self {
            siren: epci.cell(row, 0),
            name: epci.column("nom_2015").map(|column| epci.cell(row, column)).unwrap_or_default(),
            communes: communes.into_iter().map(place).collect(),
            quartiers: quartiers.into_iter().map(place).collect(),
            elsewhere,
        })
    }

    /// A name for the overlay, and for its file.
    pub(crate) fn id(&self) -> String {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let id: String = fold_name(self.name).chars().filter(|&c| is_plain(c)).take(60).collect();
        if id.is_empty() { self.siren.to_owned() } else { id }
    }

    /// The overlay and its cases, both of which will stand under that name.
    pub(crate) fn texts(&self, file: &str, lang: Lang) -> OverlayTexts {
        let written = |template| self.filled(template, file, lang);
        OverlayTexts { overlay: written(OVERLAY_TEMPLATE), cases: written(CASES_TEMPLATE) }
    }

    fn filled(&self, template: &str, file: &str, lang: Lang) -> String {
        let first = |places: &[Place<'_>]| places.first().map_or("", |place| place.code).to_owned();
        let (elsewhere, other) = self.elsewhere;
        let values = [
            ("%NAME%", visible(self.name).into_owned()),
            ("%FILE%", visible(file).into_owned()),
            ("%ID%", self.id()),
            ("%SIREN%", self.siren.to_owned()),
            ("%TITLE%", title(self.name, lang)),
            ("%COMMUNES%", list(&self.communes)),
            ("%QUARTIERS%", list(&self.quartiers)),
            ("%COMMUNE%", first(&self.communes)),
            ("%QUARTIER%", first(&self.quartiers)),
            ("%ELSEWHERE%", elsewhere.to_owned()),
            ("%OTHER_SIREN%", other.to_owned()),
        ];
        let kept = |condition: &str| match condition {
            "quartiers" => !self.quartiers.is_empty(),
            "no-quartiers" => self.quartiers.is_empty(),
            language => language == lang.as_str(),
        };
        let mut text = String::new();
        for (conditions, line) in template.lines().filter_map(|line| line.split_once('|')) {
            if conditions.split_whitespace().all(kept) {
                let line = values.iter().fold(line.to_owned(), |line, (name, value)| line.replace(name, value));
                text.push_str(&line);
                text.push('\n');
            }
        }
        text
    }
}

/// A text alone is French; a name is the same in both languages.
fn title(name: &str, lang: Lang) -> String {
    let name = quoted(name);
    match lang {
        Lang::Fr => name,
        Lang::En => format!("{{ fr = {name}, en = {name} }}"),
    }
}

/// A text as TOML has it, which takes JSON's escapes.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn list(places: &[Place<'_>]) -> String {
    let lines = places.iter().map(|place| format!("  {},  # {}", quoted(place.code), visible(place.name)));
    lines.collect::<Vec<_>>().join("\n")
}

/// The SIRENs that overlays can be written for.
pub(crate) fn sirens(tables: &Tables) -> Vec<&str> {
    let cells = |table: &'_ Table| (0..table.len()).collect::<Vec<_>>();
    tables
        .named("epci")
        .map(|table| cells(table).into_iter().map(|row| table.cell(row, 0)).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_templates_says_when_it_is_written() {
        for line in OVERLAY_TEMPLATE.lines().chain(CASES_TEMPLATE.lines()) {
            let (conditions, _) = line.split_once('|').unwrap_or_else(|| panic!("{line}"));
            for condition in conditions.split_whitespace() {
                assert!(["quartiers", "no-quartiers", "fr", "en"].contains(&condition), "{line}");
            }
        }
    }

    #[test]
    fn names_cannot_break_out_of_their_places() {
        let name = "CC \"x\"\n[[rule]]";
        let place = |code| Place { code, name };
        let territory = Territory {
            siren: "200012003",
            name,
            communes: vec![place("62001")],
            quartiers: vec![place("QP062001")],
            elsewhere: ("62002", "200018083"),
        };
        for lang in Lang::ALL {
            let OverlayTexts { overlay, cases } = territory.texts("a\n[[rule]].toml", lang);
            for text in [overlay, cases] {
                assert!(toml::de::DeTable::parse(&text).is_ok(), "{text}");
                assert!(!text.lines().any(|line| line.starts_with("[[rule]]")), "{text}");
            }
        }
    }
}
