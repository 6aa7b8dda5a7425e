//! The listings in a list.

use std::path::Path;

use anyhow::Result;
use catalog::Course;
use serde::Serialize;

/// The document that other programs read.
///
/// # Errors
/// Never; what is written are strings and numbers.
pub(super) fn as_json(course: &Course) -> Result<String> {
    let listings = course
        .listings()
        .map(|listing| Entry {
            name: &listing.name,
            chapter: &listing.topic,
            purpose: &listing.purpose,
            source: &listing.source,
            exit: listing.promise.exit,
            hangs: listing.promise.hangs,
            pages: listing
                .places
                .iter()
                .map(|place| place.address.as_str())
                .collect(),
        })
        .collect();
    let document = Document {
        schema: 1,
        listings,
    };
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

/// One line for each, under the titles of the chapters.
pub(super) fn as_text(course: &Course) -> String {
    let width = course
        .listings()
        .map(|listing| listing.name.len())
        .max()
        .unwrap_or(0);
    let mut text = String::new();
    for chapter in course.chapters() {
        if chapter.listings.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&format!("{} ({})\n", chapter.title, chapter.topic));
        for listing in &chapter.listings {
            text.push_str(&format!("  {:width$}  {}\n", listing.name, listing.purpose));
        }
    }
    text
}

/// The document that `--list --json` prints.
#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    listings: Vec<Entry<'a>>,
}

/// A listing in it. Paths are relative to the root of the course, addresses to that of the book.
#[derive(Serialize)]
struct Entry<'a> {
    name: &'a str,
    chapter: &'a str,
    purpose: &'a str,
    source: &'a Path,
    /// The exit status that the page shows.
    exit: i32,
    /// It waits for ever, and that is its point.
    hangs: bool,
    pages: Vec<&'a str>,
}
