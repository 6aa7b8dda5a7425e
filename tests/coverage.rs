//! Everything that the five guides teach is taught here, or its chapter is not written yet.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use catalog::page::Markdown;
use catalog::{Coverage, CoverageRow};
use support::{Problems, course, read, root};

/// The guides and how many rows each has: sections, programs, claims, tables and exercises, counted one by one.
const GUIDES: [(&str, usize); 5] = [("S0", 52), ("S1", 28), ("S2", 46), ("S3", 45), ("S4", 45)];

/// The chapters that the course is planned to have.
const CHAPTERS: [&str; 41] = [
    "concurrency",
    "send-and-sync",
    "threads",
    "thread-pools",
    "locks",
    "conditions",
    "channels",
    "atomics",
    "processes",
    "data-parallelism",
    "talking-to-processes",
    "shared-memory",
    "async-await",
    "tasks",
    "resources",
    "async-queues",
    "streams",
    "http-and-files",
    "futures-and-wakers",
    "event-loop",
    "async-locks",
    "structured-concurrency",
    "rate-limiting",
    "errors-and-retries",
    "resource-pools",
    "events",
    "pipelines",
    "functional",
    "actors",
    "lock-free",
    "testing",
    "guide-bugs",
    "deadlocks",
    "observability",
    "performance",
    "choosing",
    "best-practices",
    "capstones",
    "running",
    "dictionary",
    "crates",
];

fn rows() -> Vec<CoverageRow> {
    Coverage::load(root())
        .unwrap_or_else(|error| panic!("{error}"))
        .rows
}

fn file() -> &'static Path {
    Path::new(Coverage::FILE)
}

#[test]
fn no_row_of_the_guides_is_missing() {
    let mut expected = Vec::new();
    for (guide, count) in GUIDES {
        expected.extend((1..=count).map(|number| format!("{guide}-{number:02}")));
    }
    assert_eq!(expected.len(), 216);
    let found: BTreeMap<String, usize> =
        rows().into_iter().fold(BTreeMap::new(), |mut found, row| {
            *found.entry(row.id).or_default() += 1;
            found
        });
    let mut problems = Problems::default();
    for id in &expected {
        match found.get(id) {
            None => problems.with(
                file(),
                format!("the row {id} is missing; the guides teach it, so say where we do"),
            ),
            Some(1) => {}
            Some(count) => problems.with(
                file(),
                format!("the row {id} stands there {count} times; keep one"),
            ),
        }
    }
    for id in found.keys().filter(|id| !expected.contains(id)) {
        problems.with(file(), format!("the guides have no row {id}; remove it"));
    }
    problems.finish();
}

#[test]
fn only_chapters_without_pages_are_planned() {
    let mut problems = Problems::default();
    for row in rows() {
        let CoverageRow { id, chapter, .. } = &row;
        if !CHAPTERS.contains(&chapter.as_str()) {
            problems.with(
                file(),
                format!("{id}: the course has no chapter `{chapter}`"),
            );
        }
        if row.teaches.trim().is_empty() {
            problems.with(file(), format!("{id}: say in a few words what is taught"));
        }
        let written = root().join("src").join(chapter).join("index.md").is_file();
        let placed = row.page.is_some() || row.listing.is_some() || row.section.is_some();
        match (row.planned, placed) {
            (true, true) => problems.with(
                file(),
                format!("{id}: is planned and has a place; remove `planned`"),
            ),
            (true, false) if written => {
                problems.with(
                    file(),
                    format!(
                        "{id} ({}): src/{chapter}/ is written, so say on which page it is taught",
                        row.teaches
                    ),
                );
            }
            (false, false) => problems.with(
                file(),
                format!("{id}: say where it is taught, or `planned = true`"),
            ),
            _ => {}
        }
    }
    problems.finish();
}

#[test]
fn every_place_exists() {
    let chapters = course().chapters().flat_map(|chapter| &chapter.pages);
    let listed: BTreeSet<&Path> = course()
        .pages
        .iter()
        .chain(chapters)
        .map(|page| page.path.as_path())
        .collect();
    let mut problems = Problems::default();
    for row in rows().into_iter().filter(|row| !row.planned) {
        let mut wrong = |problem: String| problems.with(file(), format!("{}: {problem}", row.id));
        let Some(page) = &row.page else {
            wrong("name the page".to_owned());
            continue;
        };
        let path = Path::new("src").join(page);
        if !listed.contains(path.as_path()) {
            wrong(format!("the summary lists no {}", path.display()));
            continue;
        }
        match (&row.listing, &row.section) {
            (None, None) => wrong("name a listing or a section of the page".to_owned()),
            (Some(_), Some(_)) => wrong("name a listing or a section, not both".to_owned()),
            (Some(listing), None) if !shows(listing, &path) => {
                wrong(format!("{} shows no program `{listing}`", path.display()));
            }
            (None, Some(section)) if !has_section(&path, section) => {
                wrong(format!(
                    "{} has no heading or box `{section}`",
                    path.display()
                ));
            }
            _ => {}
        }
        if let Some(exercise) = &row.exercise
            && !root()
                .join("code/exercises")
                .join(exercise)
                .join("exercise.toml")
                .is_file()
        {
            wrong(format!("there is no exercise `{exercise}`"));
        }
    }
    problems.finish();
}

/// Whether the page includes a program with this name: a listing, a recap or a rejected one.
fn shows(name: &str, page: &Path) -> bool {
    course().chapters().any(|chapter| {
        let listings = chapter.listings.iter().map(|one| (&one.name, &one.places));
        let recaps = chapter.recaps.iter().map(|one| (&one.name, &one.places));
        let rejected = chapter.rejected.iter().map(|one| (&one.name, &one.places));
        listings
            .chain(recaps)
            .chain(rejected)
            .any(|(found, places)| found == name && places.iter().any(|place| place.page == page))
    })
}

fn has_section(page: &Path, section: &str) -> bool {
    let text = read(page);
    Markdown::parse(&text)
        .headings
        .iter()
        .any(|heading| heading.id == section)
        || text.contains(&format!(
            "<section class=\"ordinary-guide\" id=\"{section}\">"
        ))
}

#[test]
fn the_page_shows_the_rows() {
    let now = recorder::coverage_page(course()).unwrap_or_else(|error| panic!("{error}"));
    assert!(
        read(Path::new("src/coverage.md")) == now,
        "src/coverage.md is older than code/coverage.toml; `cargo course record` makes it anew"
    );
}
