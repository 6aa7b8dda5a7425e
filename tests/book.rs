//! The built book: every page is listed, its settings are understood, and no link in it is dead.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use catalog::Exercise;
use mdbook_driver::MDBook;
use mdbook_driver::config::HtmlConfig;
use regex::Regex;
use support::{Problems, SourcePage, course, pages, root};
use tempfile::TempDir;

/// The whole book as HTML: the text of every page by its address.
fn built() -> &'static BTreeMap<PathBuf, String> {
    static BUILT: OnceLock<(TempDir, BTreeMap<PathBuf, String>)> = OnceLock::new();
    &BUILT
        .get_or_init(|| {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let mut book = MDBook::load(root())
                .unwrap_or_else(|error| panic!("book.toml: the book does not load: {error:#}"));
            book.config.build.build_dir = folder.path().join("book");
            book.build()
                .unwrap_or_else(|error| panic!("the book does not build: {error:#}"));
            let mut built = BTreeMap::new();
            collect(&folder.path().join("book"), Path::new(""), &mut built);
            (folder, built)
        })
        .1
}

/// HTML files with their text; of all others the name.
fn collect(folder: &Path, address: &Path, built: &mut BTreeMap<PathBuf, String>) {
    for entry in fs::read_dir(folder)
        .expect("the built book can be read")
        .flatten()
    {
        let (path, address) = (entry.path(), address.join(entry.file_name()));
        if path.is_dir() {
            collect(&path, &address, built);
        } else {
            let page = address
                .extension()
                .is_some_and(|extension| extension == "html");
            built.insert(
                address,
                if page {
                    fs::read_to_string(&path).expect("a page is text")
                } else {
                    String::new()
                },
            );
        }
    }
}

#[test]
fn every_page_is_in_the_summary() {
    let chapters = course().chapters().flat_map(|chapter| &chapter.pages);
    let listed: BTreeSet<&Path> = course()
        .pages
        .iter()
        .chain(chapters)
        .map(|page| page.path.as_path())
        .collect();
    let mut problems = Problems::default();
    for page in pages() {
        // Shown for every unknown address, and therefore nowhere in the order of the book.
        if page.path == Path::new("src/404.md") {
            continue;
        }
        if !listed.contains(page.path.as_path()) {
            problems.with(
                &page.path,
                "src/SUMMARY.md does not list it; add it there, or remove it",
            );
        }
    }
    problems.finish();
}

/// The task of an exercise is a page of its chapter, where learners find it.
#[test]
fn every_exercise_has_a_page() {
    let exercises = Exercise::all(root()).unwrap_or_else(|error| panic!("{error}"));
    let mut problems = Problems::default();
    for exercise in exercises {
        let chapter = &exercise.manifest.chapter;
        let page = Path::new("src")
            .join(chapter)
            .join(format!("{}.md", exercise.name));
        let listed = course()
            .chapters()
            .flat_map(|chapter| &chapter.pages)
            .any(|listed| listed.path == page);
        if !listed {
            problems.with(
                &Path::new("code/exercises").join(&exercise.name),
                format!(
                    "src/SUMMARY.md lists no {} with its task; write the page and add it there",
                    page.display()
                ),
            );
        }
    }
    problems.finish();
}

/// mdBook takes the default settings without a word when it does not understand ours.
#[test]
fn the_settings_of_the_book_are_understood() {
    let book = MDBook::load(root())
        .unwrap_or_else(|error| panic!("book.toml: the book does not load: {error:#}"));
    let html: HtmlConfig = match book.config.get("output.html") {
        Ok(found) => found.expect("book.toml: there is no [output.html]; add it"),
        Err(error) => panic!(
            "book.toml: [output.html] is not understood, so mdBook would drop all of it: {error:#}"
        ),
    };
    assert!(
        !html.playground.runnable,
        "book.toml: set output.html.playground.runnable = false; it sends code to another host"
    );
    assert!(
        !book.config.build.create_missing,
        "book.toml: set build.create-missing = false; a typo would make an empty page"
    );
    for file in html.additional_css.iter().chain(&html.additional_js) {
        assert!(
            root().join(file).is_file(),
            "book.toml: {} does not exist",
            file.display()
        );
    }
}

#[test]
fn nothing_unfinished_is_on_a_built_page() {
    let leaks = Regex::new(r"\{\{#|ANCHOR(_END)?:|(?m)^\s*(//|#)@ ").expect("a valid pattern");
    let mut problems = Problems::default();
    for (address, html) in built() {
        if address == Path::new("print.html") {
            continue;
        }
        for found in leaks.find_iter(html) {
            let line = html[found.end()..].lines().next().unwrap_or_default();
            problems.with(
                &source(address).map_or(address.clone(), |page| page.path.clone()),
                format!(
                    "readers see `{}{line}`; correct the include it comes from",
                    found.as_str().trim()
                ),
            );
        }
    }
    problems.finish();
}

/// Every link inside of the book leads to a page, and to a place on it.
#[test]
fn no_link_is_dead() {
    let link = Regex::new(r#"<[a-zA-Z][^>]*?\s(?:href|src)="([^"]*)""#).expect("a valid pattern");
    let id = Regex::new(r#"\s(?:id|name)="([^"]*)""#).expect("a valid pattern");
    let ids: BTreeMap<&Path, BTreeSet<&str>> = built()
        .iter()
        .map(|(address, html)| {
            (
                address.as_path(),
                id.captures_iter(html)
                    .filter_map(|found| Some(found.get(1)?.as_str()))
                    .collect(),
            )
        })
        .collect();
    let mut problems = Problems::default();
    let mut checked = 0;
    // The print page repeats all others; what is wrong with them is told once.
    let (print, others): (Vec<_>, Vec<_>) = built()
        .iter()
        .partition(|(address, _)| *address == Path::new("print.html"));
    for (address, html) in others.into_iter().chain(print) {
        if address == Path::new("print.html") && !problems.is_empty() {
            break;
        }
        for found in link.captures_iter(html) {
            let target = found[1].replace("&amp;", "&").replace("%20", " ");
            if target.is_empty()
                || target.contains("://")
                || ["mailto:", "data:", "javascript:"]
                    .iter()
                    .any(|start| target.starts_with(start))
            {
                continue;
            }
            checked += 1;
            let (path, fragment) = target
                .split_once('#')
                .map_or((target.as_str(), ""), |(path, fragment)| (path, fragment));
            let path = path.split('?').next().unwrap_or_default();
            let mut dead = |why: String| {
                let problem = format!("the link `{target}` is dead: {why}; correct it");
                match (source(address), line_of_link(address, &target)) {
                    (Some(page), Some(line)) => problems.at(&page.path, line, problem),
                    (Some(page), None) => problems.with(&page.path, problem),
                    (None, _) => problems.with(address, problem),
                }
            };
            let Some(file) = resolve(address, path) else {
                dead("it leaves the book".to_owned());
                continue;
            };
            match ids.get(file.as_path()) {
                None if is_edition(&file) => {}
                None => dead(format!("the book has no {}", file.display())),
                Some(ids) if !fragment.is_empty() && !ids.contains(fragment) => {
                    dead(format!("{} has no heading `{fragment}`", file.display()));
                }
                Some(_) => {}
            }
        }
    }
    assert!(checked > 0, "the book has no links, so nothing is proved");
    problems.finish();
}

/// Whether `.ci/editions` puts this file into a site that is published.
fn is_edition(file: &Path) -> bool {
    let script = fs::read_to_string(root().join(".ci/editions")).expect(".ci/editions can be read");
    let prefix = "downloads/every-interleaving";
    let rest = file.to_str().and_then(|file| file.strip_prefix(prefix));
    script.contains(&format!("book=$work/{prefix}\n"))
        && rest.is_some_and(|rest| script.contains(&format!("$book{rest}\"")))
}

/// The page of `src/` that became the page at this address.
fn source(address: &Path) -> Option<&'static SourcePage> {
    let path = Path::new("src").join(address.with_extension("md"));
    pages().iter().find(|page| page.path == path)
}

/// The line of a link in the source of the page at this address.
fn line_of_link(address: &Path, target: &str) -> Option<usize> {
    source(address)?
        .markdown
        .links
        .iter()
        .find(|link| link.target.replace(".md", ".html") == target)
        .map(|link| link.line)
}

/// Where a link on a page leads; `None` when that is above the root of the book.
fn resolve(page: &Path, target: &str) -> Option<PathBuf> {
    if target.is_empty() {
        return Some(page.to_path_buf());
    }
    // The page for unknown addresses is shown anywhere, so its links begin at the root.
    let rooted = target.starts_with('/') || page == Path::new("404.html");
    let mut path = if rooted {
        PathBuf::new()
    } else {
        page.parent().unwrap_or(Path::new("")).to_path_buf()
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." if !path.pop() => return None,
            ".." => {}
            step => path.push(step),
        }
    }
    Some(if target.ends_with('/') {
        path.join("index.html")
    } else {
        path
    })
}

/// The places that the command line names are real.
#[test]
fn the_places_of_listings_exist() {
    let mut problems = Problems::default();
    for listing in course().listings() {
        for place in &listing.places {
            let (file, fragment) = place
                .address
                .split_once('#')
                .unwrap_or((&place.address, ""));
            let id = format!("id=\"{fragment}\"");
            match built().get(Path::new(file)) {
                None => problems.at(
                    &place.page,
                    place.line,
                    format!("the built book has no {file}"),
                ),
                Some(html) if !fragment.is_empty() && !html.contains(&id) => {
                    problems.at(
                        &place.page,
                        place.line,
                        format!("{file} has no place `{fragment}`"),
                    );
                }
                Some(_) => {}
            }
        }
    }
    problems.finish();
}

/// The book works without the net: no script, style, font or image comes from another host.
#[test]
fn nothing_is_loaded_from_another_host() {
    let loads = Regex::new(r#"<(?:script|img|iframe|audio|video|source|embed|object)\b[^>]*?\s(?:src|data)="((?:https?:)?//[^"]*)"|<link\b[^>]*?\shref="((?:https?:)?//[^"]*)""#)
        .expect("a valid pattern");
    let mut problems = Problems::default();
    let mut loaded = BTreeSet::new();
    // The print page repeats all others.
    let others = built()
        .iter()
        .filter(|(address, _)| *address != Path::new("print.html"));
    for (address, html) in others {
        let page = source(address).map_or(address.as_path(), |page| page.path.as_path());
        for found in loads.captures_iter(html) {
            let target = found.get(1).or_else(|| found.get(2));
            loaded.insert((page, target.map_or("", |found| found.as_str())));
        }
    }
    for (page, target) in loaded {
        problems.with(
            page,
            format!("loads {target}; bring it into the book or link to it"),
        );
    }
    for file in support::files("theme", &["css", "js", "hbs"]) {
        let text = support::read(&file);
        for (index, line) in text.lines().enumerate() {
            if line.contains("url(http")
                || line.contains("@import")
                || line.contains("fetch(\"http")
            {
                problems.at(
                    &file,
                    index + 1,
                    "loads something from elsewhere; bring it into the book",
                );
            }
        }
    }
    problems.finish();
}
