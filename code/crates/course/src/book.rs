//! The book: mdBook as a library, with its whispered errors made loud.
//!
//! mdBook answers a missing include or a mistyped key of `[output.html]` with a line in its log and success; here both
//! are errors that name the page.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Error, Result, anyhow, bail};
use mdbook_driver::MDBook;
use mdbook_driver::config::{Config, HtmlConfig};

use self::complaints::Complaints;

mod complaints;

/// What a build that succeeded still wants to say.
pub(crate) struct Built {
    /// Sentences of mdBook, such as an element that is never closed.
    pub(crate) warnings: Vec<String>,
}

/// Builds the site of the course at `root` into the folder `destination`, whose contents it replaces.
///
/// # Errors
/// When `book.toml`, `src/SUMMARY.md` or a page is broken, or `destination` cannot be written.
pub(crate) fn build(root: &Path, destination: &Path) -> Result<Built> {
    let config = configuration(root)?;
    let source = root.join(&config.book.src);
    let complaints = Complaints::default();
    complaints.collect(|| {
        let mut book = MDBook::load_with_config(root, config).map_err(|error| {
            anyhow!("src/SUMMARY.md, or a page that it lists, is broken: {error:#}")
        })?;
        book.config.build.build_dir = destination.to_path_buf();
        book.build()
            .map_err(|error| anyhow!("the book does not build: {error:#}"))
    })?;
    let (errors, warnings) = complaints.into_sentences();
    if errors.is_empty() {
        return Ok(Built { warnings });
    }
    let sentences: Vec<_> = errors
        .into_iter()
        .map(|message| locate(&source, root, &message))
        .collect();
    bail!("{}", sentences.join("\n       "))
}

/// Where `book.toml` says that the site goes.
///
/// # Errors
/// When `book.toml` cannot be read or is broken.
pub(crate) fn default_destination(root: &Path) -> Result<PathBuf> {
    Ok(root.join(configuration(root)?.build.build_dir))
}

fn configuration(root: &Path) -> Result<Config> {
    let config = Config::from_disk(root.join("book.toml")).map_err(broken_configuration)?;
    // mdBook falls back to its defaults here, and the theme is gone without a word.
    config
        .get::<HtmlConfig>("output.html")
        .map_err(broken_configuration)?;
    Ok(config)
}

fn broken_configuration(error: Error) -> Error {
    anyhow!("book.toml is broken: {}", format!("{error:#}").trim_end())
}

/// Adds the page and the line to a complaint about an include: mdBook names neither.
fn locate(source: &Path, root: &Path, message: &str) -> String {
    let Some(include) = message
        .find("{{#")
        .and_then(|start| Some(&message[start..start + message[start..].find("}}")? + 2]))
    else {
        return message.to_owned();
    };
    // The last cause says it; those before repeat the include.
    let problem = message
        .rfind("failed to read")
        .map_or(message, |start| &message[start..]);
    let place = find_line(source, include).ok().flatten();
    match place {
        Some((page, line)) => {
            let page = page.strip_prefix(root).unwrap_or(&page).display();
            format!("{page}:{line}: `{include}` leads nowhere: {problem}")
        }
        None => format!("`{include}` leads nowhere: {problem}"),
    }
}

fn find_line(folder: &Path, text: &str) -> Result<Option<(PathBuf, usize)>> {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .with_context(|| format!("cannot read {}", folder.display()))?
        .collect::<Result<_, _>>()?;
    entries.sort_by_key(fs::DirEntry::path);
    for entry in entries {
        let path = entry.path();
        if path.is_dir() {
            if let Some(found) = find_line(&path, text)? {
                return Ok(Some(found));
            }
        } else if path.extension().is_some_and(|extension| extension == "md") {
            let page = fs::read_to_string(&path)?;
            if let Some(index) = page.lines().position(|line| line.contains(text)) {
                return Ok(Some((path, index + 1)));
            }
        }
    }
    Ok(None)
}
