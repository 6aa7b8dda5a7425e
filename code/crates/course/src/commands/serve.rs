//! `course serve`: the book on a local address, rebuilt at every save.

use std::panic;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, anyhow};
use clap::Args;
use tokio::sync::watch;

use crate::server::{self, AllowUnsandboxed, Edition, Sandbox, Service, Site};
use crate::terminal::{self, Busy};
use crate::watcher::Watcher;
use crate::{Outcome, book, learner};

/// What a change of makes another book.
const SOURCES: [&str; 5] = [
    "book.toml",
    "src",
    "theme",
    "code/chapters",
    "code/recorded",
];

/// Serves the book with Run, Edit and Grade in its pages; reloads it at every save.
///
/// Only this machine can reach it, and only pages opened by the address that it prints can run programs. They run in a
/// sandbox: `cargo course doctor` says which. Ctrl-C stops everything.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo course serve             on http://127.0.0.1:3000
  cargo course serve --open      and shows it in the browser
  cargo course serve --port 0    on a free port, which it prints")]
pub(crate) struct Serve {
    /// The port; 0 finds a free one.
    #[arg(long, value_name = "N", default_value_t = 3000)]
    port: u16,
    /// Opens the book in the browser.
    #[arg(long)]
    open: bool,
    /// Runs programs although this machine has no sandbox: for programs that you trust.
    #[arg(long)]
    allow_unsandboxed: bool,
}

impl Serve {
    pub(crate) fn run(self) -> Result<Outcome> {
        let root = learner::root()?;
        // The port first: whoever cannot have it need not wait for the book.
        let listener = server::listen(self.port)?;
        let port = listener.local_addr()?.port();
        let watcher = Watcher::new(SOURCES.map(|source| root.join(source)).into());
        let mut press = Press::new(root.clone());
        let busy = Busy::new("building the book");
        let first = press.first_edition()?;
        drop(busy);
        let (publish, editions) = watch::channel(first);
        thread::Builder::new()
            .name("rebuild".to_owned())
            .spawn(move || press.follow(watcher, &publish))
            .context("cannot start a thread")?;

        let allow_unsandboxed = match self.allow_unsandboxed {
            true => AllowUnsandboxed::Yes,
            false => AllowUnsandboxed::No,
        };
        let sandbox = Sandbox::find(allow_unsandboxed);
        if sandbox.tier.is_none() {
            terminal::warn(&format!(
                "programs cannot be run in the pages: {}; --allow-unsandboxed runs them without a sandbox, if you trust them",
                sandbox.says
            ));
        }
        let service = Service::new(root, sandbox, editions.clone())?;
        prepare(&service)?;
        let address = format!("http://127.0.0.1:{port}/#token={}", service.token());
        terminal::print(&format!("{address}\n"))?;
        terminal::note("the book is served at this address until you press Ctrl-C");
        if self.open {
            open(&address);
        }
        server::serve(listener, editions, &service)?;
        Ok(Outcome::Done)
    }
}

/// Builds what runs need, once, while the book is read already.
fn prepare(service: &Arc<Service>) -> Result<()> {
    let service = Arc::clone(service);
    let work = move || {
        // The first request for a listing need not wait for this either.
        if let Err(error) = service.course() {
            terminal::warn(&format!("{error}"));
        }
        let Some(playground) = service.playground_if_any() else {
            return;
        };
        let mut bar = None;
        let prepared = playground.prepare(&mut |progress| {
            let bar = bar.get_or_insert_with(|| {
                terminal::note(
                    "building the crates of the course, once; the book can be read meanwhile",
                );
                terminal::steps(progress.total)
            });
            bar.set_length(progress.total as u64);
            bar.set_position(progress.done as u64);
        });
        if let Some(bar) = bar {
            bar.finish_and_clear();
        }
        if let Err(error) = prepared {
            terminal::warn(&error.to_string());
        }
        // A course that is a part of this one, as in tests, has no explorer.
        if service.root().join("code/crates/interleave").is_dir()
            && let Err(error) = playground.prepare_explorer()
        {
            terminal::warn(&error.to_string());
        }
    };
    thread::Builder::new()
        .name("prepare".to_owned())
        .spawn(work)
        .context("cannot start a thread")?;
    Ok(())
}

/// Turns the sources into editions of the book.
struct Press {
    root: PathBuf,
    /// Distinguishes this server's revisions from those that open pages got from an earlier one.
    origin: u128,
    count: u64,
}

impl Press {
    fn new(root: PathBuf) -> Self {
        let origin = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or(Duration::ZERO)
            .as_nanos();
        Self {
            root,
            origin,
            count: 0,
        }
    }

    /// A flawed book is better than none: whoever serves it is most likely about to mend it.
    fn first_edition(&mut self) -> Result<Edition> {
        let revision = self.next_revision();
        let (site, fault) = build(&self.root, &revision)?;
        Ok(Edition {
            site: Arc::new(site),
            problem: fault.inspect(|fault| terminal::complain(fault)),
            revision,
        })
    }

    /// Rebuilds at every change, for as long as the process lives; a broken book leaves the last good one in place.
    fn follow(mut self, mut watcher: Watcher, publish: &watch::Sender<Edition>) {
        loop {
            watcher.wait();
            let begin = Instant::now();
            let revision = self.next_revision();
            // A page that makes mdBook panic is a broken page, no reason to stop rebuilding.
            let built = panic::catch_unwind(|| build(&self.root, &revision))
                .unwrap_or_else(|_| Err(anyhow!("mdBook panicked; the sentence above says where")));
            let (site, problem) = match built {
                Ok((site, None)) => (Some(site), None),
                Ok((_, fault)) => (None, fault),
                Err(error) => (None, Some(format!("{error:#}").into())),
            };
            match &problem {
                Some(problem) => terminal::complain(problem),
                None => {
                    let seconds = begin.elapsed().as_secs_f64();
                    terminal::note(&format!("rebuilt in {seconds:.2} s"));
                }
            }
            publish.send_modify(|edition| {
                if let Some(site) = site {
                    edition.site = Arc::new(site);
                }
                edition.problem = problem;
                edition.revision = revision;
            });
        }
    }

    fn next_revision(&mut self) -> String {
        self.count += 1;
        format!("{:x}-{}", self.origin, self.count)
    }
}

/// The book as it is, and what is wrong with it.
fn build(root: &Path, revision: &str) -> Result<(Site, Option<Arc<str>>)> {
    let folder = tempfile::Builder::new()
        .prefix("every-interleaving-")
        .tempdir()
        .context("cannot make a temporary folder")?;
    let built = book::build(root, folder.path())?;
    for warning in &built.warnings {
        terminal::warn(warning);
    }
    let site = Site::load(folder.path(), revision)?;
    Ok((site, built.fault().map(Arc::from)))
}

/// Opens an address in the reader's browser; the address has been printed, so failing is worth a note only.
fn open(address: &str) {
    let openers: &[&str] = if cfg!(target_os = "macos") {
        &["open"]
    } else {
        &["xdg-open", "wslview"]
    };
    let opened = openers.iter().any(|opener| {
        Command::new(opener)
            .arg(address)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .is_ok()
    });
    if !opened {
        terminal::note("no program to open it with was found; open the address yourself");
    }
}
