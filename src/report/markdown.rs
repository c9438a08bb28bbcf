//! Markdown for a pull request's comment: a table of dossiers, and what each is to fix in a fold of its own.
//!
//! A comment holds 65,536 characters; what does not fit is counted, so that memory is bounded too. What makes the check
//! fail stands first.

use std::borrow::Cow;
use std::io::{self, Write};
use std::mem;

use super::compose::Needs;
use super::issue::{Issue, Urgency, ignored, issues};
use super::model::{DossierReport, PlanWords};
use super::place::Paths;
use super::render::{End, Render};
use super::table;
use super::view::{View, examined, joined, remarks};
use crate::engine::Verdict;
use crate::messages::{formats, labels, plan, policy, terminal};
use crate::rules::Level;
use crate::source::SourceFile;
use crate::text::{Lang, beginning, visible};

/// Characters of the table's rows, of the folds below it, and of the remarks above.
const ROOM_FOR_ROWS: usize = 24_000;
const ROOM_FOR_FOLDS: usize = 34_000;
const ROOM_FOR_REMARKS: usize = 4_000;
/// Characters of a name in the table.
const NAME: usize = 200;
/// Issues of a dossier that are listed.
const MAX_ISSUES: usize = 50;

pub(super) struct Markdown {
    lang: Lang,
    paths: Paths,
    rows: [Part; Urgency::COUNT],
    folds: [Part; Urgency::COUNT],
}

/// A part that grows up to its limit.
#[derive(Debug)]
struct Part {
    entries: Vec<String>,
    room: usize,
    left_out: usize,
}

impl Part {
    fn new(room: usize) -> Self {
        Self { entries: Vec::new(), room, left_out: 0 }
    }

    fn add(&mut self, text: String) {
        let size = text.chars().count();
        if self.left_out > 0 || size > self.room {
            self.left_out += 1;
        } else {
            self.room -= size;
            self.entries.push(text);
        }
    }

    /// What fits of several, one after the other.
    fn of(parts: impl IntoIterator<Item = Self>, room: usize) -> Self {
        let mut whole = Self::new(room);
        for part in parts {
            part.entries.into_iter().for_each(|entry| whole.add(entry));
            whole.left_out += part.left_out;
        }
        whole
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        self.entries.iter().try_for_each(|entry| out.write_all(entry.as_bytes()))
    }
}

impl Markdown {
    pub(super) fn new(lang: Lang) -> Self {
        let parts = |room| std::array::from_fn(|_| Part::new(room));
        Self { lang, paths: Paths::new(), rows: parts(ROOM_FOR_ROWS), folds: parts(ROOM_FOR_FOLDS) }
    }

    fn row(&self, report: &DossierReport) -> String {
        let view = View::new(report);
        let fiches = joined(&view.fiches(), ", ");
        let names: Vec<String> = report.names().map(|name| plain(&brief(name))).collect();
        let reason = table::reason(report, &view.outline).map(|reason| plain(&brief(&reason))).unwrap_or_default();
        let mark = mark(report.verdict);
        format!(
            "| {mark} {} | {fiches} | {} | {} | {reason} |\n",
            labels::verdict(report.verdict, self.lang),
            code(&brief(&self.paths.show(&report.path))),
            names.join("<br>"),
        )
    }

    fn fold(&self, report: &DossierReport, issues: &[Issue<'_>]) -> String {
        let view = View::new(report);
        let mark = mark(report.verdict);
        let mut fold = format!(
            "\n<details><summary>{mark} <code>{}</code></summary>\n\n{}\n\n",
            entities(&visible(&brief(&self.paths.show(&report.path)))),
            plain(&view.sentence(self.lang)),
        );
        for issue in issues.iter().take(MAX_ISSUES) {
            let line = issue.locations.first().map(|place| format!(", {}", formats::line(place.line, self.lang)));
            fold.push_str(&format!(
                "- {} **{}** ({}{}) — {}\n",
                match issue.level {
                    _ if issue.ignored.is_some() || issue.known => "⚪",
                    Level::Error => "🔴",
                    Level::Warning => "🟡",
                    Level::Info => "🔵",
                },
                plain(issue.title),
                code(issue.code),
                line.unwrap_or_default(),
                self.message(issue),
            ));
            if issue.ignored.is_some() {
                continue;
            }
            for advice in issue.advice.iter().map(|advice| &**advice).chain(issue.demand_line(self.lang).as_deref()) {
                fold.push_str(&format!("  - {}\n", plain(advice)));
            }
        }
        if let Some(more @ 1..) = issues.len().checked_sub(MAX_ISSUES) {
            fold.push_str(&format!("- {}\n", terminal::more_errors(more, self.lang)));
        }
        if let Some(found) = view.best.and_then(|best| best.plan.plan()) {
            self.plan(&mut fold, &found.words);
        }
        let readings = view.best.map(|best| best.readings.as_slice()).unwrap_or_default();
        if !readings.is_empty() {
            fold.push_str(&format!("\n**{}**\n\n", labels::by_reading(self.lang)));
            for reading in readings {
                fold.push_str(&format!("- {}\n", plain(&reading.text)));
            }
        }
        fold.push_str("\n</details>\n");
        fold
    }

    fn plan(&self, fold: &mut String, words: &PlanWords) {
        fold.push_str(&format!("\n**{}** — {}\n\n", labels::plan(self.lang), plain(&words.lead)));
        for (number, step) in (1..).zip(&words.steps) {
            fold.push_str(&format!("{number}. {}\n", plain(step)));
        }
        if !words.outcome.is_empty() {
            let outcome: Vec<String> = words.outcome.iter().map(|outcome| plain(outcome)).collect();
            fold.push_str(&format!("\n{}\n", outcome.join(" ")));
        }
        if !words.alternatives.is_empty() {
            fold.push_str(&format!("\n{}\n\n", plan::alternatives_lead(self.lang)));
            words.alternatives.iter().for_each(|one| fold.push_str(&format!("- {}\n", plain(one))));
        }
    }

    /// What was found; or why it does not count.
    fn message(&self, issue: &Issue<'_>) -> String {
        match (issue.ignored, issue.known) {
            (Some(_), _) => plain(&issue.status_words(self.lang)),
            (None, true) => format!("{} — {}", policy::already_known(self.lang), plain(issue.message)),
            (None, false) => plain(issue.message),
        }
    }

    fn left_out(&self, out: &mut dyn Write, part: &Part) -> io::Result<()> {
        if part.left_out > 0 {
            writeln!(out, "\n{}", formats::more_dossiers(part.left_out, self.lang))?;
        }
        Ok(())
    }
}

impl Render for Markdown {
    fn needs(_: bool) -> Needs {
        Needs { cells: true, ..Needs::default() }
    }

    fn dossier(&mut self, _: &mut dyn Write, report: &DossierReport, _: Option<&SourceFile>) -> io::Result<()> {
        let mut issues = issues(report, &self.paths, self.lang);
        issues.extend(ignored(report, &self.paths));
        issues.sort_by_key(Issue::urgency);
        let urgency = issues.first().map_or(Urgency::Note, Issue::urgency);
        let row = self.row(report);
        self.rows[urgency as usize].add(row);
        if !issues.is_empty() {
            let fold = self.fold(report, &issues);
            self.folds[urgency as usize].add(fold);
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, end: &End<'_>) -> io::Result<()> {
        let (lang, summary) = (self.lang, end.summary);
        writeln!(out, "## recevable\n\n**{}**\n", examined(end, lang))?;
        for (verdict, count) in summary.counts() {
            let mark = mark(verdict);
            writeln!(out, "- {mark} {}", terminal::verdict_count(verdict, count, lang))?;
        }
        if let Some(baseline) = summary.baseline.filter(|baseline| baseline.known > 0) {
            writeln!(out, "- ⚪ {}", policy::known(baseline.known, lang))?;
        }
        let mut shown = Part::new(ROOM_FOR_REMARKS);
        for remark in remarks(end, lang) {
            shown.add(format!("\n> {}\n", plain(&remark)));
        }
        shown.write(out)?;
        if shown.left_out > 0 {
            writeln!(out, "\n> …")?;
        }
        let names = [
            labels::verdict_column(lang),
            labels::fiche_column(lang),
            labels::file(lang),
            labels::project(lang),
            labels::first_reason(lang),
        ];
        writeln!(out, "\n| {} |\n|{}", names.join(" | "), "---|".repeat(names.len()))?;
        let none = || std::array::from_fn(|_| Part::new(0));
        let rows = Part::of(mem::replace(&mut self.rows, none()), ROOM_FOR_ROWS);
        rows.write(out)?;
        self.left_out(out, &rows)?;
        let folds = Part::of(mem::replace(&mut self.folds, none()), ROOM_FOR_FOLDS);
        folds.write(out)?;
        if rows.left_out == 0 {
            self.left_out(out, &folds)?;
        }
        Ok(())
    }
}

fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Eligible => "✅",
        Verdict::EligibleWithReservations => "⚠️",
        Verdict::Incomplete => "❔",
        Verdict::Inconsistent => "✏️",
        Verdict::Ineligible => "❌",
        Verdict::Unreadable => "🚫",
    }
}

/// A text that Markdown shows as it is: no emphasis, link, HTML, table border, mention, issue number, commit or emoji in
/// it.
pub(super) fn plain(text: &str) -> String {
    let shown = visible(text);
    let mut plain = String::with_capacity(shown.len() + 16);
    let mut characters = shown.trim().chars().peekable();
    let mut digits = 0;
    while let Some(character) = characters.next() {
        digits = if character.is_ascii_hexdigit() { digits + 1 } else { 0 };
        if digits == SHORTEST_COMMIT {
            plain.push_str(NOTHING);
            digits = 1;
        }
        let digit_next = characters.peek().is_some_and(char::is_ascii_digit);
        match character {
            '&' => plain.push_str("&amp;"),
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            // Mentions, issue numbers, commits, addresses and emoji are found in the text that Markdown leaves: an
            // empty comment within keeps them from being found. A colon in prose has a space after it.
            '@' | '#' => plain.extend([&*character.to_string(), NOTHING]),
            ':' if characters.peek().is_some_and(|next| !next.is_whitespace()) => plain.extend([":", NOTHING]),
            '-' if digit_next && ends_with(&plain, "gh") => plain.extend(["-", NOTHING]),
            '.' if ends_with(&plain, "www") => plain.extend([NOTHING, "."]),
            // It would begin a formula, here as a character and later as a text.
            '$' => plain.push_str("<span>&#36;</span>"),
            '-' | '+' | '=' if plain.is_empty() => plain.extend(['\\', character]),
            '.' | ')' if plain.bytes().all(|byte| byte.is_ascii_digit()) => plain.extend(['\\', character]),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => plain.extend(['\\', character]),
            other => plain.push(other),
        }
    }
    plain
}

/// What Markdown shows nothing of.
const NOTHING: &str = "<!-- -->";
/// Hexadecimal digits that may name a commit.
const SHORTEST_COMMIT: usize = 7;

/// Whatever the case of its letters.
fn ends_with(text: &str, end: &str) -> bool {
    text.len().checked_sub(end.len()).and_then(|at| text.get(at..)).is_some_and(|last| last.eq_ignore_ascii_case(end))
}

fn brief(text: &str) -> Cow<'_, str> {
    beginning(text, NAME)
}

/// A text as code. Between backticks a backslash is one, and then no border of a table could be escaped safely.
fn code(text: &str) -> String {
    format!("<code>{}</code>", plain(text))
}

fn entities(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(plain("a|b <b>&\n@moi"), "a\\|b &lt;b&gt;&amp;\\\\n@<!-- -->moi");
        assert_eq!(plain("[x](https://y.z) `c` *d* : 1"), "\\[x\\](https:<!-- -->//y.z) \\`c\\` \\*d\\* : 1");
        assert_eq!(plain("12. a - b"), "12\\. a - b");
        assert_eq!(plain("- a"), "\\- a");
        assert_eq!(plain("2 $ :x:"), "2 <span>&#36;</span> :<!-- -->x:");
        assert_eq!(plain("www.x.fr WWW.y #12"), "www<!-- -->.x.fr WWW<!-- -->.y #<!-- -->12");
        assert_eq!(plain("GH-1 gh-2 (a/b#3) AB-1"), "GH-<!-- -->1 gh-<!-- -->2 (a/b#<!-- -->3) AB-1");
        assert_eq!(plain("abcdef 0123456789abcd"), "abcdef 012345<!-- -->6789ab<!-- -->cd");
        assert_eq!(plain("a@b.fr xmpp:a"), "a@<!-- -->b.fr xmpp:<!-- -->a");
    }

    #[test]
    fn code_holds_what_it_is_given() {
        assert_eq!(code("a.yaml"), "<code>a.yaml</code>");
        assert_eq!(code("a`\\|</code>"), "<code>a\\`\\\\\\|&lt;/code&gt;</code>");
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        let part = |texts: &[&str]| {
            let mut part = Part::new(5);
            for text in texts {
                part.add((*text).to_owned());
            }
            part
        };
        let first = part(&["abc", "defg", "h"]);
        assert_eq!((first.entries.concat().as_str(), first.left_out), ("abc", 2));
        let whole = Part::of([part(&["ab"]), first, part(&["x"])], 5);
        assert_eq!((whole.entries.concat().as_str(), whole.left_out), ("ababc", 3));
    }
}
