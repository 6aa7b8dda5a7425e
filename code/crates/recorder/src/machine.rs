//! Which machine a run was recorded on, and when.

use std::env::consts::{ARCH, OS};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// For instance `2 cores, linux on x86_64, 21 November 2026`.
pub(crate) fn today() -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let unit = if cores == 1 { "core" } else { "cores" };
    // A clock before 1970 is set wrong; the run counts all the same.
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    let (year, month, day) = date(seconds / 86_400);
    format!(
        "{cores} {unit}, {OS} on {ARCH}, {day} {} {year}",
        MONTHS[month]
    )
}

/// Year, month from 0 and day from 1 of a day counted from the first of January 1970.
fn date(mut day: u64) -> (u64, usize, u64) {
    let mut year = 1970;
    let leap = |year: u64| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    while day >= 365 + u64::from(leap(year)) {
        day -= 365 + u64::from(leap(year));
        year += 1;
    }
    let february = 28 + u64::from(leap(year));
    let mut month = 0;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if day < length {
            break;
        }
        day -= length;
        month += 1;
    }
    (year, month, day + 1)
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn days_are_dates() {
        assert_eq!(date(0), (1970, 0, 1));
        assert_eq!(date(19_782), (2024, 1, 29));
        assert_eq!(date(19_783), (2024, 2, 1));
        assert_eq!(date(20_453), (2025, 11, 31));
    }
}
