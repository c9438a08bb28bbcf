//! The page that a report is written on: wrapped paragraphs, headings, emphasis.

use std::borrow::Cow;
use std::iter;

use textwrap::core::{Word, display_width};
use textwrap::{Options, WordSeparator, WordSplitter};

use super::TextOptions;
use crate::engine::Verdict;
use crate::messages::labels;
use crate::text::{Lang, is_month, visible};

/// The widest that running text gets, however wide the terminal.
const WIDEST: usize = 100;
/// The narrowest that anything is made to fit.
const NARROWEST: usize = 24;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Emphasis {
    Strong,
    Faint,
    Good,
    Warning,
    Conflict,
    Bad,
}

impl Emphasis {
    fn code(self) -> &'static str {
        match self {
            Self::Strong => "1",
            Self::Faint => "2",
            Self::Good => "1;32",
            Self::Warning => "1;33",
            Self::Conflict => "1;35",
            Self::Bad => "1;31",
        }
    }
}

#[derive(Debug)]
pub(super) struct Page {
    text: String,
    pub(super) lang: Lang,
    pub(super) color: bool,
    pub(super) fancy: bool,
    pub(super) width: usize,
    /// The width of what stands on one line.
    pub(super) full_width: usize,
}

impl Page {
    pub(super) fn new(options: &TextOptions) -> Self {
        Self {
            text: String::new(),
            lang: options.lang,
            color: options.color,
            fancy: options.fancy,
            width: options.width.clamp(NARROWEST, WIDEST),
            full_width: options.width.max(NARROWEST),
        }
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    pub(super) fn paint(&self, emphasis: Emphasis, text: &str) -> String {
        if self.color { format!("\u{1b}[{}m{text}\u{1b}[0m", emphasis.code()) } else { text.to_owned() }
    }

    /// Texts are escaped before they are laid out. This is for the one that is not: nothing but the page's own colours
    /// reaches a terminal.
    pub(super) fn line(&mut self, line: &str) {
        let mut rest = line.trim_end_matches(' ');
        while let Some((before, colour, after)) = split_at_colour(rest).filter(|_| self.color) {
            self.text.push_str(&visible(before));
            self.text.push_str(colour);
            rest = after;
        }
        self.text.push_str(&visible(rest));
        self.text.push('\n');
    }

    pub(super) fn block(&mut self, lines: &str) {
        for line in lines.lines() {
            self.line(line);
        }
    }

    /// An empty line, unless there is one or nothing above.
    pub(super) fn gap(&mut self) {
        if !self.text.is_empty() && self.text != "\n" && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A paragraph; its first line begins with `first`, the others with `rest`.
    pub(super) fn paragraph(&mut self, first: &str, rest: &str, text: &str) {
        for line in wrap(text, self.width, first, rest) {
            self.line(&line);
        }
    }

    /// A paragraph after a name, its lines under the first one's text.
    pub(super) fn named(&mut self, indent: &str, name: &str, name_width: usize, text: &str) {
        let colon = labels::colon(self.lang);
        let pad = " ".repeat(name_width.saturating_sub(display_width(name)));
        let first = format!("{indent}{}{pad}{colon} ", self.paint(Emphasis::Faint, name));
        let hang = " ".repeat(display_width(indent) + name_width.max(display_width(name)) + display_width(colon) + 1);
        self.paragraph(&first, &hang, text);
    }

    pub(super) fn item(&mut self, indent: &str, mark: &str, text: &str) {
        self.paragraph(&format!("{indent}{mark} "), &" ".repeat(display_width(indent) + display_width(mark) + 1), text);
    }

    pub(super) fn heading(&mut self, title: &str) {
        self.gap();
        let dash = if self.fancy { "─" } else { "-" };
        let run = self.width.saturating_sub(display_width(title) + 4).max(2);
        let (before, after) = (dash.repeat(2), dash.repeat(run));
        let line = format!(
            "{} {} {}",
            self.paint(Emphasis::Faint, &before),
            self.paint(Emphasis::Strong, title),
            self.paint(Emphasis::Faint, &after)
        );
        self.line(&line);
    }

    pub(super) fn bullet(&self) -> &'static str {
        if self.fancy { "•" } else { "-" }
    }
}

/// The first colour's code in a line, with what stands before and after it.
fn split_at_colour(line: &str) -> Option<(&str, &str, &str)> {
    line.match_indices("\u{1b}[").find_map(|(start, mark)| {
        let parameters = &line[start + mark.len()..];
        let end = parameters.find(|character: char| !(character.is_ascii_digit() || character == ';'))?;
        let after = parameters[end..].strip_prefix('m')?;
        Some((&line[..start], &line[start..line.len() - after.len()], after))
    })
}

pub(super) fn wrap(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    let options = breaking(width).initial_indent(first).subsequent_indent(rest);
    textwrap::wrap(text, options).into_iter().map(Cow::into_owned).collect()
}

/// How lines are broken: at spaces alone, or anywhere in what is longer than a line.
pub(super) fn breaking<'a>(width: usize) -> Options<'a> {
    Options::new(width).word_separator(SEPARATOR).word_splitter(WordSplitter::NoHyphenation).break_words(true)
}

/// Where lines may be broken: at plain spaces, but not within amounts, dates and telephone numbers, nor between a
/// number and what it counts. Texts of a dossier, which are never typeset, are broken like those of the program.
pub(super) const SEPARATOR: WordSeparator = WordSeparator::Custom(words);

/// Words that stay with the number after them.
const NUMBERED: [&str; 6] = ["Fiche", "fiche", "poste", "account", "ligne", "line"];

fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut words = WordSeparator::AsciiSpace.find_words(line).peekable();
    let mut start = 0;
    Box::new(iter::from_fn(move || {
        let mut last = words.next()?;
        let mut end = start + last.len() + last.whitespace.len();
        let mut before = "";
        while let Some(next) = words.next_if(|next| belong_together(before, &last, next)) {
            end += next.len() + next.whitespace.len();
            before = last.word;
            last = next;
        }
        let together = Word::from(&line[start..end]);
        start = end;
        Some(together)
    }))
}

/// Whether two words stay on one line; `before` is what stays with the first of them.
fn belong_together(before: &str, left: &str, right: &str) -> bool {
    let is_digit = |each: &char| each.is_ascii_digit() || *each == '\u{202f}';
    let digits = right.chars().take_while(is_digit).count();
    let left_digits = left.chars().rev().take_while(is_digit).count();
    let punctuation = left == "«" || (right.chars().count() <= 2 && right.starts_with([':', ';', '!', '?', '»']));
    let telephone = digits == 2 && left.len() == 2 && left_digits == 2;
    let group = digits == 3 && (1..=3).contains(&left_digits);
    let unit = right.starts_with(['€', '%']);
    let is_number = bare(left).trim_end_matches("er").chars().all(|each| is_digit(&each)) && !bare(left).is_empty();
    let is_counted = right.chars().take(3).filter(|each| each.is_alphabetic()).count() == 3;
    let counted = is_number && is_counted && !NUMBERED.contains(&bare(before));
    let named = digits > 0 && (NUMBERED.contains(&bare(left)) || left.ends_with('§'));
    let dated = digits == 4 && is_month(left);
    punctuation || telephone || group || unit || counted || named || dated
}

fn bare(word: &str) -> &str {
    word.trim_start_matches(['(', '-', '«', '€'])
}

/// The mark before a verdict; it says the same without colour.
pub(super) fn mark(verdict: Verdict) -> (&'static str, Emphasis) {
    match verdict {
        Verdict::Eligible => ("✓", Emphasis::Good),
        Verdict::EligibleWithReservations => ("!", Emphasis::Warning),
        Verdict::Incomplete => ("?", Emphasis::Warning),
        Verdict::Inconsistent => ("≠", Emphasis::Conflict),
        Verdict::Ineligible | Verdict::Unreadable => ("✗", Emphasis::Bad),
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;
    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::text::{amount, typeset};

    fn glued(text: &str) -> String {
        words(text).map(|word| word.replace(' ', "~")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn numbers_and_dates_hold_together() {
        assert_eq!(glued("le 1er octobre 2014, puis le 22 mars 2015."), "le 1er~octobre~2014, puis le 22~mars~2015.");
        assert_eq!(glued("by 1 October 2014: 12 days"), "by 1~October~2014: 12~days");
        assert_eq!(glued("au 03 28 82 79 32."), "au 03~28~82~79~32.");
        assert_eq!(glued("en 2014 150 personnes et 12 ateliers"), "en 2014 150~personnes et 12~ateliers");
        assert_eq!(glued("La fiche 1 dispense de 2 à 3 points"), "La fiche~1 dispense de 2 à 3~points");
        assert_eq!(glued("de 2 499,99 € sur 1 234 567,80 €"), "de 2~499,99~€ sur 1~234~567,80~€");
        assert_eq!(glued("au moins 40 %, soit (1 000 €)"), "au moins 40~%, soit (1~000~€)");
        assert_eq!(glued("Fiche 1, § 3 : « ici » !"), "Fiche~1, §~3~: «~ici~»~!");
    }

    #[test]
    fn what_is_typeset_is_one_word() {
        let amount = amount(Decimal::new(123_456_780, 2), Lang::Fr);
        assert_eq!(words(&amount).count(), 1);
        assert_eq!(words(&typeset("« oui » : 40 % ?", Lang::Fr)).count(), 2);
    }

    #[test]
    fn lines_break_between_words_only() {
        let text = "La demande est de 2\u{202f}499,99\u{a0}€\u{a0}: il faut au moins 2\u{202f}500,00\u{a0}€ au 1er octobre 2014.";
        for width in 24..60 {
            let lines = wrap(text, width, "", "  ");
            assert!(lines.iter().all(|line| line.width() <= width), "{lines:?}");
            assert!(
                lines.iter().all(|line| !line.ends_with(" 1") && !line.trim_start().starts_with(['€', ':'])),
                "{lines:?}"
            );
            assert_eq!(lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" "), text);
        }
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut() {
        assert!(wrap(&"x".repeat(200), 40, "  ", "    ").iter().all(|line| line.width() <= 40));
    }
}
