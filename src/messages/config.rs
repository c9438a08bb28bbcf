//! What is said of `.recevable.toml`.

use super::template::messages;

messages! {
    unreadable(path, reason) {
        fr: "recevable : les réglages de {path} ne peuvent pas être lus : {reason} ; --no-config s'en passe",
        en: "recevable: the settings of {path} cannot be read: {reason}; --no-config does without them",
    }
    several(one, other) {
        fr: "recevable : les dossiers relèvent de deux fichiers de réglages, {one} et {other} ; vérifiez-les séparément, ou ajoutez --no-config",
        en: "recevable: the dossiers come under two files of settings, {one} and {other}; check them one after the other, or add --no-config",
    }
    broken(#number, path) {
        fr: "{number} erreur dans {path} : rien n'a été vérifié." | "{number} erreurs dans {path} : rien n'a été vérifié.",
        en: "{number} error in {path}: nothing was checked." | "{number} errors in {path}: nothing was checked.",
    }
    outside(path) {
        fr: "Un rapport ne peut pas aller à « {path} » : les réglages d'un répertoire n'écrivent que dans ce répertoire.",
        en: "A report cannot go to “{path}”: the settings of a folder write in that folder only.",
    }
    outside_hint {
        fr: "Donnez un chemin qui part du fichier de réglages, sans « .. » ni lien ; {nom}, {siret} et {fiche} dans le nom du fichier seulement.",
        en: "Give a path from the file of settings on, without “..” or links; {nom}, {siret} and {fiche} in the file's name only.",
    }
    in_use(path, keys) {
        fr: "recevable : réglages de {path} ({keys})",
        en: "recevable: settings of {path} ({keys})",
    }
    shown { fr: "Les réglages de recevable check", en: "The settings of recevable check" }
    file_used(path) { fr: "Fichier : {path}", en: "File: {path}" }
    no_file {
        fr: "Il n'y a pas de .recevable.toml à côté des dossiers ni au-dessus.",
        en: "There is no .recevable.toml beside the dossiers or above them.",
    }
    from_command_line { fr: "ligne de commande", en: "command line" }
    from_file(path, line) { fr: "{path}, ligne {line}", en: "{path}, line {line}" }
    from_environment(name) { fr: "variable {name}", en: "variable {name}" }
    by_default { fr: "par défaut", en: "by default" }
}
