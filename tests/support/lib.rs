//! What the tests of the repository share: the course, its pages, and how problems and skips are told.

mod items;
mod memory;
mod page;
mod problems;
mod skips;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use catalog::Course;

pub use items::{run_items, run_trials};
pub use memory::{contents, remembered};
pub use page::{Include, SourcePage, included_text, pages};
pub use problems::Problems;
pub use skips::skip;

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The course, read once.
///
/// # Panics
/// With the sentence that says what is wrong with it.
pub fn course() -> &'static Course {
    static COURSE: OnceLock<Course> = OnceLock::new();
    COURSE.get_or_init(|| Course::load(root()).unwrap_or_else(|error| panic!("{error}")))
}

/// The files below a folder with one of these extensions, or all when none is named, relative to the root, in order of their
/// paths.
///
/// Folders of tools (`target`, hidden ones) are left out.
///
/// # Panics
/// When a folder cannot be read.
pub fn files(folder: &str, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        let entries = std::fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("cannot read {}: {error}", folder.display()));
        for entry in entries.flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() {
                if name != "target" && !name.starts_with('.') {
                    open.push(path);
                }
            } else if extensions.is_empty()
                || path
                    .extension()
                    .is_some_and(|found| extensions.iter().any(|wanted| found == *wanted))
            {
                found.push(path.strip_prefix(root()).unwrap_or(&path).to_path_buf());
            }
        }
    }
    found.sort();
    found
}

/// The text of a file below the root.
///
/// # Panics
/// When it cannot be read.
pub fn read(path: &Path) -> String {
    std::fs::read_to_string(root().join(path))
        .unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()))
}
