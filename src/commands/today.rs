//! The day of an evaluation, where none is given.

use chrono::{NaiveDate, Utc};

/// Today where the call's deadlines are.
pub(super) fn today_in_paris() -> NaiveDate {
    Utc::now().with_timezone(&chrono_tz::Europe::Paris).date_naive()
}
