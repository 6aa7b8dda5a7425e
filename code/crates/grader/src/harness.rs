//! Builds the hidden checks together with an answer, and runs them.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use catalog::{CheckKind, Exercise, System};
use harness_kit::job::{Ending, Finding, Job, Line, Request};
use runner::Ending as ProcessEnding;

use crate::GradeError;
use crate::compile::{Compiled, Product, Unit, compile, extern_names};
use crate::launch::Launcher;
use crate::toolkit::{Set, Toolkit};
use crate::workplace::{BUILD, KEPT};

/// What came of building a harness.
pub(crate) enum Built {
    /// The program.
    Harness(PathBuf),
    /// The answer does not compile against this set of crates.
    AnswerRefused(Compiled),
    /// The answer compiles, the checks do not compile against it: it lacks something that the task asks for.
    ChecksRefused(Compiled),
}

/// Compiles the answer as a library, and the checks with a main function as a program.
pub(crate) fn build(
    toolkit: &Toolkit,
    launcher: &Launcher<'_>,
    exercise: &Exercise,
    answer: &Path,
    set: Set,
) -> Result<Built, GradeError> {
    let set_name = match set {
        Set::Real => "real",
        Set::Explored => "explored",
    };
    let folder = launcher.folder.join(BUILD).join(set_name);
    let kept = launcher.folder.join(KEPT).join(set_name);
    fs::create_dir_all(&folder).map_err(GradeError::file("create", &folder))?;
    let mut uses = extern_names(&exercise.manifest.crates);
    uses.extend(["std", "core", "alloc"].map(str::to_owned));
    let library = folder.join("libanswer.rlib");
    let mut unit = Unit {
        source: answer,
        name: "answer",
        product: Product::Library,
        crates: toolkit.set(set),
        uses: &uses,
        answer: None,
        output: &library,
        extra: &["--cap-lints=allow"],
        kept: Some(&kept),
    };
    let compiled = compile(toolkit, launcher, &unit)?;
    if !compiled.succeeded {
        return Ok(Built::AnswerRefused(compiled));
    }
    let main = folder.join("main.rs");
    fs::write(&main, main_function(exercise)).map_err(GradeError::file("write", &main))?;
    let harness = folder.join("harness");
    let mut uses_of_checks = extern_names(&exercise.manifest.crates);
    uses_of_checks.extend(["std", "harness_kit"].map(str::to_owned));
    // The checks' own lines mean nothing to the answer's author: their places look like the library's, which the engine
    // does not mention.
    let remap = format!(
        "--remap-path-prefix={}=/rustc/checks",
        exercise.folder.join("harness").display()
    );
    let extra = ["--cap-lints=allow", &remap];
    unit.extra = &extra;
    unit.source = &main;
    unit.name = "harness";
    unit.product = Product::Program;
    unit.uses = &uses_of_checks;
    unit.answer = Some(&library);
    unit.output = &harness;
    let mut compiled = compile(toolkit, launcher, &unit)?;
    if compiled.link_error().is_some() {
        // What was kept does not fit together: once more, with nothing kept.
        unit.kept = None;
        compiled = compile(toolkit, launcher, &unit)?;
    }
    if let Some(error) = compiled.link_error() {
        return Err(GradeError::Harness {
            exercise: exercise.name.clone(),
            messages: error.to_owned(),
        });
    }
    Ok(if compiled.succeeded {
        Built::Harness(harness)
    } else {
        Built::ChecksRefused(compiled)
    })
}

fn main_function(exercise: &Exercise) -> String {
    let checks = exercise.folder.join("harness/checks.rs");
    let (main, further) = match exercise.manifest.system {
        System::Explored => ("harness_kit::main", ""),
        System::Real => ("harness_kit::main_on_the_system", ", checks::play"),
    };
    let mut text = format!(
        "#[path = {checks:?}]\nmod checks;\n\nfn main() -> std::process::ExitCode {{\n    {main}(&[\n"
    );
    for check in &exercise.manifest.checks {
        if let Some(function) = &check.function {
            let _ = writeln!(text, "        ({function:?}, checks::{function}),");
        }
    }
    let _ = write!(text, "    ]{further})\n}}\n");
    text
}

/// What to run.
pub(crate) struct Plan<'a> {
    pub(crate) seed: u64,
    /// Overrides what the checks ask for.
    pub(crate) schedules: Option<usize>,
    /// Only this function, with this token.
    pub(crate) replay: Option<(&'a str, &'a str)>,
}

/// Runs the checks; one finding for each that the plan asks for.
pub(crate) fn run(
    launcher: &Launcher<'_>,
    exercise: &Exercise,
    harness: &Path,
    answer: &Path,
    plan: &Plan<'_>,
) -> Result<Vec<(String, Finding)>, GradeError> {
    let job = Job {
        nonce: nonce(),
        seed: plan.seed,
        source_roots: vec![launcher.folder.to_path_buf()],
        checks: requests(exercise, plan),
    };
    let text = serde_json::to_string(&job).expect("a job has only text keys");
    let ended = match exercise.manifest.system {
        System::Explored => {
            let path = launcher.folder.join(BUILD).join("job.json");
            fs::write(&path, text).map_err(GradeError::file("write", &path))?;
            launcher.check(harness, vec![path.into()], answer)?
        }
        System::Real => launcher.check_on_the_system(harness, text.into_bytes())?,
    };
    let mut lines = read(&ended.stdout, &job.nonce).into_iter();
    let mut why = Some(broke_off(ended.ending, &ended.stderr));
    Ok(job
        .checks
        .iter()
        .map(|request| {
            let finding = lines
                .next()
                .filter(|line| line.function == request.function)
                .map(|line| line.finding)
                // The first check without an answer is the one that ended the harness.
                .or_else(|| why.take())
                .unwrap_or_else(|| {
                    Finding::new(
                        Ending::NotRun,
                        "not run, because an earlier check ended the process",
                    )
                });
            (request.function.clone(), finding)
        })
        .collect())
}

fn requests(exercise: &Exercise, plan: &Plan<'_>) -> Vec<Request> {
    exercise
        .manifest
        .checks
        .iter()
        .filter(|check| check.kind != CheckKind::Source || check.function.is_some())
        .filter_map(|check| {
            let function = check.function.clone()?;
            let replay = match plan.replay {
                Some((wanted, _)) if wanted != function => return None,
                Some((_, token)) => Some(token.to_owned()),
                None => None,
            };
            Some(Request {
                function,
                schedules: plan.schedules.unwrap_or_else(|| check.schedules()),
                steps: check.steps,
                replay,
            })
        })
        .collect()
}

/// Lines with the right nonce, in order; anything else was not written by the harness.
fn read(stdout: &[u8], nonce: &str) -> Vec<Line> {
    String::from_utf8_lossy(stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<Line>(line).ok())
        .filter(|line| line.nonce == nonce)
        .collect()
}

fn broke_off(ending: ProcessEnding, stderr: &[u8]) -> Finding {
    match ending {
        ProcessEnding::TimedOut => Finding::new(
            Ending::TimedOut,
            "it did not end within the time limit of all checks",
        ),
        ProcessEnding::Signaled(signal) => Finding::new(
            Ending::Crashed,
            format!("it ended the process that runs the checks (signal {signal})"),
        ),
        ProcessEnding::TooMuchOutput => Finding::new(Ending::Crashed, "it printed without end"),
        ProcessEnding::Exited(status) => Finding::new(
            Ending::Crashed,
            format!(
                "the process that runs the checks ended with status {status}: {}",
                String::from_utf8_lossy(stderr).trim()
            ),
        ),
        ProcessEnding::Cancelled => Finding::new(Ending::NotRun, "cancelled"),
    }
}

/// Differs from run to run and is written nowhere but into the job.
fn nonce() -> String {
    use std::hash::{BuildHasher, Hasher, RandomState};
    let part = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", part(), part())
}
