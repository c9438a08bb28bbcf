//! What is wrong with the form of a rule set, and with its regular expressions.

use super::template::{choices, messages};
use crate::rules::{PatternFault, TomlFault};
use crate::text::Lang;

choices! {
    toml(TomlFault) {
        UnclosedBrace { fr: "Cette accolade { n'est jamais refermée.", en: "This brace { is never closed." }
        UnclosedBracket { fr: "Ce crochet [ n'est jamais refermé.", en: "This bracket [ is never closed." }
        UnclosedQuote { fr: "Ce guillemet n'est pas refermé sur sa ligne.", en: "This quote is not closed on its line." }
        NoValueForm {
            fr: "Cette valeur n'est ni un texte entre guillemets, ni un nombre, ni true ou false, ni une liste, ni une table.",
            en: "This value is neither a text in quotes nor a number, true or false, a list or a table.",
        }
        DuplicateKey { fr: "Cette clé est écrite deux fois au même endroit.", en: "This key is written twice in one place." }
        MissingValue { fr: "Il manque la valeur après le signe =.", en: "The value after the sign = is missing." }
        MissingEquals { fr: "Il manque le signe = et la valeur après cette clé.", en: "The sign = and the value are missing after this key." }
        Header { fr: "Les crochets de ce nom de table ne sont pas refermés.", en: "The brackets of this table's name are not closed." }
        MissingComma { fr: "Il manque une virgule entre deux éléments.", en: "A comma is missing between two items." }
        ExtraComma { fr: "Cette virgule est de trop.", en: "There is one comma too many here." }
        Number { fr: "Ce nombre n'est pas écrit comme TOML le demande.", en: "This number is not written as TOML has it." }
        Escape {
            fr: "Dans ce texte, une barre oblique inverse (\\) est suivie d'un caractère inattendu.",
            en: "In this text, a backslash (\\) stands before a character that it cannot stand before.",
        }
        KeyName {
            fr: "Une clé sans guillemets n'a que des lettres sans accent, des chiffres, « - » et « _ ».",
            en: "A key without quotes has only letters without accents, digits, “-” and “_”.",
        }
        Unexpected {
            fr: "Ce qui se trouve ici n'y a pas sa place : ce n'est plus du TOML.",
            en: "What stands here does not belong here: this is not TOML.",
        }
    }

    toml_hint(TomlFault) {
        UnclosedBrace {
            fr: "Ajoutez l'accolade } à la fin de la table, ou les guillemets d'un texte qui commence par {.",
            en: "Add the brace } at the end of the table, or the quotes of a text that begins with {.",
        }
        UnclosedBracket { fr: "Ajoutez le crochet ] à la fin de la liste.", en: "Add the bracket ] at the end of the list." }
        UnclosedQuote {
            fr: "Ajoutez le même guillemet à la fin du texte ; un texte de plusieurs lignes se met entre trois guillemets doubles.",
            en: "Put the same quote at the end of the text; a text of several lines stands between three double quotes.",
        }
        NoValueForm { fr: "Mettez un texte, un montant ou une date entre guillemets.", en: "Put a text, an amount or a date in quotes." }
        DuplicateKey { fr: "Gardez l'une des deux.", en: "Keep one of the two." }
        MissingValue | MissingEquals { fr: "Écrivez clé = \"valeur\".", en: "Write key = \"value\"." }
        Header { fr: "Écrivez [nom], ou [[nom]] pour un élément d'une liste de tables.", en: "Write [name], or [[name]] for an item of a list of tables." }
        MissingComma { fr: "Séparez les éléments par des virgules.", en: "Put commas between the items." }
        ExtraComma { fr: "Supprimez-la.", en: "Remove it." }
        Number { fr: "Écrivez-le sans zéro au début, ou entre guillemets.", en: "Write it without a zero at its beginning, or in quotes." }
        Escape { fr: "Doublez-la (\\\\), ou mettez le texte entre guillemets simples (').", en: "Double it (\\\\), or use single quotes (')." }
        KeyName { fr: "Écrivez la clé sans accents ni espaces, ou entre guillemets.", en: "Write the key without accents and spaces, or in quotes." }
        Unexpected {
            fr: "Vérifiez les guillemets, les virgules et les crochets de cette ligne et de celle au-dessus.",
            en: "Check the quotes, commas and brackets of this line and of the one above.",
        }
    }

    pattern(PatternFault) {
        UnclosedGroup { fr: "cette parenthèse ( n'est jamais refermée", en: "this parenthesis ( is never closed" }
        StrayParenthesis { fr: "cette parenthèse ) ne referme rien", en: "this parenthesis ) closes nothing" }
        UnclosedClass { fr: "ce crochet [ n'est jamais refermé", en: "this bracket [ is never closed" }
        NothingToRepeat { fr: "ce signe n'a rien à répéter devant lui", en: "this sign has nothing before it to repeat" }
        UnclosedCount { fr: "cette accolade { n'est jamais refermée", en: "this brace { is never closed" }
        Escape {
            fr: "cette barre oblique inverse (\\) est suivie d'un caractère inattendu",
            en: "this backslash (\\) stands before a character that it cannot stand before",
        }
        Group {
            fr: "cette forme de groupe, (?…, n'est pas admise",
            en: "this form of group, (?…, is not allowed",
        }
        Other {
            fr: "elle est trop longue, ou contient un intervalle ou une répétition impossible",
            en: "it is too long, or has a range or a repetition that cannot be",
        }
    }
}

messages! {
    bad_pattern(what) {
        fr: "L'expression régulière n'est pas correcte : {what}.",
        en: "The regular expression is not valid: {what}.",
    }
    bad_pattern_at(what, at) {
        fr: "L'expression régulière n'est pas correcte, au caractère n° {at} : {what}.",
        en: "The regular expression is not valid, at character {at}: {what}.",
    }
    list_of_tables(key) {
        fr: "« {key} » peut se répéter : chaque élément s'ouvre par deux paires de crochets.",
        en: "“{key}” may come several times: each item begins with two pairs of brackets.",
    }
    double_brackets(key) { fr: "Écrivez [[{key}]], et non [{key}].", en: "Write [[{key}]], not [{key}]." }
    one_table(key) {
        fr: "« {key} » ne se répète pas : une seule paire de crochets l'ouvre.",
        en: "“{key}” does not come several times: it begins with one pair of brackets.",
    }
    single_brackets(key) { fr: "Écrivez [{key}], et non [[{key}]].", en: "Write [{key}], not [[{key}]]." }
    nothing_above(key, part) {
        fr: "[[{key}.{part}]] complète le [[{key}]] qui le précède, et rien ne le précède.",
        en: "[[{key}.{part}]] is part of the [[{key}]] above it, and there is none above.",
    }
    begin_with(key) { fr: "Écrivez d'abord [[{key}]], avec son id.", en: "Write [[{key}]] first, with its id." }
}

/// What is wrong with a regular expression, and where that can be said.
pub(crate) fn of_pattern(fault: PatternFault, at: usize, lang: Lang) -> String {
    let what = pattern(fault, lang);
    if fault == PatternFault::Other { bad_pattern(what, lang) } else { bad_pattern_at(what, at, lang) }
}
