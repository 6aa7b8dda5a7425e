//! Reads the log of a program: ` 12.5 ms  worker 1  waits for a page`, in order of time.

use super::{Activity, Interval, Lane};

/// The lanes that a log tells of, by name: what somebody begins lasts until the next line about them. `ends` ends a lane.
pub(super) fn lanes(log: &str) -> Result<Vec<Lane>, String> {
    let mut lanes: Vec<Lane> = Vec::new();
    for line in log.lines().filter(|line| !line.trim().is_empty()) {
        let (at, name, what) = event(line).ok_or_else(|| {
            format!("`{line}` is no event of a log; print `12.5 ms  worker 1  waits for a page`")
        })?;
        let place = lanes.iter().position(|lane| lane.name == name);
        let place = place.unwrap_or_else(|| {
            lanes.push(Lane {
                name: name.to_owned(),
                intervals: Vec::new(),
                ended: None,
            });
            lanes.len() - 1
        });
        let lane = &mut lanes[place];
        if let Some(last) = lane.intervals.last_mut() {
            if at < last.from {
                return Err(format!(
                    "`{line}` comes after what happened later; sort the log"
                ));
            }
            last.until = at;
        }
        if what == "ends" {
            lane.ended = Some(at);
        } else {
            lane.intervals.push(Interval {
                activity: activity(what),
                what: what.to_owned(),
                from: at,
                until: at,
            });
        }
    }
    for lane in &mut lanes {
        lane.intervals
            .retain(|interval| interval.from < interval.until);
    }
    lanes.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(lanes)
}

/// Time in microseconds, who, and what: separated by two spaces or more, since names may have one.
fn event(line: &str) -> Option<(u64, &str, &str)> {
    let (time, rest) = line.trim().split_once(" ms  ")?;
    let (name, what) = rest.trim_start().split_once("  ")?;
    let (whole, tenths) = time.split_once('.')?;
    let tenths = tenths.parse::<u64>().ok().filter(|tenths| *tenths < 10)?;
    let at = whole.parse::<u64>().ok()?.checked_mul(1_000)? + tenths * 100;
    Some((at, name, what.trim()))
}

fn activity(what: &str) -> Activity {
    match what.split([' ', ',']).next() {
        Some("waits") => Activity::Waiting,
        Some("sleeps") => Activity::Sleeping,
        _ => Activity::Running,
    }
}

#[cfg(test)]
mod tests {
    use super::{Activity, lanes};

    #[test]
    fn what_begins_lasts_until_the_next_line_about_the_same() {
        let log = "  0.0 ms  a 1  works\n  1.5 ms  b  sleeps\n  2.0 ms  a 1  waits, for b\n  9.0 ms  a 1  ends\n";
        let found = lanes(log).unwrap();
        assert_eq!(found.len(), 2);
        let [works, waits] = &found[0].intervals[..] else {
            panic!("{found:?}")
        };
        assert_eq!(
            (works.from, works.until, works.activity),
            (0, 2_000, Activity::Running)
        );
        assert_eq!(
            (waits.from, waits.until, waits.activity),
            (2_000, 9_000, Activity::Waiting)
        );
        assert_eq!(found[0].ended, Some(9_000));
        assert_eq!(found[1].intervals, [], "nobody knows how long b slept");
    }

    #[test]
    fn what_is_no_log_is_refused() {
        assert!(lanes("done\n").unwrap_err().contains("no event"));
        assert!(
            lanes("2.0 ms  a  works\n1.0 ms  a  ends\n")
                .unwrap_err()
                .contains("sort")
        );
    }
}
