//! `course build`: the static site.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::terminal::{self, Busy};
use crate::{Outcome, book};

/// Builds the static site, which any web host can serve.
///
/// The folder is replaced as a whole, and only when every page is sound.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo course build                    into book/
  cargo course build --dest /tmp/site   somewhere else")]
pub(crate) struct Build {
    /// The folder of the site; what `book.toml` says (`book`) when not given.
    #[arg(long, value_name = "DIR")]
    dest: Option<PathBuf>,
}

impl Build {
    pub(crate) fn run(self) -> Result<Outcome> {
        let root = catalog::find_root()?;
        let destination = match self.dest {
            Some(folder) => std::path::absolute(&folder)
                .with_context(|| format!("cannot use {}", folder.display()))?,
            None => book::default_destination(&root)?,
        };
        refuse_to_destroy(&destination, &root)?;
        let (parent, staging) = staging_beside(&destination)?;
        let finished = staging.path().join("site");
        let busy = Busy::new("building the book");
        let built = book::build(&root, &finished)?;
        drop(busy);
        for warning in &built.warnings {
            terminal::warn(warning);
        }
        if let Some(fault) = built.fault() {
            bail!("{fault}");
        }
        if destination.exists() {
            fs::remove_dir_all(&destination)
                .with_context(|| format!("cannot replace {}", destination.display()))?;
        }
        fs::rename(&finished, &destination)
            .with_context(|| format!("cannot move the finished site into {}", parent.display()))?;
        terminal::print(&format!("{}\n", destination.display()))?;
        Ok(Outcome::Done)
    }
}

/// A site replaces a site, never anything else.
fn refuse_to_destroy(destination: &Path, root: &Path) -> Result<()> {
    if destination.is_file() {
        bail!(
            "{} is a file; name a folder for the site with --dest",
            destination.display()
        );
    }
    if root.starts_with(destination) {
        bail!(
            "{} holds the course itself; name another folder with --dest",
            destination.display()
        );
    }
    let is_empty = fs::read_dir(destination).map_or(true, |mut entries| entries.next().is_none());
    if !is_empty && !destination.join(".nojekyll").is_file() {
        bail!(
            "{} holds something that is not a book; empty it, or name another folder with --dest",
            destination.display()
        );
    }
    Ok(())
}

fn staging_beside(destination: &Path) -> Result<(PathBuf, tempfile::TempDir)> {
    let parent = destination.parent().unwrap_or(destination).to_path_buf();
    let advice = || {
        format!(
            "cannot write to {}; name a folder that you may write with --dest",
            parent.display()
        )
    };
    fs::create_dir_all(&parent).with_context(advice)?;
    let staging = tempfile::Builder::new()
        .prefix(".course-build-")
        .tempdir_in(&parent)
        .with_context(advice)?;
    Ok((parent, staging))
}
