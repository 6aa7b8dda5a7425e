//! The crates that the chapters use: built once by Cargo in a workspace of their own, then given to rustc directly.

mod cargo;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{PlaygroundError, chapters};

/// Compiled crates, and the compiler that they were compiled with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseCrates {
    /// The compiler itself, not the proxy that chooses one.
    pub rustc: PathBuf,
    /// The compiler's folder.
    pub sysroot: PathBuf,
    /// Name, as programs use it, and `.rlib`.
    pub externs: BTreeMap<String, PathBuf>,
    /// Where the crates that they depend on are.
    pub dependencies: PathBuf,
    /// Changes with everything that they are made of.
    pub fingerprint: String,
}

/// How far a build is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Packages that are built.
    pub done: usize,
    /// Packages altogether; 0 while that is not known.
    pub total: usize,
}

impl CourseCrates {
    /// The crates of the course at `root`, built if they are missing or older than what they are made of.
    ///
    /// `on_progress` is only called when there is something to build. Safe to call from several processes at once: the
    /// first builds, the others wait.
    ///
    /// # Errors
    /// When there is no compiler, Cargo fails, or the folder cannot be written.
    pub fn prepare(
        root: &Path,
        folder: &Path,
        on_progress: &mut dyn FnMut(Progress),
    ) -> Result<Self, PlaygroundError> {
        let sysroot = sysroot(root)?;
        let rustc = sysroot.join("bin/rustc");
        let manifest = manifest(root)?;
        let fingerprint = fingerprint(root, &rustc, manifest.as_deref());
        let record = folder.join("crates.json");
        if let Some(known) = stored(&record, &fingerprint) {
            return Ok(known);
        }
        fs::create_dir_all(folder).map_err(PlaygroundError::file("create", folder))?;
        let path = folder.join("crates.lock");
        let lock = File::create(&path).map_err(PlaygroundError::file("create", &path))?;
        lock.lock().map_err(PlaygroundError::file("lock", &path))?;
        if let Some(known) = stored(&record, &fingerprint) {
            return Ok(known);
        }
        let workspace = folder.join("crates");
        let externs = match manifest {
            Some(manifest) => {
                on_progress(Progress { done: 0, total: 0 });
                cargo::write(root, &workspace, &manifest)?;
                cargo::build(&workspace, on_progress)?
            }
            None => BTreeMap::new(),
        };
        let dependencies = workspace.join("target/debug/deps");
        fs::create_dir_all(&dependencies)
            .map_err(PlaygroundError::file("create", &dependencies))?;
        let crates = Self {
            rustc,
            sysroot,
            externs,
            dependencies,
            fingerprint,
        };
        let new = folder.join("crates.json.new");
        let text = serde_json::to_string_pretty(&crates).expect("paths and names are plain data");
        fs::write(&new, text).map_err(PlaygroundError::file("write", &new))?;
        fs::rename(&new, &record).map_err(PlaygroundError::file("write", &record))?;
        Ok(crates)
    }
}

fn stored(record: &Path, fingerprint: &str) -> Option<CourseCrates> {
    let known: CourseCrates = serde_json::from_str(&fs::read_to_string(record).ok()?).ok()?;
    let complete = known.fingerprint == fingerprint
        && known.rustc.is_file()
        && known.dependencies.is_dir()
        && known.externs.values().all(|path| path.is_file());
    complete.then_some(known)
}

/// The manifest of the workspace that depends on everything; nothing when no chapter depends on anything.
fn manifest(root: &Path) -> Result<Option<String>, PlaygroundError> {
    let dependencies = chapters::of_all_chapters(root)?;
    if dependencies.is_empty() {
        return Ok(None);
    }
    let mut text = String::from(
        "[package]\nname = \"course-crates\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
         [lib]\npath = \"lib.rs\"\n\n[workspace]\n\n[profile.dev]\ndebug = false\nincremental = false\n\n[dependencies]\n",
    );
    for (name, wish) in dependencies {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name} = {}", toml::Value::Table(wish));
    }
    Ok(Some(text))
}

fn fingerprint(root: &Path, rustc: &Path, manifest: Option<&str>) -> String {
    let mut hasher = Sha256::new();
    hasher.update(manifest.unwrap_or_default());
    hasher.update(rustc.as_os_str().as_encoded_bytes());
    if let Ok(metadata) = fs::metadata(rustc) {
        hasher.update(format!("{} {:?}", metadata.len(), metadata.modified().ok()));
    }
    hasher.update(fs::read(root.join("Cargo.lock")).unwrap_or_default());
    hex(&hasher.finalize())
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The folder of the compiler that Cargo uses in the folder `root`.
///
/// # Errors
/// When there is no compiler.
pub fn sysroot(root: &Path) -> Result<PathBuf, PlaygroundError> {
    let failed = |reason: String| PlaygroundError::Compiler { reason };
    let output = Command::new("rustc")
        .args(["--print", "sysroot"])
        .current_dir(root)
        .output()
        .map_err(|error| failed(error.to_string()))?;
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    if !output.status.success() {
        return Err(failed(said(&output.stderr)));
    }
    Ok(PathBuf::from(said(&output.stdout)))
}
