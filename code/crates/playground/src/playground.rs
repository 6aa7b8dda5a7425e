//! From a text to its output.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use runner::{Ending, Job, Limits, Network, Output, Policy, Processes, RunError, Tier};

use crate::pending::Pending;
use crate::utf8::Utf8;
use crate::workshop::{Built, Executable, Workshop, remove_abandoned};
use crate::{
    CourseCrates, Elapsed, Event, Finished, Outcome, PlaygroundError, Program, Progress, Stage,
    needs_files, needs_network, needs_processes,
};

/// How much a program may keep in files.
const SCRATCH: u64 = 32 << 20;

/// How much of the end of standard error is kept to find out why a program ended.
const LAST_WORDS: usize = 4096;

/// Where a playground is and what it may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The root of the course.
    pub root: PathBuf,
    /// The sandbox for compilers and programs.
    pub tier: Tier,
    /// The most bytes of compiled parts that are kept on disk.
    pub most_bytes: u64,
}

/// Compiles and runs texts; any number of threads may use it at once.
#[derive(Debug)]
pub struct Playground {
    settings: Settings,
    folder: PathBuf,
    workshop: Workshop,
    /// Where programs start: empty, and nobody may write there; those that make files find a folder of their own in its place.
    empty: PathBuf,
    pub(crate) crates: Pending<Arc<CourseCrates>>,
    pub(crate) facades: Pending<()>,
}

impl Settings {
    /// The usual ones: one gigabyte of compiled parts.
    #[must_use]
    pub fn new(root: PathBuf, tier: Tier) -> Self {
        Self {
            root,
            tier,
            most_bytes: 1 << 30,
        }
    }

    fn folder(&self) -> PathBuf {
        self.root.join("target/interleave/playground")
    }
}

impl Playground {
    /// Opens the folder of the playground and removes what processes that were killed left there.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn open(settings: Settings) -> Result<Self, PlaygroundError> {
        let folder = settings.folder();
        fs::create_dir_all(&folder).map_err(PlaygroundError::file("create", &folder))?;
        // The compiler starts elsewhere, so its arguments must be absolute.
        let folder = folder
            .canonicalize()
            .map_err(PlaygroundError::file("find", &folder))?;
        remove_abandoned(&folder.join("explorations"));
        let empty = folder.join("empty");
        fs::create_dir_all(&empty).map_err(PlaygroundError::file("create", &empty))?;
        Ok(Self {
            workshop: Workshop::open(&folder, settings.tier, settings.most_bytes)?,
            settings,
            folder,
            empty,
            crates: Pending::new("the crates of the course"),
            facades: Pending::new("the schedule explorer"),
        })
    }

    /// The sandbox it uses.
    #[must_use]
    pub fn tier(&self) -> Tier {
        self.settings.tier
    }

    /// Where it keeps what it makes.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Builds the crates of the course if they are not there; runs wait until this has come to its end.
    ///
    /// `on_progress` is only called when there is something to build.
    ///
    /// # Errors
    /// As [`CourseCrates::prepare`]; runs then fail with the same words.
    pub fn prepare(&self, on_progress: &mut dyn FnMut(Progress)) -> Result<(), PlaygroundError> {
        let prepared = CourseCrates::prepare(&self.settings.root, &self.folder, &mut |progress| {
            self.crates.progress(progress);
            on_progress(progress);
        });
        let prepared = prepared.map(Arc::new);
        self.crates.finish(&prepared);
        prepared.map(drop)
    }

    /// Builds the schedule explorer's facades if they are not there; explorations wait until this has come to its end.
    ///
    /// # Errors
    /// As [`explorer::facades`]; explorations then fail with the same words.
    pub fn prepare_explorer(&self) -> Result<(), PlaygroundError> {
        let options = explorer::ExploreOptions::new("");
        let prepared = explorer::facades_telling(&options.target, &options.crates, &mut |done| {
            self.facades.progress(Progress { done, total: 0 });
        })
        .map(drop)
        .map_err(PlaygroundError::from);
        self.facades.finish(&prepared);
        prepared
    }

    /// Compiles a program and runs it to its end; returns within some ten milliseconds after `cancel` is set.
    ///
    /// # Errors
    /// What is not the program's fault; see [`PlaygroundError`].
    pub fn run(
        &self,
        program: &Program,
        cancel: &AtomicBool,
        on_event: &mut dyn FnMut(Event),
    ) -> Result<Finished, PlaygroundError> {
        let policy = self.policy(program)?;
        let crates = self.crates.wait(cancel, on_event)?;
        on_event(Event::stage(Stage::Compiling));
        let started = Instant::now();
        let built = self.workshop.build(program, &crates, cancel)?;
        let compile = milliseconds(started);
        tell(&built, on_event);
        if let Some((outcome, says)) = &built.refused {
            return Ok(unrun(*outcome, says.clone(), compile));
        }
        let Some(executable) = &built.executable else {
            return Err(PlaygroundError::NoProgram {
                path: program.file.clone().into(),
            });
        };
        on_event(Event::stage(Stage::Running));
        let mut finished = self.execute(program, executable, policy, cancel, on_event)?;
        finished.elapsed_ms.compile = compile;
        Ok(finished)
    }

    /// Asks what the compiler, or clippy, says about a program.
    ///
    /// # Errors
    /// What is not the program's fault; see [`PlaygroundError`].
    pub fn check(
        &self,
        program: &Program,
        cancel: &AtomicBool,
        on_event: &mut dyn FnMut(Event),
    ) -> Result<Finished, PlaygroundError> {
        let crates = self.crates.wait(cancel, on_event)?;
        on_event(Event::stage(Stage::Compiling));
        let started = Instant::now();
        let built = self.workshop.check(program, &crates, cancel)?;
        let compile = milliseconds(started);
        tell(&built, on_event);
        let (outcome, says) = built.refused.clone().unwrap_or_else(|| {
            let says = match built.diagnostics.len() {
                0 => "The compiler accepts it.".to_owned(),
                1 => "The compiler accepts it, with 1 warning.".to_owned(),
                count => format!("The compiler accepts it, with {count} warnings."),
            };
            (Outcome::Compiles, says)
        });
        Ok(unrun(outcome, says, compile))
    }

    /// Compiles a program, so that running it needs no compiler.
    ///
    /// # Errors
    /// What is not the program's fault; see [`PlaygroundError`].
    pub fn warm(&self, program: &Program, cancel: &AtomicBool) -> Result<(), PlaygroundError> {
        let crates = self.crates.wait(cancel, &mut |_| {})?;
        self.workshop.build(program, &crates, cancel).map(drop)
    }

    /// A loopback, a folder and processes for those who name them, where they can be a program's own.
    fn policy(&self, program: &Program) -> Result<Policy, PlaygroundError> {
        let source = &program.source;
        let has_namespaces = self.tier() != Tier::Landlock;
        let network = match (needs_network(source), has_namespaces) {
            (true, false) => return Err(RunError::OnlyFull { what: "a network" }.into()),
            (true, true) => Network::OwnLoopback,
            (false, _) => Network::None,
        };
        let scratch = match needs_files(source) && has_namespaces {
            true => SCRATCH,
            false => 0,
        };
        // Without a namespace, processes could go where the end of the run does not find them.
        let (processes, limits) = match needs_processes(source) && has_namespaces {
            true => (Processes::Allowed, Limits::processes()),
            false => (Processes::Forbidden, Limits::program()),
        };
        // What a program does not want to hear from its children goes there: `Stdio::null()`.
        let write = match processes {
            Processes::Allowed => vec!["/dev/null".into()],
            Processes::Forbidden => Vec::new(),
        };
        Ok(Policy {
            read: Policy::system_libraries(),
            write,
            scratch,
            processes,
            network,
            limits,
        })
    }

    fn execute(
        &self,
        program: &Program,
        executable: &Executable,
        mut policy: Policy,
        cancel: &AtomicBool,
        on_event: &mut dyn FnMut(Event),
    ) -> Result<Finished, PlaygroundError> {
        let limits = policy.limits;
        policy.read.push(executable.path().to_path_buf());
        let environment = match policy.scratch {
            0 => Vec::new(),
            _ => vec![("TMPDIR".into(), ".".into())],
        };
        let job = Job {
            program: executable.path().to_path_buf(),
            arguments: program.arguments.iter().map(OsString::from).collect(),
            environment,
            folder: self.empty.clone(),
            input: program.input.clone().into_bytes(),
            policy,
            tier: self.settings.tier,
        };
        let (mut stdout, mut stderr) = (Utf8::default(), Utf8::default());
        let mut last_words = Vec::new();
        let ended = runner::run(&job, cancel, &mut |output| match output {
            Output::Stdout(bytes) => pass_on(stdout.push(&bytes), on_event, stdout_event),
            Output::Stderr(bytes) => {
                last_words.extend_from_slice(&bytes);
                let surplus = last_words.len().saturating_sub(LAST_WORDS);
                last_words.drain(..surplus);
                pass_on(stderr.push(&bytes), on_event, stderr_event);
            }
        })?;
        pass_on(stdout.finish(), on_event, stdout_event);
        pass_on(stderr.finish(), on_event, stderr_event);
        let mut finished = conclude(&ended, &last_words, limits);
        finished.elapsed_ms.run = u64::try_from(ended.elapsed.as_millis()).unwrap_or(u64::MAX);
        Ok(finished)
    }
}

fn pass_on(text: String, on_event: &mut dyn FnMut(Event), event: fn(String) -> Event) {
    if !text.is_empty() {
        on_event(event(text));
    }
}

const fn stdout_event(text: String) -> Event {
    Event::Stdout { text }
}

const fn stderr_event(text: String) -> Event {
    Event::Stderr { text }
}

fn tell(built: &Built, on_event: &mut dyn FnMut(Event)) {
    for diagnostic in &built.diagnostics {
        on_event(Event::Diagnostic(diagnostic.clone()));
    }
}

fn unrun(outcome: Outcome, says: String, compile: u64) -> Finished {
    Finished {
        outcome,
        exit_code: None,
        signal: None,
        says,
        elapsed_ms: Elapsed { compile, run: 0 },
    }
}

fn conclude(ended: &runner::Finished, last_words: &[u8], limits: Limits) -> Finished {
    let ending = ended.ending;
    // Whoever ignores the first signal at the limit gets the second.
    let is_spent = ended.elapsed >= limits.processor;
    let seconds = limits.wall.as_secs();
    let (outcome, says) = match ending {
        Ending::Exited(status) => (
            Outcome::Exited,
            format!("The program ended with status {status}."),
        ),
        // The words of std's handler for a failed allocation, which then aborts.
        Ending::Signaled(SIGABRT)
            if String::from_utf8_lossy(last_words).contains("memory allocation of ") =>
        {
            (
                Outcome::OutOfMemory,
                format!(
                    "The program asked for more than the {} MiB of memory it may have.",
                    limits.data >> 20
                ),
            )
        }
        Ending::Signaled(signal) if signal == SIGXCPU || signal == SIGKILL && is_spent => (
            Outcome::TimedOut,
            format!(
                "The program had used {} seconds of processor time and was stopped.",
                limits.processor.as_secs()
            ),
        ),
        Ending::Signaled(signal) => (
            Outcome::Signalled,
            match name(signal) {
                Some(name) => format!("The program was ended by signal {signal} ({name})."),
                None => format!("The program was ended by signal {signal}."),
            },
        ),
        Ending::TimedOut => (
            Outcome::TimedOut,
            format!("The program had not ended after {seconds} seconds and was stopped."),
        ),
        Ending::TooMuchOutput => (
            Outcome::TooMuchOutput,
            format!(
                "The program printed more than {} KiB and was stopped.",
                limits.output >> 10
            ),
        ),
        Ending::Cancelled => (Outcome::Stopped, "The program was stopped.".to_owned()),
    };
    let (exit_code, signal) = match ending {
        Ending::Exited(status) => (Some(status), None),
        Ending::Signaled(signal) => (None, Some(signal)),
        _ => (None, None),
    };
    Finished {
        exit_code,
        signal,
        ..unrun(outcome, says, 0)
    }
}

/// The numbers that Linux uses on x86-64 and arm64.
const SIGABRT: i32 = 6;
const SIGKILL: i32 = 9;
const SIGXCPU: i32 = 24;

fn name(signal: i32) -> Option<&'static str> {
    Some(match signal {
        4 => "illegal instruction",
        SIGABRT => "abort",
        7 => "bus error",
        8 => "arithmetic error",
        SIGKILL => "killed",
        11 => "memory fault",
        13 => "broken pipe",
        15 => "terminated",
        31 => "a call that the sandbox refuses",
        _ => return None,
    })
}

fn milliseconds(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}
