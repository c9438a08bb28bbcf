//! Dates in other notations of which the day is certain.

use chrono::{Datelike, NaiveDate};

use crate::dossier::{DateError, fold, parse_date};
use crate::text::{Lang, month, month_name};

/// The day that a text means in a dossier of a campaign; none where it could be two.
pub(super) fn meant(found: &str, campaign: i64) -> Option<NaiveDate> {
    let text = found.replace('\u{2011}', "-");
    match parse_date(&text) {
        Ok(day) => Some(day),
        // A year of two digits is certain within the campaign alone.
        Err(DateError::Unreadable { meant: Some(day) }) if text.contains(&day.year().to_string()) => Some(day),
        Err(DateError::Unreadable { .. }) => with_short_year(&text, campaign).or_else(|| in_words(&text)),
        Err(DateError::NoSuchMonth { .. } | DateError::NoSuchDay { .. }) => None,
    }
}

fn digits(text: &str, most: usize) -> Option<u32> {
    let are_digits = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    are_digits.then(|| text.parse().ok()).flatten()
}

/// `15/01/15`, in a year of the campaign's or beside it.
fn with_short_year(text: &str, campaign: i64) -> Option<NaiveDate> {
    let separator = ['/', '.'].into_iter().find(|separator| text.contains(*separator))?;
    let parts: Vec<&str> = text.split(separator).map(str::trim).collect();
    let &[day, month, year] = &parts[..] else { return None };
    let short = digits(year, 2).filter(|_| year.len() == 2)?;
    let year = (campaign - 1..=campaign + 1).find(|year| year.rem_euclid(100) == i64::from(short))?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, digits(month, 2)?, digits(day, 2)?)
}

/// `1er février 2015`
fn in_words(text: &str) -> Option<NaiveDate> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let words = if words.first().is_some_and(|first| fold(first) == "le") { &words[1..] } else { &words[..] };
    let &[day, name, year] = words else { return None };
    let day = fold(day);
    let day = day.strip_suffix("er").unwrap_or(&day);
    let name = fold(name);
    let month = (1..=12).find(|number| is_named(*number, &name))?;
    let year = digits(year, 4).filter(|_| year.len() == 4)?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, digits(day, 2)?)
}

/// Whether a folded word is a month's French name.
fn is_named(number: u32, name: &str) -> bool {
    let day = NaiveDate::default().with_month(number);
    let french = day.map(|day| month_name(day, Lang::Fr));
    french.is_some_and(|french| fold(french) == name) || month(name) == Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<String> {
        meant(text, 2015).map(|day| day.to_string())
    }

    #[test]
    fn certain_days_are_read() {
        for (text, day) in [
            ("15/01/15", "2015-01-15"),
            ("16/02/14", "2014-02-16"),
            ("1/2/16", "2016-02-01"),
            ("15.01.15", "2015-01-15"),
            ("1er février 2015", "2015-02-01"),
            ("1ER MARS 2015", "2015-03-01"),
            ("le 28 aout 2015", "2015-08-28"),
            ("2015\u{2011}02\u{2011}01", "2015-02-01"),
            ("8/11/2014", "2014-11-08"),
        ] {
            assert_eq!(of(text).as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn other_texts_are_left() {
        for text in [
            "15/01/13",
            "15/01/17",
            "15-01-15",
            "31/04/15",
            "31/04/2015",
            "mars 2015",
            "1er mars 15",
            "début mars 2015",
            "15/13/15",
            "1/2/3/15",
            "2015",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
