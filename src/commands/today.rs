//! The day of an evaluation, where none is given.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDate};

/// Today where the call's deadlines are.
pub(super) fn today_in_paris() -> NaiveDate {
    day_in_paris(SystemTime::now())
}

/// A clock may stand anywhere, also before 1970. A time that no calendar has counts as its beginning.
fn day_in_paris(now: SystemTime) -> NaiveDate {
    let seconds = |seconds: u64| i64::try_from(seconds).unwrap_or(i64::MAX);
    let seconds = match now.duration_since(UNIX_EPOCH) {
        Ok(after) => seconds(after.as_secs()),
        // A second that has begun.
        Err(before) => -seconds(before.duration().as_secs()).saturating_add(1),
    };
    let now = DateTime::from_timestamp(seconds, 0).unwrap_or_default();
    now.with_timezone(&chrono_tz::Europe::Paris).date_naive()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn every_clock_shows_a_day() {
        let day = |time: Option<SystemTime>| day_in_paris(time.unwrap()).to_string();
        let after = |seconds| day(UNIX_EPOCH.checked_add(Duration::from_secs(seconds)));
        let before = |seconds| day(UNIX_EPOCH.checked_sub(Duration::from_secs(seconds)));
        assert_eq!([after(0), after(82_800), after(1_416_437_999)], ["1970-01-01", "1970-01-02", "2014-11-19"]);
        assert_eq!([before(1), before(3_601), before(2_208_988_800)], ["1970-01-01", "1969-12-31", "1900-01-01"]);
        assert_eq!([after(1 << 61), before(1 << 61)], ["1970-01-01", "1970-01-01"]);
    }
}
