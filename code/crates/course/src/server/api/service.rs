//! What all services share.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use axum::http::StatusCode;
use catalog::Course;
use playground::{Playground, Settings};
use runner::Tier;

use super::Refusal;
use super::access::Token;
use super::exercises::HintsWithoutWorkbook;
use super::preparation::Preparation;
use super::queue::Queue;
use super::warmer::Warmer;
use crate::server::Editions;

/// How long programs have to end when the server is asked to.
const FAREWELL: Duration = Duration::from_secs(2);

/// How often to look whether the machine is idle.
const LOOK: Duration = Duration::from_millis(500);

/// The sandbox that readers' programs run in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sandbox {
    /// `None` when nothing may be run.
    pub(crate) tier: Option<Tier>,
    /// Why this one, in words.
    pub(crate) says: String,
}

/// Everything that answers to requests need.
pub(crate) struct Service {
    pub(super) root: PathBuf,
    pub(super) token: Token,
    pub(super) sandbox: Sandbox,
    playground: Option<Arc<Playground>>,
    pub(super) queue: Queue,
    pub(super) warmer: Warmer,
    pub(super) hints: HintsWithoutWorkbook,
    pub(super) preparation: Preparation,
    editions: Editions,
    course: Mutex<Option<(String, Arc<Course>)>>,
    /// What ends each answer that is being given.
    running: Mutex<Vec<Weak<AtomicBool>>>,
}

impl Sandbox {
    /// The strongest of this machine, or none at all when the reader says so.
    pub(crate) fn find(allow_unsandboxed: AllowUnsandboxed) -> Self {
        let probe = runner::probe();
        match (probe.tier, allow_unsandboxed) {
            (None, AllowUnsandboxed::Yes) => Self {
                tier: Some(Tier::Unsandboxed),
                says: format!(
                    "programs run with your rights, as you allowed: {}",
                    probe.reason
                ),
            },
            (tier, _) => Self {
                tier,
                says: probe.reason,
            },
        }
    }

    /// The tier in one word.
    pub(crate) fn word(&self) -> &'static str {
        match self.tier {
            Some(Tier::Full) => "full",
            Some(Tier::Landlock) => "landlock",
            Some(Tier::Unsandboxed) => "unsandboxed",
            None => "none",
        }
    }
}

/// Whether programs may run where there is no sandbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AllowUnsandboxed {
    No,
    Yes,
}

impl Service {
    /// For the course at `root`, the book of which is in `editions`.
    ///
    /// # Errors
    /// When the folder for compiled programs cannot be written.
    pub(crate) fn new(root: PathBuf, sandbox: Sandbox, editions: Editions) -> Result<Arc<Self>> {
        let open = |tier| Playground::open(Settings::new(root.clone(), tier)).map(Arc::new);
        let playground = sandbox.tier.map(open).transpose()?;
        let service = Arc::new(Self {
            token: Token::new()?,
            sandbox,
            playground,
            queue: Queue::new(),
            warmer: Warmer::default(),
            hints: HintsWithoutWorkbook::default(),
            preparation: Preparation::default(),
            editions,
            course: Mutex::default(),
            running: Mutex::default(),
            root,
        });
        if service.playground.is_some() {
            let warming = Arc::clone(&service);
            thread::Builder::new()
                .name("warm".to_owned())
                .spawn(move || warming.warmer.work(&warming))
                .context("cannot start a thread")?;
        }
        Ok(service)
    }

    /// The root of the course.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// What a page needs to be answered.
    pub(crate) fn token(&self) -> &str {
        self.token.text()
    }

    /// Where programs are compiled and run.
    ///
    /// # Errors
    /// When there is no sandbox.
    pub(super) fn playground(&self) -> Result<&Arc<Playground>, Refusal> {
        self.playground.as_ref().ok_or_else(|| {
            let says = &self.sandbox.says;
            Refusal::new(
                StatusCode::SERVICE_UNAVAILABLE,
                format!(
                    "there is no sandbox on this machine, so nothing is run ({says}); `cargo course serve --allow-unsandboxed` runs programs that you trust"
                ),
            )
        })
    }

    /// The same, for those who can do without.
    pub(crate) fn playground_if_any(&self) -> Option<&Arc<Playground>> {
        self.playground.as_ref()
    }

    /// The course as it was when the book was built last; the one before while its sources are broken.
    ///
    /// Takes a second after each change, so it must not be called where others wait.
    ///
    /// # Errors
    /// When it has never been whole.
    pub(crate) fn course(&self) -> Result<Arc<Course>> {
        let revision = self.editions.borrow().revision.clone();
        let mut known = self.course.lock().unwrap_or_else(PoisonError::into_inner);
        match &*known {
            Some((seen, course)) if *seen == revision => return Ok(Arc::clone(course)),
            _ => {}
        }
        match (Course::load(&self.root), &*known) {
            (Ok(course), _) => {
                let course = Arc::new(course);
                *known = Some((revision, Arc::clone(&course)));
                Ok(course)
            }
            (Err(_), Some((_, course))) => Ok(Arc::clone(course)),
            (Err(error), None) => Err(error.into()),
        }
    }

    /// Builds what the first grading needs, as soon as nobody runs anything; gradings wait meanwhile, and say what for.
    ///
    /// # Errors
    /// When it cannot be built; the first grading then fails with the same words.
    pub(crate) fn prepare_grading(&self) -> Result<()> {
        while !self.queue.is_idle() {
            thread::sleep(LOOK);
        }
        let preparing = self
            .preparation
            .begin("looking at the crates behind the checks");
        grader::Toolkit::prepare(&self.root, &|what| preparing.say(what))?;
        Ok(())
    }

    /// Begins an answer; it ends when what is returned is set.
    pub(super) fn begin(&self) -> Arc<AtomicBool> {
        let cancel = Arc::new(AtomicBool::new(false));
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.retain(|other| other.strong_count() > 0);
        running.push(Arc::downgrade(&cancel));
        cancel
    }

    /// Ends every answer that is being given, and returns when their programs are gone, or after two seconds.
    pub(crate) fn end(&self) {
        let begin = Instant::now();
        self.warmer.end();
        for cancel in self
            .running
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .iter()
        {
            if let Some(cancel) = cancel.upgrade() {
                cancel.store(true, Ordering::Relaxed);
            }
        }
        while !self.queue.is_idle() && begin.elapsed() < FAREWELL {
            thread::sleep(Duration::from_millis(5));
        }
    }
}
