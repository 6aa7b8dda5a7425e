//! `course record`: everything recorded, made anew or compared.

use anyhow::Result;
use catalog::Course;
use clap::Args;
use indicatif::ProgressBar;
use recorder::{Difference, Filter, Mode, Progress};

use crate::Outcome;
use crate::terminal::{self, Busy};

/// Records outputs, compiler messages and schedules anew, or checks the recorded ones.
///
/// Exit status: 0 all is recorded as it is, 1 something differs (with --check) or needs its author.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo course record                rewrites every recorded file that differs
  cargo course record gate           only what belongs to this program
  cargo course record --check        says what differs and writes nothing
  cargo course record --check locks  one chapter")]
pub(crate) struct Record {
    /// Compares only.
    #[arg(long)]
    check: bool,
    /// Programs or chapters: `name`, `chapter/name` or `chapter`; everything when none is named.
    #[arg(value_name = "NAME")]
    names: Vec<String>,
}

impl Record {
    pub(crate) fn run(self) -> Result<Outcome> {
        let course = Course::load(&catalog::find_root()?)?;
        let mode = if self.check { Mode::Check } else { Mode::Write };
        let filter = if self.names.is_empty() {
            Filter::All
        } else {
            Filter::Names(self.names)
        };
        let mut display = Display::default();
        let result = recorder::record(&course, mode, &filter, &mut |progress| {
            display.show(progress);
        });
        display.clear();
        let differences = result?;

        terminal::print(&describe(&differences, mode))?;
        let is_open = |difference: &Difference| mode == Mode::Check || difference.needs_author;
        if differences.iter().any(is_open) {
            Ok(Outcome::NotYet)
        } else {
            Ok(Outcome::Done)
        }
    }
}

/// What is on the terminal while the recorder works.
#[derive(Default)]
struct Display {
    building: Option<Busy>,
    bar: Option<ProgressBar>,
}

impl Display {
    fn show(&mut self, progress: Progress<'_>) {
        match progress {
            Progress::Building => self.building = Some(Busy::new("building the programs")),
            Progress::Started { total } => {
                self.building = None;
                self.bar = Some(terminal::steps(total));
            }
            Progress::Finished { name } => {
                if let Some(bar) = &self.bar {
                    bar.set_message(name.to_owned());
                    bar.inc(1);
                }
            }
        }
    }

    fn clear(&mut self) {
        self.building = None;
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

fn describe(differences: &[Difference], mode: Mode) -> String {
    let mut text = String::new();
    for difference in differences {
        text.push_str(&format!(
            "{}: {}\n",
            difference.file.display(),
            difference.summary
        ));
        for line in difference.diff.lines() {
            text.push_str(&format!("    {line}\n"));
        }
    }
    let (open, writable): (Vec<_>, Vec<_>) = differences
        .iter()
        .partition(|difference| difference.needs_author);
    if differences.is_empty() {
        text.push_str("everything is recorded as it is\n");
    }
    if !writable.is_empty() {
        let files = count(writable.len(), "recorded file");
        text.push_str(&match mode {
            Mode::Check => format!("{files} to rewrite: `cargo course record` does it\n"),
            Mode::Write => format!("{files} rewritten: look at the difference before you commit\n"),
        });
    }
    if !open.is_empty() {
        let files = count(open.len(), "file");
        text.push_str(&format!("{files} for you to put right: no recording can\n"));
    }
    text
}

fn count(number: usize, thing: &str) -> String {
    match number {
        1 => format!("1 {thing}"),
        _ => format!("{number} {thing}s"),
    }
}

#[cfg(test)]
mod tests {
    use recorder::{Difference, Mode};

    use super::describe;

    fn difference(needs_author: bool) -> Difference {
        Difference {
            file: "code/chapters/threads/examples/a.out".into(),
            summary: "the output differs".to_owned(),
            diff: "-1\n+2\n".to_owned(),
            needs_author,
        }
    }

    #[test]
    fn says_what_differs_and_what_to_do() {
        let shown = "code/chapters/threads/examples/a.out: the output differs\n    -1\n    +2\n";
        for (differences, mode, end) in [
            (
                vec![difference(false)],
                Mode::Check,
                "1 recorded file to rewrite: `cargo course record` does it\n",
            ),
            (
                vec![difference(false)],
                Mode::Write,
                "1 recorded file rewritten: look at the difference before you commit\n",
            ),
            (
                vec![difference(true)],
                Mode::Write,
                "1 file for you to put right: no recording can\n",
            ),
        ] {
            assert_eq!(describe(&differences, mode), format!("{shown}{end}"));
        }
        assert_eq!(
            describe(&[], Mode::Check),
            "everything is recorded as it is\n"
        );
    }
}
