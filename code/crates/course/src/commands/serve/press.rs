//! From a save to what readers see: the changed pages at once, then the whole book.

use std::panic;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, anyhow};
use tempfile::TempDir;
use tokio::sync::watch;

use crate::book::{self, Contents};
use crate::server::{Edition, Site};
use crate::terminal;
use crate::watcher::Watcher;

/// Turns the sources into editions of the book.
pub(super) struct Press {
    root: PathBuf,
    /// What the last book was made of that had no fault.
    contents: Contents,
    /// Distinguishes this server's revisions from those that open pages got from an earlier one.
    origin: u128,
    count: u64,
}

impl Press {
    pub(super) fn new(root: PathBuf) -> Self {
        let origin = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or(Duration::ZERO)
            .as_nanos();
        Self {
            root,
            contents: Contents::default(),
            origin,
            count: 0,
        }
    }

    /// A flawed book is better than none: whoever serves it is most likely about to mend it.
    pub(super) fn first_edition(&mut self) -> Result<Edition> {
        let (site, fault) = self.whole()?;
        Ok(Edition {
            site: Arc::new(site),
            problem: fault.inspect(|fault| terminal::complain(fault)),
            revision: self.next_revision(),
        })
    }

    /// Rebuilds at every change, for as long as the process lives; a broken book leaves the last good one in place.
    pub(super) fn follow(mut self, mut watcher: Watcher, publish: &watch::Sender<Edition>) {
        loop {
            watcher.wait();
            self.publish_changed_pages(publish);
            self.publish_whole(publish);
        }
    }

    /// What the author is looking at need not wait for the search index and the page with all pages.
    fn publish_changed_pages(&mut self, publish: &watch::Sender<Edition>) {
        let begin = Instant::now();
        let old = Arc::clone(&publish.borrow().site);
        // Whatever goes wrong here goes wrong again, and is told, when the whole book is built.
        let Ok(Ok(Some((site, pages)))) = panic::catch_unwind(|| self.changed(&old)) else {
            return;
        };
        if let [first, rest @ ..] = pages.as_slice() {
            let more = match rest.len() {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let seconds = begin.elapsed().as_secs_f64();
            terminal::note(&format!("{first}{more} rebuilt in {seconds:.2} s"));
            let revision = self.next_revision();
            publish.send_modify(|edition| {
                edition.site = Arc::new(site);
                edition.problem = None;
                edition.revision = revision;
            });
        }
    }

    fn changed(&self, old: &Site) -> Result<Option<(Site, Vec<String>)>> {
        let folder = folder()?;
        let pages = book::build_changed(&self.root, folder.path(), &self.contents)?;
        let Some(pages) = pages else {
            return Ok(None);
        };
        let site = old.with_pages(folder.path(), &pages)?;
        Ok(Some((site, pages)))
    }

    fn publish_whole(&mut self, publish: &watch::Sender<Edition>) {
        let begin = Instant::now();
        // A page that makes mdBook panic is a broken page, no reason to stop rebuilding.
        let built = panic::catch_unwind(panic::AssertUnwindSafe(|| self.whole()))
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
                terminal::note(&format!("the book rebuilt in {seconds:.2} s"));
            }
        }
        let revision = self.next_revision();
        publish.send_modify(|edition| {
            if let Some(site) = site {
                edition.site = Arc::new(site);
            }
            edition.problem = problem;
            edition.revision = revision;
        });
    }

    /// The book as it is, and what is wrong with it.
    fn whole(&mut self) -> Result<(Site, Option<Arc<str>>)> {
        let folder = folder()?;
        let built = book::build(&self.root, folder.path())?;
        for warning in &built.warnings {
            terminal::warn(warning);
        }
        let fault = built.fault();
        if fault.is_none() {
            self.contents = built.contents;
        }
        Ok((Site::load(folder.path())?, fault.map(Arc::from)))
    }

    fn next_revision(&mut self) -> String {
        self.count += 1;
        format!("{:x}-{}", self.origin, self.count)
    }
}

fn folder() -> Result<TempDir> {
    tempfile::Builder::new()
        .prefix("every-interleaving-")
        .tempdir()
        .context("cannot make a temporary folder")
}
