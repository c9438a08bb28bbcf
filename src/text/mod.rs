//! Languages, and how texts, numbers, money and dates are written in them.

mod number;
mod string_enum;
mod typography;
mod visible;

pub(crate) use number::{amount, exact_percentage, is_month, long_date, month, month_name, number, percentage, ratio};
pub(crate) use string_enum::UnknownWord;
pub(crate) use string_enum::string_enum;
pub(crate) use typography::{plain_spaces, typeset};
pub(crate) use visible::{
    beginning, begins_command, excerpt, has_hidden, is_hidden, push_visible, visible, visible_lines,
};

string_enum! {
    /// The language of texts.
    #[derive(Default)]
    pub enum Lang {
        /// French.
        #[default]
        Fr = "fr",
        /// English.
        En = "en",
    }
}

/// A text in both languages, fixed at compile time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Text {
    pub fr: &'static str,
    pub en: &'static str,
}

impl Text {
    pub(crate) fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => self.fr,
            Lang::En => self.en,
        }
    }
}

/// A text for both languages, read from a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Bilingual {
    pub fr: String,
    pub en: String,
    /// The language that it is written in, if in one alone; the other shows that text, marked.
    pub only: Option<Lang>,
}

impl From<Text> for Bilingual {
    fn from(text: Text) -> Self {
        Self::new(text.fr, text.en)
    }
}

impl Bilingual {
    pub(crate) fn new(fr: &str, en: &str) -> Self {
        Self { fr: typeset(fr, Lang::Fr).into_owned(), en: typeset(en, Lang::En).into_owned(), only: None }
    }

    /// A text that is written in one language.
    pub(crate) fn alone(text: &str, lang: Lang) -> Self {
        let text = typeset(text, lang).into_owned();
        let marked = format!("[{lang}] {text}");
        let (fr, en) = match lang {
            Lang::Fr => (text, marked),
            Lang::En => (marked, text),
        };
        Self { fr, en, only: Some(lang) }
    }

    /// The languages that it is written in.
    pub(crate) fn languages(&self) -> impl Iterator<Item = Lang> + use<> {
        let only = self.only;
        Lang::ALL.into_iter().filter(move |lang| only.is_none_or(|only| only == *lang))
    }

    /// It as it is written, in each of those languages.
    pub(crate) fn written(&self) -> impl Iterator<Item = &str> {
        self.languages().map(|lang| self.get(lang))
    }

    pub(crate) fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }
}
