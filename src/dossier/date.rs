//! Calendar days: `2014-11-28`, or `28/11/2014`.

use chrono::{Datelike, NaiveDate};

use super::identifier::are_digits;

/// `month` in `NoSuchDay` is the month's first day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DateError {
    Unreadable { meant: Option<NaiveDate> },
    NoSuchMonth { month: u32 },
    NoSuchDay { month: NaiveDate, days: u32 },
}

pub(super) fn parse(text: &str) -> Result<NaiveDate, DateError> {
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

/// The likely meaning, when the numbers are unambiguous: the year has four digits.
fn guess(text: &str) -> Option<NaiveDate> {
    let date = text.split_once('T').map_or(text, |(date, _)| date);
    let parts: Vec<&str> = date.split(['-', '/', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let &[first, month, last] = parts.as_slice() else {
        return None;
    };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let short = |text: &str| number(text, 2).or_else(|| number(text, 1));
    NaiveDate::from_ymd_opt(number(year, 4)?.try_into().ok()?, short(month)?, short(day)?)
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
        for text in
            ["2014-11-8", "8/11/2014", "08-11-2014", "08.11.2014", "2014/11/08", "08 11 2014", "2014-11-08T10:00:00Z"]
        {
            assert_eq!(parse(text), Err(DateError::Unreadable { meant }), "{text}");
        }
        for text in [
            "",
            "8/11/14",
            "20141108",
            "8 novembre 2014",
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
