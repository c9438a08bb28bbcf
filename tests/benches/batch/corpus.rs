//! A corpus of invented dossiers, the same for everybody: some 4 KB and 125 lines each, one in five wrong.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::money::{self, Form};
use crate::random::Random;
use crate::words::{APPLICANTS, NAMES, PARTNERS, SENTENCES, STREETS, TITLES, TOWNS, Town};

/// What can be wrong with a dossier.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fault {
    LocalShare,
    Floor,
    LateFiling,
    Unbalanced,
    Siret,
    ForeignCommune,
    Placeholder,
    MissingAnswer,
    MissingTexts,
    MissingRequest,
    UnknownKey,
    AmbiguousAmount,
    NoSuchDay,
    DuplicateKey,
    OpenQuote,
}

const FAULTS: [Fault; 15] = [
    Fault::LocalShare,
    Fault::Floor,
    Fault::LateFiling,
    Fault::Unbalanced,
    Fault::Siret,
    Fault::ForeignCommune,
    Fault::Placeholder,
    Fault::MissingAnswer,
    Fault::MissingTexts,
    Fault::MissingRequest,
    Fault::UnknownKey,
    Fault::AmbiguousAmount,
    Fault::NoSuchDay,
    Fault::DuplicateKey,
    Fault::OpenQuote,
];

/// The texts that every fiche asks for.
const COMMON: [&str; 8] = [
    "methode",
    "inscription_territoire",
    "coordination_intercommunale",
    "inventivite",
    "mobilisation_habitants",
    "mise_en_reseau",
    "gouvernance",
    "evaluation",
];

/// Writes that many dossiers into folders of a thousand, where they are not there yet.
pub(crate) fn write(folder: &Path, count: usize) -> io::Result<()> {
    for index in 0..count {
        let path = path(folder, index);
        if index % 1000 == 0
            && let Some(parent) = path.parent()
        {
            fs::create_dir_all(parent)?;
        }
        if !path.exists() {
            fs::write(path, dossier(index))?;
        }
    }
    Ok(())
}

fn path(folder: &Path, index: usize) -> PathBuf {
    folder.join(format!("{:03}/dossier-{index:06}.yaml", index / 1000))
}

/// The dossier of that number.
pub(crate) fn dossier(index: usize) -> String {
    let mut random = Random::new(index as u64);
    let fault = index.is_multiple_of(5).then(|| FAULTS[index / 5 % FAULTS.len()]);
    // The fourth fiche asks for no local share.
    let fiche = 1 + random.below(if fault == Some(Fault::LocalShare) { 3 } else { 4 });
    let mut writer =
        Writer { fault, fiche, town: random.pick(&TOWNS), random, out: String::with_capacity(5000), index };
    writer.applicant();
    writer.project();
    writer.texts();
    writer.money();
    writer.filing();
    writer.out
}

struct Writer {
    fault: Option<Fault>,
    fiche: usize,
    town: &'static Town,
    random: Random,
    out: String,
    index: usize,
}

impl Writer {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn has(&self, fault: Fault) -> bool {
        self.fault == Some(fault)
    }

    fn applicant(&mut self) {
        let (index, fiche) = (self.index, self.fiche);
        let applicant = format!("{} {}", self.random.pick(&APPLICANTS), self.random.pick(&NAMES));
        let siren = siren(index);
        let nic = nic(&siren, self.has(Fault::Siret));
        let street = format!("{} {}", 1 + self.random.below(90), self.random.pick(&STREETS));
        let Town { name, code, postal_code, .. } = *self.town;
        self.line(&format!("# Dossier n° {index} : porteur et projet inventés, pour mesurer."));
        self.line("version: 1\ncampagne: 2015");
        self.line(&format!("fiche: {fiche}"));
        self.line("etape: dossier_complet\n\nporteur:");
        self.line(&format!("  nom: {applicant} de {name}"));
        self.line(if self.has(Fault::UnknownKey) { "  statu: association" } else { "  statut: association" });
        let siret = match self.random.below(2) {
            0 => format!("  siret: \"{siren}{nic}\""),
            _ => format!("  siret: {} {} {} {nic}", &siren[..3], &siren[3..6], &siren[6..]),
        };
        self.line(&siret);
        if self.random.below(2) == 0 {
            self.line("  adresse:");
            self.line(&format!("    voie: {street}\n    code_postal: \"{postal_code}\"\n    commune: \"{code}\""));
        } else {
            self.line(&format!("  adresse: {{ voie: {street}, code_postal: \"{postal_code}\", commune: \"{code}\" }}"));
        }
        self.line("  operateur_intercommunal: non\n  programme_activite_region:\n    finance: non\n");
    }

    fn project(&mut self) {
        let title = self.random.pick(&TITLES);
        let Town { name, code, community, siren, quartier, .. } = *self.town;
        let foreign = if self.has(Fault::ForeignCommune) { ", \"59606\"" } else { "" };
        let (themes, aims) = match self.fiche {
            1 => ("participation-habitants, citoyennete", ["prise-initiative", "debat-decision-collective"]),
            2 => ("innovations-sociales", ["originalite-creativite", "programmation-territoriale"]),
            3 => ("cadre-de-vie, participation-habitants", ["co-construction", "federer-acteurs"]),
            _ => ("cadre-de-vie", ["qualite-de-vie", "coordination-acteurs"]),
        };
        self.line(&format!("projet:\n  intitule: \"{title} : {name}, projet {}\"", self.index));
        self.text("resume", 4);
        self.line(&format!("  thematiques: [{themes}]\n  objectifs:"));
        self.line(&format!("    - {}\n    - {}", aims[0], aims[1]));
        if self.fiche == 4 {
            self.line("  action_gup: jardin-communautaire");
        }
        self.line("  echelle: communale");
        self.line(&format!("  intercommunalite: {{ nom: {community}, siren: \"{siren}\" }}"));
        self.line(&format!("  communes: [\"{code}\"{foreign}]\n  quartiers: [{quartier}]"));
        self.line("  geographie_prioritaire: oui");
        if !self.has(Fault::MissingAnswer) {
            self.line("  perimetre_intercommunal: true");
        }
        self.line("  priorisation_intercommunalite: oui    # délibération jointe");
        let (start, end) = (1 + self.random.below(28), 1 + self.random.below(30));
        let end = if self.has(Fault::NoSuchDay) { 31 } else { end };
        self.line(&format!("  debut: 2015-02-{start:02}\n  fin: {end:02}/11/2015\n  partenaires:"));
        for _ in 0..3 {
            let (partner, role) = self.random.pick(&PARTNERS);
            self.line(&format!("    - nom: {partner}\n      role: {role}"));
        }
    }

    fn texts(&mut self) {
        for key in COMMON {
            self.text(key, 1);
        }
        let own: &[&str] = match self.fiche {
            1 => &["demarche_democratique", "analyse_existant"],
            2 => &["processus", "plus_values"],
            3 => &["coordination_financeurs", "plus_values", "diffusion", "autonomie"],
            _ => &["diagnostic_partage"],
        };
        if !self.has(Fault::MissingTexts) {
            for key in own {
                self.text(key, 2);
            }
        }
        if self.has(Fault::DuplicateKey) {
            self.text("methode", 1);
        }
    }

    /// A text of so many lines, in one of the ways in which people write them.
    fn text(&mut self, key: &str, lines: usize) {
        if self.has(Fault::Placeholder) && key == "evaluation" {
            return self.line("  evaluation: À compléter");
        }
        let sentences: Vec<&str> = (0..lines).map(|_| *self.random.pick(&SENTENCES)).collect();
        match self.random.below(5) {
            0 if lines == 1 => self.line(&format!("  {key}: \"{}\"", sentences[0])),
            1 => self.line(&format!("  {key}: |\n    {}", sentences.join("\n    "))),
            _ => self.line(&format!("  {key}: >-\n    {}", sentences.join("\n    "))),
        }
    }

    fn money(&mut self) {
        let budget = money::Budget::new(&mut self.random, self.fiche, self.fault);
        self.line("\nbudget:\n  charges:");
        for (account, label, cents) in budget.expenses {
            self.entry(&[("poste", account), ("libelle", label)], cents);
        }
        self.line("  produits:");
        for (account, kind, funder, cents) in budget.income {
            let funder = funder.replace("{}", self.town.name);
            self.entry(&[("poste", account), ("type", kind), ("financeur", &funder)], cents);
        }
        if self.has(Fault::MissingRequest) {
            return self.line("");
        }
        let operation = if self.has(Fault::AmbiguousAmount) {
            "9.500".to_owned()
        } else {
            money::written(budget.operation, *self.random.pick(&Form::BLOCK))
        };
        let investment = money::written(budget.investment, *self.random.pick(&Form::BLOCK));
        self.line(&format!("\ndemande:\n  fonctionnement: {operation}\n  investissement: {investment}\n"));
    }

    /// A budget line, in braces or over several lines.
    fn entry(&mut self, cells: &[(&str, &str)], cents: i64) {
        if self.random.below(5) == 0 {
            let amount = money::written(cents, *self.random.pick(&Form::FLOW));
            let cells: Vec<String> = cells.iter().map(|(key, value)| format!("{key}: {value}")).collect();
            return self.line(&format!("    - {{ {}, montant: {amount} }}", cells.join(", ")));
        }
        let amount = money::written(cents, *self.random.pick(&Form::BLOCK));
        let cells: Vec<String> = cells.iter().map(|(key, value)| format!("{key}: {value}")).collect();
        self.line(&format!("    - {}\n      montant: {amount}", cells.join("\n      ")));
    }

    fn filing(&mut self) {
        let day = 10 + self.random.below(12);
        let complete = if self.has(Fault::LateFiling) { "2015-01-30" } else { "2015-01-20" };
        let quote = if self.has(Fault::OpenQuote) { "\"" } else { "" };
        self.line(&format!("depot:\n  fiche_synthetique: {day}/11/2014\n  dossier_complet: {complete}"));
        self.line(&format!("  contact_intercommunalite: {{ date: 2014-11-0{}, nom: Service habitat }}", day % 9 + 1));
        self.line(&format!("  contact_ville: {{ date: 06/11/2014, nom: {quote}Service vie des quartiers }}"));
    }
}

/// A SIREN of its own for each dossier, of no one's: the last digit makes the Luhn sum fit.
fn siren(index: usize) -> String {
    let digits = format!("1{:07}", 2_345_000 + index);
    let digit = check_digit(&digits);
    digits + &digit
}

/// The five digits after it; wrong ones end in another digit.
fn nic(siren: &str, wrong: bool) -> String {
    let right = if wrong { "0002" } else { "0001" };
    format!("0001{}", check_digit(&format!("{siren}{right}")))
}

/// The digit that makes the Luhn sum of the whole fit.
fn check_digit(digits: &str) -> String {
    let doubled = |at: usize, digit: u32| if at.is_multiple_of(2) { digit * 2 / 10 + digit * 2 % 10 } else { digit };
    let sum: u32 = digits.chars().rev().filter_map(|c| c.to_digit(10)).enumerate().map(|(at, d)| doubled(at, d)).sum();
    ((10 - sum % 10) % 10).to_string()
}

/// The dossiers that [`write`] wrote.
pub(crate) fn files(folder: &Path, count: usize) -> Vec<PathBuf> {
    (0..count).map(|index| path(folder, index)).collect()
}
