//! What the reference tables and the rule sets know by a name or a code.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::Serialize;

use crate::dossier::format::{self, Kind, ScalarKind};
use crate::dossier::{closest_match, fold_name};
use crate::messages::{labels, lookup as words};
use crate::reference::Tables;
use crate::rules::{Campaign, FactSource, Rule, RuleBook};
use crate::text::{Lang, visible};

/// Of one kind; more are counted.
const MAX_SHOWN: usize = 20;

#[derive(Debug, Default, Serialize)]
pub(crate) struct LookupReport {
    /// Whether nothing has the very name or code, and these have one that is near.
    pub near: bool,
    pub communes: Vec<Commune>,
    pub intercommunalites: Vec<Intercommunalite>,
    pub quartiers: Vec<Quartier>,
    pub codes: Vec<CodeEntry>,
}

#[derive(Debug, Clone, Serialize)]
pub(crate) struct Commune {
    pub code: String,
    pub name: String,
    pub associated: Vec<String>,
    pub postal_codes: Vec<String>,
    pub intercommunalite: Option<Named>,
    pub quartiers: Vec<Named>,
    pub contacts: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub(crate) struct Named {
    pub code: String,
    pub name: String,
}

#[derive(Debug, Clone, Serialize)]
pub(crate) struct Intercommunalite {
    pub siren: String,
    pub name: String,
    /// Those of today that took communes of it in.
    pub today: Vec<Named>,
    pub quartiers: Vec<Named>,
    pub contacts: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub(crate) struct Quartier {
    pub code: String,
    pub name: String,
    pub communes: Vec<Named>,
}

/// A word of a closed list of the dossier.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CodeEntry {
    pub code: String,
    pub label: String,
    /// The keys that it may stand at.
    pub keys: Vec<String>,
}

impl LookupReport {
    pub(crate) fn is_empty(&self) -> bool {
        self.communes.is_empty()
            && self.intercommunalites.is_empty()
            && self.quartiers.is_empty()
            && self.codes.is_empty()
    }
}

/// All that a text names; where that is nothing, what has a near name.
pub(crate) fn lookup(book: &RuleBook, text: &str, lang: Lang) -> LookupReport {
    let lookup = Lookup { tables: &book.tables, campaign: book.campaigns.last(), lang };
    let found = lookup.named(text);
    if !found.is_empty() {
        return found;
    }
    let names = lookup.all_names();
    match closest_match(text, names.iter().map(String::as_str)) {
        Some(near) => LookupReport { near: true, ..lookup.named(near) },
        None => found,
    }
}

struct Lookup<'b> {
    tables: &'b Tables,
    campaign: Option<&'b Campaign>,
    lang: Lang,
}

impl Lookup<'_> {
    /// The cells of a table's column in the rows that a cell of another column has a value in.
    fn cells(&self, table: &str, where_column: usize, value: &str, column: &str) -> Vec<String> {
        let Some(table) = self.tables.named(table) else { return Vec::new() };
        let Some(column) = table.column(column) else { return Vec::new() };
        let rows = (0..table.len()).filter(|row| table.cell(*row, where_column) == value);
        rows.map(|row| table.cell(row, column).to_owned()).collect()
    }

    fn name_of(&self, table: &str, code: &str, column: &str) -> String {
        self.cells(table, 0, code, column).into_iter().next().unwrap_or_default()
    }

    fn all_names(&self) -> Vec<String> {
        let columns = [("communes", "nom"), ("communes_associees", "nom"), ("epci", "nom_2015"), ("qpv", "nom")];
        let mut names: Vec<String> = columns
            .into_iter()
            .filter_map(|(table, column)| Some((self.tables.named(table)?, self.tables.named(table)?.column(column)?)))
            .flat_map(|(table, column)| (0..table.len()).map(move |row| table.cell(row, column).to_owned()))
            .collect();
        names.extend(
            self.campaign
                .iter()
                .flat_map(|campaign| campaign.labels.values())
                .map(|label| label.get(self.lang).to_owned()),
        );
        names.sort_unstable();
        names
    }

    fn named(&self, text: &str) -> LookupReport {
        let codes = |table: &str, columns: &[&str]| self.codes_named(table, columns, text);
        let mut communes = codes("communes", &["code_insee", "nom"]);
        communes.extend(self.cells("codes_postaux", 0, text.trim(), "code_insee"));
        let parts = codes("communes_associees", &["code_insee", "nom"]);
        let whole = parts.iter().map(|part| self.name_of("communes_associees", part, "code_commune_rattachement"));
        communes.extend(whole);
        let mut epci = codes("epci", &["siren", "nom_2014", "nom_2015"]);
        let today = codes("epci_actuels", &["siren_actuel", "nom_actuel"]);
        epci.extend(today.iter().flat_map(|siren| self.cells("epci_actuels", 0, siren, "siren_2015")));
        let quartiers = codes("qpv", &["code_qpv", "nom"]);
        let is_part = |code: &String| parts.contains(code);
        LookupReport {
            near: false,
            communes: unique(communes)
                .into_iter()
                .filter(|code| !is_part(code))
                .map(|code| self.commune(code))
                .collect(),
            intercommunalites: unique(epci).into_iter().map(|siren| self.intercommunalite(siren)).collect(),
            quartiers: unique(quartiers).into_iter().map(|code| self.quartier(code)).collect(),
            codes: self.words(text),
        }
    }

    /// The first cells of the rows that have a text in one of the columns: alone where some do, else as a part.
    fn codes_named(&self, table: &str, columns: &[&str], text: &str) -> Vec<String> {
        let wanted = name(text);
        let Some(table) = self.tables.named(table).filter(|_| wanted.len() > 1) else { return Vec::new() };
        let columns: Vec<usize> = columns.iter().filter_map(|column| table.column(column)).collect();
        let rows = |fits: &dyn Fn(&str) -> bool| -> Vec<String> {
            let rows =
                (0..table.len()).filter(|row| columns.iter().any(|column| fits(&name(table.cell(*row, *column)))));
            rows.map(|row| table.cell(row, 0).to_owned()).collect()
        };
        let exact = rows(&|cell| cell == wanted);
        let is_word = wanted.len() > 2 && wanted.chars().any(char::is_alphabetic);
        if exact.is_empty() && is_word { rows(&|cell| cell.contains(&wanted)) } else { exact }
    }

    fn commune(&self, code: String) -> Commune {
        let siren = self.cells("commune_epci", 0, &code, "siren_epci").into_iter().next();
        let quartiers = self.cells("qpv_commune", 1, &code, "code_qpv");
        Commune {
            name: self.name_of("communes", &code, "nom"),
            associated: self.cells("communes_associees", 3, &code, "nom"),
            postal_codes: self.cells("codes_postaux", 1, &code, "code_postal"),
            quartiers: self.quartiers_named(quartiers),
            contacts: siren.iter().flat_map(|siren| self.contacts(siren)).collect(),
            intercommunalite: siren.map(|siren| Named { name: self.name_of("epci", &siren, "nom_2015"), code: siren }),
            code,
        }
    }

    fn quartiers_named(&self, codes: Vec<String>) -> Vec<Named> {
        codes.into_iter().map(|code| Named { name: self.name_of("qpv", &code, "nom"), code }).collect()
    }

    fn intercommunalite(&self, siren: String) -> Intercommunalite {
        let names = self.cells("epci_actuels", 2, &siren, "nom_actuel");
        let today = self.cells("epci_actuels", 2, &siren, "siren_actuel").into_iter().zip(names);
        let members = self.cells("commune_epci", 1, &siren, "code_insee");
        let quartiers = members.iter().flat_map(|code| self.cells("qpv_commune", 1, code, "code_qpv"));
        Intercommunalite {
            name: self.name_of("epci", &siren, "nom_2015"),
            today: today.map(|(code, name)| Named { code, name }).collect(),
            quartiers: self.quartiers_named(unique(quartiers.collect())),
            contacts: self.contacts(&siren),
            siren,
        }
    }

    fn quartier(&self, code: String) -> Quartier {
        let communes = self.cells("qpv_commune", 0, &code, "code_insee").into_iter();
        Quartier {
            name: self.name_of("qpv", &code, "nom"),
            communes: communes.map(|code| Named { name: self.name_of("communes", &code, "nom"), code }).collect(),
            code,
        }
    }

    /// Those of the territories that an intercommunalité may belong to.
    fn contacts(&self, siren: &str) -> Vec<String> {
        let territories = ["territoire_propose", "alternative"]
            .into_iter()
            .flat_map(|column| self.cells("territoires_epci", 0, siren, column));
        let Some(contacts) = self.tables.named("contacts") else { return Vec::new() };
        let [Some(territory), Some(contact)] = ["territoire", "contact"].map(|name| contacts.column(name)) else {
            return Vec::new();
        };
        let of = |wanted: String| {
            let rows = (0..contacts.len()).filter(move |row| contacts.cell(*row, territory) == wanted);
            rows.map(move |row| contacts.cell(row, contact).to_owned())
        };
        unique(territories.filter(|territory| !territory.is_empty()).flat_map(of).collect())
    }

    /// The words of closed lists by themselves, by their labels, and by other words for them.
    fn words(&self, text: &str) -> Vec<CodeEntry> {
        let wanted = name(text);
        let Some(campaign) = self.campaign.filter(|_| wanted.len() > 2) else { return Vec::new() };
        let mut all: BTreeSet<&str> = campaign.labels.keys().map(String::as_str).collect();
        all.extend(tokens().flat_map(|(_, tokens)| tokens.iter().copied()));
        let synonyms = self.cells_by_name("synonymes", &wanted, "valeur");
        let names = |code: &str| {
            [code.to_owned(), campaign.label(code, Lang::Fr).to_owned(), campaign.label(code, Lang::En).to_owned()]
        };
        let fits = |code: &&str| {
            synonyms.iter().any(|value| value == code) || names(code).iter().any(|other| name(other).contains(&wanted))
        };
        let entries = all.into_iter().filter(fits).map(|code| CodeEntry {
            code: code.to_owned(),
            label: campaign.label(code, self.lang).to_owned(),
            keys: keys_of(campaign, code),
        });
        // What stands at no key is no code of a dossier.
        entries.filter(|entry| !entry.keys.is_empty()).collect()
    }

    fn cells_by_name(&self, table: &str, wanted: &str, column: &str) -> Vec<String> {
        let Some(table) = self.tables.named(table) else { return Vec::new() };
        let Some(column) = table.column(column) else { return Vec::new() };
        let rows = (0..table.len()).filter(|row| name(table.cell(*row, 0)) == wanted);
        rows.map(|row| table.cell(row, column).to_owned()).collect()
    }
}

/// The closed lists of the format, with their keys.
fn tokens() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    format::fields().iter().filter_map(|info| match &info.field.kind {
        Kind::Scalar(ScalarKind::Token(tokens)) => Some((info.path.as_str(), *tokens)),
        _ => None,
    })
}

/// The keys at which the format lists a code, or a rule expects it.
fn keys_of(campaign: &Campaign, code: &str) -> Vec<String> {
    let of_format = tokens().filter(|(_, tokens)| tokens.contains(&code)).map(|(path, _)| path.to_owned());
    let predicates = campaign.rules.iter().flat_map(Rule::predicates);
    let of_rules = predicates.flat_map(|predicate| predicate.tests()).filter_map(|test| {
        let FactSource::Field(field) = campaign.fact(test.fact).source else { return None };
        let expects = test.checks.iter().any(|(check, _)| check.fixed_list().iter().any(|entry| entry == code));
        expects.then(|| format::field_info(field).path.clone())
    });
    unique(of_format.chain(of_rules).collect())
}

/// Folded, as names are compared.
fn name(text: &str) -> String {
    fold_name(text).replace('œ', "oe")
}

/// Each once, in the order in which they come.
fn unique(all: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    all.into_iter().filter(|one| seen.insert(one.clone())).collect()
}

pub(crate) fn write(out: &mut dyn Write, report: &LookupReport, text: &str, lang: Lang) -> io::Result<()> {
    let mut lines = Vec::new();
    if report.near {
        lines.push(words::near(text, lang));
    }
    let mut section = |title: &str, entries: Vec<Vec<String>>| {
        if entries.is_empty() {
            return;
        }
        lines.push(title.to_owned());
        let others = entries.len().saturating_sub(MAX_SHOWN);
        lines.extend(entries.into_iter().take(MAX_SHOWN).flatten());
        lines.extend((others > 0).then(|| format!("  {}", words::more(others, lang))));
    };
    section(words::communes(lang), report.communes.iter().map(|commune| commune_lines(commune, lang)).collect());
    let intercommunalites = report.intercommunalites.iter().map(|one| intercommunalite_lines(one, lang));
    section(words::intercommunalites(lang), intercommunalites.collect());
    let quartiers = report.quartiers.iter().map(|quartier| {
        let head = format!("  {} — {}", quartier.name, quartier.code);
        lines_of(head, [pair(words::of_communes(lang), &all(&quartier.communes), lang)])
    });
    section(words::quartiers(lang), quartiers.collect());
    let codes = report.codes.iter().map(|entry| {
        let head = format!("  {} — {}", entry.code, entry.label);
        lines_of(head, [pair(words::keys(lang), &entry.keys.join(", "), lang)])
    });
    section(words::codes(lang), codes.collect());
    lines.iter().try_for_each(|line| writeln!(out, "{}", visible(line)))
}

fn commune_lines(commune: &Commune, lang: Lang) -> Vec<String> {
    let head = format!("  {} — {} {}", commune.name, words::insee(lang), commune.code);
    let epci = commune.intercommunalite.iter().map(|epci| format!("{} (SIREN {})", epci.name, epci.code));
    let parts = commune.associated.iter().map(|part| format!("    {}", words::part_of(part, lang)));
    let mut lines = lines_of(
        head,
        [
            pair(words::postal_codes(lang), &commune.postal_codes.join(", "), lang),
            pair(words::intercommunalite(lang), &epci.collect::<String>(), lang),
            pair(words::of_quartiers(lang), &all(&commune.quartiers), lang),
            pair(words::contacts(lang), &commune.contacts.join(" ; "), lang),
        ],
    );
    lines.extend(parts);
    lines
}

fn intercommunalite_lines(one: &Intercommunalite, lang: Lang) -> Vec<String> {
    let head = format!("  {} — SIREN {}", one.name, one.siren);
    let mut lines = lines_of(
        head,
        [
            pair(words::of_quartiers(lang), &all(&one.quartiers), lang),
            pair(words::contacts(lang), &one.contacts.join(" ; "), lang),
        ],
    );
    lines.extend(one.today.iter().map(|today| format!("    {}", words::of_today(&today.name, &today.code, lang))));
    lines
}

fn lines_of<const N: usize>(head: String, more: [Option<String>; N]) -> Vec<String> {
    std::iter::once(head).chain(more.into_iter().flatten()).collect()
}

/// None where there is nothing to name.
fn pair(label: &str, text: &str, lang: Lang) -> Option<String> {
    (!text.is_empty()).then(|| format!("    {label}{} {text}", labels::colon(lang)))
}

fn all(named: &[Named]) -> String {
    named.iter().map(|one| format!("{} ({})", one.name, one.code)).collect::<Vec<_>>().join(", ")
}
