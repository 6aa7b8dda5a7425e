//! The schedules of a text.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use explorer::{ExploreOptions, ExploreReport, Trace};

use crate::{Event, Jailer, Playground, PlaygroundError, Program, Stage};

/// Time by the clock for one exploration; the bounds of the search end nearly all of them long before.
const PATIENCE: Duration = Duration::from_secs(20);

/// What to find out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// Whether a schedule fails.
    Schedules,
    /// The same, with the steps of one schedule also when none fails.
    OneRun,
}

/// What was found out.
#[derive(Debug, Clone, PartialEq)]
pub struct Explored {
    /// The document.
    pub report: ExploreReport,
    /// Milliseconds until the search began.
    pub compile: u64,
    /// Milliseconds from then on.
    pub explore: u64,
}

impl Playground {
    /// Runs a text under many schedules, compilers and text in the sandbox.
    ///
    /// # Errors
    /// What is not the program's fault; a text that does not compile or cannot be explored is a report.
    pub fn explore(
        &self,
        program: &Program,
        view: View,
        cancel: &AtomicBool,
        on_event: &mut dyn FnMut(Event),
    ) -> Result<Explored, PlaygroundError> {
        program.key()?;
        let crates = self.crates.wait(cancel, on_event)?;
        self.facades.wait(cancel, on_event)?;
        on_event(Event::stage(Stage::Exploring));
        let copy = Copy::new(&self.folder().join("explorations"), program)?;
        let mut jailer = Jailer::new(&copy.file, self.tier(), crates.sysroot.clone(), cancel);
        jailer.patience = PATIENCE;
        let mut options = ExploreOptions::new(&copy.file);
        if view == View::OneRun {
            options.config.trace = Trace::Always;
        }
        let started = Instant::now();
        let report =
            explorer::explore_file_with(&options, &jailer).map_err(|error| {
                match cancel.load(Ordering::Relaxed) {
                    true => PlaygroundError::Cancelled,
                    false => PlaygroundError::Explore(error),
                }
            })?;
        let explored = jailer.explored();
        let all = started.elapsed();
        Ok(Explored {
            report,
            compile: milliseconds(all.saturating_sub(explored)),
            explore: milliseconds(explored),
        })
    }
}

/// A text in a folder of its own, which is removed when it is dropped.
struct Copy {
    folder: PathBuf,
    file: PathBuf,
}

impl Copy {
    fn new(parent: &Path, program: &Program) -> Result<Self, PlaygroundError> {
        // ORDERING: Relaxed, because the numbers only have to differ.
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = parent.join(format!("{}-{number}", process::id()));
        fs::create_dir_all(&folder).map_err(PlaygroundError::file("create", &folder))?;
        let name = Path::new(&program.file).file_name().unwrap_or_default();
        let copy = Self {
            file: folder.join(name),
            folder,
        };
        fs::write(&copy.file, &program.source)
            .map_err(PlaygroundError::file("write", &copy.file))?;
        Ok(copy)
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
