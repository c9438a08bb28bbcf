//! Text that is not YAML.

use super::Message;
use crate::messages::template::messages;
use crate::text::{Lang, excerpt};
use crate::yaml::Syntax;

pub(super) fn message(syntax: Syntax, lang: Lang) -> Message {
    type Sentence = fn(Lang) -> &'static str;
    let (summary, hint): (Sentence, Sentence) = match syntax {
        Syntax::UnclosedQuote => (unclosed_quote, unclosed_quote_hint),
        Syntax::AfterQuote => (after_quote, after_quote_hint),
        Syntax::Escape => (escape, escape_hint),
        Syntax::UnclosedBracket => (unclosed_bracket, unclosed_bracket_hint),
        Syntax::StrayBracket => (stray_bracket, stray_bracket_hint),
        Syntax::MissingComma => (missing_comma, missing_comma_hint),
        Syntax::MissingColon => (missing_colon, missing_colon_hint),
        Syntax::ColonInValue => (colon_in_value, colon_in_value_hint),
        Syntax::MisplacedDash => (misplaced_dash, misplaced_dash_hint),
        Syntax::Indentation => (indentation, indentation_hint),
        Syntax::ReservedCharacter(character) => {
            let character = excerpt(character.encode_utf8(&mut [0; 4])).into_owned();
            return Message::new(
                reserved_character(character, lang),
                reading_stops(lang),
                reserved_character_hint(lang),
            );
        }
        Syntax::BlockHeader => (block_header, block_header_hint),
        Syntax::Comment => (comment, comment_hint),
        Syntax::Directive => (directive, directive_hint),
        Syntax::ByteOrderMark => (byte_order_mark, byte_order_mark_hint),
        Syntax::Other => (other, other_hint),
    };
    Message::new(summary(lang), reading_stops(lang), hint(lang))
}

messages! {
    reading_stops { fr: "la lecture s'arrête ici", en: "reading stops here" }

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
        fr: "Ce crochet ou cette accolade n'est jamais refermé.",
        en: "This bracket or brace is never closed.",
    }
    unclosed_bracket_hint {
        fr: "Ajoutez ] ou } à la fin, ou mettez entre guillemets un texte qui commence par [ ou {.",
        en: "Add ] or } at the end, or quote a text that begins with [ or {.",
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
    colon_in_value_hint {
        fr: "Mettez entre guillemets un texte qui contient « : », et vérifiez la ligne au-dessus.",
        en: "Put a text with “: ” in quotes, and look at the line above.",
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
