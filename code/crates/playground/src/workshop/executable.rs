//! Compiled programs, out of the compiler's reach.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::PlaygroundError;

/// The folder of the programs that can be run.
#[derive(Debug)]
pub(super) struct Executables {
    folder: PathBuf,
    next: AtomicU64,
}

/// A program that can be run; its file is removed when the last one who knows it is done with it.
#[derive(Debug)]
pub(crate) struct Executable {
    path: PathBuf,
}

impl Executables {
    /// The folder, without what earlier processes left there.
    pub(super) fn open(folder: &Path) -> Result<Self, PlaygroundError> {
        fs::create_dir_all(folder).map_err(PlaygroundError::file("create", folder))?;
        remove_abandoned(folder);
        Ok(Self {
            folder: folder.to_path_buf(),
            next: AtomicU64::new(0),
        })
    }

    /// Takes over what a compiler wrote.
    ///
    /// The compiler worked on a text that may be hostile. A link in the place of its product would later be opened for
    /// the program, with all that lies behind it, so nothing but a plain file with one name is taken.
    pub(super) fn adopt(&self, product: &Path) -> Result<Executable, PlaygroundError> {
        let metadata = fs::symlink_metadata(product).ok();
        if !metadata.is_some_and(|found| found.is_file() && found.nlink() == 1) {
            return Err(PlaygroundError::NoProgram {
                path: product.to_path_buf(),
            });
        }
        // ORDERING: Relaxed, because the numbers only have to differ.
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let path = self.folder.join(format!("{}-{number}", process::id()));
        fs::rename(product, &path).map_err(PlaygroundError::file("move", product))?;
        Ok(Executable { path })
    }
}

impl Executable {
    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// What it takes on disk.
    pub(super) fn bytes(&self) -> u64 {
        fs::metadata(&self.path).map_or(0, |metadata| metadata.len())
    }

    /// Whether nobody has removed it.
    pub(super) fn exists(&self) -> bool {
        self.path.is_file()
    }
}

impl Drop for Executable {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// What a process that was killed left behind.
pub(crate) fn remove_abandoned(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let owner = name.split('-').next().unwrap_or_default();
        if Path::new("/proc/self").exists() && !Path::new("/proc").join(owner).exists() {
            let _ = fs::remove_file(entry.path()).or_else(|_| fs::remove_dir_all(entry.path()));
        }
    }
}
