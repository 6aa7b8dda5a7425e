//! The facade libraries: built once by cargo, in a workspace and target folder of their own.
//!
//! Features and flags of these builds never reach the workspace they come from, nor the other way round.
//! All libraries of a set come from one cargo build; sets are told apart by a fingerprint of their sources and of the compiler.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};

use crate::ExploreError;

/// Facade package, the name that programs use, and the real package with its features.
const KNOWN: [(&str, &str); 6] = [
    ("interleave-std", "std"),
    ("interleave-tokio", "tokio"),
    ("interleave-tokio-util", "tokio_util"),
    ("interleave-futures", "futures"),
    ("interleave-parking-lot", "parking_lot"),
    ("interleave-crossbeam", "crossbeam"),
];

/// A built set of libraries.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Facades {
    fingerprint: u64,
    /// Library of each crate, by crate name.
    libraries: BTreeMap<String, PathBuf>,
    /// Where their dependencies are.
    pub dependencies: PathBuf,
}

impl Facades {
    /// `--extern` values of the facades: what a program's names mean when it is explored.
    #[must_use]
    pub fn externs(&self) -> Vec<(String, PathBuf)> {
        let mut externs: Vec<_> = KNOWN
            .iter()
            .filter_map(|(package, name)| {
                Some((
                    (*name).to_owned(),
                    self.libraries.get(&package.replace('-', "_"))?.clone(),
                ))
            })
            .collect();
        // `core::sync::atomic` is what `std::sync::atomic` is, so these names must mean the facade as well.
        if let Some(standard) = self.libraries.get("interleave_std") {
            externs.extend(["core", "alloc"].map(|name| (name.to_owned(), standard.clone())));
        }
        externs.extend(
            self.real_externs()
                .into_iter()
                .filter(|(name, _)| !KNOWN.iter().any(|(_, known)| known == name)),
        );
        externs
    }

    /// `--extern` values of the real crates.
    #[must_use]
    pub fn real_externs(&self) -> Vec<(String, PathBuf)> {
        ["tokio", "parking_lot", "crossbeam", "tokio_util", "futures"]
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), self.libraries.get(*name)?.clone())))
            .collect()
    }

    /// The engine's own library, for harnesses that call `interleave::explore`.
    #[must_use]
    pub fn engine(&self) -> Option<&Path> {
        self.libraries.get("interleave").map(PathBuf::as_path)
    }
}

pub(crate) fn default_crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

pub(crate) fn default_target() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../target/interleave")
}

/// The facades, built if they are missing or older than their sources.
///
/// # Errors
/// When cargo fails.
pub fn facades(target: &Path, crates: &Path) -> Result<Facades, ExploreError> {
    facades_telling(target, crates, &mut |_| {})
}

/// As [`facades`]; tells after each crate that is built how many there are by now.
///
/// # Errors
/// When cargo fails.
pub fn facades_telling(
    target: &Path,
    crates: &Path,
    on_crate: &mut dyn FnMut(usize),
) -> Result<Facades, ExploreError> {
    let crates = crates
        .canonicalize()
        .map_err(|source| ExploreError::Unreadable {
            file: crates.to_owned(),
            source,
        })?;
    let unwritable = |path: &Path| {
        let path = path.to_owned();
        move |source| ExploreError::Unwritable { path, source }
    };
    fs::create_dir_all(target.join("src")).map_err(unwritable(target))?;
    let target = target.canonicalize().map_err(unwritable(target))?;
    let fingerprint = fingerprint(&crates);
    let record = target.join("facades.json");
    if let Some(known) = read(&record).filter(|known| known.fingerprint == fingerprint) {
        return Ok(known);
    }
    // Two processes may come here at the same time; one builds, the other waits and finds the record.
    let lock = fs::File::create(target.join("lock")).map_err(unwritable(&target))?;
    lock.lock().map_err(unwritable(&target))?;
    if let Some(known) = read(&record).filter(|known| known.fingerprint == fingerprint) {
        return Ok(known);
    }
    let facades = build(&target, &crates, fingerprint, on_crate)?;
    let text = serde_json::to_string(&facades).expect("paths and names are plain data");
    let fresh = target.join("facades.json.new");
    fs::write(&fresh, text)
        .and_then(|()| fs::rename(&fresh, &record))
        .map_err(unwritable(&record))?;
    Ok(facades)
}

fn read(record: &Path) -> Option<Facades> {
    let known: Facades = serde_json::from_str(&fs::read_to_string(record).ok()?).ok()?;
    known
        .libraries
        .values()
        .all(|library| library.exists())
        .then_some(known)
}

fn present(crates: &Path) -> impl Iterator<Item = &'static str> {
    KNOWN.iter().map(|(package, _)| *package).filter(|package| {
        crates.join(package).join("Cargo.toml").exists()
            && crates.join(package).join("src/lib.rs").exists()
    })
}

fn build(
    target: &Path,
    crates: &Path,
    fingerprint: u64,
    on_crate: &mut dyn FnMut(usize),
) -> Result<Facades, ExploreError> {
    // What runs at every step of an execution is optimized; the rest takes half as long to build without.
    let mut manifest = String::from(
        "[package]\nname = \"facades\"\nedition = \"2024\"\npublish = false\n\n[workspace]\n\n[profile.dev]\ndebug = false\nincremental = false\n\n",
    );
    for package in present(crates).chain(["interleave", "corosensei"]) {
        let _ = writeln!(manifest, "[profile.dev.package.{package}]\nopt-level = 2");
    }
    manifest.push_str("\n[dependencies]\n");
    for package in present(crates).chain(["interleave"]) {
        let _ = writeln!(
            manifest,
            "{package} = {{ path = {:?} }}",
            crates.join(package)
        );
    }
    let unwritable = |source| ExploreError::Unwritable {
        path: target.to_owned(),
        source,
    };
    fs::write(target.join("Cargo.toml"), manifest).map_err(unwritable)?;
    fs::write(
        target.join("src/lib.rs"),
        "//! Depends on every facade, so that one build makes them all.\n",
    )
    .map_err(unwritable)?;
    // The versions of the workspace, so that nothing needs to be resolved or fetched.
    if !target.join("Cargo.lock").exists() {
        let _ = fs::copy(crates.join("../../Cargo.lock"), target.join("Cargo.lock"));
    }
    // Its words go to a file: nobody reads them while its messages are read.
    let said = target.join("build.log");
    let log = fs::File::create(&said).map_err(unwritable)?;
    let no_cargo = |source| ExploreError::NoTool {
        tool: "cargo".to_owned(),
        source,
    };
    let mut cargo = Command::new(tool("CARGO", "cargo"))
        .args([
            "build",
            "--keep-going",
            "--message-format=json",
            "--target-dir",
        ])
        .arg(target.join("build"))
        .arg("--manifest-path")
        .arg(target.join("Cargo.toml"))
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(log)
        .spawn()
        .map_err(no_cargo)?;
    let mut built = 0;
    let mut libraries = BTreeMap::new();
    let mut versions: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    let messages = cargo.stdout.take().map(BufReader::new);
    for line in messages.into_iter().flat_map(BufRead::lines) {
        let line = line.unwrap_or_default();
        let Ok(message) = serde_json::from_str::<serde_json::Value>(&line) else {
            continue;
        };
        if message["reason"] != "compiler-artifact" {
            continue;
        }
        built += 1;
        on_crate(built);
        let Some(name) = message["target"]["name"].as_str() else {
            continue;
        };
        let library = message["filenames"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|file| file.as_str())
            .find(|file| file.ends_with(".rlib"));
        if let Some(library) = library {
            // A real crate may be there twice, once as a dependency of another: programs mean the newest.
            let (name, version) = (name.replace('-', "_"), version(&message["package_id"]));
            if versions.get(&name).is_none_or(|known| *known <= version) {
                libraries.insert(name.clone(), PathBuf::from(library));
                versions.insert(name, version);
            }
        }
    }
    cargo.wait().map_err(no_cargo)?;
    // Without a facade of another library, programs on the standard library can still be explored.
    if !libraries.contains_key("interleave_std") || !libraries.contains_key("interleave") {
        return Err(ExploreError::NoFacades {
            crates: crates.to_owned(),
            message: fs::read_to_string(&said).unwrap_or_default(),
        });
    }
    Ok(Facades {
        fingerprint,
        libraries,
        dependencies: target.join("build/debug/deps"),
    })
}

/// The numbers at the end of a package's identifier.
fn version(package: &serde_json::Value) -> Vec<u64> {
    let id = package.as_str().unwrap_or_default();
    let text = id.rsplit(['#', '@']).next().unwrap_or_default();
    text.split(['.', '-', '+'])
        .map_while(|part| part.parse().ok())
        .collect()
}

/// Changes whenever a source of the facades, or the compiler, does.
fn fingerprint(crates: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    if let Ok(path) = which(&tool("RUSTC", "rustc")) {
        stamp(&path, &mut hasher);
    }
    std::env::var_os("RUSTUP_TOOLCHAIN").hash(&mut hasher);
    for package in present(crates).chain(["interleave"]) {
        package.hash(&mut hasher);
        stamp(&crates.join(package).join("Cargo.toml"), &mut hasher);
        walk(&crates.join(package).join("src"), &mut hasher);
    }
    hasher.finish()
}

fn walk(folder: &Path, hasher: &mut DefaultHasher) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            walk(&path, hasher);
        } else {
            stamp(&path, hasher);
        }
    }
}

fn stamp(path: &Path, hasher: &mut DefaultHasher) {
    path.hash(hasher);
    if let Ok(metadata) = fs::metadata(path) {
        metadata.len().hash(hasher);
        metadata.modified().ok().hash(hasher);
    }
}

pub(crate) fn tool(variable: &str, name: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(|| PathBuf::from(name), PathBuf::from)
}

fn which(tool: &Path) -> std::io::Result<PathBuf> {
    if tool.components().count() > 1 {
        return Ok(tool.to_owned());
    }
    let paths = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&paths)
        .map(|folder| folder.join(tool))
        .find(|path| path.exists())
        .ok_or_else(|| std::io::ErrorKind::NotFound.into())
}
