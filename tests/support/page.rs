//! The pages of the book as they stand in `src/`.

use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

use catalog::page::Markdown;

use crate::{files, read};

/// A Markdown file below `src/`, listed or not.
#[derive(Debug)]
pub struct SourcePage {
    /// Relative to the root.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// What it consists of.
    pub markdown: Markdown,
}

/// An include with the file that it names.
#[derive(Debug, Clone)]
pub struct Include {
    /// Line of the include.
    pub line: usize,
    /// The word after `#`.
    pub helper: String,
    /// The file, relative to the root of the repository.
    pub file: PathBuf,
    /// The part of the file.
    pub anchor: Option<String>,
}

/// All pages, without the summary.
///
/// # Panics
/// When one cannot be read, or there is none.
pub fn pages() -> &'static [SourcePage] {
    static PAGES: OnceLock<Vec<SourcePage>> = OnceLock::new();
    PAGES.get_or_init(read_pages)
}

fn read_pages() -> Vec<SourcePage> {
    let mut pages = Vec::new();
    for path in files("src", &["md"]) {
        if path != Path::new("src/SUMMARY.md") {
            let text = read(&path);
            let markdown = Markdown::parse(&text);
            pages.push(SourcePage {
                path,
                text,
                markdown,
            });
        }
    }
    assert!(!pages.is_empty(), "the book has no pages");
    pages
}

impl SourcePage {
    /// The includes with their files.
    pub fn includes(&self) -> Vec<Include> {
        self.markdown
            .includes
            .iter()
            .map(|include| self.resolve(include))
            .collect()
    }

    /// The file of an include.
    pub fn resolve(&self, include: &catalog::page::Include) -> Include {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        Include {
            line: include.line,
            helper: include.helper.clone(),
            file: plain(&folder.join(&include.path)),
            anchor: include.anchor.clone(),
        }
    }
}

/// What an include puts on the page.
///
/// # Errors
/// When the anchor is not opened and closed exactly once, or encloses nothing.
pub fn included_text(text: &str, anchor: Option<&str>) -> Result<String, String> {
    let Some(anchor) = anchor else {
        return Ok(text.to_owned());
    };
    if anchor.is_empty() || anchor.contains(':') || anchor.bytes().all(|byte| byte.is_ascii_digit())
    {
        return Err(format!(
            "`{anchor}` is no anchor: lines move, so include by the name of an anchor"
        ));
    }
    let marks = |mark: &str| {
        let mark = format!("{mark}: {anchor}");
        let ends = move |line: &str| {
            line.split_once(&mark).is_some_and(|(_, rest)| {
                !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-')
            })
        };
        text.lines()
            .enumerate()
            .filter(|(_, line)| ends(line))
            .map(|(index, _)| index)
            .collect::<Vec<_>>()
    };
    let (opened, closed) = (marks("ANCHOR"), marks("ANCHOR_END"));
    let ([from], [to]) = (&opened[..], &closed[..]) else {
        return Err(format!(
            "the anchor `{anchor}` is opened {} and closed {} times in it; it needs one of each",
            opened.len(),
            closed.len()
        ));
    };
    let lines = text
        .lines()
        .take(*to)
        .skip(from + 1)
        .filter(|line| !line.contains("ANCHOR"));
    let inside: String = lines.map(|line| format!("{line}\n")).collect();
    if inside.trim().is_empty() {
        return Err(format!("the anchor `{anchor}` encloses nothing"));
    }
    Ok(inside)
}

/// The path without `.` and `..`, as text.
fn plain(path: &Path) -> PathBuf {
    let mut result = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                result.pop();
            }
            other => result.push(other),
        }
    }
    result
}
