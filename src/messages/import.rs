//! What `recevable import` says.

use super::structure;
use super::template::{choices, messages};
use crate::dossier::ProblemKind;
use crate::dossier::format::Side;
use crate::import::{AmountFault, BudgetLine, Doubt, Guess, Purpose, Total};
use crate::source::ForeignFormat;
use crate::spreadsheet::{TableFault, column_letters};
use crate::text::{Lang, amount, excerpt, plain_spaces};

/// Why a table cannot be read.
pub(crate) fn fault(path: &str, fault: &TableFault, lang: Lang) -> String {
    super::fix::cannot_read(path, reason(fault, lang), lang)
}

pub(crate) fn reason(fault: &TableFault, lang: Lang) -> String {
    match fault {
        TableFault::Read(kind) => structure::message(&ProblemKind::Read(kind.clone()), lang).summary,
        TableFault::Foreign(ForeignFormat::OldOffice) => old_format(lang).to_owned(),
        TableFault::Foreign(format) => no_table(format.as_str(), lang),
        TableFault::Unpacked(limit) => unpacked(limit >> 20, lang),
        TableFault::TooManyCells(limit) => too_many_cells(limit, lang),
        TableFault::TooManySheets(limit) => too_many_sheets(limit, lang),
        TableFault::Password => password(lang).to_owned(),
        TableFault::Broken(reason) => broken(excerpt(reason), lang),
        TableFault::NoCell => no_cell(lang).to_owned(),
    }
}

/// What stands beside a line in the dossier, whose words are French, with plain spaces.
pub(crate) fn comment(line: &BudgetLine) -> Option<String> {
    let mut parts = Vec::new();
    if line.account.is_none() {
        parts.push(account_to_write(Lang::Fr).to_owned());
    } else if line.side == Side::Produits && line.kind.is_none() {
        parts.push(kind_to_write(Lang::Fr).to_owned());
    }
    let mut from: Vec<String> = Vec::new();
    for guess in [&line.account_guess, &line.kind_guess].into_iter().flatten() {
        let text = guessed_from(guess, Lang::Fr);
        if !from.contains(&text) {
            from.push(text);
        }
    }
    if !from.is_empty() {
        parts.push(to_verify(from.join(", "), Lang::Fr));
    }
    (!parts.is_empty()).then(|| plain_spaces(&parts.join(" ; ")).into_owned())
}

pub(crate) fn guessed_from(guess: &Guess, lang: Lang) -> String {
    match guess {
        Guess::Words(text) => from_words(text, lang),
        Guess::Account(account) => from_account(account, lang),
    }
}

pub(crate) fn side(side: Side, lang: Lang) -> &'static str {
    match side {
        Side::Charges => charges(lang),
        Side::Produits => produits(lang),
    }
}

pub(crate) fn total_line(total: &Total, lang: Lang) -> String {
    let label = excerpt(&total.label);
    match total.stated {
        None => totals_without_value(&total.cell, lang),
        Some(stated) if total.agrees => total_agrees(&total.cell, label, amount(stated, lang), lang),
        Some(stated) => total_differs(
            &total.cell,
            label,
            amount(stated, lang),
            amount(total.computed, lang),
            amount(stated.checked_sub(total.computed).unwrap_or_default(), lang),
            lang,
        ),
    }
}

pub(crate) fn doubt(doubt: &Doubt, lang: Lang) -> String {
    match doubt {
        Doubt::Differs(total) => total_line(total, lang),
        Doubt::Amount { cell, text, label, fault } => match fault {
            AmountFault::NoValue => no_value(cell, excerpt(label), lang),
            AmountFault::Calculation => calculation(cell, excerpt(text), lang),
            AmountFault::Error => error_value(cell, excerpt(text), lang),
            AmountFault::Unreadable(error) => {
                let kind = ProblemKind::Amount { error: error.clone(), found: text.clone() };
                unreadable(cell, structure::message(&kind, lang).summary, lang)
            }
        },
        Doubt::Account { cell, label } => unknown_account(cell, excerpt(label), lang),
        Doubt::Kind { cell, label } => unknown_kind(cell, excerpt(label), lang),
        Doubt::Unlabelled { cell, text } => unlabelled(cell, excerpt(text), lang),
        Doubt::Columns { read, others } => {
            let others: Vec<String> = others.iter().map(|column| column_letters(*column)).collect();
            columns(column_letters(read.column), others.join(", "), lang)
        }
        Doubt::Sheets { read, others } => sheets(excerpt(read), excerpt(&others.join(", ")), lang),
        Doubt::Thousands { cell, text } => thousands(cell, excerpt(text), lang),
        Doubt::Nothing => nothing(lang).to_owned(),
    }
}

pub(crate) fn template_total(side: Side, lang: Lang) -> &'static str {
    match side {
        Side::Charges => total_charges(lang),
        Side::Produits => total_produits(lang),
    }
}

choices! {
    /// Why cells are not in the budget, before their names.
    purpose(Purpose) {
        Line { fr: "lignes", en: "lines" }
        Total { fr: "totaux et sous-totaux", en: "totals and subtotals" }
        Heading { fr: "titres", en: "headings" }
        Detail { fr: "détail d'une ligne déjà comptée", en: "details of a line that is counted" }
        NoAmount { fr: "sans montant", en: "without amount" }
        Zero { fr: "montant nul", en: "amount of zero" }
        Balance { fr: "solde", en: "balance" }
        Faulty { fr: "montant illisible", en: "unreadable amount" }
        Unlabelled { fr: "montant sans libellé", en: "amount without label" }
        OtherColumn { fr: "autres colonnes", en: "other columns" }
        Note { fr: "remarques", en: "notes" }
        Outside { fr: "hors du tableau", en: "outside the table" }
        HiddenSheet { fr: "feuille masquée", en: "hidden sheet" }
        OtherSheet { fr: "autre feuille", en: "other sheet" }
    }
}

messages! {
    about {
        fr: "Lit un budget dans un tableau (XLSX, ODS, CSV) et l'écrit dans un dossier",
        en: "Reads a budget from a spreadsheet (XLSX, ODS, CSV) and writes it into a dossier",
    }
    usage {
        fr: "recevable import [OPTIONS] TABLEAU\n       recevable import --template FICHIER.xlsx",
        en: "recevable import [OPTIONS] TABLE\n       recevable import --template FILE.xlsx",
    }
    table { fr: "Le tableau à lire : .xlsx, .ods ou .csv", en: "The table to read: .xlsx, .ods or .csv" }
    into {
        fr: "Le dossier dont les lignes de budget sont remplacées ; créé s'il manque. Sans lui, le budget va sur la sortie standard",
        en: "The dossier whose budget lines are replaced; created where there is none. Without it, the budget goes to standard output",
    }
    template {
        fr: "Écrit un classeur vide, avec les lignes du budget, à remplir puis à importer",
        en: "Writes an empty workbook with the budget's lines, to be filled in and imported",
    }
    sheet {
        fr: "La feuille à lire, quand il y en a plusieurs",
        en: "The sheet to read, where there are several",
    }
    yes {
        fr: "Écrit malgré les points à vérifier",
        en: "Writes in spite of what is to be verified",
    }

    template_sheet { fr: "Budget", en: "Budget" }
    template_kinds { fr: "Types", en: "Types" }
    template_title { fr: "Budget du projet", en: "The project's budget" }
    template_how {
        fr: "Remplissez les montants en euros ; les sommes se font seules. Un financeur par ligne du compte 74, avec son type. Puis : recevable import budget.xlsx --into dossier.yaml",
        en: "Fill in amounts in euros; sums are made by themselves. One funder a line of account 74, with its kind. Then: recevable import budget.xlsx --into dossier.yaml",
    }
    template_account { fr: "Compte", en: "Account" }
    template_amount { fr: "Montant", en: "Amount" }
    template_kind { fr: "Type de financeur", en: "Kind of funder" }
    total_charges { fr: "Total des charges", en: "Total of expenses" }
    total_produits { fr: "Total des produits", en: "Total of income" }
    template_grand_total {
        fr: "Total avec les contributions volontaires",
        en: "Total with the voluntary contributions",
    }
    template_difference { fr: "Différence", en: "Difference" }
    template_wrong_amount_title { fr: "Montant", en: "Amount" }
    template_wrong_amount {
        fr: "Écrivez un montant en euros : un nombre, zéro ou plus.",
        en: "Write an amount in euros: a number, zero or more.",
    }
    template_wrong_kind_title { fr: "Type de financeur", en: "Kind of funder" }
    template_wrong_kind {
        fr: "Choisissez un type dans la liste.",
        en: "Choose a kind from the list.",
    }
    template_written(path) {
        fr: "{path} est prêt à remplir. Ensuite : recevable import {path} --into dossier.yaml",
        en: "{path} is ready to be filled in. Then: recevable import {path} --into dossier.yaml",
    }
    template_name(path) {
        fr: "recevable : {path} ne finit pas par .xlsx ; le modèle est un classeur Excel.",
        en: "recevable: {path} does not end in .xlsx; the template is an Excel workbook.",
    }

    old_format {
        fr: "C'est un fichier d'avant 2007 (.xls) ; enregistrez-le au format .xlsx, .ods ou .csv.",
        en: "It is a file of before 2007 (.xls); save it as .xlsx, .ods or .csv.",
    }
    no_table(format) {
        fr: "C'est un fichier {format}, pas un tableau ; enregistrez le budget au format .xlsx, .ods ou .csv.",
        en: "It is a {format} file, not a table; save the budget as .xlsx, .ods or .csv.",
    }
    unpacked(mebibytes) {
        fr: "Décompressé, ce classeur dépasse la limite de {mebibytes} Mio. Gardez dans un nouveau classeur la seule feuille à lire.",
        en: "Unpacked, this workbook exceeds the limit of {mebibytes} MiB. Keep the sheet that is to be read alone in a new workbook.",
    }
    too_many_cells(limit) {
        fr: "Ce tableau dépasse la limite de {limit} cellules. Gardez dans un nouveau classeur la seule feuille à lire.",
        en: "This table exceeds the limit of {limit} cells. Keep the sheet that is to be read alone in a new workbook.",
    }
    too_many_sheets(limit) {
        fr: "Ce classeur dépasse la limite de {limit} feuilles. Gardez dans un nouveau classeur la seule feuille à lire.",
        en: "This workbook exceeds the limit of {limit} sheets. Keep the sheet that is to be read alone in a new workbook.",
    }
    password {
        fr: "Ce classeur est protégé par un mot de passe ; enregistrez-le sans.",
        en: "This workbook is protected by a password; save it without.",
    }
    broken(reason) {
        fr: "Ce classeur est abîmé, ou n'en est pas un ({reason}). Ouvrez-le dans le tableur et enregistrez-le à nouveau.",
        en: "This workbook is damaged, or is none ({reason}). Open it in the spreadsheet and save it anew.",
    }
    no_cell { fr: "Ce tableau est vide.", en: "This table is empty." }
    no_sheet(sheet, known) {
        fr: "Ce tableau n'a pas de feuille « {sheet} ». Feuilles : {known}.",
        en: "This table has no sheet “{sheet}”. Sheets: {known}.",
    }

    to_verify(what) { fr: "à vérifier : {what}", en: "to be verified: {what}" }
    account_to_write { fr: "à compléter : le compte (deux chiffres)", en: "to be completed: the account (two digits)" }
    kind_to_write { fr: "à compléter : le type de financeur", en: "to be completed: the kind of funder" }
    from_words(text) { fr: "deviné d'après « {text} »", en: "guessed from “{text}”" }
    from_label { fr: "deviné d'après le libellé", en: "guessed from the label" }
    from_account(account) { fr: "deviné d'après le compte {account}", en: "guessed from account {account}" }
    rounded { fr: "arrondi au centime", en: "rounded to the cent" }

    heading(#lines, path) {
        fr: "{path} : {lines} ligne de budget comprise" | "{path} : {lines} lignes de budget comprises",
        en: "{path}: {lines} budget line understood" | "{path}: {lines} budget lines understood",
    }
    guessed(#lines) {
        fr: "dont {lines} devinée en partie" | "dont {lines} devinées en partie",
        en: "{lines} of them guessed in part" | "{lines} of them guessed in part",
    }
    charges { fr: "Charges", en: "Expenses" }
    produits { fr: "Produits", en: "Income" }
    sum_of_lines { fr: "somme des lignes", en: "sum of the lines" }
    without_voluntary(amount) {
        fr: "{amount} sans les contributions volontaires",
        en: "{amount} without the voluntary contributions",
    }
    no_total {
        fr: "le tableau n'a pas de total à comparer",
        en: "the table has no total to compare with",
    }
    balanced { fr: "Charges et produits sont égaux.", en: "Expenses and income are equal." }
    unbalanced(difference) {
        fr: "Charges et produits diffèrent de {difference}.",
        en: "Expenses and income differ by {difference}.",
    }
    checked { fr: "Totaux et sous-totaux du tableau", en: "Totals and subtotals of the table" }
    total_agrees(cell, label, stated) {
        fr: "{cell} « {label} » : {stated}, d'accord avec les lignes",
        en: "{cell} “{label}”: {stated}, agrees with the lines",
    }
    total_differs(cell, label, stated, computed, difference) {
        fr: "{cell} « {label} » dit {stated}, les lignes font {computed} : écart de {difference}",
        en: "{cell} “{label}” says {stated}, the lines make {computed}: a difference of {difference}",
    }
    totals_without_value(cells) {
        fr: "formules sans valeur enregistrée, non comparées : {cells}",
        en: "formulas without a stored value, not compared: {cells}",
    }
    to_look_at { fr: "À vérifier avant d'écrire", en: "To be verified before writing" }
    no_value(cell, label) {
        fr: "{cell} : la formule de « {label} » n'a pas de valeur enregistrée, et les formules ne sont jamais calculées ici. Ouvrez le fichier dans le tableur et enregistrez-le, ou écrivez le montant.",
        en: "{cell}: the formula of “{label}” has no stored value, and formulas are never computed here. Open the file in the spreadsheet and save it, or write the amount.",
    }
    calculation(cell, text) {
        fr: "{cell} : « {text} » est un calcul écrit en texte, et n'est pas fait ici. Écrivez le résultat.",
        en: "{cell}: “{text}” is a calculation written as text, and is not made here. Write the result.",
    }
    error_value(cell, text) {
        fr: "{cell} : la formule donne l'erreur « {text} ».",
        en: "{cell}: the formula gives the error “{text}”.",
    }
    unreadable(cell, reason) { fr: "{cell} : {reason}", en: "{cell}: {reason}" }
    unknown_account(cell, label) {
        fr: "{cell} : rien ne dit le compte de « {label} ». Écrivez-le dans le tableau : 60, 64, 74…",
        en: "{cell}: nothing says the account of “{label}”. Write it in the table: 60, 64, 74…",
    }
    unknown_kind(cell, label) {
        fr: "{cell} : rien ne dit quel type de financeur est « {label} ».",
        en: "{cell}: nothing says what kind of funder “{label}” is.",
    }
    unlabelled(cell, text) {
        fr: "{cell} : rien ne dit à quoi correspond « {text} ».",
        en: "{cell}: nothing says what “{text}” is for.",
    }
    columns(read, others) {
        fr: "plusieurs colonnes de montants : {read} est lue, pas {others}. Supprimez celles qui ne sont pas le budget du projet.",
        en: "several columns of amounts: {read} is read, not {others}. Remove those that are not the project's budget.",
    }
    sheets(read, others) {
        fr: "plusieurs feuilles ont un budget : « {read} » est lue, pas « {others} ». --sheet en choisit une.",
        en: "several sheets hold a budget: “{read}” is read, not “{others}”. --sheet chooses one.",
    }
    thousands(cell, text) {
        fr: "{cell} : d'après « {text} », les montants sont en milliers d'euros. Ils sont lus tels quels, en euros.",
        en: "{cell}: by “{text}”, amounts are in thousands of euros. They are read as they stand, in euros.",
    }
    nothing {
        fr: "aucune ligne de budget n'est reconnue. Un modèle à remplir : recevable import --template budget.xlsx",
        en: "no budget line is recognised. A template to fill in: recevable import --template budget.xlsx",
    }
    left_out { fr: "Laissé de côté", en: "Left out" }
    merged_cells { fr: "Cellules fusionnées, lues une fois", en: "Merged cells, read once" }

    replaces(#lines, path) {
        fr: "{path} : {lines} ligne de budget est remplacée" | "{path} : {lines} lignes de budget sont remplacées",
        en: "{path}: {lines} budget line is replaced" | "{path}: {lines} budget lines are replaced",
    }
    creates(path) { fr: "{path} n'existe pas encore : il est créé", en: "{path} does not exist yet: it is created" }
    written(path, old) {
        fr: "{path} est écrit ; l'ancien fichier est gardé : {old}",
        en: "{path} is written; the old file is kept: {old}",
    }
    created(path) {
        fr: "{path} est écrit. Pour le vérifier : recevable check {path}",
        en: "{path} is written. To check it: recevable check {path}",
    }
    same(path) {
        fr: "{path} a déjà ces lignes ; rien n'est écrit.",
        en: "{path} has these lines already; nothing is written.",
    }
    not_written {
        fr: "Rien n'est écrit. Corrigez le tableau, ou ajoutez --yes pour écrire malgré ces points.",
        en: "Nothing is written. Correct the table, or add --yes to write in spite of these points.",
    }
    no_place(path) {
        fr: "recevable : {path} ne peut pas recevoir le budget : son YAML a des erreurs. Pour les voir : recevable check {path}",
        en: "recevable: {path} cannot take the budget: its YAML has errors. To see them: recevable check {path}",
    }
}
