//! One answer, from its file to its verdict.

use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use catalog::{Check, Exercise, System, UnsafeCode};
use harness_kit::job::{Ending, Finding};
use runner::Tier;

use crate::GradeError;
use crate::compile::{Compiled, Product, Unit, compile, extern_names};
use crate::document::{Elapsed, Verdict};
use crate::harness::{self, Built, Plan};
use crate::launch::Launcher;
use crate::programs;
use crate::source;
use crate::toolkit::{Set, Toolkit};
use crate::verdict::{self, Findings};
use crate::workplace::{BUILD, Workplace};

/// How to grade.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// The root of the course.
    pub root: &'a Path,
    /// Executions of each check; `None` for what the exercise says.
    pub schedules: Option<usize>,
    /// Seed of the random parts of the search; the same seed gives the same verdict.
    pub seed: u64,
    /// Only the schedule that this token of an earlier verdict stands for.
    pub replay: Option<&'a str>,
    /// The sandbox for the compilers and for the answer.
    pub tier: Tier,
    /// Set it to end the grading within some ten milliseconds.
    pub cancel: &'a AtomicBool,
    /// Hears, in words, what is done next.
    pub progress: &'a (dyn Fn(&str) + Sync),
}

/// Judges the answer in the file `answer`.
///
/// The file is read once, never changed, and compiled as it is. Runs compilers and the answer in processes of their own
/// and returns when all of them have ended.
///
/// # Errors
/// Whatever is not the answer's fault: see [`GradeError`]. A wrong answer, however wrong, is a verdict.
pub fn grade(
    exercise: &Exercise,
    answer: &Path,
    options: &Options<'_>,
) -> Result<Verdict, GradeError> {
    let once = NonZero::<u32>::MIN;
    let mut verdicts = grade_repeatedly(exercise, answer, options, once)?;
    Ok(verdicts.pop().expect("there is a verdict for each time"))
}

/// Judges the answer as [`grade`] does, and runs all that was compiled `times` times: a verdict for each.
///
/// An answer that leaves nothing to run, such as one that the compiler refuses, has one verdict.
///
/// # Errors
/// As [`grade`].
pub fn grade_repeatedly(
    exercise: &Exercise,
    answer: &Path,
    options: &Options<'_>,
    times: NonZero<u32>,
) -> Result<Vec<Verdict>, GradeError> {
    if exercise.manifest.system == System::Real && options.tier != Tier::Full {
        return Err(GradeError::OnlyFull {
            exercise: exercise.name.clone(),
        });
    }
    let toolkit = Toolkit::prepare(options.root, options.progress)?;
    let workplace = Workplace::new(&options.root.join(WORK), &exercise.name, answer)?;
    let readable = compilers_read(&toolkit, exercise);
    let launcher = Launcher {
        tier: options.tier,
        cancel: options.cancel,
        folder: &workplace.folder,
        compilers_read: &readable,
    };
    let grading = Grading {
        exercise,
        options,
        toolkit: &toolkit,
        launcher,
        answer: &workplace.answer,
    };
    grading.run(times)
}

fn compilers_read(toolkit: &Toolkit, exercise: &Exercise) -> Vec<PathBuf> {
    let tools = ["/usr/bin", "/bin", "/usr/libexec", "/usr/local/bin"].map(PathBuf::from);
    let mut readable: Vec<PathBuf> = tools.into_iter().filter(|path| path.exists()).collect();
    readable.push(toolkit.sysroot.clone());
    readable.push(exercise.folder.join("harness"));
    for crates in [&toolkit.real, &toolkit.explored] {
        readable.push(crates.dependencies.clone());
        readable.extend(crates.externs.values().cloned());
    }
    readable
}

struct Grading<'a> {
    exercise: &'a Exercise,
    options: &'a Options<'a>,
    toolkit: &'a Toolkit,
    launcher: Launcher<'a>,
    /// Relative to the launcher's folder.
    answer: &'a Path,
}

/// What the real compiler and the source checks say.
enum Plain {
    Refused(Compiled),
    /// A rule of the source is broken, and how; nothing of it is run.
    Forbidden(&'static str, String),
    /// Findings of the checks that are programs.
    Accepted(Findings),
}

impl Grading<'_> {
    fn run(&self, times: NonZero<u32>) -> Result<Vec<Verdict>, GradeError> {
        let started = Instant::now();
        (self.options.progress)("compiling");
        let stop = AtomicBool::new(false);
        let set = match self.exercise.manifest.system {
            System::Explored => Set::Explored,
            System::Real => Set::Real,
        };
        let (plain, built) = thread::scope(|scope| {
            let stoppable = Launcher {
                cancel: &stop,
                ..self.launcher
            };
            let built = scope.spawn(move || self.build(&stoppable, set));
            let plain = self.plain();
            // What the real compiler refuses is not built to its end.
            let go_on = matches!(plain, Ok(Plain::Accepted(_)));
            while !built.is_finished() {
                if !go_on || self.options.cancel.load(Ordering::Relaxed) {
                    stop.store(true, Ordering::Relaxed);
                }
                thread::sleep(Duration::from_millis(1));
            }
            (
                plain,
                built
                    .join()
                    .expect("the thread of the build does not panic"),
            )
        });
        let mut verdict = match plain? {
            Plain::Refused(compiled) => verdict::refused(self.exercise, compiled),
            Plain::Forbidden(rule, found) => verdict::forbidden(self.exercise, rule, &found),
            Plain::Accepted(findings) => {
                let built = built?;
                let compile = milliseconds(started);
                let mut verdicts = Vec::new();
                if let Built::Harness(harness) = &built {
                    for _ in 1..times.get() {
                        let again = Built::Harness(harness.clone());
                        verdicts.push(self.check(compile, again, findings.clone())?);
                    }
                }
                verdicts.push(self.check(compile, built, findings)?);
                return Ok(verdicts);
            }
        };
        verdict.elapsed_ms = Elapsed {
            compile: milliseconds(started),
            check: 0,
        };
        Ok(vec![verdict])
    }

    fn build(&self, launcher: &Launcher<'_>, set: Set) -> Result<Built, GradeError> {
        harness::build(self.toolkit, launcher, self.exercise, self.answer, set)
    }

    fn plain(&self) -> Result<Plain, GradeError> {
        let types = self.launcher.folder.join(BUILD).join("libanswer.rmeta");
        let dep_info = self.launcher.folder.join(BUILD).join("answer.d");
        let emit = format!("--emit=dep-info={}", dep_info.display());
        let mut extra = vec![emit.as_str()];
        extra.extend(source::FORCE_LINT);
        let unit = Unit {
            source: self.answer,
            name: "answer",
            product: Product::LibraryMetadata,
            crates: &self.toolkit.real,
            uses: &extern_names(&self.exercise.manifest.crates),
            answer: None,
            output: &types,
            extra: &extra,
            kept: None,
        };
        let compiled = compile(self.toolkit, &self.launcher, &unit)?;
        if !compiled.succeeded {
            return Ok(Plain::Refused(compiled));
        }
        let (rule, what, lines) = match self.exercise.manifest.unsafe_code {
            UnsafeCode::Forbidden => (SAFE, "`unsafe`", source::unsafe_lines(&compiled)),
            UnsafeCode::Allowed => {
                let path = self.launcher.folder.join(self.answer);
                let text = fs::read_to_string(&path).map_err(GradeError::file("read", &path))?;
                let lines = source::foreign_lines(&compiled, &text);
                (RUST_ALONE, "something else", lines)
            }
        };
        if !lines.is_empty() {
            return Ok(Plain::Forbidden(rule, places(rule, what, &lines)));
        }
        let read = fs::read_to_string(&dep_info).map_err(GradeError::file("read", &dep_info))?;
        let others = source::other_files(&read, self.answer);
        if !others.is_empty() {
            let found = format!("{ONE_FILE}: yours includes {}", others.join(", "));
            return Ok(Plain::Forbidden(ONE_FILE, found));
        }
        self.programs(&types).map(Plain::Accepted)
    }

    fn programs(&self, types: &Path) -> Result<Findings, GradeError> {
        if self.options.replay.is_some() {
            return Ok(Findings::new());
        }
        let judge = |check: &&Check| -> Result<(String, Finding), GradeError> {
            let finding =
                programs::judge(self.toolkit, &self.launcher, self.exercise, check, types)?;
            Ok((check.id().to_owned(), finding))
        };
        let checks: Vec<&Check> = self
            .exercise
            .manifest
            .checks
            .iter()
            .filter(|check| check.program.is_some())
            .collect();
        // Two at a time: they are short, and together they take longer than everything else that is compiled.
        let (some, others) = checks.split_at(checks.len() / 2);
        thread::scope(|scope| {
            let some = scope.spawn(|| some.iter().map(judge).collect::<Result<Findings, _>>());
            let others = others.iter().map(judge).collect::<Result<Findings, _>>();
            let mut findings = some.join().expect("judging a program does not panic")?;
            findings.extend(others?);
            Ok(findings)
        })
    }

    fn check(
        &self,
        compile: u64,
        built: Built,
        mut findings: Findings,
    ) -> Result<Verdict, GradeError> {
        let plan = self.plan()?;
        let checking = Instant::now();
        (self.options.progress)("checking");
        match built {
            Built::Harness(harness) if self.exercise.manifest.system == System::Real => {
                findings.extend(self.run_checks(&harness, &plan)?);
            }
            Built::Harness(harness) => {
                let explored = self.run_checks(&harness, &plan)?;
                let gap = explored
                    .iter()
                    .any(|(_, finding)| finding.ending == Ending::Unsupported);
                findings.extend(explored);
                if gap {
                    let Built::Harness(real) = self.build(&self.launcher, Set::Real)? else {
                        return Err(self.broken_harness("they compile against the facades only"));
                    };
                    self.repeat(&real, &plan, &mut findings)?;
                }
            }
            // It is too much for the compiler, not for the facades.
            Built::AnswerRefused(refused) | Built::ChecksRefused(refused)
                if refused.broke_off.is_some() =>
            {
                return Ok(verdict::refused(self.exercise, refused));
            }
            Built::AnswerRefused(refused) if self.exercise.manifest.system == System::Real => {
                return Ok(verdict::refused(self.exercise, refused));
            }
            Built::ChecksRefused(refused) if self.exercise.manifest.system == System::Real => {
                return Ok(verdict::other_signatures(self.exercise, &refused));
            }
            Built::AnswerRefused(refused) | Built::ChecksRefused(refused) => {
                match self.build(&self.launcher, Set::Real)? {
                    Built::Harness(real) => {
                        let why = verdict::missing(&refused);
                        for check in &self.exercise.manifest.checks {
                            if let Some(function) = &check.function {
                                findings.insert(
                                    function.clone(),
                                    Finding::new(Ending::Unsupported, why.clone()),
                                );
                            }
                        }
                        self.repeat(&real, &plan, &mut findings)?;
                    }
                    Built::AnswerRefused(refused) => {
                        return Ok(verdict::refused(self.exercise, refused));
                    }
                    Built::ChecksRefused(refused) => {
                        return Ok(verdict::other_signatures(self.exercise, &refused));
                    }
                }
            }
        }
        let mut verdict = verdict::judged(self.exercise, self.answer, findings);
        verdict.elapsed_ms = Elapsed {
            compile,
            check: milliseconds(checking),
        };
        Ok(verdict)
    }

    fn run_checks(
        &self,
        harness: &Path,
        plan: &Plan<'_>,
    ) -> Result<Vec<(String, Finding)>, GradeError> {
        harness::run(&self.launcher, self.exercise, harness, self.answer, plan)
    }

    /// Runs under the real crates what could not be explored, and says so.
    fn repeat(
        &self,
        harness: &Path,
        plan: &Plan<'_>,
        findings: &mut Findings,
    ) -> Result<(), GradeError> {
        (self.options.progress)("repeating with real threads");
        for (function, mut finding) in self.run_checks(harness, plan)? {
            let Some(explored) = findings.get_mut(&function) else {
                continue;
            };
            if explored.ending != Ending::Unsupported {
                continue;
            }
            let gap = format!("could not be explored: {}", explored.message);
            finding.message = match finding.ending {
                Ending::Passed => format!(
                    "{gap}; repeated with real threads for up to a second instead, which found nothing and proves little"
                ),
                _ => format!(
                    "{} ({gap}; found by repeating it with real threads)",
                    finding.message
                ),
            };
            *explored = finding;
        }
        Ok(())
    }

    fn plan(&self) -> Result<Plan<'_>, GradeError> {
        let replay = match self.options.replay {
            None => None,
            Some(token) => {
                let known = |function: &str| {
                    self.exercise
                        .manifest
                        .checks
                        .iter()
                        .any(|check| check.function.as_deref() == Some(function))
                };
                let split = token
                    .split_once(':')
                    .filter(|(function, _)| known(function));
                Some(split.ok_or_else(|| GradeError::Token {
                    exercise: self.exercise.name.clone(),
                    token: token.to_owned(),
                })?)
            }
        };
        Ok(Plan {
            seed: self.options.seed,
            schedules: self.options.schedules,
            replay,
        })
    }

    fn broken_harness(&self, messages: &str) -> GradeError {
        GradeError::Harness {
            exercise: self.exercise.name.clone(),
            messages: messages.to_owned(),
        }
    }
}

fn places(rule: &str, what: &str, lines: &[u32]) -> String {
    let numbers: Vec<String> = lines.iter().map(u32::to_string).collect();
    let lines = if lines.len() == 1 { "line" } else { "lines" };
    format!("{rule}: there is {what} in {lines} {}", numbers.join(", "))
}

/// Below the root of the course.
const WORK: &str = "target/interleave/grader/places";

const SAFE: &str = "this exercise is solved in safe Rust";
const RUST_ALONE: &str =
    "an answer is Rust alone: no foreign functions, no symbols for the linker, no assembly";
const ONE_FILE: &str = "an answer is one file that reads no other";

fn milliseconds(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}
