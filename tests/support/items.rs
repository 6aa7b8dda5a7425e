//! One named test for each program of the course.

use std::env;
use std::hash::Hash;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use recorder::{Difference, Filter, Item, Kind, Mode, Scope, Verdict, Workshop, items};

use crate::{contents, course, remembered, skip};

/// Tests all programs of one kind against what is recorded, with a trial more for each of `others`.
///
/// # Panics
/// When the listings do not build.
pub fn run_items(kind: Kind, others: Vec<Trial>) -> ExitCode {
    let arguments = arguments();
    let all = items(course(), &Filter::All).unwrap_or_else(|error| panic!("{error}"));
    let all: Vec<Item> = all.into_iter().filter(|item| item.kind == kind).collect();
    let workshop: Workshop<'static> =
        Workshop::open(course(), &all, Scope::Course).unwrap_or_else(|error| panic!("{error}"));
    match workshop.reservation() {
        Ok(None) => {}
        Ok(Some(reservation)) => eprintln!("note: {reservation}"),
        Err(error) => panic!("{error}"),
    }
    // Trials own what they use, and the process ends with them.
    let workshop: &'static Workshop<'static> = Box::leak(Box::new(workshop));
    let mut trials: Vec<Trial> = all
        .into_iter()
        .map(|item| Trial::test(item.to_string(), move || check(workshop, &item)))
        .collect();
    trials.extend(others);
    finish(&arguments, trials)
}

/// Runs trials that are not programs of the course.
pub fn run_trials(trials: Vec<Trial>) -> ExitCode {
    finish(&arguments(), trials)
}

/// As many at once as the tests of Rust itself: the library does not look.
fn arguments() -> Arguments {
    let mut arguments = Arguments::from_args();
    let said = env::var("RUST_TEST_THREADS").ok();
    arguments.test_threads = arguments
        .test_threads
        .or_else(|| said.and_then(|said| said.parse().ok()));
    arguments
}

fn finish(arguments: &Arguments, trials: Vec<Trial>) -> ExitCode {
    assert!(
        !trials.is_empty(),
        "there is nothing to test, so nothing is proved"
    );
    libtest_mimic::run(arguments, trials).exit_code()
}

fn check(workshop: &Workshop<'_>, item: &Item) -> Result<(), Failed> {
    if item.kind == Kind::Recap
        && let Err(reason) = workshop.python_version()
    {
        return Ok(skip(&item.to_string(), &reason)?);
    }
    let mut skipped = None;
    let mut work = || match workshop.work(item, Mode::Check)? {
        Verdict::Same => Ok(()),
        Verdict::Skipped(reason) => {
            skipped = Some(reason);
            Err(Failed::without_message())
        }
        Verdict::Differs(difference) => Err(told(&difference).into()),
    };
    let worked = match item.kind {
        // Each run of a listing is a proof of its own.
        Kind::Listing => work(),
        Kind::Schedules | Kind::Recap | Kind::Rejected => {
            let what = format!("{:?} {item}", item.kind);
            remembered(&what, surroundings(workshop, item), work)
        }
    };
    match skipped {
        Some(reason) => Ok(skip(&item.to_string(), &reason)?),
        None => worked,
    }
}

/// What the outcome depends on besides the course's own crates.
fn surroundings(workshop: &Workshop<'_>, item: &Item) -> impl Hash {
    let python = match item.kind {
        Kind::Recap => workshop.python_version().ok(),
        Kind::Listing | Kind::Schedules | Kind::Rejected => None,
    };
    let folder = format!("code/chapters/{}", item.topic);
    (python, contents(&folder))
}

fn told(difference: &Difference) -> String {
    let advice = if difference.needs_author {
        "\nNo recording helps here: mend the program, or what it promises."
    } else {
        "\nIf the new text is right: cargo course record"
    };
    let Difference {
        file,
        summary,
        diff,
        ..
    } = difference;
    format!("{}: {summary}\n{diff}{advice}", file.display())
}
