//! What is said of many dossiers: what one repeats, what the register of funded programmes holds, how far the work is.

use super::structure;
use super::structure::say;
use crate::batch::{Column, RegisterErrorKind};
use crate::dossier::ProblemKind;
use crate::engine::Programme;
use crate::rules::Unique;
use crate::source::ReadErrorKind;
use crate::text::{Lang, Text, amount, count, text};

/// The progress of a run whose end is known, as `indicatif` lays it out.
pub const PROGRESS: Text =
    text("{bar:30} {pos} / {len} dossiers, encore {eta}", "{bar:30} {pos} / {len} dossiers, {eta} to go");
/// The progress of a run whose end is not known yet.
pub const PROGRESS_UNKNOWN: Text =
    text("{spinner} {pos} dossiers en {elapsed}", "{spinner} {pos} dossiers in {elapsed}");

/// The words for a dossier that repeats an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeated {
    /// What it has in common with which other, in a sentence.
    pub message: String,
    /// What is expected.
    pub expected: String,
    /// What was found instead.
    pub actual: String,
    /// A few words to stand under the place in the file.
    pub label: String,
}

/// A dossier that has the same as the first one at that path.
pub fn repeats(unique: Unique, first: &str, lang: Lang) -> Repeated {
    match unique {
        Unique::Project => Repeated {
            message: say!(
                lang,
                "Le même projet figure déjà dans {first} : même SIRET et même intitulé.",
                "The same project stands in {first} already: same SIRET and same title."
            ),
            expected: say!(lang, "un seul dossier par projet", "one dossier for each project"),
            actual: say!(lang, "déjà dans {first}", "already in {first}"),
            label: say!(lang, "comme dans {first}", "as in {first}"),
        },
        Unique::Content => Repeated {
            message: say!(
                lang,
                "Ce fichier est, à l'octet près, le même que {first}.",
                "This file is the same as {first}, byte for byte."
            ),
            expected: say!(lang, "un seul fichier par dossier", "one file for each dossier"),
            actual: say!(lang, "copie de {first}", "a copy of {first}"),
            label: say!(lang, "comme dans {first}", "as in {first}"),
        },
    }
}

/// What rules across dossiers demand, for those who read about them.
pub fn unique_when(unique: Unique, lang: Lang) -> String {
    match unique {
        Unique::Project => say!(
            lang,
            "La règle est respectée quand aucun dossier examiné avant celui-ci, dans la même vérification, n'a le même SIRET et le même intitulé (sans égard à la casse, aux accents, aux espaces ni à la forme des apostrophes). Le premier tient ; chacun des suivants le nomme.",
            "The rule holds when no dossier checked before this one, in the same run, has the same SIRET and the same title (whatever the case, accents, spaces and the form of apostrophes). The first one stands; each later one names it."
        ),
        Unique::Content => say!(
            lang,
            "La règle est respectée quand aucun fichier examiné avant celui-ci, dans la même vérification, n'a exactement les mêmes octets. Le premier tient ; chacun des suivants le nomme.",
            "The rule holds when no file checked before this one, in the same run, has exactly the same bytes. The first one stands; each later one names it."
        ),
    }
}

/// What the register of funded programmes holds of a holder.
pub fn programme(programme: &Programme, lang: Lang) -> String {
    let Programme { line, name, year, amount: sum, purpose } = programme;
    let mut parts: Vec<String> = Vec::new();
    parts.extend((!name.is_empty()).then(|| name.clone()));
    parts.extend(year.map(|year| year.to_string()));
    parts.extend(sum.map(|sum| amount(sum, lang)));
    parts.extend((!purpose.is_empty()).then(|| super::finding::quoted(purpose, lang)));
    if parts.is_empty() {
        return say!(lang, "Registre, ligne {line}.", "Register, line {line}.");
    }
    let parts = parts.join(", ");
    say!(lang, "Registre, ligne {line}\u{a0}: {parts}.", "Register, line {line}: {parts}.")
}

/// The first line about a register that cannot be used.
pub fn broken_register(path: &str, errors: usize, lang: Lang) -> String {
    let (one, many) = match lang {
        Lang::Fr => ("erreur", "erreurs"),
        Lang::En => ("error", "errors"),
    };
    let errors = count(errors as u64, one, many, lang);
    say!(
        lang,
        "Le registre des programmes financés {path} ne peut pas être utilisé : {errors}. Aucun dossier n'a été examiné.",
        "The register of funded programmes {path} cannot be used: {errors}. No dossier has been checked."
    )
}

/// What is wrong with a register, in a sentence.
pub fn register_error(error: &RegisterErrorKind, lang: Lang) -> String {
    match error {
        RegisterErrorKind::Read(error) => structure::message(&ProblemKind::Read(error.clone()), lang).summary,
        RegisterErrorKind::NoColumn(column) => {
            let name = column.name();
            say!(lang, "La colonne « {name} » manque.", "The column “{name}” is missing.")
        }
        RegisterErrorKind::TwoColumns(column) => {
            let name = column.name();
            say!(lang, "La colonne « {name} » figure deux fois.", "The column “{name}” stands twice.")
        }
        RegisterErrorKind::Cells { found, expected } => say!(
            lang,
            "Cette ligne a {found} cellules, alors que la première en a {expected}.",
            "This line has {found} cells, the first one {expected}."
        ),
        RegisterErrorKind::OpenQuote => {
            say!(lang, "Un guillemet ouvert ici n'est jamais refermé.", "A quotation mark opened here is never closed.")
        }
        RegisterErrorKind::Cell { column: Column::Siret, .. } => {
            say!(lang, "Un SIRET a 14 chiffres.", "A SIRET has 14 digits.")
        }
        RegisterErrorKind::Cell { column: Column::Year, .. } => {
            say!(lang, "Une année a quatre chiffres.", "A year has four digits.")
        }
        RegisterErrorKind::Cell { .. } => {
            say!(lang, "Ce montant n'est pas lisible.", "This amount cannot be read.")
        }
        RegisterErrorKind::More => say!(lang, "D'autres erreurs suivent.", "More errors follow."),
    }
}

/// What to write instead, where that is known.
pub fn register_hint(error: &RegisterErrorKind, lang: Lang) -> Option<String> {
    match error {
        RegisterErrorKind::Read(ReadErrorKind::Encoding { .. }) => Some(say!(
            lang,
            "Dans le tableur, enregistrez-le sous le type « CSV UTF-8 ».",
            "In the spreadsheet, save it with the type “CSV UTF-8”."
        )),
        RegisterErrorKind::NoColumn(_) | RegisterErrorKind::TwoColumns(_) => Some(say!(
            lang,
            "La première ligne nomme les colonnes : siret;nom;annee;montant;objet.",
            "The first line names the columns: siret;nom;annee;montant;objet."
        )),
        RegisterErrorKind::Cells { .. } => Some(say!(
            lang,
            "Un texte qui contient le séparateur se met entre guillemets.",
            "A text that holds the separator is put in quotation marks."
        )),
        RegisterErrorKind::Cell { column: Column::Siret, .. } => Some(say!(
            lang,
            "Un tableur a pu l'arrondir ou l'écrire en notation scientifique : donnez à la colonne le format Texte avant d'enregistrer.",
            "A spreadsheet may have rounded it or written it with an exponent: give the column the format Text before saving."
        )),
        RegisterErrorKind::Cell { column: Column::Amount, .. } => {
            Some(say!(lang, "Écrivez par exemple 18 000,00.", "Write for example 18 000,00."))
        }
        _ => None,
    }
}
