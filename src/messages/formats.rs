//! The words of the formats for programs and offices.

use crate::engine::StatusKind;
use crate::text::{Lang, Text, count, text};

/// What to do about structural errors, whatever their code.
pub(crate) const STRUCTURE_HELP: Text = text(
    "Le fichier ne peut pas être lu comme un dossier tant que cette erreur y est. Corrigez la ligne indiquée ; le format est décrit par « recevable schema dossier ».",
    "The file cannot be read as a dossier while this error is in it. Mend the line named; the format is described by `recevable schema dossier`.",
);

pub(crate) const WHY: Text = text("Pourquoi", "Why");
pub(crate) const TO_DO: Text = text("Que faire", "What to do");
pub(crate) const SOURCE: Text = text("Source", "Source");

// --- Tables of offices --------------------------------------------------------------------------------------------------------------

pub(crate) const SHEET_DOSSIERS: Text = text("Dossiers", "Dossiers");
pub(crate) const SHEET_FINDINGS: Text = text("Constats", "Findings");
pub(crate) const SHEET_TOTALS: Text = text("Totaux", "Totals");

pub(crate) const FILE: Text = text("Fichier", "File");
pub(crate) const APPLICANT: Text = text("Porteur", "Holder");
pub(crate) const PROJECT: Text = text("Projet", "Project");
pub(crate) const FICHE: Text = text("Fiche", "Fiche");
pub(crate) const STAGE: Text = text("Étape", "Stage");
pub(crate) const VERDICT: Text = text("Avis", "Verdict");
pub(crate) const VIOLATED: Text = text("À corriger", "To mend");
pub(crate) const UNDETERMINED: Text = text("À compléter", "To fill in");
pub(crate) const RESERVATIONS: Text = text("Réserves", "Reservations");
pub(crate) const FIRST_REASON: Text = text("Premier motif", "First reason");
pub(crate) const RULES: Text = text("Règles en cause", "Rules concerned");
pub(crate) const BY_READING: Text =
    text("Règles qui dépendent de la lecture de l'appel", "Rules that depend on the reading of the call");
pub(crate) const OVERLAYS: Text = text("Surcouches", "Overlays");

/// An overlay and the rules that it loosens.
pub(crate) fn loosens(overlay: &str, rules: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("{overlay} (assouplit {rules})"),
        Lang::En => format!("{overlay} (loosens {rules})"),
    }
}

pub(crate) const RULE: Text = text("Règle", "Rule");
pub(crate) const TITLE: Text = text("Intitulé", "Title");
pub(crate) const STATUS: Text = text("État", "Status");
pub(crate) const LEVEL: Text = text("Portée", "Weight");
pub(crate) const FINDING: Text = text("Constat", "Finding");
pub(crate) const EXPECTED: Text = text("Attendu", "Expected");
pub(crate) const FOUND: Text = text("Trouvé", "Found");
pub(crate) const ADVICE: Text = text("Que faire", "What to do");
pub(crate) const CALL: Text = text("Référence dans l'appel", "Section of the call");
pub(crate) const LINE: Text = text("Ligne", "Line");
pub(crate) const KEY: Text = text("Clé", "Key");

pub(crate) const NUMBER: Text = text("Dossiers", "Dossiers");
pub(crate) const BY_VERDICT: Text = text("Par avis", "By verdict");
pub(crate) const BY_FICHE: Text = text("Par fiche", "By fiche");
pub(crate) const NOT_GIVEN: Text = text("(non indiqué)", "(not given)");
pub(crate) const SEVERAL: Text = text("(plusieurs fiches)", "(several fiches)");
pub(crate) const OTHERS: Text = text("(autres)", "(others)");
pub(crate) const TOTAL: Text = text("Total", "Total");
pub(crate) const ALL_DOSSIERS: Text = text("Tous les dossiers", "All dossiers");
pub(crate) const WITHOUT_AMOUNT: Text = text("Sans montant", "No amount");
pub(crate) const EVALUATED_ON: Text = text("Évalué le", "Evaluated on");

/// The heading over totals by a column.
pub(crate) fn by(label: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("Par {}", label.to_lowercase()),
        Lang::En => format!("By {}", label.to_lowercase()),
    }
}

/// The heading over the number of dossiers that do not give an amount.
pub(crate) fn without(label: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("Dossiers sans montant : {label}"),
        Lang::En => format!("Dossiers without amount: {label}"),
    }
}

/// A status, after a finding.
pub(crate) fn status(status: StatusKind, lang: Lang) -> &'static str {
    match status {
        StatusKind::Violated => text("non respectée", "does not hold"),
        StatusKind::Undetermined => text("à compléter", "to fill in"),
        StatusKind::NotApplicable => text("sans objet", "does not apply"),
        StatusKind::Satisfied | StatusKind::Deferred => text("respectée", "holds"),
    }
    .get(lang)
}

/// Instead of a status, after an error of structure.
pub(crate) const STATUS_UNREADABLE: Text = text("structure à corriger", "structure to mend");
/// Instead of a status, after a warning about a comment.
pub(crate) const STATUS_WARNING: Text = text("commentaire à revoir", "comment to look at again");

// --- Markdown -----------------------------------------------------------------------------------------------------------------------

/// The table's and the details' rest.
pub(crate) fn more_dossiers(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!(
            "… et {} ; le rapport complet se lit dans un autre format.",
            count(number as u64, "autre dossier", "autres dossiers", lang)
        ),
        Lang::En => format!(
            "… and {}; the full report is to be read in another format.",
            count(number as u64, "more dossier", "more dossiers", lang)
        ),
    }
}

/// Rows past the last that a sheet can hold.
pub(crate) fn more_rows(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Fr => {
            format!("Lignes qui ne tiennent pas dans ce classeur : {number}. Un autre format n'a pas cette limite.")
        }
        Lang::En => format!("Rows for which this workbook has no room: {number}. Another format has no such limit."),
    }
}

/// Results past those that a file of results may hold.
pub(crate) fn more_results(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Fr => {
            format!("Constats qui ne tiennent pas ici : {number}. Le rapport complet se lit dans un autre format.")
        }
        Lang::En => format!(
            "Findings for which there is no room here: {number}. The full report is to be read in another format."
        ),
    }
}

/// Files of a group, past those that are named.
pub(crate) fn more_files(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("… et {}", count(number as u64, "autre", "autres", lang)),
        Lang::En => format!("… and {number} more"),
    }
}

/// Projects that stand in several files, past those that are named.
pub(crate) fn more_groups(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Fr => {
            format!("… et {} dans plusieurs fichiers.", count(number as u64, "autre projet", "autres projets", lang))
        }
        Lang::En => format!("… and {} in several files.", count(number as u64, "more project", "more projects", lang)),
    }
}

/// A line of a file.
pub(crate) fn line(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("ligne {number}"),
        Lang::En => format!("line {number}"),
    }
}
