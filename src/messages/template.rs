//! How messages are declared, and put together with their parts.

use std::fmt::{Display, Write};
use std::sync::OnceLock;

use crate::text::{Lang, number, typeset};

/// A message's sentence in one language, typeset and cut at its parts when it is first needed.
pub(super) struct Template(OnceLock<Vec<Piece>>);

enum Piece {
    Text(String),
    /// A part, by its place among the message's parts.
    Part(usize),
}

impl Template {
    pub(super) const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// The sentence with its parts. The macro has the compiler check that every name in braces is a part's.
    pub(super) fn render(&self, text: &str, lang: Lang, names: &[&str], parts: &[&dyn Display]) -> String {
        let pieces = self.0.get_or_init(|| pieces(text, lang, names));
        let mut sentence = String::with_capacity(text.len() + 32 * parts.len());
        for piece in pieces {
            match piece {
                Piece::Text(text) => sentence.push_str(text),
                Piece::Part(at) => {
                    // Writing to a String does not fail.
                    let _ = write!(sentence, "{}", parts[*at]);
                }
            }
        }
        sentence
    }
}

fn pieces(text: &str, lang: Lang, names: &[&str]) -> Vec<Piece> {
    // A brace that is meant is written twice, as in `format!`.
    let text = text.replace("{{", "\u{1}").replace("}}", "\u{2}");
    let set = typeset(&text, lang);
    let plain = |text: &str| Piece::Text(text.replace('\u{1}', "{").replace('\u{2}', "}"));
    let mut pieces = Vec::new();
    let mut rest = &*set;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        pieces.push(plain(before));
        pieces.extend(names.iter().position(|known| *known == name).map(Piece::Part));
        rest = after;
    }
    pieces.push(plain(rest));
    pieces
}

pub(crate) trait Count: Copy {
    fn value(self) -> u64;
}

impl Count for u64 {
    fn value(self) -> u64 {
        self
    }
}

impl Count for usize {
    fn value(self) -> u64 {
        self as u64
    }
}

impl Count for i64 {
    fn value(self) -> u64 {
        self.unsigned_abs()
    }
}

/// Whether a number takes the singular: zero does in French.
pub(super) fn is_singular(count: impl Count, lang: Lang) -> bool {
    match lang {
        Lang::Fr => count.value() < 2,
        Lang::En => count.value() == 1,
    }
}

pub(super) fn counted(count: impl Count, lang: Lang) -> String {
    number(count.value().into(), lang)
}

#[cfg(test)]
pub(super) type Samples = Vec<(&'static str, String, String)>;

/// Declares messages: for each its parts, and its sentence in both languages side by side.
///
/// ```ignore
/// messages! {
///     /// A title.
///     expected { fr: "Attendu", en: "Expected" }
///     /// A sentence with parts, each anything that can be displayed.
///     expected_instead(label, actual, expected) {
///         fr: "{label} : {actual} ; attendu : {expected}.",
///         en: "{label}: {actual}; expected: {expected}.",
///     }
///     /// A sentence that agrees with its first part, a number: one, or several.
///     more_lines(#number, path) {
///         fr: "{number} autre ligne de {path}" | "{number} autres lignes de {path}",
///         en: "{number} more line of {path}" | "{number} more lines of {path}",
///     }
/// }
/// ```
///
/// Each becomes a function of its parts and a `Lang`: one that answers `&'static str` where there are none, `String`
/// otherwise. French typography is put in here, so sentences are written with plain spaces.
macro_rules! messages {
    ($($(#[$doc:meta])* $name:ident $((#$count:ident $(, $more:ident)*))? $(($($part:ident),+))? {
        fr: $fr:literal $(| $fr_many:literal)?, en: $en:literal $(| $en_many:literal)? $(,)?
    })*) => {
        $($crate::messages::template::message! {
            $(#[$doc])* $name [$(#$count $($more)*)?] [$($($part)+)?] [$fr $(, $fr_many)?] [$en $(, $en_many)?]
        })*

        #[cfg(test)]
        #[allow(clippy::vec_init_then_push, reason = "a message with a number is pushed twice")]
        pub(in crate::messages) fn catalogue() -> $crate::messages::template::Samples {
            use $crate::text::Lang;
            let mut all = Vec::new();
            $($crate::messages::template::sample! {
                all $name [$(#$count $($more)*)?] [$($($part)+)?]
            })*
            all
        }
    };
}

/// Declares words that the value of an enumeration picks: for each value its words in both languages.
///
/// ```ignore
/// choices! {
///     /// A grade in a word.
///     grade(Grade) {
///         Passed { fr: "réussi", en: "passed" }
///         Noisy | Missing { fr: "faux", en: "wrong" }
///     }
/// }
/// ```
///
/// Each becomes a function of the value and a `Lang`, and a module of the same name with its catalogue.
macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident($kind:ident) {
        $($value:ident $(| $more:ident)* { fr: $fr:literal, en: $en:literal $(,)? })*
    })*) => {$(
        $(#[$doc])*
        pub(crate) fn $name(value: $kind, lang: $crate::text::Lang) -> &'static str {
            match value {
                $($kind::$value $(| $kind::$more)* => {
                    $crate::messages::template::message! { words [] [] [$fr] [$en] }
                    words(lang)
                })*
            }
        }

        #[cfg(test)]
        pub(in crate::messages) mod $name {
            use super::$kind;
            use $crate::text::Lang;

            pub(in crate::messages) fn catalogue() -> $crate::messages::template::Samples {
                let words = |value, lang| super::$name(value, lang).to_owned();
                let all = [$((stringify!($value), $kind::$value)),*];
                all.map(|(name, value)| (name, words(value, Lang::Fr), words(value, Lang::En))).to_vec()
            }
        }
    )*};
}

macro_rules! message {
    ($(#[$doc:meta])* $name:ident [] [] [$fr:literal] [$en:literal]) => {
        $(#[$doc])*
        pub(crate) fn $name(lang: $crate::text::Lang) -> &'static str {
            static FRENCH: std::sync::OnceLock<String> = std::sync::OnceLock::new();
            match lang {
                $crate::text::Lang::Fr => FRENCH.get_or_init(|| $crate::text::typeset($fr, lang).into_owned()),
                $crate::text::Lang::En => $en,
            }
        }
    };
    ($(#[$doc:meta])* $name:ident [] [$($part:ident)+] [$fr:literal] [$en:literal]) => {
        $(#[$doc])*
        pub(crate) fn $name($($part: impl std::fmt::Display,)+ lang: $crate::text::Lang) -> String {
            $crate::messages::template::render!(lang, [$fr], [$en], $($part)+)
        }
    };
    ($(#[$doc:meta])* $name:ident [#$count:ident $($part:ident)*] []
        [$fr:literal, $fr_many:literal] [$en:literal, $en_many:literal]) => {
        $(#[$doc])*
        pub(crate) fn $name(
            $count: impl $crate::messages::template::Count,
            $($part: impl std::fmt::Display,)*
            lang: $crate::text::Lang,
        ) -> String {
            let singular = $crate::messages::template::is_singular($count, lang);
            let $count = $crate::messages::template::counted($count, lang);
            if singular {
                $crate::messages::template::render!(lang, [$fr], [$en], $count $($part)*)
            } else {
                $crate::messages::template::render!(lang, [$fr_many], [$en_many], $count $($part)*)
            }
        }
    };
}

/// A sentence with its parts. The closures are there for the compiler alone: it checks the names in braces.
macro_rules! render {
    ($lang:ident, [$fr:literal], [$en:literal], $($part:ident)+) => {{
        static TEMPLATES: [$crate::messages::template::Template; 2] =
            [const { $crate::messages::template::Template::new() }; 2];
        let _ = || (format!($fr), format!($en));
        let (template, text) = match $lang {
            $crate::text::Lang::Fr => (&TEMPLATES[0], $fr),
            $crate::text::Lang::En => (&TEMPLATES[1], $en),
        };
        template.render(text, $lang, &[$(stringify!($part)),+], &[$(&$part),+])
    }};
}

#[cfg(test)]
macro_rules! sample {
    ($all:ident $name:ident [] []) => {
        $all.push((stringify!($name), $name(Lang::Fr).to_owned(), $name(Lang::En).to_owned()));
    };
    ($all:ident $name:ident [] [$($part:ident)+]) => {
        let say = |lang| $name($(concat!("{", stringify!($part), "}"),)+ lang);
        $all.push((stringify!($name), say(Lang::Fr), say(Lang::En)));
    };
    ($all:ident $name:ident [#$count:ident $($part:ident)*] []) => {
        for number in [1_u64, 2] {
            let say = |lang| $name(number, $(concat!("{", stringify!($part), "}"),)* lang);
            $all.push((stringify!($name), say(Lang::Fr), say(Lang::En)));
        }
    };
}

#[cfg(test)]
pub(super) use sample;
pub(super) use {choices, message, messages, render};

#[cfg(test)]
mod tests {
    use crate::text::Lang;

    super::messages! {
        title { fr: "Attendu : rien", en: "Expected: nothing" }
        instead(label, actual) { fr: "{label} : « {actual} » {{x}}", en: "{label}: “{actual}” {{x}}" }
        lines(#number, path) {
            fr: "{number} ligne de {path}" | "{number} lignes de {path}",
            en: "{number} line of {path}" | "{number} lines of {path}",
        }
    }

    #[test]
    fn parts_are_left_as_they_are() {
        assert_eq!(title(Lang::Fr), "Attendu\u{a0}: rien");
        assert_eq!(instead("a : b", 3, Lang::Fr), "a : b\u{a0}: «\u{a0}3\u{a0}» {x}");
        assert_eq!(instead("a", 3, Lang::En), "a: “3” {x}");
    }

    #[test]
    fn zero_is_singular_in_french_alone() {
        assert_eq!(lines(0_usize, "a", Lang::Fr), "0 ligne de a");
        assert_eq!(lines(0_usize, "a", Lang::En), "0 lines of a");
        assert_eq!(lines(1200_u64, "a", Lang::En), "1,200 lines of a");
    }

    #[test]
    fn the_catalogue_has_every_message() {
        let names: Vec<_> = catalogue().iter().map(|(name, ..)| *name).collect();
        assert_eq!(names, ["title", "instead", "lines", "lines"]);
        assert_eq!(catalogue()[1].1, "{label}\u{a0}: «\u{a0}{actual}\u{a0}» {x}");
    }
}
