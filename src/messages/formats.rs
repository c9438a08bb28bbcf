//! The sentences of the formats for programs and offices.

use super::template::messages;

messages! {
    structure_help {
        fr: "Le fichier ne peut pas être lu comme un dossier tant que cette erreur y est. Corrigez la ligne indiquée ; le format est décrit par « recevable schema dossier ».",
        en: "The file cannot be read as a dossier while this error is in it. Fix the line named; the format is described by `recevable schema dossier`.",
    }
    loosens(overlay, rules) { fr: "{overlay} (assouplit {rules})", en: "{overlay} (loosens {rules})" }
    by(label) { fr: "Par {label}", en: "By {label}" }
    without(label) { fr: "Dossiers sans montant : {label}", en: "Dossiers without amount: {label}" }
    exact_ratio(label) { fr: "{label} (rapport exact)", en: "{label} (exact ratio)" }
    fill_in(label) { fr: "Indiquez : {label}.", en: "Fill in: {label}." }
    fill_in_one(labels) { fr: "Indiquez au moins une de ces informations : {labels}.", en: "Fill in at least one of these: {labels}." }
    line(number) { fr: "ligne {number}", en: "line {number}" }

    more_dossiers(#number) {
        fr: "… et {number} autre dossier ; le rapport complet se lit dans un autre format."
            | "… et {number} autres dossiers ; le rapport complet se lit dans un autre format.",
        en: "… and {number} more dossier; the full report is to be read in another format."
            | "… and {number} more dossiers; the full report is to be read in another format.",
    }
    more_rows(number) {
        fr: "Lignes qui ne tiennent pas dans ce classeur : {number}. Un autre format n'a pas cette limite.",
        en: "Rows for which this workbook has no room: {number}. Another format has no such limit.",
    }
    more_results(number) {
        fr: "Constats qui ne tiennent pas ici : {number}. Le rapport complet se lit dans un autre format.",
        en: "Findings for which there is no room here: {number}. The full report is to be read in another format.",
    }
    more_files(#number) {
        fr: "… et {number} autre" | "… et {number} autres",
        en: "… and {number} more" | "… and {number} more",
    }
    more_groups(#number) {
        fr: "… et {number} autre projet dans plusieurs fichiers." | "… et {number} autres projets dans plusieurs fichiers.",
        en: "… and {number} more project in several files." | "… and {number} more projects in several files.",
    }
}
