//! French and English: every text that people read, and how numbers, money and dates are written.

pub mod batch;
pub mod cli;
pub(crate) mod explain;
pub mod finding;
pub(crate) mod formats;
mod number;
pub(crate) mod page;
pub(crate) mod policy;
pub mod rule_errors;
pub mod rule_findings;
pub mod rule_tests;
pub mod structure;
pub(crate) mod summary;
pub(crate) mod terminal;
mod visible;

pub use number::{amount, count, is_month, lines, long_date, number, percentage, ratio};
pub use visible::{beginning, excerpt, is_hidden, push_visible, visible};

/// The language of a report.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lang {
    /// French, the default.
    #[default]
    Fr,
    /// English.
    En,
}

/// A text in both languages, fixed at compile time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Text {
    /// In French.
    pub fr: &'static str,
    /// In English.
    pub en: &'static str,
}

/// A text in both languages.
const fn text(fr: &'static str, en: &'static str) -> Text {
    Text { fr, en }
}

impl Text {
    /// The text in a language.
    #[must_use]
    pub fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => self.fr,
            Lang::En => self.en,
        }
    }
}
