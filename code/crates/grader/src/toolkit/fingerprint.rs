//! Whether anything that the toolkit is made of has changed: names, sizes and times of files, without reading them.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// Counted up when what is stored about a toolkit gets another meaning.
const LAYOUT: u32 = 3;

/// A number that is the same as long as nothing has changed.
pub(super) fn of(root: &Path, crates: &[String]) -> u64 {
    let mut hasher = DefaultHasher::new();
    LAYOUT.hash(&mut hasher);
    crates.hash(&mut hasher);
    env::var_os("RUSTUP_TOOLCHAIN").hash(&mut hasher);
    env::var_os("PATH").hash(&mut hasher);
    for path in [
        root.join("Cargo.toml"),
        root.join("Cargo.lock"),
        rustup_settings(),
    ] {
        look(&path, &mut hasher);
    }
    let machinery = root.join("code/crates");
    for package in names(&machinery) {
        if package == "harness-kit" || package.starts_with("interleave") {
            let folder = machinery.join(&package);
            look(&folder.join("Cargo.toml"), &mut hasher);
            walk(&folder.join("src"), &mut hasher);
        }
    }
    hasher.finish()
}

fn rustup_settings() -> PathBuf {
    let home = env::var_os("RUSTUP_HOME").map_or_else(
        || PathBuf::from(env::var_os("HOME").unwrap_or_default()).join(".rustup"),
        PathBuf::from,
    );
    home.join("settings.toml")
}

fn walk(folder: &Path, hasher: &mut DefaultHasher) {
    for name in names(folder) {
        let path = folder.join(name);
        if path.is_dir() {
            walk(&path, hasher);
        } else {
            look(&path, hasher);
        }
    }
}

fn look(path: &Path, hasher: &mut DefaultHasher) {
    path.hash(hasher);
    if let Ok(metadata) = fs::metadata(path) {
        metadata.len().hash(hasher);
        metadata.modified().ok().hash(hasher);
    }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
