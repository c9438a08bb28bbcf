//! The command line's help and its errors, and what commands say beside their reports.

mod messages;

pub use messages::*;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::text::{Lang, Text};

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident = $fr:literal, $en:literal;)*) => {
        $($(#[$doc])* pub const $name: Text = Text { fr: $fr, en: $en };)*
    };
}

texts! {
    /// How help is laid out.
    TEMPLATE = "{about}\n\nUtilisation : {usage}\n\n{all-args}", "{about}\n\nUsage: {usage}\n\n{all-args}";
    /// What the program is.
    ABOUT = "Vérifie un dossier de demande de subvention avant son dépôt : est-il recevable, est-il éligible, et sinon pourquoi.",
        "Checks a grant application before it is filed: can it be received, is it eligible, and if not, why.";
    /// The program's usage.
    USAGE = "recevable COMMANDE [OPTIONS]", "recevable COMMAND [OPTIONS]";
    /// Heading of the commands.
    COMMANDS = "Commandes", "Commands";
    /// Heading of arguments.
    ARGUMENTS = "Arguments", "Arguments";
    /// Heading of general options.
    GENERAL = "Général", "General";
    /// Heading of the options that change what is evaluated.
    EVALUATION = "Évaluation", "Evaluation";
    /// Heading of the options that change what is shown.
    OUTPUT = "Résultat", "Output";
    /// `--help`.
    HELP = "Affiche cette aide", "Shows this help";
    /// `--version`.
    VERSION = "Affiche la version", "Shows the version";
    /// `check`.
    CHECK = "Vérifie des dossiers et explique ce qui est à corriger ou à compléter", "Checks dossiers and explains what is to be mended or filled in";
    /// Usage of `check`.
    CHECK_USAGE = "recevable check [OPTIONS] [CHEMIN]...", "recevable check [OPTIONS] [PATH]...";
    /// Name of a path.
    PATH = "CHEMIN", "PATH";
    /// Paths of `check`.
    PATHS = "Fichiers, dossiers parcourus en entier (*.yaml, *.yml), ou - pour l'entrée standard ; par défaut, le répertoire courant",
        "Files, folders with all they hold (*.yaml, *.yml), or - for standard input; by default the current folder";
    /// Heading of the options that choose files.
    FILES = "Fichiers", "Files";
    /// Value of `--files-from`.
    FILE_OR_INPUT = "FICHIER|-", "FILE|-";
    /// `--files-from`.
    FILES_FROM = "Lit aussi les chemins que liste ce fichier (ou l'entrée standard), un par ligne ou séparés par des octets nuls",
        "Reads the paths listed in this file (or on standard input) too, one a line or separated by NUL bytes";
    /// `--include`.
    INCLUDE = "Des répertoires, ne prend que les fichiers qui correspondent à ce motif ; peut être répété",
        "Of folders, takes only files that match this glob; may be repeated";
    /// `--exclude`.
    EXCLUDE = "Des répertoires, laisse de côté ce qui correspond à ce motif ; peut être répété",
        "Of folders, leaves out what matches this glob; may be repeated";
    /// `--no-ignore`.
    NO_IGNORE = "Des répertoires, prend aussi ce que git ignore (les fichiers cachés restent de côté)",
        "Of folders, takes what git ignores too (hidden files stay left out)";
    /// `--jobs`.
    JOBS = "Examine autant de dossiers à la fois ; par défaut, autant que de cœurs", "Checks so many dossiers at a time; by default as many as there are cores";
    /// `--registre`.
    REGISTER = "Recoupe les dossiers avec ce registre CSV des programmes d'activité financés (siret;nom;annee;montant;objet)",
        "Cross-checks dossiers with this CSV register of funded activity programmes (siret;nom;annee;montant;objet)";
    /// `--no-progress`.
    NO_PROGRESS = "Ne montre pas la progression", "Shows no progress";
    /// `--fiche`.
    FICHE = "Évalue sous cette fiche, quoi que dise le dossier", "Assesses under this fiche, whatever the dossier says";
    /// Values of `--stage`.
    STAGE_VALUE = "ÉTAPE", "STAGE";
    /// `--stage`.
    STAGE = "Évalue à cette étape : fiche_synthetique ou dossier_complet", "Assesses at this stage: fiche_synthetique or dossier_complet";
    /// Value of `--date`.
    DATE_VALUE = "AAAA-MM-JJ", "YYYY-MM-DD";
    /// `--date`.
    DATE = "Évalue comme si l'on était ce jour-là ; par défaut aujourd'hui, heure de Paris", "Evaluates as of that day; by default today, Paris time";
    /// Name of a folder.
    FOLDER = "RÉPERTOIRE", "FOLDER";
    /// `--rules`.
    RULES = "Lit les jeux de règles de ce répertoire à la place de ceux du programme", "Reads the rule sets of this folder in place of the built-in ones";
    /// Name of a file.
    FILE = "FICHIER", "FILE";
    /// `--overlay`.
    OVERLAY = "Applique cette surcouche, ou ajoute ce jeu de règles ; peut être répété, dans l'ordre", "Applies this overlay, or adds this rule set; may be repeated, in order";
    /// Value of `--format`.
    FORMAT_VALUE = "FORMAT[=FICHIER]", "FORMAT[=FILE]";
    /// `--format`.
    FORMAT = "Format du rapport : text (par défaut), json, ndjson, sarif, junit, github, gitlab, csv, xlsx, html ou markdown ; peut être répété, avec un fichier pour chacun sauf un", "Format of the report: text (default), json, ndjson, sarif, junit, github, gitlab, csv, xlsx, html or markdown; may be repeated, with a file for each but one";
    /// `--csv-dialect`.
    CSV_DIALECT = "CSV pour un tableur français (par défaut : point-virgule, virgule décimale) ou selon la RFC 4180", "CSV for a French spreadsheet (default: semicolons, decimal commas) or after RFC 4180";
    /// `--fail-on`.
    FAIL_ON = "Code de sortie 1 à partir d'une erreur (par défaut), d'une réserve, ou jamais", "Exit code 1 from an error on (default), from a reservation on, or never";
    /// `--baseline`.
    BASELINE = "Constats déjà connus : ceux de ce fichier ne comptent pas pour le code de sortie", "Findings already known: those of this file do not count for the exit code";
    /// `--write-baseline`.
    WRITE_BASELINE = "Récrit le fichier de --baseline avec tous les constats de cette vérification, et eux seuls", "Writes the file of --baseline anew, with all findings of this check and no others";
    /// `--lang`.
    LANG = "Langue des textes ; par défaut fr, ou RECEVABLE_LANG", "Language of texts; by default fr, or RECEVABLE_LANG";
    /// `--color`.
    COLOR = "Couleurs : selon le terminal (par défaut), toujours, jamais", "Colours: as the terminal allows (default), always, never";
    /// `--quiet`.
    QUIET = "Le verdict seul", "The verdict alone";
    /// `--verbose`.
    VERBOSE = "Tout : les règles respectées et sans objet, et ce qu'aucune machine ne décide", "Everything: rules that hold or do not apply, and what no machine decides";
    /// `explain`.
    EXPLAIN = "Explique une règle, une donnée du dossier ou un code d'erreur", "Explains a rule, a fact of the dossier or an error code";
    /// Usage of `explain`.
    EXPLAIN_USAGE = "recevable explain [OPTIONS] ID", "recevable explain [OPTIONS] ID";
    /// Argument of `explain`.
    EXPLAIN_ID = "Une règle, une donnée (demande.total) ou un code (D-AMOUNT)", "A rule, a fact (demande.total) or a code (D-AMOUNT)";
    /// `--format` of `explain`.
    EXPLAIN_FORMAT = "Forme de l'explication : text (par défaut), json ou markdown", "Form of the explanation: text (default), json or markdown";
    /// `rules`.
    RULES_COMMAND = "Liste, montre, relit, éprouve ou copie les jeux de règles", "Lists, shows, reads over, tries or copies the rule sets";
    /// Usage of `rules`.
    RULES_USAGE = "recevable rules COMMANDE", "recevable rules COMMAND";
    /// `rules list`.
    RULES_LIST = "Liste toutes les règles", "Lists every rule";
    /// Usage of `rules list`.
    RULES_LIST_USAGE = "recevable rules list [OPTIONS]", "recevable rules list [OPTIONS]";
    /// `--format` of `rules list`.
    RULES_LIST_FORMAT = "Format de la liste : text (par défaut), json ou markdown", "Format of the list: text (default), json or markdown";
    /// `rules show`.
    RULES_SHOW = "Montre un jeu, une surcouche ou une règle tels qu'ils s'appliquent, chaque valeur avec le fichier dont elle vient",
        "Shows a set, an overlay or a rule as it applies, each value with the file that it comes from";
    /// Usage of `rules show`.
    RULES_SHOW_USAGE = "recevable rules show [OPTIONS] ID", "recevable rules show [OPTIONS] ID";
    /// Argument of `rules show`.
    RULES_SHOW_ID = "Un jeu, une surcouche ou une règle, par son identifiant", "A set, an overlay or a rule, by its id";
    /// `rules check`.
    RULES_CHECK = "Relit les jeux de règles et les surcouches : erreurs, règles sans effet, noms que rien ne lit, règles et bornes sans test",
        "Reads rule sets and overlays over: errors, rules without effect, names that nothing reads, rules and bounds without a test";
    /// Usage of `rules check`.
    RULES_CHECK_USAGE = "recevable rules check [OPTIONS] [RÉPERTOIRE]", "recevable rules check [OPTIONS] [FOLDER]";
    /// Argument of `rules check`.
    RULES_CHECK_FOLDER = "Jeux de règles de ce répertoire, avec ses surcouches (overlays), campagnes (campaigns) et cas (tests) ; par défaut ceux du programme",
        "Rule sets of this folder, with its overlays, campaigns and tests; by default the built-in ones";
    /// Exit codes of `rules check`.
    RULES_CHECK_CODES = "Code de sortie : 0, rien à reprendre (une période de validité passée n'est qu'un avertissement) ; 1, des points à revoir ; 2, des erreurs, et les règles ne peuvent pas être utilisées.",
        "Exit code: 0, nothing to mend (a period of validity that is over is only a warning); 1, points to look at again; 2, errors, and the rules cannot be used.";
    /// `rules export`.
    RULES_EXPORT = "Écrit dans un répertoire les jeux de règles, les tables, la documentation et les cas du programme, à l'octet près",
        "Writes the built-in rule sets, tables, documentation and cases to a folder, byte for byte";
    /// Usage of `rules export`.
    RULES_EXPORT_USAGE = "recevable rules export [OPTIONS] RÉPERTOIRE", "recevable rules export [OPTIONS] FOLDER";
    /// Argument of `rules export`.
    RULES_EXPORT_FOLDER = "Où les écrire ; créé au besoin", "Where to write them; made where it is not there";
    /// `--force`.
    RULES_EXPORT_FORCE = "Remplace les fichiers qui s'y trouvent", "Replaces the files that stand there";
    /// `rules test`.
    RULES_TEST = "Exécute les cas de test des jeux de règles", "Runs the rule sets' test cases";
    /// Usage of `rules test`.
    RULES_TEST_USAGE = "recevable rules test [OPTIONS] [RÉPERTOIRE]", "recevable rules test [OPTIONS] [FOLDER]";
    /// Folder of `rules test`.
    RULES_TEST_FOLDER = "Jeux de règles de ce répertoire, avec les cas de son sous-répertoire tests ; par défaut ceux du programme",
        "Rule sets of this folder, with the cases of its subfolder tests; by default the built-in ones";
    /// `rules test --format`.
    RULES_TEST_FORMAT = "Format du résultat : text (par défaut) ou json", "Format of the result: text (default) or json";
    /// `rules test --verbose`.
    RULES_TEST_VERBOSE = "Montre aussi les cas réussis", "Shows the cases that passed too";
    /// `schema`.
    SCHEMA = "Affiche le schéma JSON du dossier, des règles ou du rapport", "Prints the JSON Schema of the dossier, of the rules or of the report";
    /// Argument of `schema`.
    SCHEMA_WHAT = "Ce dont on veut le schéma", "What the schema is of";
}

/// A wrong command line, in one or two lines.
pub fn usage_error(error: &clap::Error, lang: Lang) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
        _ => None,
    };
    let argument = context(ContextKind::InvalidArg).unwrap_or_default();
    let value = context(ContextKind::InvalidValue);
    let suggestion = context(ContextKind::SuggestedArg)
        .or_else(|| context(ContextKind::SuggestedValue))
        .or_else(|| context(ContextKind::SuggestedSubcommand));
    let allowed = context(ContextKind::ValidValue).filter(|allowed| !allowed.is_empty());
    let what = match (error.kind(), lang) {
        (ErrorKind::UnknownArgument, Lang::Fr) => format!("l'option ou l'argument {argument} n'existe pas."),
        (ErrorKind::UnknownArgument, Lang::En) => format!("there is no option or argument {argument}."),
        (ErrorKind::InvalidSubcommand, Lang::Fr) => {
            format!("la commande {} n'existe pas.", context(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        (ErrorKind::InvalidSubcommand, Lang::En) => {
            format!("there is no command {}.", context(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        (ErrorKind::InvalidValue | ErrorKind::ValueValidation, Lang::Fr) => {
            match value.filter(|value| !value.is_empty()) {
                Some(value) => format!("la valeur « {value} » ne convient pas à {argument}."),
                None => format!("{argument} attend une valeur."),
            }
        }
        (ErrorKind::InvalidValue | ErrorKind::ValueValidation, Lang::En) => {
            match value.filter(|value| !value.is_empty()) {
                Some(value) => format!("the value “{value}” does not fit {argument}."),
                None => format!("{argument} needs a value."),
            }
        }
        (ErrorKind::MissingRequiredArgument, Lang::Fr) => format!("il manque : {argument}."),
        (ErrorKind::MissingRequiredArgument, Lang::En) => format!("this is missing: {argument}."),
        (ErrorKind::ArgumentConflict, Lang::Fr) => {
            format!("{argument} ne va pas avec une autre option donnée, ou est donné deux fois.")
        }
        (ErrorKind::ArgumentConflict, Lang::En) => {
            format!("{argument} does not go with another option given, or is given twice.")
        }
        (_, Lang::Fr) => "la ligne de commande n'est pas comprise.".to_owned(),
        (_, Lang::En) => "the command line is not understood.".to_owned(),
    };
    let mut text = match lang {
        Lang::Fr => format!("recevable : {what}"),
        Lang::En => format!("recevable: {what}"),
    };
    if let Some(suggestion) = suggestion {
        text.push_str(&match lang {
            Lang::Fr => format!(" Vouliez-vous dire {suggestion} ?"),
            Lang::En => format!(" Did you mean {suggestion}?"),
        });
    } else if let Some(allowed) = allowed {
        text.push_str(&match lang {
            Lang::Fr => format!(" Valeurs possibles : {allowed}."),
            Lang::En => format!(" Possible values: {allowed}."),
        });
    }
    text.push('\n');
    text.push_str(match lang {
        Lang::Fr => "Pour l'aide : recevable --help",
        Lang::En => "For help: recevable --help",
    });
    text
}
