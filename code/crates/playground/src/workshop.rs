//! Compiles texts in the sandbox and keeps what helps to compile the next one faster.
//!
//! Every listing has a folder of its own. The compiler may write to the part `build` of that folder only, and of what it
//! left there nothing is trusted but the one plain file that is the program: it is moved out before it is run, and what
//! is remembered about it is remembered here, in memory.

mod executable;
mod place;
mod shelf;

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use runner::{Ending, Job, Limits, Network, Output, Policy, Processes, Tier};
use sha2::{Digest, Sha256};

use self::executable::Executables;
pub(crate) use self::executable::{Executable, remove_abandoned};
use self::place::Place;
use self::shelf::Shelf;
use crate::{CourseCrates, Diagnostic, Judge, Outcome, PlaygroundError, Program, messages};

/// The signal at the limit of processor time, on every Linux.
const SIGXCPU: i32 = 24;

/// Compilers, their folders, and what they made.
#[derive(Debug)]
pub(crate) struct Workshop {
    tier: Tier,
    listings: PathBuf,
    executables: Executables,
    shelf: Shelf,
    /// The latest build of each listing.
    latest: Mutex<HashMap<String, Arc<Built>>>,
}

/// What came of compiling a text.
#[derive(Debug)]
pub(crate) struct Built {
    /// Of the text and of everything else that the compiler was given.
    fingerprint: [u8; 32],
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Absent when the compiler refused the text, and when the text was only checked.
    pub(crate) executable: Option<Executable>,
    /// How it ended and a sentence about it, unless the compiler accepted the text.
    pub(crate) refused: Option<(Outcome, String)>,
}

/// What the compiler is to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Product {
    Executable,
    /// Only what it says.
    Opinion(Judge),
}

impl Workshop {
    /// Works below `folder`, and keeps at most `most_bytes` of compiled parts there.
    pub(crate) fn open(
        folder: &Path,
        tier: Tier,
        most_bytes: u64,
    ) -> Result<Self, PlaygroundError> {
        let listings = folder.join("listings");
        Ok(Self {
            tier,
            executables: Executables::open(&folder.join("programs"))?,
            shelf: Shelf::open(&listings, most_bytes)?,
            listings,
            latest: Mutex::default(),
        })
    }

    /// Compiles a program, or finds that it is compiled already.
    pub(crate) fn build(
        &self,
        program: &Program,
        crates: &CourseCrates,
        cancel: &AtomicBool,
    ) -> Result<Arc<Built>, PlaygroundError> {
        let key = program.key()?;
        let fingerprint = fingerprint(program, crates);
        if let Some(known) = self.known(&key, &fingerprint) {
            return Ok(known);
        }
        let place = Place::take(&self.listings, &key, cancel)?;
        // Whoever had the place before may have compiled the same text.
        if let Some(known) = self.known(&key, &fingerprint) {
            return Ok(known);
        }
        let mut built = self.compile(program, crates, &place, Product::Executable, cancel)?;
        if built.refused.is_none() {
            built.executable = Some(self.executables.adopt(&place.product())?);
        }
        built.fingerprint = fingerprint;
        let built = Arc::new(built);
        self.latest().insert(key.clone(), Arc::clone(&built));
        drop(place);
        self.settle(&key);
        Ok(built)
    }

    /// Asks what the compiler, or clippy, says about a text.
    pub(crate) fn check(
        &self,
        program: &Program,
        crates: &CourseCrates,
        cancel: &AtomicBool,
    ) -> Result<Built, PlaygroundError> {
        let key = program.key()?;
        let place = Place::take(&self.listings, &key, cancel)?;
        let product = Product::Opinion(program.judge);
        let built = self.compile(program, crates, &place, product, cancel)?;
        drop(place);
        self.settle(&key);
        Ok(built)
    }

    /// Makes room for what was compiled last.
    fn settle(&self, key: &str) {
        let latest = self.latest().get(key).cloned();
        let executable = latest.as_ref().and_then(|built| built.executable.as_ref());
        let program_bytes = executable.map_or(0, Executable::bytes);
        for forgotten in self.shelf.settle(key, program_bytes) {
            self.latest().remove(&forgotten);
        }
    }

    fn latest(&self) -> MutexGuard<'_, HashMap<String, Arc<Built>>> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn known(&self, key: &str, fingerprint: &[u8; 32]) -> Option<Arc<Built>> {
        let known = self.latest().get(key).cloned()?;
        let is_there = known.executable.as_ref().is_none_or(Executable::exists);
        (known.fingerprint == *fingerprint && is_there).then(|| {
            self.shelf.touch(key);
            known
        })
    }

    fn compile(
        &self,
        program: &Program,
        crates: &CourseCrates,
        place: &Place,
        product: Product,
        cancel: &AtomicBool,
    ) -> Result<Built, PlaygroundError> {
        place.prepare(&program.file, &program.source)?;
        let job = Job {
            program: match product {
                Product::Opinion(Judge::Clippy) => crates.sysroot.join("bin/clippy-driver"),
                _ => crates.rustc.clone(),
            },
            arguments: arguments(program, crates, place, product),
            environment: vec![
                ("PATH".into(), "/usr/local/bin:/usr/bin:/bin".into()),
                ("TMPDIR".into(), place.temporary().into()),
                ("LANG".into(), "C.UTF-8".into()),
            ],
            folder: place.source(),
            input: Vec::new(),
            policy: Policy {
                read: readable(crates, &place.source()),
                write: vec![place.build()],
                scratch: 0,
                processes: Processes::Allowed,
                network: Network::None,
                limits: Limits {
                    output: 1 << 20,
                    ..Limits::compiler()
                },
            },
            tier: self.tier,
        };
        let mut stderr = Vec::new();
        let finished = runner::run(&job, cancel, &mut |output| match output {
            Output::Stdout(_) => {}
            Output::Stderr(bytes) => stderr.extend(bytes),
        })?;
        let (diagnostics, other) = messages::read(&stderr, &program.file);
        Ok(Built {
            fingerprint: [0; 32],
            refused: refusal(finished.ending, &diagnostics, &other, job.policy.limits)?,
            diagnostics,
            executable: None,
        })
    }
}

/// Everything a compiler and its linker read.
pub(crate) fn readable(crates: &CourseCrates, source: &Path) -> Vec<PathBuf> {
    let mut read = Policy::system_libraries();
    let tools = ["/usr/bin", "/bin", "/usr/libexec", "/usr/local/bin"].map(PathBuf::from);
    read.extend(tools.into_iter().filter(|path| path.exists()));
    read.push(crates.sysroot.clone());
    read.push(crates.dependencies.clone());
    read.extend(crates.externs.values().cloned());
    read.push(source.to_path_buf());
    read
}

fn fingerprint(program: &Program, crates: &CourseCrates) -> [u8; 32] {
    let mut hasher = Sha256::new();
    let mut add = |part: &str| {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    };
    add(&program.file);
    add(&program.source);
    add(&crates.fingerprint);
    match &program.crates {
        Some(names) => names.iter().for_each(|name| add(name)),
        None => add("every crate"),
    }
    hasher.finalize().into()
}

fn arguments(
    program: &Program,
    crates: &CourseCrates,
    place: &Place,
    product: Product,
) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = [
        "--edition=2024",
        "--crate-name=program",
        "--crate-type=bin",
        "--error-format=json",
        "--diagnostic-width=100",
        "-Cdebuginfo=0",
        "-Cstrip=debuginfo",
    ]
    .map(OsString::from)
    .into();
    if product == Product::Executable {
        arguments.push("--emit=link".into());
        arguments.push(joined("-Cincremental=", &place.incremental()));
    } else {
        arguments.push("--emit=metadata".into());
    }
    if product == Product::Opinion(Judge::Clippy) {
        arguments.push("--sysroot".into());
        arguments.push(crates.sysroot.clone().into());
    }
    arguments.push("-o".into());
    arguments.push(place.product().into());
    arguments.push("-L".into());
    arguments.push(joined("dependency=", &crates.dependencies));
    let is_wanted = |name: &String| {
        let wanted = program.crates.as_ref();
        wanted.is_none_or(|wanted| wanted.contains(name))
    };
    for (name, library) in crates.externs.iter().filter(|(name, _)| is_wanted(name)) {
        arguments.push("--extern".into());
        arguments.push(joined(&format!("{name}="), library));
    }
    arguments.push(OsString::from(&program.file));
    arguments
}

fn joined(prefix: &str, path: &Path) -> OsString {
    let mut text = OsString::from(prefix);
    text.push(path);
    text
}

/// Why there is no program, if there is none.
fn refusal(
    ending: Ending,
    diagnostics: &[Diagnostic],
    other: &str,
    limits: Limits,
) -> Result<Option<(Outcome, String)>, PlaygroundError> {
    let count = |level: &str| {
        diagnostics
            .iter()
            .filter(|found| found.level == level)
            .count()
    };
    let refused = |says: String| Ok(Some((Outcome::DidNotCompile, says)));
    match (ending, count("error")) {
        (Ending::Exited(0), _) => Ok(None),
        (Ending::Cancelled, _) => Err(PlaygroundError::Cancelled),
        (Ending::Exited(_), 1) => refused(match diagnostics.iter().find(|found| found.line > 0) {
            Some(first) => format!("The compiler found 1 error, in line {}.", first.line),
            None => "The compiler found 1 error.".to_owned(),
        }),
        (Ending::Exited(_), errors @ 2..) => {
            refused(format!("The compiler found {errors} errors."))
        }
        (Ending::Exited(_), _) => refused(format!("The compiler broke off: {}", other.trim())),
        (Ending::TimedOut | Ending::Signaled(SIGXCPU), _) => Ok(Some((
            Outcome::TimedOut,
            format!(
                "The compiler had not finished after {} seconds and was stopped.",
                limits.wall.as_secs()
            ),
        ))),
        (Ending::TooMuchOutput, _) => Ok(Some((
            Outcome::TooMuchOutput,
            "The compiler said more than can be shown and was stopped.".to_owned(),
        ))),
        (Ending::Signaled(signal), _) => refused(format!(
            "The compiler was ended by signal {signal}; its memory and time are limited."
        )),
    }
}
