//! The course as a whole: parts, chapters, pages, and the lookup of programs by name.

use std::env;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::program::{Listing, Recap, Rejected, Trace};
use crate::{CatalogError, chapter, nearest};

/// Everything there is, in reading order.
#[derive(Debug, Clone, Serialize)]
pub struct Course {
    /// The folder with `book.toml`, absolute.
    #[serde(skip)]
    pub root: PathBuf,
    /// Pages of the summary that belong to no chapter: the introduction, the dictionary, and their like.
    pub pages: Vec<Page>,
    /// The parts, in the order of the summary; packages without a page yet come in a last part of their own.
    pub parts: Vec<Part>,
}

/// Chapters under one heading of the summary.
#[derive(Debug, Clone, Serialize)]
pub struct Part {
    /// The heading; empty for chapters that stand before any heading.
    pub title: String,
    /// The chapters in reading order.
    pub chapters: Vec<Chapter>,
}

/// One topic: a folder of pages and a package of programs with the same name.
#[derive(Debug, Clone, Serialize)]
pub struct Chapter {
    /// The folder's name under `src/` and under `code/chapters/`.
    pub topic: String,
    /// The title in the summary; the topic when no page is listed yet.
    pub title: String,
    /// Its pages in reading order; empty when none is listed yet.
    pub pages: Vec<Page>,
    /// Its Rust programs by name.
    pub listings: Vec<Listing>,
    /// Its Python programs by name.
    pub recaps: Vec<Recap>,
    /// Its refused programs by name.
    pub rejected: Vec<Rejected>,
    /// Its recorded schedules by name.
    pub traces: Vec<Trace>,
}

/// One Markdown file that the summary lists.
#[derive(Debug, Clone, Serialize)]
pub struct Page {
    /// The title in the summary.
    pub title: String,
    /// The file, relative to the root of the course: `src/threads/index.md`.
    pub path: PathBuf,
    /// Its address in the built book: `threads/index.html`.
    pub address: String,
}

/// Where a page shows a program.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    /// The page, relative to the root of the course.
    pub page: PathBuf,
    /// The line of the include, from 1.
    pub line: usize,
    /// Address in the built book, with the fragment of the heading above: `threads/index.html#in-rust`.
    pub address: String,
}

impl Course {
    /// Reads the course whose root is `root`.
    ///
    /// # Errors
    /// When a folder cannot be read, the summary is broken, a header is wrong, or a name is used twice.
    pub fn load(root: &Path) -> Result<Self, CatalogError> {
        let root = root.canonicalize().map_err(|source| CatalogError::Read {
            path: root.to_path_buf(),
            source,
        })?;
        chapter::load(root)
    }

    /// The chapters of all parts in reading order.
    pub fn chapters(&self) -> impl Iterator<Item = &Chapter> {
        self.parts.iter().flat_map(|part| &part.chapters)
    }

    /// All listings in reading order of their chapters.
    pub fn listings(&self) -> impl Iterator<Item = &Listing> {
        self.chapters().flat_map(|chapter| &chapter.listings)
    }

    /// Finds a listing by its name, or by `topic/name`.
    ///
    /// # Errors
    /// [`CatalogError::UnknownListing`], with the most similar name when one is similar.
    pub fn find_listing(&self, name: &str) -> Result<&Listing, CatalogError> {
        let (topic, stem) = match name.split_once('/') {
            Some((topic, stem)) => (Some(topic), stem),
            None => (None, name),
        };
        self.listings()
            .find(|listing| {
                listing.name == stem && topic.is_none_or(|topic| topic == listing.topic)
            })
            .ok_or_else(|| CatalogError::UnknownListing {
                name: name.to_owned(),
                nearest: nearest(stem, self.listings().map(|listing| listing.name.as_str()))
                    .map(str::to_owned),
            })
    }
}

/// The root of the course that the current folder lies in.
///
/// # Errors
/// [`CatalogError::NoCourse`] when no folder from here upwards has `book.toml` and `code/chapters`.
pub fn find_root() -> Result<PathBuf, CatalogError> {
    let here = env::current_dir().map_err(|source| CatalogError::Read {
        path: PathBuf::from("."),
        source,
    })?;
    here.ancestors()
        .find(|folder| folder.join("book.toml").is_file() && folder.join("code/chapters").is_dir())
        .map(Path::to_path_buf)
        .ok_or(CatalogError::NoCourse { from: here })
}
