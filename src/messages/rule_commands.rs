//! The help of the commands on rule sets.

use super::template::messages;

messages! {
    about_rules {
        fr: "Liste, montre, relit, éprouve, compare ou copie les jeux de règles, et les rapproche de l'appel",
        en: "Lists, shows, reads over, tries, compares or copies the rule sets, and holds them against the call",
    }
    about_list { fr: "Liste toutes les règles", en: "Lists every rule" }
    about_show {
        fr: "Montre un jeu, une surcouche ou une règle tels qu'ils s'appliquent, chaque valeur avec le fichier dont elle vient",
        en: "Shows a set, an overlay or a rule as it applies, each value with the file that it comes from",
    }
    about_rules_check {
        fr: "Relit les jeux de règles et les surcouches : erreurs, règles sans effet, noms que rien ne lit, règles et bornes sans test",
        en: "Reads rule sets and overlays over: errors, rules without effect, names that nothing reads, rules and bounds without a test",
    }
    about_test { fr: "Exécute les cas de test des jeux de règles", en: "Runs the rule sets' test cases" }
    about_coverage {
        fr: "Liste les clauses de l'appel, avec les règles qui rendent chacune ou la raison pour laquelle aucune machine n'en décide",
        en: "Lists the clauses of the call, with the rules that render each or the reason why no machine decides it",
    }
    about_export {
        fr: "Écrit dans un répertoire les jeux de règles, les tables, la documentation et les cas du programme, à l'octet près",
        en: "Writes the built-in rule sets, tables, documentation and cases to a folder, byte for byte",
    }
    rules_check_codes {
        fr: "Code de sortie : 0, rien à reprendre (une période de validité passée n'est qu'un avertissement) ; 1, des points à revoir ; 2, des erreurs, et les règles ne peuvent pas être utilisées.",
        en: "Exit code: 0, nothing to fix (a period of validity that is over is only a warning); 1, points to look at again; 2, errors, and the rules cannot be used.",
    }
    usage_rules { fr: "recevable rules COMMANDE", en: "recevable rules COMMAND" }
    usage_rules_check {
        fr: "recevable rules check [OPTIONS] [RÉPERTOIRE]",
        en: "recevable rules check [OPTIONS] [FOLDER]",
    }
    usage_test { fr: "recevable rules test [OPTIONS] [RÉPERTOIRE]", en: "recevable rules test [OPTIONS] [FOLDER]" }
    usage_new { fr: "recevable rules new COMMANDE", en: "recevable rules new COMMAND" }
    usage_export { fr: "recevable rules export [OPTIONS] RÉPERTOIRE", en: "recevable rules export [OPTIONS] FOLDER" }
    checked_folder {
        fr: "Jeux de règles de ce répertoire, avec ses surcouches (overlays), campagnes (campaigns) et cas (tests) ; par défaut ceux du programme",
        en: "Rule sets of this folder, with its overlays, campaigns and tests; by default the built-in ones",
    }
    checked_overlays {
        fr: "Ne relit que ce que cette surcouche, ou ce jeu de règles, apporte, et ses cas (tests/FICHIER à côté d'elle) ; peut être répété, dans l'ordre",
        en: "Reads over only what this overlay, or rule set, brings, and its cases (tests/FILE beside it); may be repeated, in order",
    }
    tested_overlays {
        fr: "N'exécute que les cas de cette surcouche, ou de ce jeu de règles : tests/FICHIER à côté d'elle ; peut être répété, dans l'ordre",
        en: "Runs only the cases of this overlay, or rule set: tests/FILE beside it; may be repeated, in order",
    }
    tested_folder {
        fr: "Jeux de règles de ce répertoire, avec les cas de son sous-répertoire tests ; par défaut ceux du programme",
        en: "Rule sets of this folder, with the cases of its subfolder tests; by default the built-in ones",
    }
    test_verbose { fr: "Montre aussi les cas réussis", en: "Shows the cases that passed too" }
    export_folder { fr: "Où les écrire ; créé au besoin", en: "Where to write them; made where it is not there" }
    shown_id {
        fr: "Un jeu, une surcouche ou une règle, par son identifiant",
        en: "A set, an overlay or a rule, by its id",
    }
    list_format {
        fr: "Format de la liste : text (par défaut), json ou markdown",
        en: "Format of the list: text (default), json or markdown",
    }
}
