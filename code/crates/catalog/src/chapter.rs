//! Puts a course together: the summary gives the order, the folders give the programs, the pages say where each stands.

use std::collections::HashMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::directives::{Header, Language};
use crate::page::Markdown;
use crate::summary::{self, Entry};
use crate::{
    CatalogError, Chapter, Course, Listing, Litmus, Page, Part, Place, Recap, Rejected, Timeline,
    Trace,
};

/// The last part, for packages that no page belongs to yet.
const UNLISTED: &str = "Not in the summary yet";

/// Reads everything below `root`, which is absolute.
pub(crate) fn load(root: PathBuf) -> Result<Course, CatalogError> {
    let folders = Folders { root: &root };
    let entries = summary::parse(&folders.read(Path::new("src/SUMMARY.md"))?)?;
    let (pages, mut parts) = group(&folders, entries)?;

    let mut places = Places::default();
    let listed = parts
        .iter()
        .flat_map(|part| &part.chapters)
        .flat_map(|chapter| &chapter.pages);
    for page in pages.iter().chain(listed) {
        places.add(page, &folders.read(&page.path)?);
    }

    add_unlisted(&folders, &mut parts)?;
    let mut names = Names::default();
    for chapter in parts.iter_mut().flat_map(|part| &mut part.chapters) {
        fill(&folders, chapter, &places, &mut names)?;
    }
    Ok(Course { root, pages, parts })
}

/// Reading below the root, with messages that name paths relative to it.
struct Folders<'a> {
    root: &'a Path,
}

impl Folders<'_> {
    fn read(&self, path: &Path) -> Result<String, CatalogError> {
        fs::read_to_string(self.root.join(path)).map_err(|source| CatalogError::Read {
            path: path.to_path_buf(),
            source,
        })
    }

    /// The entries of a folder in order of their names, relative to the root; nothing when the folder is missing.
    fn entries(&self, folder: &Path) -> Result<Vec<PathBuf>, CatalogError> {
        let wrong = |source| CatalogError::Read {
            path: folder.to_path_buf(),
            source,
        };
        let absolute = self.root.join(folder);
        if !absolute.is_dir() {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for entry in fs::read_dir(absolute).map_err(wrong)? {
            found.push(folder.join(entry.map_err(wrong)?.file_name()));
        }
        found.sort();
        Ok(found)
    }

    /// The files of a folder with this extension; with hidden ones (an editor's) left out.
    fn files(&self, folder: &Path, extension: &str) -> Result<Vec<PathBuf>, CatalogError> {
        let mut found = self.entries(folder)?;
        found.retain(|path| {
            path.extension().is_some_and(|found| found == extension) && !stem(path).starts_with('.')
        });
        Ok(found)
    }
}

/// Sorts the links of the summary into loose pages and chapters.
fn group(
    folders: &Folders<'_>,
    entries: Vec<Entry>,
) -> Result<(Vec<Page>, Vec<Part>), CatalogError> {
    let mut pages = Vec::new();
    let mut parts: Vec<Part> = Vec::new();
    // A chapter whose first page is not written yet may have others below it: it is called what was announced.
    let mut announced: Option<String> = None;
    for Entry {
        part,
        title,
        target,
        line,
    } in entries
    {
        let Some(target) = target else {
            announced = Some(title);
            continue;
        };
        let announced = announced.take().filter(|_| !target.ends_with("/index.md"));
        let wrong = |problem| Err(CatalogError::Summary { line, problem });
        let path = Path::new("src").join(&target);
        if !folders.root.join(&path).is_file() {
            return wrong(format!(
                "{} does not exist; write the page or remove the link",
                path.display()
            ));
        }
        let page = Page {
            title,
            path,
            address: address(&target),
        };
        let Some((topic, _)) = target.split_once('/') else {
            pages.push(page);
            continue;
        };
        let known = parts
            .iter()
            .flat_map(|part| &part.chapters)
            .any(|chapter| chapter.topic == topic);
        let last = parts
            .last_mut()
            .filter(|last| last.title == part)
            .and_then(|part| part.chapters.last_mut());
        match last.filter(|chapter| chapter.topic == topic) {
            Some(chapter) => chapter.pages.push(page),
            None if known => {
                return wrong(format!(
                    "the pages of `{topic}` stand apart; put them under one another"
                ));
            }
            None => {
                let title = announced.unwrap_or_else(|| page.title.clone());
                let chapter = Chapter {
                    pages: vec![page],
                    title,
                    ..empty(topic)
                };
                match parts.last_mut().filter(|last| last.title == part) {
                    Some(last) => last.chapters.push(chapter),
                    None => parts.push(Part {
                        title: part,
                        chapters: vec![chapter],
                    }),
                }
            }
        }
    }
    Ok((pages, parts))
}

/// Adds the packages that no page of the summary belongs to.
fn add_unlisted(folders: &Folders<'_>, parts: &mut Vec<Part>) -> Result<(), CatalogError> {
    let packages = folders.entries(Path::new("code/chapters"))?;
    let unlisted: Vec<Chapter> = packages
        .iter()
        .filter(|package| folders.root.join(package).join("Cargo.toml").is_file())
        .map(|package| file_name(package))
        .filter(|topic| {
            !parts
                .iter()
                .flat_map(|part| &part.chapters)
                .any(|chapter| chapter.topic == *topic)
        })
        .map(|topic| empty(&topic))
        .collect();
    if !unlisted.is_empty() {
        parts.push(Part {
            title: UNLISTED.to_owned(),
            chapters: unlisted,
        });
    }
    Ok(())
}

fn empty(topic: &str) -> Chapter {
    Chapter {
        topic: topic.to_owned(),
        title: topic.to_owned(),
        pages: Vec::new(),
        listings: Vec::new(),
        recaps: Vec::new(),
        rejected: Vec::new(),
        traces: Vec::new(),
    }
}

/// Reads the programs of a chapter's package.
fn fill(
    folders: &Folders<'_>,
    chapter: &mut Chapter,
    places: &Places,
    names: &mut Names,
) -> Result<(), CatalogError> {
    let package = Path::new("code/chapters").join(&chapter.topic);
    let topic = || chapter.topic.clone();
    for source in folders.files(&package.join("examples"), "rs")? {
        let text = folders.read(&source)?;
        let header = Header::read(&source, &text, Language::Rust)?;
        let (promise, explore) = header.listing()?;
        let name = names.take(Kind::Program, &source)?;
        let graph = header
            .graph()?
            .then(|| package.join("traces").join(format!("{name}.graph.json")));
        let timeline = timeline(&header, &package, &name)?;
        let litmus = header.litmus()?.map(|operations| Litmus {
            table: package.join("traces").join(format!("{name}.litmus.json")),
            operations,
        });
        chapter.listings.push(Listing {
            name,
            topic: topic(),
            purpose: header.purpose()?,
            output: source.with_extension("out"),
            promise,
            explore,
            graph,
            timeline,
            litmus,
            places: places.of(&source),
            source,
        });
    }
    for source in folders.files(&package.join("python"), "py")? {
        let text = folders.read(&source)?;
        let header = Header::read(&source, &text, Language::Python)?;
        let promise = header.recap()?;
        let name = names.take(Kind::Recap, &source)?;
        chapter.recaps.push(Recap {
            topic: topic(),
            output: source.with_extension("out"),
            promise,
            timeline: timeline(&header, &package, &name)?,
            name,
            places: places.of(&source),
            source,
        });
    }
    for source in folders.files(&package.join("rejected"), "rs")? {
        let text = folders.read(&source)?;
        let header = Header::read(&source, &text, Language::Rust)?;
        chapter.rejected.push(Rejected {
            name: names.take(Kind::Program, &source)?,
            topic: topic(),
            purpose: header.purpose()?,
            message: source.with_extension("stderr"),
            refusal: header.refusal()?,
            places: places.of(&source),
            source,
        });
    }
    let mut traces = Vec::new();
    for kind in ["txt", "json", "html"] {
        traces.extend(folders.files(&package.join("traces"), kind)?);
    }
    for source in traces {
        let stem = stem(&source);
        let name = stem.split('.').next().unwrap_or(&stem).to_owned();
        chapter.traces.push(Trace {
            name,
            topic: topic(),
            places: places.of(&source),
            source,
        });
    }
    Ok(())
}

fn timeline(
    header: &Header<'_>,
    package: &Path,
    name: &str,
) -> Result<Option<Timeline>, CatalogError> {
    let file = format!("{name}.timeline.html");
    Ok(header.timeline()?.map(|axis| Timeline {
        lanes: package.join("traces").join(file),
        axis,
    }))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    /// A listing or a program that is refused: a page asks for either by its name alone.
    Program,
    Recap,
}

/// Names already in use.
#[derive(Default)]
struct Names {
    taken: HashMap<(Kind, String), PathBuf>,
}

impl Names {
    fn take(&mut self, kind: Kind, source: &Path) -> Result<String, CatalogError> {
        let name = stem(source);
        match self
            .taken
            .insert((kind, name.clone()), source.to_path_buf())
        {
            Some(first) => Err(CatalogError::SameName {
                first,
                second: source.to_path_buf(),
            }),
            None => Ok(name),
        }
    }
}

/// Which file is included where.
#[derive(Default)]
struct Places {
    by_file: HashMap<PathBuf, Vec<Place>>,
}

impl Places {
    fn add(&mut self, page: &Page, text: &str) {
        let markdown = Markdown::parse(text);
        let folder = page.path.parent().unwrap_or(Path::new(""));
        for include in &markdown.includes {
            let heading = markdown
                .heading_above(include.line)
                .filter(|heading| heading.level > 1);
            let fragment = heading.map_or_else(String::new, |heading| format!("#{}", heading.id));
            self.by_file
                .entry(plain(&folder.join(&include.path)))
                .or_default()
                .push(Place {
                    page: page.path.clone(),
                    line: include.line,
                    address: format!("{}{fragment}", page.address),
                });
        }
    }

    fn of(&self, source: &Path) -> Vec<Place> {
        self.by_file.get(source).cloned().unwrap_or_default()
    }
}

/// Where mdBook puts a page: `README.md` becomes `index.html`, `.md` becomes `.html`.
fn address(target: &str) -> String {
    let (folder, file) = target
        .rsplit_once('/')
        .map_or(("", target), |(folder, file)| (folder, file));
    let file = if file == "README.md" {
        "index"
    } else {
        file.trim_end_matches(".md")
    };
    if folder.is_empty() {
        format!("{file}.html")
    } else {
        format!("{folder}/{file}.html")
    }
}

/// The path without `.` and `..`, as text; links are not followed.
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

fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
