//! Calendar days: `2014-11-28`, or `28/11/2014`.

use chrono::{Datelike, NaiveDate};

use super::fold;
use super::identifier::are_digits;

/// `month` in `NoSuchDay` is the month's first day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DateError {
    Unreadable { meant: Option<NaiveDate> },
    NoSuchMonth { month: u32 },
    NoSuchDay { month: NaiveDate, days: u32 },
}

pub(crate) fn parse(text: &str) -> Result<NaiveDate, DateError> {
    let text = text.trim();
    let parts = iso(text).or_else(|| french(text));
    let Some((year, month, day)) = parts else {
        return Err(DateError::Unreadable { meant: guess(text) });
    };
    let first = i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, 1));
    let first = first.ok_or(DateError::NoSuchMonth { month })?;
    first.with_day(day).ok_or_else(|| DateError::NoSuchDay { month: first, days: first.num_days_in_month().into() })
}

fn iso(text: &str) -> Option<(u32, u32, u32)> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    Some((number(year, 4)?, number(month, 2)?, number(day, 2)?))
}

fn french(text: &str) -> Option<(u32, u32, u32)> {
    let (day, rest) = text.split_once('/')?;
    let (month, year) = rest.split_once('/')?;
    Some((number(year, 4)?, number(month, 2)?, number(day, 2)?))
}

fn number(text: &str, digits: usize) -> Option<u32> {
    are_digits(text, digits).then(|| text.parse().ok()).flatten()
}

/// The beginnings of the months' names, folded.
const MONTHS: [&str; 12] = ["janv", "fevr", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec"];

/// In bytes.
const MAX_GUESSED: usize = 60;

/// The likely meaning: day, month and year, or the year first if it has four digits.
fn guess(text: &str) -> Option<NaiveDate> {
    if text.len() > MAX_GUESSED {
        return None;
    }
    let text = fold(text);
    let date = match text.split_once('t') {
        Some((date, _)) if date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') => date,
        _ => &text,
    };
    let is_apart = |c: char| matches!(c, '-' | '/' | '.' | ',') || c.is_whitespace();
    let mut parts: Vec<&str> = date.split(is_apart).filter(|part| !part.is_empty()).collect();
    // « lundi 2 mars 2015 », « le 2 mars 2015 ».
    while parts.len() > 3 && parts[0].bytes().all(|byte| byte.is_ascii_lowercase()) {
        parts.remove(0);
    }
    let &[first, month, last] = parts.as_slice() else {
        return None;
    };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let day = short(day.strip_suffix("er").unwrap_or(day))?;
    let month = month_number(month)?;
    let of_this_century = || format!("20{year}");
    let short_year = || number(&of_this_century(), 4).filter(|_| !is_other_order(date, year));
    let year = number(year, 4).or_else(short_year)?;
    NaiveDate::from_ymd_opt(year.try_into().ok()?, month, day)
}

fn short(text: &str) -> Option<u32> {
    number(text, 2).or_else(|| number(text, 1))
}

fn month_number(text: &str) -> Option<u32> {
    let named = |name: &str| text.starts_with(name) && text.len() < 10 && text.bytes().all(|b| b.is_ascii_lowercase());
    let by_name = || MONTHS.into_iter().position(named).and_then(|month| u32::try_from(month + 1).ok());
    short(text).or_else(by_name)
}

/// Whether `14-11-28` may be the year, the month and the day.
fn is_other_order(date: &str, last: &str) -> bool {
    let is_day = number(last, 2).is_some_and(|day| (1..=31).contains(&day));
    date.contains('-') && is_day && date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn two_ways_are_read() {
        assert_eq!(parse("2014-11-28"), Ok(day(2014, 11, 28)));
        assert_eq!(parse(" 28/11/2014\n"), Ok(day(2014, 11, 28)));
        assert_eq!(parse("2016-02-29"), Ok(day(2016, 2, 29)));
        assert_eq!(parse("31/12/2015"), Ok(day(2015, 12, 31)));
    }

    #[test]
    fn days_that_do_not_exist_are_told_apart() {
        let no_day = |year, month, days| Err(DateError::NoSuchDay { month: day(year, month, 1), days });
        assert_eq!(parse("31/04/2015"), no_day(2015, 4, 30));
        assert_eq!(parse("2015-02-29"), no_day(2015, 2, 28));
        assert_eq!(parse("2016-02-30"), no_day(2016, 2, 29));
        assert_eq!(parse("1900-02-29"), no_day(1900, 2, 28));
        assert_eq!(parse("2015-01-00"), no_day(2015, 1, 31));
        assert_eq!(parse("32/12/9999"), no_day(9999, 12, 31));
        assert_eq!(parse("12/31/2015"), Err(DateError::NoSuchMonth { month: 31 }));
        assert_eq!(parse("2015-00-10"), Err(DateError::NoSuchMonth { month: 0 }));
    }

    #[test]
    fn other_ways_are_guessed_at_and_refused() {
        let meant = Some(day(2014, 11, 8));
        for text in [
            "2014-11-8",
            "8/11/2014",
            "08-11-2014",
            "08.11.2014",
            "2014/11/08",
            "08 11 2014",
            "2014-11-08T10:00:00Z",
            "8/11/14",
            "08.11.14",
            "8 novembre 2014",
            "8 Nov. 2014",
            "samedi 8 novembre 2014",
            "le 8 novembre 14",
        ] {
            assert_eq!(parse(text), Err(DateError::Unreadable { meant }), "{text}");
        }
        for text in [
            "",
            "14-11-08",
            "8 11",
            "20141108",
            "8 novembre",
            "8 brumaire 2014",
            "2014-11",
            "2014-11-08-01",
            "2014-13-8",
            "+014-11-08",
            "２０１４-11-08",
        ] {
            assert_eq!(parse(text), Err(DateError::Unreadable { meant: None }), "{text}");
        }
    }
}
