//! Message for text that is not YAML.

use super::{Message, quoted, say};
use crate::text::Lang;
use crate::yaml::Syntax;

#[expect(clippy::too_many_lines, reason = "a table of texts")]
pub(super) fn words(syntax: Syntax, lang: Lang) -> Message {
    let label = say!(lang, "la lecture s'arrête ici", "reading stops here");
    let (message, hint) = match syntax {
        Syntax::UnclosedQuote => (
            say!(lang, "Ce guillemet n'est jamais refermé.", "This quote is never closed."),
            say!(lang, "Ajoutez le même guillemet à la fin du texte.", "Put the same quote at the end of the text."),
        ),
        Syntax::AfterQuote => (
            say!(lang, "Quelque chose suit le guillemet fermant.", "Something follows the closing quote."),
            say!(
                lang,
                "Mettez tout le texte entre guillemets\u{a0}; un guillemet dans le texte se double ('') ou s'écrit \\\".",
                "Put the whole text in quotes; a quote within it is doubled ('') or written \\\"."
            ),
        ),
        Syntax::Escape => (
            say!(
                lang,
                "Dans ce texte entre guillemets doubles, une barre oblique inverse (\\) est suivie d'un caractère inattendu.",
                "In this text in double quotes, a backslash (\\) stands before a character that it cannot stand before."
            ),
            say!(
                lang,
                "Doublez-la (\\\\), ou mettez le texte entre guillemets simples (').",
                "Double it (\\\\), or use single quotes (')."
            ),
        ),
        Syntax::UnclosedBracket => (
            say!(lang, "Ce crochet ou cette accolade n'est jamais refermé.", "This bracket or brace is never closed."),
            say!(
                lang,
                "Ajoutez ] ou }} à la fin, ou mettez entre guillemets un texte qui commence par [ ou {{.",
                "Add ] or }} at the end, or quote a text that begins with [ or {{."
            ),
        ),
        Syntax::StrayBracket => (
            say!(lang, "Ce crochet ou cette accolade ne referme rien.", "This bracket or brace closes nothing."),
            say!(
                lang,
                "Supprimez-le, ou ouvrez-le par le même signe\u{a0}: [ ] ou {{ }}.",
                "Remove it, or open it with its like: [ ] or {{ }}."
            ),
        ),
        Syntax::MissingComma => (
            say!(
                lang,
                "Entre crochets ou accolades, il manque une virgule, ou le signe fermant.",
                "Within brackets or braces, a comma is missing, or the closing sign."
            ),
            say!(
                lang,
                "Séparez les éléments par des virgules et refermez par ] ou }}.",
                "Put commas between the items and close with ] or }}."
            ),
        ),
        Syntax::MissingColon => (
            say!(
                lang,
                "Cette ligne n'a pas la forme «\u{a0}clé: valeur\u{a0}».",
                "This line is not of the form “key: value”."
            ),
            say!(
                lang,
                "Ajoutez deux-points et une espace après la clé\u{a0}; la suite d'un texte se met en retrait.",
                "Put a colon and a space after the key; indent a text that goes on."
            ),
        ),
        Syntax::ColonInValue => (
            say!(
                lang,
                "Des deux-points suivis d'une espace se trouvent au milieu d'une valeur, ou une ligne plus haut n'a pas les siens.",
                "A colon and a space stand within a value, or a line above lacks its own."
            ),
            say!(
                lang,
                "Mettez entre guillemets un texte qui contient «\u{a0}:\u{a0}», et vérifiez la ligne au-dessus.",
                "Put a text with “: ” in quotes, and look at the line above."
            ),
        ),
        Syntax::MisplacedDash => (
            say!(
                lang,
                "Ce tiret ne peut pas commencer un élément de liste ici.",
                "This dash cannot begin a list item here."
            ),
            say!(
                lang,
                "Écrivez chaque élément «\u{a0}- …\u{a0}» sur sa propre ligne, sous la clé.",
                "Write each item “- …” on a line of its own, below the key."
            ),
        ),
        Syntax::Indentation => (
            say!(
                lang,
                "Le retrait de cette ligne ne correspond à aucune des lignes au-dessus.",
                "The indentation of this line fits none of the lines above."
            ),
            say!(
                lang,
                "Alignez-la, avec des espaces, sur les autres clés du même groupe.",
                "Align it, with spaces, with the other keys of its group."
            ),
        ),
        Syntax::ReservedCharacter(character) => {
            let character = quoted(character.encode_utf8(&mut [0; 4]), lang);
            (
                say!(
                    lang,
                    "Une valeur sans guillemets ne peut pas commencer par {character}.",
                    "A value without quotes cannot begin with {character}."
                ),
                say!(lang, "Mettez-la entre guillemets.", "Put it in quotes."),
            )
        }
        Syntax::BlockHeader => (
            say!(
                lang,
                "Après | ou >, le texte commence à la ligne suivante.",
                "After | or >, the text begins on the next line."
            ),
            say!(lang, "Passez à la ligne et mettez le texte en retrait.", "Begin a new line and indent the text."),
        ),
        Syntax::Comment => (
            say!(
                lang,
                "Un commentaire (#) se trouve ici au milieu d'une valeur, ou sans espace devant lui.",
                "A comment (#) stands within a value here, or has no space before it."
            ),
            say!(
                lang,
                "Mettez une espace avant #, ou tout le texte entre guillemets.",
                "Put a space before #, or the whole text in quotes."
            ),
        ),
        Syntax::Directive => (
            say!(
                lang,
                "Une ligne qui commence par % est une directive YAML\u{a0}; un dossier n'en a pas besoin.",
                "A line that begins with % is a YAML directive; a dossier needs none."
            ),
            say!(lang, "Supprimez cette ligne.", "Remove this line."),
        ),
        Syntax::ByteOrderMark => (
            say!(
                lang,
                "Une marque d'ordre des octets (caractère invisible) se trouve au milieu du fichier.",
                "A byte order mark (which cannot be seen) stands within the file."
            ),
            say!(lang, "Effacez cette ligne et écrivez-la de nouveau.", "Delete this line and write it again."),
        ),
        Syntax::Other => (
            say!(lang, "Le fichier n'est plus du YAML à partir d'ici.", "From here on the file is not YAML."),
            say!(
                lang,
                "Vérifiez les guillemets, les deux-points et le retrait de cette ligne et de celle au-dessus.",
                "Check quotes, colons and indentation of this line and of the one above."
            ),
        ),
    };
    Message::new(message, label, hint)
}
