//! The programs.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A program with what its header says of it.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    pub(crate) source: String,
    /// The failure that must be found; nothing for a right program.
    pub(crate) finds: Option<String>,
    /// Threads that outlive `main` must end by themselves, which only our engine can ask for.
    pub(crate) must_end: bool,
}

impl Program {
    /// Whether it needs no other crate, and nothing that only our engine asks for.
    pub(crate) fn is_plain(&self) -> bool {
        !self.must_end
            && !["tokio", "parking_lot", "crossbeam", "futures"]
                .iter()
                .any(|name| self.source.contains(&format!("{name}::")))
    }
}

/// Programs by name.
pub(crate) type Programs = BTreeMap<String, Program>;

/// The folder of this package.
pub(crate) fn package() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Where builds and facades go.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| package().join("target"), PathBuf::from)
}

/// The corpus of the engine.
pub(crate) fn programs() -> Result<Programs> {
    programs_in(&package().join("../interleave/corpus"))
}

/// The programs in the folders `wrong` and `right` of a folder.
pub(crate) fn programs_in(corpus: &Path) -> Result<Programs> {
    let mut programs = Programs::new();
    for folder in ["wrong", "right"] {
        let folder = corpus.join(folder);
        let entries =
            fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                programs.insert(name(&path), read(&path)?);
            }
        }
    }
    Ok(programs)
}

fn name(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn read(path: &Path) -> Result<Program> {
    let source =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let finds = source
        .lines()
        .find_map(|line| line.strip_prefix("//@ finds: "))
        .map(|kind| kind.trim().to_owned());
    let must_end = source.lines().any(|line| line == "//@ leftovers: must-end");
    Ok(Program {
        source,
        finds,
        must_end,
    })
}
