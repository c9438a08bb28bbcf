//! Values that only their characters keep from being read.

use super::Message;
use crate::dossier::SurfaceFault;
use crate::messages::template::messages;
use crate::text::{Lang, excerpt};

pub(super) fn message(fault: SurfaceFault, found: &str, meant: &str, lang: Lang) -> Message {
    let text = excerpt(found);
    let (summary, label) = match fault {
        SurfaceFault::WordQuotes => (word_quotes(text, lang), word_quotes_label(lang)),
        SurfaceFault::Dash(character) => (special_dash(text, code_point(character), lang), special_dash_label(lang)),
        SurfaceFault::LookAlike(character) => {
            (look_alike(text, character, code_point(character), lang), look_alike_label(lang))
        }
        SurfaceFault::Invisible(character) => (invisible(text, code_point(character), lang), invisible_label(lang)),
    };
    Message::new(summary, label, type_again(excerpt(meant), lang))
}

fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

messages! {
    word_quotes(text) {
        fr: "Les guillemets de {text} sont ceux d'un traitement de texte ; ils comptent ici comme une partie de la valeur.",
        en: "The quotes of {text} are those of a word processor; here they count as a part of the value.",
    }
    word_quotes_label { fr: "guillemets de traitement de texte", en: "quotes of a word processor" }
    special_dash(text, code) {
        fr: "« {text} » contient un tiret spécial ({code}) à la place du trait d'union du clavier.",
        en: "“{text}” has a special dash ({code}) in place of the keyboard's hyphen.",
    }
    special_dash_label { fr: "tiret spécial", en: "special dash" }
    look_alike(text, character, code) {
        fr: "« {text} » contient « {character} » ({code}), qui ressemble à un autre caractère sans être lui.",
        en: "“{text}” has “{character}” ({code}), which looks like another character but is not it.",
    }
    look_alike_label { fr: "caractère trompeur", en: "misleading character" }
    invisible(text, code) {
        fr: "« {text} » contient un caractère invisible ({code}).",
        en: "“{text}” has a character that cannot be seen ({code}).",
    }
    invisible_label { fr: "caractère invisible", en: "invisible character" }
    type_again(text) {
        fr: "Retapez la valeur au clavier : \"{text}\".",
        en: "Type the value again: \"{text}\".",
    }
}
