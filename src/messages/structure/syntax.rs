//! Text that is not YAML.

use super::Message;
use crate::messages::template::messages;
use crate::text::{Lang, excerpt, visible};
use crate::yaml::Syntax;

pub(super) fn message(syntax: Syntax, line: Option<&str>, lang: Lang) -> Message {
    let hint = match line {
        Some(line) => write_line(visible(line.trim()), lang),
        None => hint(syntax, lang).to_owned(),
    };
    let summary = match (syntax, line) {
        (Syntax::ColonInValue, Some(_)) => colon_in_this_value(lang).to_owned(),
        _ => summary(syntax, lang),
    };
    Message::new(summary, reading_stops(lang), hint)
}

fn summary(syntax: Syntax, lang: Lang) -> String {
    let summary = match syntax {
        Syntax::UnclosedQuote => unclosed_quote(lang),
        Syntax::AfterQuote => after_quote(lang),
        Syntax::Escape => escape(lang),
        Syntax::UnclosedBracket('{') => unclosed_brace(lang),
        Syntax::UnclosedBracket(_) => unclosed_bracket(lang),
        Syntax::CutByComment => cut_by_comment(lang),
        Syntax::StrayBracket => stray_bracket(lang),
        Syntax::AfterBracket('}') => after_brace(lang),
        Syntax::AfterBracket(_) => after_bracket(lang),
        Syntax::MissingComma => missing_comma(lang),
        Syntax::MissingColon => missing_colon(lang),
        Syntax::ColonInValue => colon_in_value(lang),
        Syntax::NoSpaceAfterColon => no_space_after_colon(lang),
        Syntax::NoSpaceAfterDash => no_space_after_dash(lang),
        Syntax::MissingDash => missing_dash(lang),
        Syntax::PastedRow => pasted_row(lang),
        Syntax::MisplacedDash => misplaced_dash(lang),
        Syntax::Indentation { expected: None, .. } => indentation(lang),
        Syntax::Indentation { found, expected: Some(expected) } => {
            return indentation_of(spaces(found, lang), expected, lang);
        }
        Syntax::ReservedCharacter(character) => {
            return reserved_character(excerpt(character.encode_utf8(&mut [0; 4])), lang);
        }
        Syntax::BlockHeader => block_header(lang),
        Syntax::Comment => comment(lang),
        Syntax::Directive => directive(lang),
        Syntax::ByteOrderMark => byte_order_mark(lang),
        Syntax::Other => other(lang),
    };
    summary.to_owned()
}

fn hint(syntax: Syntax, lang: Lang) -> &'static str {
    match syntax {
        Syntax::UnclosedQuote => unclosed_quote_hint(lang),
        Syntax::AfterQuote => after_quote_hint(lang),
        Syntax::Escape => escape_hint(lang),
        Syntax::UnclosedBracket('{') => unclosed_brace_hint(lang),
        Syntax::UnclosedBracket(_) => unclosed_bracket_hint(lang),
        Syntax::CutByComment => cut_by_comment_hint(lang),
        Syntax::StrayBracket => stray_bracket_hint(lang),
        Syntax::AfterBracket('}') => after_brace_hint(lang),
        Syntax::AfterBracket(_) => after_bracket_hint(lang),
        Syntax::MissingComma => missing_comma_hint(lang),
        Syntax::MissingColon => missing_colon_hint(lang),
        Syntax::ColonInValue => colon_in_value_hint(lang),
        Syntax::NoSpaceAfterColon => no_space_after_colon_hint(lang),
        Syntax::NoSpaceAfterDash => no_space_after_dash_hint(lang),
        Syntax::MissingDash => missing_dash_hint(lang),
        Syntax::PastedRow => pasted_row_hint(lang),
        Syntax::MisplacedDash => misplaced_dash_hint(lang),
        Syntax::Indentation { .. } => indentation_hint(lang),
        Syntax::ReservedCharacter(_) => reserved_character_hint(lang),
        Syntax::BlockHeader => block_header_hint(lang),
        Syntax::Comment => comment_hint(lang),
        Syntax::Directive => directive_hint(lang),
        Syntax::ByteOrderMark => byte_order_mark_hint(lang),
        Syntax::Other => other_hint(lang),
    }
}

messages! {
    reading_stops { fr: "la lecture s'arrête ici", en: "reading stops here" }
    write_line(line) { fr: "Écrivez « {line} ».", en: "Write “{line}”." }

    unclosed_quote { fr: "Ce guillemet n'est jamais refermé.", en: "This quote is never closed." }
    unclosed_quote_hint {
        fr: "Ajoutez le même guillemet à la fin du texte.",
        en: "Put the same quote at the end of the text.",
    }

    after_quote { fr: "Quelque chose suit le guillemet fermant.", en: "Something follows the closing quote." }
    after_quote_hint {
        fr: "Mettez tout le texte entre guillemets ; un guillemet dans le texte se double ('') ou s'écrit \\\".",
        en: "Put the whole text in quotes; a quote within it is doubled ('') or written \\\".",
    }

    escape {
        fr: "Dans ce texte entre guillemets doubles, une barre oblique inverse (\\) est suivie d'un caractère inattendu.",
        en: "In this text in double quotes, a backslash (\\) stands before a character that it cannot stand before.",
    }
    escape_hint {
        fr: "Doublez-la (\\\\), ou mettez le texte entre guillemets simples (').",
        en: "Double it (\\\\), or use single quotes (').",
    }

    unclosed_bracket {
        fr: "Ce crochet [ n'est jamais refermé.",
        en: "This bracket [ is never closed.",
    }
    unclosed_bracket_hint {
        fr: "Ajoutez le crochet ] à la fin de la liste, ou mettez entre guillemets un texte qui commence par [.",
        en: "Add the bracket ] at the end of the list, or quote a text that begins with [.",
    }
    unclosed_brace {
        fr: "Cette accolade { n'est jamais refermée.",
        en: "This brace { is never closed.",
    }
    unclosed_brace_hint {
        fr: "Ajoutez l'accolade } à la fin de la ligne, ou mettez entre guillemets un texte qui commence par {.",
        en: "Add the brace } at the end of the line, or quote a text that begins with {.",
    }
    cut_by_comment {
        fr: "Ce # commence un commentaire : la suite de la ligne n'est pas lue, et rien ne referme l'accolade ou le crochet.",
        en: "This # begins a comment: the rest of the line is not read, and nothing closes the brace or bracket.",
    }
    cut_by_comment_hint {
        fr: "Mettez entre guillemets le texte qui contient #.",
        en: "Put the text with # in quotes.",
    }

    after_bracket {
        fr: "Du texte suit le crochet fermant ] ; la valeur s'arrête à ce crochet.",
        en: "Text follows the closing bracket ]; the value ends with that bracket.",
    }
    after_brace {
        fr: "Du texte suit l'accolade fermante } ; la valeur s'arrête à cette accolade.",
        en: "Text follows the closing brace }; the value ends with that brace.",
    }
    after_brace_hint {
        fr: "Supprimez ce texte, ou placez-le avant l'accolade, après une virgule.",
        en: "Remove this text, or put it before the brace, after a comma.",
    }
    after_bracket_hint {
        fr: "Mettez toutes les valeurs dans les mêmes crochets, ou tout le texte entre guillemets.",
        en: "Put all values in the same brackets, or the whole text in quotes.",
    }

    stray_bracket {
        fr: "Ce crochet ou cette accolade ne referme rien.",
        en: "This bracket or brace closes nothing.",
    }
    stray_bracket_hint {
        fr: "Supprimez-le, ou ouvrez-le par le même signe : [ ] ou { }.",
        en: "Remove it, or open it with its like: [ ] or { }.",
    }

    missing_comma {
        fr: "Entre crochets ou accolades, il manque une virgule, ou le signe fermant.",
        en: "Within brackets or braces, a comma is missing, or the closing sign.",
    }
    missing_comma_hint {
        fr: "Séparez les éléments par des virgules et refermez par ] ou }.",
        en: "Put commas between the items and close with ] or }.",
    }

    missing_colon {
        fr: "Cette ligne n'a pas la forme « clé: valeur ».",
        en: "This line is not of the form “key: value”.",
    }
    missing_colon_hint {
        fr: "Ajoutez deux-points et une espace après la clé ; la suite d'un texte se met en retrait.",
        en: "Put a colon and a space after the key; indent a text that goes on.",
    }

    colon_in_value {
        fr: "Des deux-points suivis d'une espace se trouvent au milieu d'une valeur, ou une ligne plus haut n'a pas les siens.",
        en: "A colon and a space stand within a value, or a line above lacks its own.",
    }
    colon_in_this_value {
        fr: "Cette valeur contient des deux-points suivis d'une espace, ce qui commence une clé.",
        en: "This value holds a colon and a space, which begin a key.",
    }
    colon_in_value_hint {
        fr: "Mettez entre guillemets un texte qui contient « : », et vérifiez la ligne au-dessus.",
        en: "Put a text with “: ” in quotes, and look at the line above.",
    }

    no_space_after_colon {
        fr: "Il manque une espace après les deux-points.",
        en: "A space is missing after the colon.",
    }
    no_space_after_colon_hint { fr: "Écrivez « clé: valeur ».", en: "Write “key: value”." }
    no_space_after_dash {
        fr: "Il manque une espace après le tiret.",
        en: "A space is missing after the dash.",
    }
    no_space_after_dash_hint { fr: "Écrivez « - valeur ».", en: "Write “- value”." }
    missing_dash {
        fr: "Chaque ligne d'une liste commence par un tiret et une espace.",
        en: "Each line of a list begins with a dash and a space.",
    }
    missing_dash_hint { fr: "Écrivez « - { … } ».", en: "Write “- { … }”." }
    pasted_row {
        fr: "Cette ligne vient d'un tableur (Excel, Calc) : ses cellules sont séparées par des tabulations.",
        en: "This line comes from a spreadsheet (Excel, Calc): its cells are separated by tabs.",
    }
    pasted_row_hint {
        fr: "Écrivez-la avec ses clés, par exemple « - { poste: 60, libelle: Achats, montant: \"3 500,00 €\" } ».",
        en: "Write it with its keys, for example “- { poste: 60, libelle: Achats, montant: \"3 500,00 €\" }”.",
    }

    misplaced_dash {
        fr: "Ce tiret ne peut pas commencer un élément de liste ici.",
        en: "This dash cannot begin a list item here.",
    }
    misplaced_dash_hint {
        fr: "Écrivez chaque élément « - … » sur sa propre ligne, sous la clé.",
        en: "Write each item “- …” on a line of its own, below the key.",
    }

    indentation {
        fr: "Le retrait de cette ligne ne correspond à aucune des lignes au-dessus.",
        en: "The indentation of this line fits none of the lines above.",
    }
    spaces(#number) {
        fr: "{number} espace" | "{number} espaces",
        en: "{number} space" | "{number} spaces",
    }
    indentation_of(found, expected) {
        fr: "Le retrait de cette ligne est de {found}, celui des autres lignes du groupe de {expected}.",
        en: "This line is indented by {found}, the other lines of its group by {expected}.",
    }
    indentation_hint {
        fr: "Alignez-la, avec des espaces, sur les autres clés du même groupe.",
        en: "Align it, with spaces, with the other keys of its group.",
    }

    reserved_character(character) {
        fr: "Une valeur sans guillemets ne peut pas commencer par « {character} ».",
        en: "A value without quotes cannot begin with “{character}”.",
    }
    reserved_character_hint { fr: "Mettez-la entre guillemets.", en: "Put it in quotes." }

    block_header {
        fr: "Après | ou >, le texte commence à la ligne suivante.",
        en: "After | or >, the text begins on the next line.",
    }
    block_header_hint {
        fr: "Passez à la ligne et mettez le texte en retrait.",
        en: "Begin a new line and indent the text.",
    }

    comment {
        fr: "Un commentaire (#) se trouve ici au milieu d'une valeur, ou sans espace devant lui.",
        en: "A comment (#) stands within a value here, or has no space before it.",
    }
    comment_hint {
        fr: "Mettez une espace avant #, ou tout le texte entre guillemets.",
        en: "Put a space before #, or the whole text in quotes.",
    }

    directive {
        fr: "Une ligne qui commence par % est une directive YAML ; un dossier n'en a pas besoin.",
        en: "A line that begins with % is a YAML directive; a dossier needs none.",
    }
    directive_hint { fr: "Supprimez cette ligne.", en: "Remove this line." }

    byte_order_mark {
        fr: "Une marque d'ordre des octets (caractère invisible) se trouve au milieu du fichier.",
        en: "A byte order mark (which cannot be seen) stands within the file.",
    }
    byte_order_mark_hint {
        fr: "Effacez cette ligne et écrivez-la de nouveau.",
        en: "Delete this line and write it again.",
    }

    other { fr: "Le fichier n'est plus du YAML à partir d'ici.", en: "From here on the file is not YAML." }
    other_hint {
        fr: "Vérifiez les guillemets, les deux-points et le retrait de cette ligne et de celle au-dessus.",
        en: "Check quotes, colons and indentation of this line and of the one above.",
    }
}
