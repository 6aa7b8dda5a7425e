//! A built book in memory.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use anyhow::{Context, Result};
use axum::body::Bytes;

use super::{policy, reload};

/// All files of one build; nothing is read from the disk after it was loaded.
pub(crate) struct Site {
    files: BTreeMap<String, File>,
}

/// A file as it is sent.
#[derive(Clone)]
pub(super) struct File {
    /// What is sent.
    pub(super) body: Bytes,
    /// Its media type.
    pub(super) media_type: &'static str,
    /// The content security policy, for a page.
    pub(super) policy: Option<String>,
    /// Of a page that reloads itself: differs whenever what readers see does.
    revision: Option<String>,
}

/// What an address leads to.
pub(super) enum Found<'a> {
    /// A file.
    File(&'a File),
    /// A folder whose address lacks the slash at its end.
    Folder,
    /// Nothing.
    Nothing,
}

impl Site {
    /// Reads the built book in `folder`; pages get the script that reloads them when they have changed.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub(crate) fn load(folder: &Path) -> Result<Self> {
        let mut files = BTreeMap::new();
        collect(folder, "", &mut files)?;
        Ok(Self { files })
    }

    /// This site with some of its pages, by their addresses, as they are in the built book in `folder`.
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub(crate) fn with_pages(&self, folder: &Path, pages: &[String]) -> Result<Self> {
        let mut files = self.files.clone();
        for page in pages {
            files.insert(page.clone(), read(&folder.join(page), page)?);
        }
        Ok(Self { files })
    }

    /// What a page that is open compares with its own to see whether it has changed.
    pub(super) fn revision_of(&self, path: &str) -> Option<&str> {
        match self.find(path) {
            Found::File(file) => Some(file),
            _ => self.not_found(),
        }?
        .revision
        .as_deref()
    }

    /// Finds what a decoded path without its leading slash leads to.
    pub(super) fn find(&self, path: &str) -> Found<'_> {
        let index = format!("{path}index.html");
        let name = if path.is_empty() || path.ends_with('/') {
            &index
        } else {
            path
        };
        if let Some(file) = self.files.get(name) {
            return Found::File(file);
        }
        // A page that is open may still ask for the index of an earlier build.
        if is_search_index(name)
            && let Some(file) = self.files.iter().find(|(name, _)| is_search_index(name))
        {
            return Found::File(file.1);
        }
        if self.files.contains_key(&format!("{path}/index.html")) {
            return Found::Folder;
        }
        Found::Nothing
    }

    /// The book's own page for an address that leads nowhere.
    pub(super) fn not_found(&self) -> Option<&File> {
        self.files.get("404.html")
    }
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, File>) -> Result<()> {
    let problem = || format!("cannot read the built book in {}", folder.display());
    for entry in fs::read_dir(folder).with_context(problem)? {
        let entry = entry.with_context(problem)?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        // Hidden files are marks for other hosts.
        if name.starts_with('.') {
            continue;
        }
        let path = entry.path();
        let address = format!("{prefix}{name}");
        if path.is_dir() {
            collect(&path, &format!("{address}/"), files)?;
            continue;
        }
        let file = read(&path, &name)?;
        files.insert(address, file);
    }
    Ok(())
}

fn read(path: &Path, name: &str) -> Result<File> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(file(name, bytes))
}

fn file(name: &str, bytes: Vec<u8>) -> File {
    let media_type = media_type(name);
    if !name.ends_with(".html") {
        return File {
            body: bytes.into(),
            media_type,
            policy: None,
            revision: None,
        };
    }
    let page = String::from_utf8_lossy(&bytes);
    // The print page prints itself whenever it is loaded, and the other is a frame inside pages.
    let revision = match name {
        "print.html" | "toc.html" => None,
        _ => Some(revision(&page)),
    };
    let page = match &revision {
        None => page.into_owned(),
        Some(revision) => reload::with_script(&page, revision),
    };
    File {
        policy: Some(policy::of(&page)),
        body: page.into(),
        media_type,
        revision,
    }
}

/// The same for two pages that differ only in the name of the search index, which changes with every word of the book.
fn revision(page: &str) -> String {
    let mut hasher = DefaultHasher::new();
    for line in page.lines().filter(|line| !line.contains("searchindex")) {
        line.hash(&mut hasher);
    }
    format!("{:x}", hasher.finish())
}

fn is_search_index(name: &str) -> bool {
    name.starts_with("searchindex") && name.ends_with(".js")
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "md" | "txt" | "out" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "xml" => "application/xml",
        "pdf" => "application/pdf",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}
