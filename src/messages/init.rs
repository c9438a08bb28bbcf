//! The template that `recevable init` writes, and what it says.

use super::template::messages;

messages! {
    about {
        fr: "Écrit un dossier à remplir, avec les seules questions d'une fiche",
        en: "Writes a dossier to fill in, with the questions of one fiche alone",
    }
    usage {
        fr: "recevable init [OPTIONS] --fiche 1..4 [FICHIER]",
        en: "recevable init [OPTIONS] --fiche 1..4 [FILE]",
    }
    file {
        fr: "Le fichier à écrire, ou - pour la sortie standard ; par défaut dossier.yaml",
        en: "The file to write, or - for standard output; by default dossier.yaml",
    }
    fiche { fr: "La fiche dont le dossier relève", en: "The fiche that the dossier is for" }
    stage {
        fr: "L'étape à préparer : fiche_synthetique ou dossier_complet (par défaut)",
        en: "The stage to prepare: fiche_synthetique or dossier_complet (default)",
    }
    force { fr: "Remplace le fichier qui s'y trouve", en: "Replaces the file that stands there" }
    schema {
        fr: "Écrit à côté le schéma JSON du dossier, pour les éditeurs",
        en: "Writes the dossier's JSON Schema beside it, for editors",
    }

    first_line(fiche, stage) {
        fr: "Dossier à remplir : fiche {fiche}, étape « {stage} ».",
        en: "Dossier to fill in: fiche {fiche}, stage “{stage}”.",
    }
    how_to {
        fr: "Écrivez chaque valeur après les deux-points et une espace ; ce qui suit « # » est une explication.",
        en: "Write each value after the colon and a space; what follows “#” is an explanation.",
    }
    how_to_indent {
        fr: "Gardez les espaces au début des lignes : elles disent ce qui va ensemble.",
        en: "Keep the spaces at the start of lines: they say what belongs together.",
    }
    how_to_check(path) {
        fr: "Pour vérifier, à tout moment : recevable check {path}",
        en: "To check, at any time: recevable check {path}",
    }
    necessary(label, rules) { fr: "{label} (nécessaire ; {rules})", en: "{label} (required; {rules})" }
    necessary_if(label, condition, rules) {
        fr: "{label} (nécessaire si {condition} ; {rules})",
        en: "{label} (required if {condition}; {rules})",
    }
    useful(label, rules) { fr: "{label} (selon le projet ; {rules})", en: "{label} (depends on the project; {rules})" }
    example(value) { fr: "exemple : {value}", en: "example: {value}" }
    one_of { fr: "l'un de ces codes :", en: "one of these codes:" }
    some_of { fr: "parmi ces codes :", en: "of these codes:" }
    characters(number) { fr: "{number} caractères au moins", en: "at least {number} characters" }
    lines { fr: "une ligne pour chaque entrée, comme celle-ci sans son « # » :", en: "a line for each entry, as this one without its “#”:" }
    yes_or_no { fr: "oui ou non", en: "oui or non" }
    some_text { fr: "texte", en: "text" }

    stands_already(path) {
        fr: "recevable : {path} existe déjà ; rien n'est écrit. --force le remplace.",
        en: "recevable: {path} stands there already; nothing is written. --force replaces it.",
    }
    no_fiche(fiche) {
        fr: "recevable : les jeux de règles n'ont pas de fiche {fiche}.",
        en: "recevable: the rule sets have no fiche {fiche}.",
    }
    schema_needs_file {
        fr: "recevable : --schema demande un fichier, à côté duquel écrire le schéma.",
        en: "recevable: --schema needs a file, to write the schema beside it.",
    }
    written(path) {
        fr: "{path} est prêt à remplir. Pour le vérifier : recevable check {path}",
        en: "{path} is ready to be filled in. To check it: recevable check {path}",
    }
}
