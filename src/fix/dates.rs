//! Dates in other notations of which the day is certain.

use chrono::{Datelike, NaiveDate};

use crate::dossier::{DateError, parse_date};

/// The day that a text means in a dossier of a campaign; none where it could be two. A year of two digits is certain in a date of
/// numbers alone, and within the campaign or beside it.
pub(super) fn meant(found: &str, campaign: i64) -> Option<NaiveDate> {
    let text = found.replace('\u{2011}', "-");
    match parse_date(&text) {
        Ok(day) => Some(day),
        Err(DateError::Unreadable { meant }) => meant.filter(|day| {
            let is_near = (campaign - 1..=campaign + 1).contains(&i64::from(day.year()));
            text.contains(&day.year().to_string()) || is_near && !text.contains(char::is_alphabetic)
        }),
        Err(DateError::NoSuchMonth { .. } | DateError::NoSuchDay { .. }) => None,
    }
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
