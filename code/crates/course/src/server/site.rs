//! A built book in memory.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use axum::body::Bytes;

use super::{policy, reload};

/// All files of one build; nothing is read from the disk after it was loaded.
pub(crate) struct Site {
    revision: String,
    files: BTreeMap<String, File>,
}

/// A file as it is sent.
pub(super) struct File {
    /// What is sent.
    pub(super) body: Bytes,
    /// Its media type.
    pub(super) media_type: &'static str,
    /// The content security policy, for a page.
    pub(super) policy: Option<String>,
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
    /// Reads the built book in `folder`; pages get the script that reloads them when `revision` is no longer shown.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub(crate) fn load(folder: &Path, revision: &str) -> Result<Self> {
        let mut files = BTreeMap::new();
        collect(folder, "", revision, &mut files)?;
        Ok(Self {
            revision: revision.to_owned(),
            files,
        })
    }

    /// Which build this is.
    pub(super) fn revision(&self) -> &str {
        &self.revision
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

fn collect(
    folder: &Path,
    prefix: &str,
    revision: &str,
    files: &mut BTreeMap<String, File>,
) -> Result<()> {
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
            collect(&path, &format!("{address}/"), revision, files)?;
            continue;
        }
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        files.insert(address, file(&name, bytes, revision));
    }
    Ok(())
}

fn file(name: &str, bytes: Vec<u8>, revision: &str) -> File {
    let media_type = media_type(name);
    if !name.ends_with(".html") {
        return File {
            body: bytes.into(),
            media_type,
            policy: None,
        };
    }
    let page = String::from_utf8_lossy(&bytes);
    // The print page prints itself whenever it is loaded, and the other is a frame inside pages.
    let page = match name {
        "print.html" | "toc.html" => page.into_owned(),
        _ => reload::with_script(&page, revision),
    };
    File {
        policy: Some(policy::of(&page)),
        body: page.into(),
        media_type,
    }
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
