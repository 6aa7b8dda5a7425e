//! Lanes as markup and as words.

use std::fmt::Write;

use super::{Activity, Lane};

/// The lanes as one block of HTML: bars on an axis that is as long as it is told, not as long as the run.
pub(super) fn markup(lanes: &[Lane], language: &str, axis: u64) -> String {
    let names: Vec<&str> = lanes.iter().map(|lane| lane.name.as_str()).collect();
    let end = lanes
        .iter()
        .flat_map(|lane| &lane.intervals)
        .map(|interval| interval.until);
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<div class=\"timeline\" data-language=\"{language}\" data-axis=\"{axis}\" role=\"img\" aria-label=\"Lanes over {1}: {0}. The same follows in words.\">",
        escaped(&names.join(", ")),
        time(end.max().unwrap_or(0), axis),
    );
    for (index, lane) in lanes.iter().enumerate() {
        let name = escaped(&lane.name);
        let _ = write!(
            out,
            "<div class=\"lane thread-{}\" data-name=\"{name}\"><span class=\"who\">{name}</span><span class=\"track\">",
            index % 4
        );
        for interval in &lane.intervals {
            let look = look(interval.activity);
            let what = escaped(&interval.what);
            let _ = write!(
                out,
                "<span class=\"bar {look}\" data-from=\"{}\" data-until=\"{}\" style=\"--from:{};--until:{}\" title=\"{what}\"></span>",
                interval.from,
                interval.until,
                percent(interval.from, axis),
                percent(interval.until, axis),
            );
        }
        out.push_str("</span></div>\n");
    }
    out.push_str("<div class=\"axis\"><span class=\"who\"></span><span class=\"track\">");
    let step = tick(axis);
    for at in (0..=axis / step).map(|number| number * step) {
        let _ = write!(
            out,
            "<span style=\"--from:{}\">{}</span>",
            percent(at, axis),
            time(at, axis)
        );
    }
    out.push_str("</span></div>\n<div class=\"key\">");
    let used = |activity| {
        let mut all = lanes.iter().flat_map(|lane| &lane.intervals);
        all.any(|interval| interval.activity == activity)
    };
    for activity in [Activity::Running, Activity::Waiting, Activity::Sleeping] {
        if used(activity) {
            let look = look(activity);
            let _ = write!(
                out,
                "<span><span class=\"bar {look}\"></span> {look}</span> "
            );
        }
    }
    out.push_str("</div>\n</div>\n");
    out
}

/// The word for an activity, which is also the class of its bars.
fn look(activity: Activity) -> &'static str {
    match activity {
        Activity::Running => "running",
        Activity::Waiting => "waiting",
        Activity::Sleeping => "sleeping",
    }
}

/// The same in words: a line for each thing that somebody does.
pub(super) fn words(lanes: &[Lane], axis: u64) -> String {
    let width = lanes
        .iter()
        .map(|lane| lane.name.chars().count())
        .max()
        .unwrap_or(0);
    let mut lines = Vec::new();
    for lane in lanes {
        for (nth, interval) in lane.intervals.iter().enumerate() {
            let name = if nth == 0 { lane.name.as_str() } else { "" };
            let from = number(interval.from, axis);
            lines.push((
                name,
                format!("{from} to {}", time(interval.until, axis)),
                interval.what.as_str(),
            ));
        }
        if let Some(ended) = lane.ended {
            let name = if lane.intervals.is_empty() {
                lane.name.as_str()
            } else {
                ""
            };
            lines.push((name, time(ended, axis), "ends"));
        }
    }
    let times = lines
        .iter()
        .map(|(_, time, _)| time.len())
        .max()
        .unwrap_or(0);
    lines
        .iter()
        .map(|(name, time, what)| format!("{name:<width$}  {time:<times$}  {what}\n"))
        .collect()
}

/// A time with its unit, which is that of the axis.
pub(super) fn time(microseconds: u64, axis: u64) -> String {
    let unit = if in_seconds(axis) { "s" } else { "ms" };
    format!("{} {unit}", number(microseconds, axis))
}

fn number(microseconds: u64, axis: u64) -> String {
    let unit = if in_seconds(axis) {
        1_000_000.0
    } else {
        1_000.0
    };
    // One digit is what a picture shows.
    let rounded = (microseconds as f64 / unit * 10.0).round() / 10.0;
    format!("{rounded}")
}

fn in_seconds(axis: u64) -> bool {
    axis >= 2_000_000
}

/// A round distance between marks on the axis, so that there are no more than seven.
fn tick(axis: u64) -> u64 {
    let round = (0..).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_u64.pow(power)));
    round
        .into_iter()
        .find(|step| axis / step <= 6)
        .unwrap_or(axis)
}

fn percent(microseconds: u64, axis: u64) -> String {
    let hundredths = microseconds as f64 / axis as f64 * 10_000.0;
    format!("{}", hundredths.round() / 100.0)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::{markup, tick, words};
    use crate::timeline::{Activity, Interval, Lane};

    fn lanes() -> Vec<Lane> {
        let interval = |activity, what: &str, from, until| Interval {
            activity,
            what: what.to_owned(),
            from,
            until,
        };
        vec![
            Lane {
                name: "main".to_owned(),
                intervals: vec![interval(Activity::Waiting, "waits for <T1>", 0, 12_500)],
                ended: Some(12_500),
            },
            Lane {
                name: "T1".to_owned(),
                intervals: vec![interval(
                    Activity::Sleeping,
                    "sleeps (line 3)",
                    2_500,
                    12_500,
                )],
                ended: None,
            },
        ]
    }

    #[test]
    fn words_tell_every_interval() {
        let expected = "main  0 to 12.5 ms    waits for <T1>\n      12.5 ms         ends\nT1    2.5 to 12.5 ms  sleeps (line 3)\n";
        assert_eq!(words(&lanes(), 25_000), expected);
    }

    #[test]
    fn bars_stand_where_the_axis_says_and_their_text_is_text() {
        let drawn = markup(&lanes(), "Rust", 25_000);
        assert!(
            drawn.contains("--from:10;--until:50\" title=\"sleeps (line 3)\""),
            "{drawn}"
        );
        assert!(drawn.contains("waits for &lt;T1&gt;"), "{drawn}");
        assert!(!drawn.contains("\n\n"), "a blank line would end the block");
    }

    #[test]
    fn an_axis_has_few_marks() {
        assert_eq!(tick(60_000), 10_000);
        assert_eq!(tick(65_000), 10_000);
        assert_eq!(tick(100_000), 20_000);
        assert_eq!(tick(3_000_000), 500_000);
    }
}
