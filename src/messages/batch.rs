//! Messages about many dossiers: what one repeats, what the register of funded programmes holds, how far the work is.

use super::structure;
use super::template::messages;
use super::words::quoted;
use crate::batch::{RegisterColumn, RegisterErrorKind, is_copy};
use crate::dossier::{Identifier, IdentifierFault, ProblemKind};
use crate::engine::Programme;
use crate::rules::Unique;
use crate::source::ReadErrorKind;
use crate::spreadsheet::CellName;
use crate::text::{Lang, amount, beginning, excerpt};

#[derive(Debug)]
pub(crate) struct Repeated {
    pub(crate) message: String,
    pub(crate) expected: &'static str,
    pub(crate) actual: String,
    /// A few words to stand under the place in the file.
    pub(crate) label: String,
}

/// What a dossier repeats of the first one; both by their paths.
pub(crate) fn repeats(unique: Unique, own: &str, first: &str, lang: Lang) -> Repeated {
    let label = as_in(first, lang);
    // The copy may well be the first: a space comes before a dot in the order of names.
    let copy = [own, first].into_iter().find(|path| is_copy(path));
    let with_copy = |message: String| match copy {
        Some(copy) => format!("{message} {}", named_like_copy(copy.rsplit('/').next().unwrap_or(copy), lang)),
        None => message,
    };
    match unique {
        Unique::Project => Repeated {
            message: with_copy(same_project(first, lang)),
            expected: one_dossier_per_project(lang),
            actual: already_in(first, lang),
            label,
        },
        Unique::Content => Repeated {
            message: with_copy(same_content(first, lang)),
            expected: one_file_per_dossier(lang),
            actual: copy_of(first, lang),
            label,
        },
    }
}

pub(crate) fn unique_when(unique: Unique, lang: Lang) -> &'static str {
    match unique {
        Unique::Project => unique_project(lang),
        Unique::Content => unique_content(lang),
    }
}

/// Characters of a cell that are shown.
const MAX_CELL: usize = 200;

pub(crate) fn programme(programme: &Programme, lang: Lang) -> String {
    let Programme { line, name, year, amount: sum, purpose } = programme;
    let mut parts: Vec<String> = Vec::new();
    parts.extend((!name.is_empty()).then(|| beginning(name, MAX_CELL).into_owned()));
    parts.extend(year.map(|year| year.to_string()));
    parts.extend(sum.map(|sum| amount(sum, lang)));
    parts.extend((!purpose.is_empty()).then(|| quoted(beginning(purpose, MAX_CELL), lang)));
    if parts.is_empty() { register_line(line, lang) } else { register_entry(line, parts.join(", "), lang) }
}

pub(crate) fn register_error(error: &RegisterErrorKind, lang: Lang) -> String {
    match error {
        RegisterErrorKind::Read(error) => structure::message(&ProblemKind::Read(error.clone()), lang).summary,
        RegisterErrorKind::Table(fault) => super::import::reason(fault, lang),
        RegisterErrorKind::NoColumn(column) => no_column(column.name(), lang),
        RegisterErrorKind::TwoColumns(column) => two_columns(column.name(), lang),
        RegisterErrorKind::Cells { found, expected } => cells(found, expected, lang),
        RegisterErrorKind::Oversized { cells, bytes } => oversized(cells, bytes >> 10, lang),
        RegisterErrorKind::OpenQuote => open_quote(lang).to_owned(),
        RegisterErrorKind::Cell { column, .. } => match column {
            RegisterColumn::Year => year_digits(lang),
            RegisterColumn::Siret | RegisterColumn::Name | RegisterColumn::Amount | RegisterColumn::Purpose => {
                amount_not_read(lang)
            }
        }
        .to_owned(),
        RegisterErrorKind::Siret(fault) => siret_fault(*fault, lang),
        RegisterErrorKind::LostZeros { digits, likely } => lost_zeros(*digits, likely, lang),
        RegisterErrorKind::More => more_errors(lang).to_owned(),
    }
}

pub(crate) fn register_hint(error: &RegisterErrorKind, lang: Lang) -> Option<&'static str> {
    match error {
        RegisterErrorKind::Read(ReadErrorKind::Encoding { .. }) => Some(save_as_utf8(lang)),
        RegisterErrorKind::NoColumn(_) | RegisterErrorKind::TwoColumns(_) => Some(first_line_names(lang)),
        RegisterErrorKind::Cells { .. } => Some(quote_separators(lang)),
        RegisterErrorKind::Siret(fault) => Some(match fault {
            IdentifierFault::Digits(0) => siret_or_no_line(lang),
            IdentifierFault::OtherKind(_) | IdentifierFault::NotDigits | IdentifierFault::NoLetter => {
                siret_in_register(lang)
            }
            IdentifierFault::Exponent | IdentifierFault::Digits(_) | IdentifierFault::CheckDigit => siret_as_text(lang),
        }),
        RegisterErrorKind::LostZeros { .. } => Some(siret_as_text(lang)),
        RegisterErrorKind::Cell { column: RegisterColumn::Amount, .. } => Some(amount_example(lang)),
        RegisterErrorKind::Read(_)
        | RegisterErrorKind::Table(_)
        | RegisterErrorKind::Oversized { .. }
        | RegisterErrorKind::OpenQuote
        | RegisterErrorKind::Cell { .. }
        | RegisterErrorKind::More => None,
    }
}

/// A message about a workbook's cell; what stands there is shown where it is a cell's alone, and not a whole row's.
pub(crate) fn at_cell(cell: &CellName, found: &str, message: &str, lang: Lang) -> String {
    match found.trim_matches('"') {
        "" => in_row(cell, message, lang),
        row if row.contains(';') => in_row(cell, message, lang),
        found => in_cell(cell, excerpt(found), message, lang),
    }
}

fn siret_fault(fault: IdentifierFault, lang: Lang) -> String {
    match fault {
        IdentifierFault::Digits(0) => no_siret(lang).to_owned(),
        IdentifierFault::Digits(count) => siret_digits(count, lang),
        IdentifierFault::Exponent => rounded_siret(lang).to_owned(),
        IdentifierFault::OtherKind(Identifier::Siren) => siren_for_siret(lang).to_owned(),
        IdentifierFault::OtherKind(_) | IdentifierFault::NotDigits | IdentifierFault::NoLetter => {
            siret_not_digits(lang).to_owned()
        }
        IdentifierFault::CheckDigit => siret_check_digit(lang).to_owned(),
    }
}

messages! {
    /// The progress of a run whose end is known, as `indicatif` lays it out.
    progress {
        fr: "{bar:30} {pos} / {len} dossiers, encore {eta}",
        en: "{bar:30} {pos} / {len} dossiers, {eta} to go",
    }
    /// The progress of a run whose end is not known yet.
    progress_unknown { fr: "{spinner} {pos} dossiers en {elapsed}", en: "{spinner} {pos} dossiers in {elapsed}" }

    same_project(first) {
        fr: "Le même projet figure déjà dans {first} : même SIRET et même intitulé.",
        en: "The same project stands in {first} already: same SIRET and same title.",
    }
    one_dossier_per_project { fr: "un seul dossier par projet", en: "one dossier for each project" }
    already_in(first) { fr: "déjà dans {first}", en: "already in {first}" }
    same_content(first) {
        fr: "Ce fichier est, à l'octet près, le même que {first}.",
        en: "This file is the same as {first}, byte for byte.",
    }
    one_file_per_dossier { fr: "un seul fichier par dossier", en: "one file for each dossier" }
    named_like_copy(name) {
        fr: "D'après son nom, {name} est une copie de sauvegarde : supprimez-la, ou écartez-la avec --exclude.",
        en: "By its name, {name} is a backup copy: delete it, or leave it out with --exclude.",
    }
    copy_of(first) { fr: "copie de {first}", en: "a copy of {first}" }
    as_in(first) { fr: "comme dans {first}", en: "as in {first}" }
    unique_project {
        fr: "La règle est respectée quand aucun dossier examiné avant celui-ci, dans la même vérification, n'a le même SIRET et le même intitulé (sans égard à la casse, aux accents, aux espaces ni à la forme des apostrophes). Le premier tient ; chacun des suivants le nomme.",
        en: "The rule holds when no dossier checked before this one, in the same run, has the same SIRET and the same title (whatever the case, accents, spaces and the form of apostrophes). The first one stands; each later one names it.",
    }
    unique_content {
        fr: "La règle est respectée quand aucun fichier examiné avant celui-ci, dans la même vérification, n'a exactement les mêmes octets. Le premier tient ; chacun des suivants le nomme.",
        en: "The rule holds when no file checked before this one, in the same run, has exactly the same bytes. The first one stands; each later one names it.",
    }

    register_line(line) { fr: "Registre, ligne {line}.", en: "Register, line {line}." }
    register_entry(line, entry) { fr: "Registre, ligne {line} : {entry}.", en: "Register, line {line}: {entry}." }
    broken_register(#errors, path) {
        fr: "Le registre des programmes financés {path} ne peut pas être utilisé : {errors} erreur. Aucun dossier n'a été examiné."
            | "Le registre des programmes financés {path} ne peut pas être utilisé : {errors} erreurs. Aucun dossier n'a été examiné.",
        en: "The register of funded programmes {path} cannot be used: {errors} error. No dossier has been checked."
            | "The register of funded programmes {path} cannot be used: {errors} errors. No dossier has been checked.",
    }
    no_column(name) { fr: "La colonne « {name} » manque.", en: "The column “{name}” is missing." }
    two_columns(name) { fr: "La colonne « {name} » figure deux fois.", en: "The column “{name}” stands twice." }
    cells(found, expected) {
        fr: "Cette ligne a {found} cellules, alors que la première en a {expected}.",
        en: "This line has {found} cells, the first one {expected}.",
    }
    oversized(cells, kibibytes) {
        fr: "Cette ligne dépasse {cells} cellules ou {kibibytes} Kio ; ce qui la suit n'a pas été lu.",
        en: "This line is longer than {cells} cells or {kibibytes} KiB; what follows it was not read.",
    }
    open_quote {
        fr: "Un guillemet ouvert ici n'est jamais refermé.",
        en: "A quote opened here is never closed.",
    }
    no_siret { fr: "Cette ligne n'a pas de SIRET.", en: "This line has no SIRET." }
    siret_digits(#count) {
        fr: "Un SIRET a 14 chiffres ; celui-ci en a {count}." | "Un SIRET a 14 chiffres ; celui-ci en a {count}.",
        en: "A SIRET has 14 digits; this one has {count}." | "A SIRET has 14 digits; this one has {count}.",
    }
    lost_zeros(#count, likely) {
        fr: "Un SIRET a 14 chiffres ; celui-ci en a {count} : un tableur a sans doute ôté le zéro du début de {likely}."
            | "Un SIRET a 14 chiffres ; celui-ci en a {count} : un tableur a sans doute ôté le zéro du début de {likely}.",
        en: "A SIRET has 14 digits; this one has {count}: a spreadsheet has probably dropped the zero that {likely} begins with."
            | "A SIRET has 14 digits; this one has {count}: a spreadsheet has probably dropped the zero that {likely} begins with.",
    }
    rounded_siret {
        fr: "Un tableur a arrondi ce SIRET : ses derniers chiffres sont perdus.",
        en: "A spreadsheet has rounded this SIRET: its last digits are lost.",
    }
    siren_for_siret {
        fr: "C'est un SIREN, à neuf chiffres : il manque les cinq chiffres de l'établissement.",
        en: "This is a SIREN, of nine digits: the establishment's five digits are missing.",
    }
    siret_not_digits { fr: "Un SIRET n'a que des chiffres : il en faut 14.", en: "A SIRET has digits alone: 14 of them." }
    siret_check_digit {
        fr: "La clé de contrôle de ce SIRET ne correspond pas : un chiffre est faux, ou deux sont intervertis.",
        en: "The check digit of this SIRET does not match: one digit is wrong, or two are swapped.",
    }
    siret_or_no_line {
        fr: "Écrivez les 14 chiffres, ou supprimez la ligne.",
        en: "Write the 14 digits, or delete the line.",
    }
    siret_in_register {
        fr: "Recopiez le SIRET depuis annuaire-entreprises.data.gouv.fr.",
        en: "Copy the SIRET from annuaire-entreprises.data.gouv.fr.",
    }
    year_digits { fr: "Une année a quatre chiffres.", en: "A year has four digits." }
    amount_not_read { fr: "Ce montant n'est pas lisible.", en: "This amount cannot be read." }
    in_cell(cell, found, message) {
        fr: "{cell} (« {found} ») : {message}",
        en: "{cell} (“{found}”): {message}",
    }
    in_row(cell, message) { fr: "{cell} : {message}", en: "{cell}: {message}" }
    more_errors { fr: "D'autres erreurs suivent.", en: "More errors follow." }
    save_as_utf8 {
        fr: "Dans le tableur, enregistrez-le sous le type « CSV UTF-8 », ou en .xlsx.",
        en: "In the spreadsheet, save it with the type “CSV UTF-8”, or as .xlsx.",
    }
    first_line_names {
        fr: "Une des vingt premières lignes nomme les colonnes, séparées en CSV par des points-virgules, des virgules ou des tabulations : siret;nom;annee;montant;objet.",
        en: "One of the first twenty lines names the columns, separated in CSV by semicolons, commas or tabs: siret;nom;annee;montant;objet.",
    }
    quote_separators {
        fr: "Un texte qui contient le séparateur se met entre guillemets.",
        en: "A text that holds the separator is put in quotes.",
    }
    siret_as_text {
        fr: "Un tableur a pu l'arrondir, l'écrire en notation scientifique ou en ôter un zéro du début : donnez à la colonne le format Texte, puis reprenez-y le numéro d'origine.",
        en: "A spreadsheet may have rounded it, written it with an exponent or dropped a zero at its beginning: give the column the format Text, then enter the original number again.",
    }
    amount_example { fr: "Écrivez par exemple 18 000,00.", en: "Write for example 18 000,00." }
}
