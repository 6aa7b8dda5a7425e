//! Every exercise judges its own answers rightly: the right ones pass, the stub and each wrong one do not, for the reason
//! that it names.
//!
//! What has passed is remembered under a hash of everything that it depends on (the answer, its exercise, the engine, the
//! facades, this program) and is not graded again until one of them changes. `COURSE_FORGET=1` grades everything.

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;

use catalog::{Exercise, WrongAnswer};
use grader::{Conclusion, Options, Verdict};
use libtest_mimic::{Arguments, Failed, Trial};
use support::{read, root};

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(2);
    let exercises = Exercise::all(root()).unwrap_or_else(|error| panic!("{error}"));
    let trials = exercises.iter().flat_map(trials).collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn trials(exercise: &Exercise) -> Vec<Trial> {
    let named = |what: &str, test: Box<dyn FnOnce() -> Result<(), Failed> + Send>| {
        Trial::test(format!("{}/{what}", exercise.name), test)
    };
    let mut trials = Vec::new();
    let own = exercise.clone();
    trials.push(named("format", Box::new(move || keeps_the_format(&own))));
    let own = exercise.clone();
    trials.push(named(
        "stub",
        Box::new(move || stub_is_told_what_to_do(&own)),
    ));
    let mut right = vec![exercise.solution()];
    right.extend(
        exercise
            .alternatives()
            .unwrap_or_else(|error| panic!("{error}")),
    );
    for path in right {
        let own = exercise.clone();
        let name = format!("right/{}", stem(&path));
        trials.push(named(
            &name,
            Box::new(move || right_answer_passes(&own, &path)),
        ));
    }
    for wrong in exercise
        .wrong_answers()
        .unwrap_or_else(|error| panic!("{error}"))
    {
        let own = exercise.clone();
        let name = format!("wrong/{}", wrong.name);
        trials.push(named(
            &name,
            Box::new(move || wrong_answer_is_caught(&own, &wrong)),
        ));
    }
    trials
}

/// What the format asks of an exercise beyond what reading it checks.
fn keeps_the_format(exercise: &Exercise) -> Result<(), Failed> {
    let mut problems = Vec::new();
    let mut demand = |holds: bool, problem: String| {
        if !holds {
            problems.push(problem);
        }
    };
    let checks = &exercise.manifest.checks;
    demand(
        checks.len() >= 8,
        format!("it has {} checks; write at least 8", checks.len()),
    );
    let alternatives = exercise.alternatives()?;
    demand(
        alternatives.len() >= 2,
        format!(
            "it has {} alternatives; write at least 2",
            alternatives.len()
        ),
    );
    for path in &alternatives {
        let header = std::fs::read_to_string(path)?;
        demand(
            header.starts_with("//! design: "),
            format!("{} does not begin with `//! design: …`", path.display()),
        );
    }
    let wrong = exercise.wrong_answers()?;
    demand(
        wrong.len() >= 10,
        format!("it has {} wrong answers; write at least 10", wrong.len()),
    );
    for check in checks {
        let meant = wrong.iter().any(|wrong| wrong.caught_by[0] == check.id());
        demand(
            meant,
            format!("no wrong answer is meant for the check `{}`", check.id()),
        );
    }
    let page = exercise.page();
    demand(
        root().join(&page).is_file(),
        format!("its task page {} does not exist", page.display()),
    );
    let address = page
        .strip_prefix("src")
        .unwrap_or(&page)
        .display()
        .to_string();
    demand(
        read(Path::new("src/SUMMARY.md")).contains(&format!("({address})")),
        format!("src/SUMMARY.md does not list {address}"),
    );
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems.join("\n").into())
    }
}

fn right_answer_passes(exercise: &Exercise, path: &Path) -> Result<(), Failed> {
    remembered("right", exercise, path, || judge_right(exercise, path))
}

fn judge_right(exercise: &Exercise, path: &Path) -> Result<(), Failed> {
    let verdict = grade(exercise, path)?;
    let full = verdict.points == exercise.manifest.points && verdict.max_points == verdict.points;
    let explored = verdict.checks.iter().all(|check| check.message.is_none());
    if verdict.conclusion == Conclusion::Passed && full && explored {
        return Ok(());
    }
    Err(told("a right answer is not accepted in full", &verdict))
}

fn stub_is_told_what_to_do(exercise: &Exercise) -> Result<(), Failed> {
    remembered("stub", exercise, &exercise.stub(), || judge_stub(exercise))
}

fn judge_stub(exercise: &Exercise) -> Result<(), Failed> {
    let verdict = grade(exercise, &exercise.stub())?;
    let names_it = verdict
        .first_failure()
        .and_then(|check| check.message.as_deref())
        .is_some_and(|message| message.contains("not yet implemented: "));
    if verdict.conclusion == Conclusion::Failed && names_it {
        return Ok(());
    }
    Err(told(
        "the stub's verdict does not say what is to be written",
        &verdict,
    ))
}

fn wrong_answer_is_caught(exercise: &Exercise, wrong: &WrongAnswer) -> Result<(), Failed> {
    remembered("wrong", exercise, &wrong.path, || {
        judge_wrong(exercise, wrong)
    })
}

fn judge_wrong(exercise: &Exercise, wrong: &WrongAnswer) -> Result<(), Failed> {
    let verdict = grade(exercise, &wrong.path)?;
    let meant = &wrong.caught_by[0];
    let caught = verdict
        .checks
        .iter()
        .any(|check| !check.passed && check.was_run() && check.detail.id == *meant);
    if verdict.conclusion == Conclusion::Passed || verdict.points == verdict.max_points {
        return Err(told("a wrong answer passes", &verdict));
    }
    if !caught {
        return Err(told(&format!("`{meant}` does not catch it"), &verdict));
    }
    Ok(())
}

fn grade(exercise: &Exercise, path: &Path) -> Result<Verdict, Failed> {
    let cancel = AtomicBool::new(false);
    let options = Options {
        root: root(),
        schedules: None,
        seed: 1,
        replay: None,
        tier: grader::tier()?,
        cancel: &cancel,
        progress: &|_| (),
    };
    Ok(grader::grade(exercise, path, &options)?)
}

fn told(problem: &str, verdict: &Verdict) -> Failed {
    let document = grader::Document::new(vec![verdict.clone()]);
    let text = grader::format::human(&document, grader::format::Paint::Plain);
    format!("{problem}:\n{text}").into()
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// Runs `test` unless it has passed before with the answer and the task as they are now.
fn remembered(
    what: &str,
    exercise: &Exercise,
    answer: &Path,
    test: impl FnOnce() -> Result<(), Failed>,
) -> Result<(), Failed> {
    let folder = format!("code/exercises/{}", exercise.name);
    let depends_on = (
        fs::read(answer)?,
        fs::read(root().join(&folder).join("exercise.toml"))?,
        support::contents(&format!("{folder}/harness")),
    );
    let what = format!("{}: {what} {}", exercise.name, stem(answer));
    support::remembered(&what, depends_on, test)
}
