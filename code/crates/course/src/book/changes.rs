//! Which pages an edit has changed, and a build of just those.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use mdbook_driver::book::{Book, BookItem};
use mdbook_driver::config::Config;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

/// What the last build was made of.
#[derive(Clone, Default)]
pub(crate) struct Contents {
    /// Everything that more than one page depends on.
    frame: u64,
    /// Each page with its includes expanded.
    pages: BTreeMap<PathBuf, u64>,
}

impl Contents {
    /// Of the course at `root`, with the pages that a [`Reader`] read.
    pub(super) fn new(root: &Path, config: &Config, pages: Pages) -> Self {
        let mut frame = DefaultHasher::new();
        format!("{config:?}").hash(&mut frame);
        let source = root.join(&config.book.src);
        hash_files(&source, &mut frame, &|path| {
            // Pages are compared one by one, with what they include.
            path.extension().is_none_or(|extension| extension != "md")
                || path == source.join("SUMMARY.md")
                || path == source.join("404.md")
        });
        hash_files(&root.join("theme"), &mut frame, &|_| true);
        Self {
            frame: frame.finish(),
            pages,
        }
    }

    /// The addresses of the pages that differ from `earlier`, when nothing else does.
    pub(super) fn pages_changed_since(&self, earlier: &Self) -> Option<Vec<String>> {
        if self.frame != earlier.frame || !self.pages.keys().eq(earlier.pages.keys()) {
            return None;
        }
        let changed = self
            .pages
            .iter()
            .filter(|(path, hash)| earlier.pages.get(*path) != Some(*hash));
        Some(changed.map(|(path, _)| address(path)).collect())
    }
}

type Pages = BTreeMap<PathBuf, u64>;

/// Where a page is found on the site.
fn address(page: &Path) -> String {
    page.with_extension("html")
        .to_string_lossy()
        .replace('\\', "/")
}

/// Adds the files in `folder` that count, with their names.
fn hash_files(folder: &Path, hasher: &mut DefaultHasher, counts: &dyn Fn(&Path) -> bool) {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.sort_unstable();
    for path in paths {
        if path.is_dir() {
            hash_files(&path, hasher, counts);
        } else if counts(&path) {
            path.hash(hasher);
            // A file that cannot be read is the build's to complain about.
            fs::read(&path).ok().hash(hasher);
        }
    }
}

/// Reads the pages as mdBook is about to render them, and blanks those that are as they were: mdBook renders all pages or none.
pub(super) struct Reader {
    earlier: Pages,
    read: Arc<Mutex<Pages>>,
}

impl Reader {
    /// One that blanks what is as in `earlier`, and where it writes down what it has read.
    pub(super) fn new(earlier: &Contents) -> (Self, Arc<Mutex<Pages>>) {
        let read = Arc::default();
        let reader = Self {
            earlier: earlier.pages.clone(),
            read: Arc::clone(&read),
        };
        (reader, read)
    }
}

impl Preprocessor for Reader {
    fn name(&self) -> &str {
        "what-changed"
    }

    fn run(&self, _: &PreprocessorContext, mut book: Book) -> Result<Book> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        book.for_each_mut(|item| {
            let BookItem::Chapter(chapter) = item else {
                return;
            };
            let Some(path) = &chapter.path else {
                return;
            };
            let mut hasher = DefaultHasher::new();
            chapter.name.hash(&mut hasher);
            chapter.content.hash(&mut hasher);
            let hash = hasher.finish();
            if self.earlier.get(path) == Some(&hash) {
                chapter.content.clear();
            }
            read.insert(path.clone(), hash);
        });
        Ok(book)
    }
}
