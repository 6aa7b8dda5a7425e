//! The coverage page: every row of the guides, and where it is taught.

use std::fmt::Write as _;
use std::path::Path;

use catalog::{Course, Coverage, CoverageRow, Page};

use crate::RecordError;

/// The page below the root.
pub(super) const PAGE: &str = "src/coverage.md";

/// What each guide is about, by the letters that its rows begin with.
const GUIDES: [(&str, &str); 5] = [
    ("S0", "Guide 0: a tour, and functional patterns"),
    ("S1", "Guide 1: from threads to pipelines"),
    ("S2", "Guide 2: a class for everything"),
    ("S3", "Guide 3: the interpreter lock and three approaches"),
    ("S4", "Guide 4: choosing, practices, mistakes"),
];

/// The text of the page.
///
/// # Errors
/// When `code/coverage.toml` cannot be read.
pub fn coverage_page(course: &Course) -> Result<String, RecordError> {
    let rows = Coverage::load(&course.root)
        .map_err(|error| RecordError::Tool {
            program: "coverage".to_owned(),
            problem: error.to_string(),
        })?
        .rows;
    let planned = rows.iter().filter(|row| row.planned).count();
    let mut text = format!(
        "<!-- Made from code/coverage.toml by `cargo course record`; edit that. -->\n\n\
         # What the guides teach, and where\n\n\
         This course follows five ordinary guides to concurrency in Python, section by section.\n\
         Each section, program, claim, table and exercise of theirs is a row here: {} in all.\n\
         {} are taught on the pages named, {planned} belong to chapters that are not written yet.\n",
        rows.len(),
        rows.len() - planned
    );
    for (guide, title) in GUIDES {
        let rows: Vec<&CoverageRow> = rows
            .iter()
            .filter(|row| row.id.starts_with(guide))
            .collect();
        let taught = rows.iter().filter(|row| !row.planned).count();
        let _ = write!(
            text,
            "\n## {title}\n\n{taught} of {} rows are taught.\n\n| row | what it teaches | where | exercise |\n|---|---|---|---|\n",
            rows.len()
        );
        for row in rows {
            let exercise = row
                .exercise
                .as_ref()
                .map_or_else(String::new, |name| format!("`{name}`"));
            let teaches = row.teaches.replace('|', "\\|");
            let _ = writeln!(
                text,
                "| {} | {teaches} | {} | {exercise} |",
                row.id,
                place(course, row)
            );
        }
    }
    Ok(text)
}

/// A link to the place of a row, or the chapter it waits for.
fn place(course: &Course, row: &CoverageRow) -> String {
    let Some(page) = row.page.as_deref().filter(|_| !row.planned) else {
        return format!("planned: {}", row.chapter);
    };
    let path = Path::new("src").join(page);
    let listed = course
        .pages
        .iter()
        .chain(course.chapters().flat_map(|chapter| &chapter.pages));
    let title = listed
        .into_iter()
        .find(|found| found.path == path)
        .map_or("", |found: &Page| &found.title);
    let target = page.display();
    match (&row.section, &row.listing) {
        (Some(section), _) => format!("[{title}]({target}#{section})"),
        (None, Some(listing)) => format!(
            "[{title}]({target}{}), `{listing}`",
            fragment(course, listing, &path)
        ),
        (None, None) => format!("[{title}]({target})"),
    }
}

/// The heading above the program on this page.
fn fragment(course: &Course, name: &str, page: &Path) -> String {
    let mut places = course.chapters().flat_map(|chapter| {
        let listings = chapter.listings.iter().map(|one| (&one.name, &one.places));
        let recaps = chapter.recaps.iter().map(|one| (&one.name, &one.places));
        let rejected = chapter.rejected.iter().map(|one| (&one.name, &one.places));
        listings.chain(recaps).chain(rejected)
    });
    let place = places.find_map(|(found, places)| {
        places
            .iter()
            .find(|place| found == name && place.page == page)
    });
    place
        .and_then(|place| {
            place
                .address
                .find('#')
                .map(|at| place.address[at..].to_owned())
        })
        .unwrap_or_default()
}
