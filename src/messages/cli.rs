//! The command line's help and its errors.

use super::rule_commands;
use super::template::messages;
use crate::text::Lang;

/// What a command does; `command` names it below the program.
pub(crate) fn about(command: &str, lang: Lang) -> &'static str {
    match command {
        "check" => about_check(lang),
        "explain" => about_explain(lang),
        "fix" => super::fix::about(lang),
        "form" => super::form::about(lang),
        "import" => super::import::about(lang),
        "init" => super::init::about(lang),
        "lookup" => super::lookup::about(lang),
        "rules" => rule_commands::about_rules(lang),
        "rules list" => rule_commands::about_list(lang),
        "rules show" => rule_commands::about_show(lang),
        "rules check" => rule_commands::about_rules_check(lang),
        "rules test" => rule_commands::about_test(lang),
        "rules diff" => super::rule_diff::about(lang),
        "rules coverage" => rule_commands::about_coverage(lang),
        "rules new" => super::new_overlay::about(lang),
        "rules new overlay" => super::new_overlay::about_overlay(lang),
        "rules export" => rule_commands::about_export(lang),
        "schema" => about_schema(lang),
        "completions" => about_completions(lang),
        "man" => about_man(lang),
        _ => about_recevable(lang),
    }
}

pub(crate) fn usage(command: &str, lang: Lang) -> Option<&'static str> {
    match command {
        "" => Some(usage_recevable(lang)),
        "check" => Some(usage_check(lang)),
        "fix" => Some(super::fix::usage(lang)),
        "form" => Some(super::form::usage(lang)),
        "import" => Some(super::import::usage(lang)),
        "init" => Some(super::init::usage(lang)),
        "lookup" => Some(super::lookup::usage(lang)),
        "rules" => Some(rule_commands::usage_rules(lang)),
        "rules check" => Some(rule_commands::usage_rules_check(lang)),
        "rules test" => Some(rule_commands::usage_test(lang)),
        "rules diff" => Some(super::rule_diff::usage(lang)),
        "rules new" => Some(rule_commands::usage_new(lang)),
        "rules new overlay" => Some(super::new_overlay::usage(lang)),
        "rules export" => Some(rule_commands::usage_export(lang)),
        _ => None,
    }
}

pub(crate) fn after_help(command: &str, lang: Lang) -> Option<&'static str> {
    match command {
        "rules check" => Some(rule_commands::rules_check_codes(lang)),
        "rules diff" => Some(super::rule_diff::exit_codes(lang)),
        _ => None,
    }
}

/// The help of an argument; a test of the command line asserts that every one has some.
pub(crate) fn argument(command: &str, id: &str, lang: Lang) -> Option<&'static str> {
    let text = match (command, id) {
        ("explain", "id") => explained_id,
        ("explain", "format") => explain_format,
        ("fix", "paths") => super::fix::paths,
        ("fix", "plan") => super::fix::plan,
        ("form", "file") => super::form::file,
        ("form", "no_open") => super::form::no_open,
        ("form", "port") => super::form::port,
        ("import", "table") => super::import::table,
        ("import", "into") => super::import::into,
        ("import", "template") => super::import::template,
        ("import", "sheet") => super::import::sheet,
        ("import", "yes") => super::import::yes,
        ("init", "file") => super::init::file,
        ("init", "fiche") => super::init::fiche,
        ("init", "stage") => super::init::stage,
        ("init", "force") => super::init::force,
        ("rules list" | "rules coverage", "format") => rule_commands::list_format,
        ("rules show", "id") => rule_commands::shown_id,
        ("rules check", "folder") => rule_commands::checked_folder,
        ("rules check", "overlays") => rule_commands::checked_overlays,
        ("rules test", "overlays") => rule_commands::tested_overlays,
        ("rules test", "folder") => rule_commands::tested_folder,
        ("rules test", "verbose") => rule_commands::test_verbose,
        ("rules diff", "old") => super::rule_diff::old,
        ("rules diff", "new") => super::rule_diff::new,
        ("rules diff", "paths") => super::rule_diff::dossiers,
        ("rules diff", "verbose") => super::rule_diff::verbose,
        ("rules new overlay", "file") => super::new_overlay::file,
        ("rules new overlay", "siren") => super::new_overlay::siren,
        ("rules new overlay", "force") => super::new_overlay::force,
        ("rules export", "folder") => rule_commands::export_folder,
        (_, "format") => result_format,
        (_, id) => of_any_command(id)?,
    };
    Some(text(lang))
}

fn of_any_command(id: &str) -> Option<fn(Lang) -> &'static str> {
    Some(match id {
        "help" => help,
        "version" => version,
        "paths" => paths,
        "files_from" => files_from,
        "include" => include,
        "exclude" => exclude,
        "no_ignore" => no_ignore,
        "no_config" => no_config,
        "show_config" => show_config,
        "jobs" => jobs,
        "fiche" => fiche,
        "stage" => stage,
        "date" => date,
        "rules" => rules,
        "overlays" => overlays,
        "register" => register,
        "formats" => formats,
        "csv_dialect" => csv_dialect,
        "csv_table" => csv_table,
        "only" => only,
        "sort" => sort,
        "fail_on" => fail_on,
        "baseline" => baseline,
        "write_baseline" => write_baseline,
        "since" => super::since::option,
        "lang" => language,
        "color" => color,
        "quiet" => quiet,
        "verbose" => verbose,
        "plan" => plan,
        "no_plan" => no_plan,
        "no_progress" => no_progress,
        "force" => force,
        "yes" => super::fix::yes,
        "diff" => super::fix::diff,
        "schema" => super::init::schema,
        "text" => super::lookup::text,
        "what" => schema_kind,
        "shell" => shell,
        _ => return None,
    })
}

/// A heading or the name of a value, by its English; none where it is the same in every language.
pub(crate) fn label(english: &str, lang: Lang) -> Option<&'static str> {
    let labels: [fn(Lang) -> &'static str; 17] = [
        arguments,
        files,
        evaluation,
        output,
        general,
        path,
        file,
        file_or_input,
        folder,
        stage_name,
        day_name,
        format_name,
        text_name,
        table_name,
        sheet_name,
        super::rule_diff::side_before,
        super::rule_diff::side_after,
    ];
    labels.into_iter().find(|label| label(Lang::En) == english).map(|label| label(lang))
}

messages! {
    template {
        fr: "{about}\n\nUtilisation : {usage}\n\n{all-args}{after-help}",
        en: "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}",
    }
    commands { fr: "Commandes\u{a0}", en: "Commands" }
    arguments { fr: "Arguments\u{a0}", en: "Arguments" }
    files { fr: "Fichiers\u{a0}", en: "Files" }
    evaluation { fr: "Évaluation\u{a0}", en: "Evaluation" }
    output { fr: "Résultat\u{a0}", en: "Output" }
    general { fr: "Général\u{a0}", en: "General" }
    path { fr: "CHEMIN", en: "PATH" }
    file { fr: "FICHIER", en: "FILE" }
    file_or_input { fr: "FICHIER|-", en: "FILE|-" }
    folder { fr: "RÉPERTOIRE", en: "FOLDER" }
    stage_name { fr: "ÉTAPE", en: "STAGE" }
    day_name { fr: "AAAA-MM-JJ", en: "YYYY-MM-DD" }
    format_name { fr: "FORMAT[=FICHIER]", en: "FORMAT[=FILE]" }

    about_recevable {
        fr: "Vérifie un dossier de demande de subvention avant son dépôt : est-il recevable, est-il éligible, et sinon pourquoi.",
        en: "Checks a grant application before it is filed: can it be received, is it eligible, and if not, why.",
    }
    about_check {
        fr: "Vérifie des dossiers et explique ce qui est à corriger ou à compléter",
        en: "Checks dossiers and explains what is to be fixed or filled in",
    }
    about_explain {
        fr: "Explique une règle, une donnée du dossier ou un code d'erreur",
        en: "Explains a rule, a fact of the dossier or an error code",
    }
    about_schema {
        fr: "Affiche le schéma JSON du dossier, des règles ou du rapport",
        en: "Prints the JSON Schema of the dossier, of the rules or of the report",
    }
    about_completions {
        fr: "Affiche de quoi compléter les commandes dans un terminal (bash, elvish, fish, powershell ou zsh)",
        en: "Prints what completes commands in a terminal (bash, elvish, fish, powershell or zsh)",
    }
    about_man { fr: "Affiche la page de manuel", en: "Prints the man page" }
    start {
        fr: "recevable vérifie un dossier de demande de subvention avant son dépôt :\nest-il recevable, est-il éligible, et sinon pourquoi.\n\nPour commencer :\n  recevable form mon-dossier.yaml    le remplit dans le navigateur, sur cet ordinateur\n  recevable check mon-dossier.yaml   le vérifie et dit ce qui reste à faire\n  recevable fix mon-dossier.yaml     corrige ce qui n'a qu'un sens possible\n\nToutes les commandes : recevable --help",
        en: "recevable checks a grant application before it is filed:\ncan it be received, is it eligible, and if not, why.\n\nTo begin with:\n  recevable form my-dossier.yaml    fills it in in the browser, on this computer\n  recevable check my-dossier.yaml   checks it and says what is left to do\n  recevable fix my-dossier.yaml     corrects what has one possible meaning\n\nAll commands: recevable --help",
    }
    french_names(names) {
        fr: "recevable FICHIER est recevable check FICHIER. En français : {names}.",
        en: "recevable FILE is recevable check FILE. French names: {names}.",
    }
    man_name { fr: "NOM", en: "NAME" }
    man_commands { fr: "COMMANDES", en: "COMMANDS" }

    usage_recevable { fr: "recevable COMMANDE [OPTIONS]", en: "recevable COMMAND [OPTIONS]" }
    usage_check { fr: "recevable check [OPTIONS] [CHEMIN]...", en: "recevable check [OPTIONS] [PATH]..." }

    help { fr: "Affiche cette aide", en: "Shows this help" }
    version { fr: "Affiche la version", en: "Shows the version" }
    paths {
        fr: "Fichiers, répertoires parcourus en entier (*.yaml, *.yml), ou - pour l'entrée standard ; par défaut, le répertoire courant",
        en: "Files, folders with all they hold (*.yaml, *.yml), or - for standard input; by default the current folder",
    }
    files_from {
        fr: "Lit aussi les chemins que liste ce fichier (ou l'entrée standard), un par ligne ou séparés par des octets nuls",
        en: "Reads the paths listed in this file (or on standard input) too, one a line or separated by NUL bytes",
    }
    include {
        fr: "Des répertoires, ne prend que les fichiers qui correspondent à ce motif ; peut être répété",
        en: "Of folders, takes only files that match this glob; may be repeated",
    }
    exclude {
        fr: "Des répertoires, laisse de côté ce qui correspond à ce motif ; peut être répété",
        en: "Of folders, leaves out what matches this glob; may be repeated",
    }
    no_ignore {
        fr: "Des répertoires, prend aussi ce que git ignore (les fichiers cachés restent de côté)",
        en: "Of folders, takes what git ignores too (hidden files stay left out)",
    }
    no_config {
        fr: "Ne lit pas de .recevable.toml, à côté des dossiers ou au-dessus",
        en: "Reads no .recevable.toml beside the dossiers or above them",
    }
    show_config {
        fr: "Montre les réglages en vigueur et d'où vient chacun, sans rien vérifier",
        en: "Shows the settings in force and where each comes from, and checks nothing",
    }
    jobs {
        fr: "Examine autant de dossiers à la fois ; par défaut, autant que de cœurs",
        en: "Checks so many dossiers at a time; by default as many as there are cores",
    }
    fiche {
        fr: "Évalue sous cette fiche, quoi que dise le dossier",
        en: "Assesses under this fiche, whatever the dossier says",
    }
    stage {
        fr: "Évalue à cette étape : fiche_synthetique ou dossier_complet",
        en: "Assesses at this stage: fiche_synthetique or dossier_complet",
    }
    date {
        fr: "Évalue comme si l'on était ce jour-là (2014-11-28 ou 28/11/2014) ; par défaut aujourd'hui, heure de Paris",
        en: "Evaluates as of that day (2014-11-28 or 28/11/2014); by default today, Paris time",
    }
    rules {
        fr: "Lit les jeux de règles de ce répertoire à la place de ceux du programme",
        en: "Reads the rule sets of this folder in place of the built-in ones",
    }
    overlays {
        fr: "Applique cette surcouche, ou ajoute ce jeu de règles ; peut être répété, dans l'ordre",
        en: "Applies this overlay, or adds this rule set; may be repeated, in order",
    }
    register {
        fr: "Recoupe les dossiers avec ce registre, CSV ou classeur, des programmes d'activité financés (siret;nom;annee;montant;objet)",
        en: "Cross-checks dossiers with this register, CSV or a workbook, of funded activity programmes (siret;nom;annee;montant;objet)",
    }
    formats {
        fr: "Format du rapport : text (par défaut), json, ndjson, sarif, junit, github, concise, gitlab, csv, xlsx, html, markdown ou lettre ; peut être répété, avec un fichier pour chacun sauf un. Un fichier par dossier : html=bilans/{nom}.html ({nom} du fichier, {siret} ou {fiche})",
        en: "Format of the report: text (default), json, ndjson, sarif, junit, github, concise, gitlab, csv, xlsx, html, markdown or lettre (letter); may be repeated, with a file for each but one. A file a dossier: html=reports/{nom}.html ({nom}: the file's name, {siret} or {fiche})",
    }
    csv_dialect {
        fr: "CSV pour un tableur français (par défaut : point-virgule, virgule décimale) ou selon la RFC 4180",
        en: "CSV for a French spreadsheet (default: semicolons, decimal commas) or after RFC 4180",
    }
    csv_table {
        fr: "Table écrite en CSV : dossiers (par défaut), constats, totaux ou a-faire",
        en: "Table written as CSV: dossiers (default), constats (findings), totaux (totals) or a-faire (what is to be done)",
    }
    only {
        fr: "En texte et dans les rapports d'un fichier par dossier, les seuls dossiers qui ont l'un de ces avis ; les nombres et le code de sortie restent ceux de tous",
        en: "In text and in reports of a file a dossier, only dossiers with one of these verdicts; counts and the exit code stay those of all",
    }
    sort {
        fr: "En texte, range plusieurs dossiers : verdict (les plus graves d'abord), montant (les plus élevés d'abord), porteur ou chemin",
        en: "In text, sorts several dossiers: verdict (the worst first), montant (the largest amount first), porteur (applicant) or chemin (path)",
    }
    fail_on {
        fr: "Code de sortie 1 à partir d'une erreur (par défaut), d'une réserve, ou jamais",
        en: "Exit code 1 from an error on (default), from a reservation on, or never",
    }
    baseline {
        fr: "Constats déjà connus : ceux de ce fichier ne comptent pas pour le code de sortie",
        en: "Findings already known: those of this file do not count for the exit code",
    }
    write_baseline {
        fr: "Récrit le fichier de --baseline avec tous les constats de cette vérification, et eux seuls",
        en: "Writes the file of --baseline anew, with all findings of this check and no others",
    }
    language {
        fr: "Langue des textes ; par défaut fr, ou RECEVABLE_LANG",
        en: "Language of texts; by default fr, or RECEVABLE_LANG",
    }
    color {
        fr: "Couleurs : selon le terminal (par défaut), toujours, jamais",
        en: "Colours: as the terminal allows (default), always, never",
    }
    quiet { fr: "L'avis seul", en: "The verdict alone" }
    verbose {
        fr: "Tout : les règles respectées et sans objet, et ce qu'aucune machine ne décide",
        en: "Everything: rules that hold or do not apply, and what no machine decides",
    }
    plan {
        fr: "Cherche aussi pour plusieurs dossiers la plus petite correction de chacun",
        en: "Looks for the smallest correction of each of several dossiers, too",
    }
    no_plan {
        fr: "Ne cherche pas la plus petite correction des montants et des dates",
        en: "Does not look for the smallest correction of amounts and dates",
    }
    no_progress { fr: "Ne montre pas la progression", en: "Shows no progress" }
    explained_id {
        fr: "Une règle, une donnée (demande.total) ou un code (D-AMOUNT)",
        en: "A rule, a fact (demande.total) or a code (D-AMOUNT)",
    }
    explain_format {
        fr: "Forme de l'explication : text (par défaut), json ou markdown",
        en: "Form of the explanation: text (default), json or markdown",
    }
    result_format {
        fr: "Format du résultat : text (par défaut) ou json",
        en: "Format of the result: text (default) or json",
    }
    force { fr: "Remplace les fichiers qui s'y trouvent", en: "Replaces the files that stand there" }
    text_name { fr: "TEXTE", en: "TEXT" }
    table_name { fr: "TABLEAU", en: "TABLE" }
    sheet_name { fr: "FEUILLE", en: "SHEET" }
    shell { fr: "Le programme du terminal", en: "The terminal's program" }
    schema_kind { fr: "Ce dont on veut le schéma", en: "What the schema is of" }

    wrong_usage(what, command) {
        fr: "recevable : {what}\nPour l'aide : recevable {command}--help",
        en: "recevable: {what}\nFor help: recevable {command}--help",
    }
    unknown_argument(argument) {
        fr: "l'option ou l'argument {argument} n'existe pas.",
        en: "there is no option or argument {argument}.",
    }
    unknown_command(command) { fr: "la commande {command} n'existe pas.", en: "there is no command {command}." }
    wrong_value(value, argument) {
        fr: "la valeur « {value} » ne convient pas à {argument}.",
        en: "the value “{value}” does not fit {argument}.",
    }
    no_value(argument) { fr: "{argument} attend une valeur.", en: "{argument} needs a value." }
    missing_argument(argument) { fr: "il manque : {argument}.", en: "this is missing: {argument}." }
    conflict(argument) {
        fr: "{argument} ne va pas avec une autre option donnée, ou est donné deux fois.",
        en: "{argument} does not go with another option given, or is given twice.",
    }
    not_understood { fr: "la ligne de commande n'est pas comprise.", en: "the command line is not understood." }
    did_you_mean(suggestion) { fr: "Vouliez-vous dire {suggestion} ?", en: "Did you mean {suggestion}?" }
    no_command { fr: "il manque une commande.", en: "a command is missing." }
    no_such_file { fr: "Ce n'est pas non plus un fichier.", en: "It is no file either." }
    known_commands(names) { fr: "Commandes : {names}.", en: "Commands: {names}." }
    known_options(names) { fr: "Options : {names}.", en: "Options: {names}." }
    no_file_name { fr: "Écrivez le nom du fichier après le signe =.", en: "Write the file's name after the sign =." }
    unknown_language(found) {
        fr: "recevable : RECEVABLE_LANG demande « {found} », qui n'est pas une langue connue (fr ou en) ; les textes sont en français.",
        en: "recevable: RECEVABLE_LANG asks for “{found}”, which is no known language (fr or en); texts are in French.",
    }
    possible_values(values) { fr: "Valeurs possibles : {values}.", en: "Possible values: {values}." }
}
