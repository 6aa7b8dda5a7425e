//! `course serve`: the book on a local address, rebuilt at every save.

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;

use anyhow::{Context, Result};
use clap::Args;
use tokio::sync::watch;

use self::press::Press;
use crate::server::{self, AllowUnsandboxed, Sandbox, Service};
use crate::terminal::{self, Busy};
use crate::watcher::Watcher;
use crate::{Outcome, learner};

mod press;

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
        if !service.root().join("code/crates/interleave").is_dir() {
            return;
        }
        step_back();
        if let Err(error) = playground.prepare_explorer() {
            terminal::warn(&error.to_string());
        }
        if let Err(error) = service.prepare_grading() {
            terminal::warn(&format!("{error}"));
        }
    };
    thread::Builder::new()
        .name("prepare".to_owned())
        .spawn(work)
        .context("cannot start a thread")?;
    Ok(())
}

/// Lets everything else go first, from now on, before what this thread starts: what is still to be built may never be asked for.
///
/// Whoever lacks the programs for that has a machine that is a little slower for a while.
fn step_back() {
    // On Linux a thread has a priority of its own, and what it starts inherits it.
    let thread = std::fs::read_link("/proc/thread-self").unwrap_or_default();
    if let Some(thread) = thread.file_name() {
        let _ = Command::new("renice")
            .args(["-n", "10", "-p"])
            .arg(thread)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
    }
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
