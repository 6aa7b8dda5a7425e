//! The book: mdBook as a library, with its whispered errors made loud.
//!
//! mdBook answers a missing include or a mistyped key of `[output.html]` with a line in its log and success; here both
//! are errors that name the page.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use anyhow::{Error, Result, anyhow};
use mdbook_driver::MDBook;
use mdbook_driver::config::{Config, HtmlConfig};

pub(crate) use self::changes::Contents;
use self::changes::Reader;
use self::complaints::Complaints;

mod changes;
mod complaints;

/// A site that was built, and what mdBook said about it.
pub(crate) struct Built {
    /// What is wrong with it, in sentences; the site is there, but a page of it is not what it should be.
    faults: Vec<String>,
    /// What looks wrong, such as an element that is never closed.
    pub(crate) warnings: Vec<String>,
    /// What it was made of.
    pub(crate) contents: Contents,
}

impl Built {
    /// The first faults in one text, if there is any.
    pub(crate) fn fault(&self) -> Option<String> {
        const SHOWN: usize = 10;
        if self.faults.is_empty() {
            return None;
        }
        let mut lines: Vec<_> = self.faults.iter().take(SHOWN).cloned().collect();
        if self.faults.len() > SHOWN {
            lines.push(format!("and {} more", self.faults.len() - SHOWN));
        }
        Some(lines.join("\n  "))
    }
}

/// Builds the site of the course at `root` into the folder `destination`, whose contents it replaces.
///
/// # Errors
/// When there is no site: `book.toml` or `src/SUMMARY.md` is broken, a page of it is missing, or `destination` cannot
/// be written.
pub(crate) fn build(root: &Path, destination: &Path) -> Result<Built> {
    render(root, destination, &Contents::default())
}

/// Builds only the pages that have changed since the book was built from `earlier`, and returns their addresses: `None`
/// when more than single pages has changed, or a fault has come. The other files in `destination` are not to be shown.
///
/// # Errors
/// As [`build`].
pub(crate) fn build_changed(
    root: &Path,
    destination: &Path,
    earlier: &Contents,
) -> Result<Option<Vec<String>>> {
    let built = render(root, destination, earlier)?;
    if !built.faults.is_empty() {
        return Ok(None);
    }
    Ok(built.contents.pages_changed_since(earlier))
}

fn render(root: &Path, destination: &Path, earlier: &Contents) -> Result<Built> {
    let config = configuration(root)?;
    let complaints = Complaints::default();
    let (reader, read) = Reader::new(earlier);
    complaints.collect(|| {
        let mut book = MDBook::load_with_config(root, config.clone()).map_err(|error| {
            anyhow!("src/SUMMARY.md, or a page that it lists, is broken: {error:#}")
        })?;
        book.config.build.build_dir = destination.to_path_buf();
        book.with_preprocessor(reader);
        book.build()
            .map_err(|error| anyhow!("the book does not build: {error:#}"))
    })?;
    let (errors, warnings) = complaints.into_sentences();
    let mut faults: Vec<String> = Vec::new();
    for fault in errors.iter().flat_map(|error| explain(root, error)) {
        // mdBook complains once for every page, and says the same of each.
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    }
    let read = read.lock().unwrap_or_else(PoisonError::into_inner).clone();
    Ok(Built {
        faults,
        warnings,
        contents: Contents::new(root, &config, read),
    })
}

/// Where `book.toml` says that the site goes.
///
/// # Errors
/// When `book.toml` cannot be read or is broken.
pub(crate) fn default_destination(root: &Path) -> Result<PathBuf> {
    Ok(root.join(configuration(root)?.build.build_dir))
}

fn configuration(root: &Path) -> Result<Config> {
    let mut config = Config::from_disk(root.join("book.toml")).map_err(broken_configuration)?;
    // `MDBOOK_…` variables count as they do for mdBook itself.
    config.update_from_env().map_err(broken_configuration)?;
    // mdBook falls back to its defaults here, and the theme is gone without a word.
    config
        .get::<HtmlConfig>("output.html")
        .map_err(broken_configuration)?;
    Ok(config)
}

fn broken_configuration(error: Error) -> Error {
    anyhow!("book.toml is broken: {}", format!("{error:#}").trim_end())
}

/// Names the pages and lines of an include that leads nowhere, which mdBook does not; other errors stay as they are.
fn explain(root: &Path, error: &str) -> Vec<String> {
    let Some(include) = Include::in_error(error) else {
        return vec![error.to_owned()];
    };
    let advice = if include.target.ends_with(".rs") || include.target.ends_with(".py") {
        "correct the path"
    } else {
        "correct the path, or make the file with `cargo course record`"
    };
    let sentence = format!("`{}` leads nowhere; {advice}", include.text);
    let places = places(include.folder, include.text);
    if places.is_empty() {
        return vec![sentence];
    }
    places
        .iter()
        .map(|(page, line)| {
            let page = page.strip_prefix(root).unwrap_or(page).display();
            format!("{page}:{line}: {sentence}")
        })
        .collect()
}

/// An include as mdBook complains about it.
struct Include<'a> {
    /// With its braces.
    text: &'a str,
    /// The path in it.
    target: &'a str,
    /// The folder of the page that has it.
    folder: &'a Path,
}

impl<'a> Include<'a> {
    fn in_error(error: &'a str) -> Option<Self> {
        let text = &error[error.find("{{#include ")?..];
        let text = &text[..text.find("}}")? + 2];
        let target = text["{{#include ".len()..text.len() - 2].trim();
        let target = target.split_once(':').map_or(target, |(path, _)| path);
        let (_, path) = error.rsplit_once("failed to read `")?;
        let (path, _) = path.split_once('`')?;
        Some(Self {
            text,
            target,
            folder: Path::new(path.strip_suffix(target)?),
        })
    }
}

/// The lines from 1 of the pages in `folder` that contain `text`; a page that cannot be read has none.
fn places(folder: &Path, text: &str) -> Vec<(PathBuf, usize)> {
    let mut pages: Vec<_> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    pages.sort_unstable();
    let mut places = Vec::new();
    for page in pages {
        let content = fs::read_to_string(&page).unwrap_or_default();
        let lines = content.lines().zip(1..);
        let found = lines.filter(|(line, _)| line.contains(text));
        places.extend(found.map(|(_, number)| (page.clone(), number)));
    }
    places
}
