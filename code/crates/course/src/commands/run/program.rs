//! One listing: built, run, and where to read about it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context, Result, bail};
use catalog::Listing;
use serde::Deserialize;

use crate::Outcome;
use crate::terminal::{self, Busy};

/// Runs a listing; its output is its own, ours goes to standard error.
///
/// # Errors
/// When it does not build or cannot be started.
pub(super) fn execute(root: &Path, listing: &Listing) -> Result<Outcome> {
    terminal::note(&format!(
        "{} — {}\nsource: {}",
        listing.name,
        listing.purpose,
        listing.source.display()
    ));
    let program = compile(root, listing)?;
    if listing.promise.hangs {
        terminal::note("this program never ends, which is its point: stop it with Ctrl-C");
    }
    terminal::note("");
    let status = Command::new(&program)
        .args(&listing.promise.args)
        // The page shows what it prints without.
        .env_remove("RUST_BACKTRACE")
        .status()
        .with_context(|| format!("cannot start {}", program.display()))?;
    terminal::note(&format!("\n{}", ending(status, listing)));
    let addresses: BTreeSet<_> = listing.places.iter().map(|place| &place.address).collect();
    for address in addresses {
        terminal::note(&format!("page: {address}"));
    }
    if status.success() {
        Ok(Outcome::Done)
    } else {
        Ok(Outcome::NotYet)
    }
}

fn ending(status: ExitStatus, listing: &Listing) -> String {
    let promised = listing.promise.exit;
    match status.code() {
        Some(0) if promised == 0 => "exit status 0".to_owned(),
        Some(code) if code == promised => format!("exit status {code}, as its page says"),
        Some(code) => format!("exit status {code}; its page says {promised}"),
        None => format!("it was stopped: {status}"),
    }
}

/// What is needed of a line that Cargo prints.
#[derive(Deserialize)]
struct CargoMessage {
    target: Option<CargoTarget>,
    executable: Option<PathBuf>,
}

#[derive(Deserialize)]
struct CargoTarget {
    name: String,
    kind: Vec<String>,
}

/// Builds a listing and finds its executable.
///
/// The whole workspace is selected because then the dependencies have the features that `cargo test` gives them: what
/// one built serves the other.
fn compile(root: &Path, listing: &Listing) -> Result<PathBuf> {
    let busy = Busy::new(format!("building {}", listing.name));
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--quiet", "--workspace", "--example"])
        .arg(&listing.name)
        .args(["--message-format", "json-render-diagnostics"])
        .current_dir(root)
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .output()
        .context("cannot start cargo; install Rust from https://rustup.rs")?;
    drop(busy);
    if !output.status.success() {
        bail!(
            "{} does not build:\n{}",
            listing.source.display(),
            String::from_utf8_lossy(&output.stderr).trim_end()
        );
    }
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<CargoMessage>(line).ok())
        .find_map(|message| {
            let target = message.target?;
            let is_wanted = target.name == listing.name && target.kind == ["example"];
            message.executable.filter(|_| is_wanted)
        })
        .with_context(|| {
            format!(
                "cargo built {} but named no program; is its package in the workspace?",
                listing.source.display()
            )
        })
}
