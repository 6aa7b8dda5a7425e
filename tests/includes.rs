//! Every include of every page shows something, and nothing that readers should not see.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use support::{Problems, course, included_text, pages, root};

#[test]
fn every_include_resolves() {
    let mut problems = Problems::default();
    for page in pages() {
        for include in page.includes() {
            let file = include.file.display();
            if include.helper != "include" {
                problems.at(
                    &page.path,
                    include.line,
                    format!(
                        "`{{{{#{}}}}}` is not used here; write `{{{{#include …}}}}`",
                        include.helper
                    ),
                );
                continue;
            }
            let Ok(text) = std::fs::read_to_string(root().join(&include.file)) else {
                problems.at(
                    &page.path,
                    include.line,
                    format!("{file} does not exist; correct the path, or record it"),
                );
                continue;
            };
            match included_text(&text, include.anchor.as_deref()) {
                Err(problem) => problems.at(&page.path, include.line, format!("{file}: {problem}")),
                Ok(shown) => {
                    // The task of an exercise stands in the `//!` lines of its stub.
                    let purpose = !include.file.starts_with("code/exercises");
                    let secret = |line: &&str| {
                        let line = line.trim_start();
                        line.contains("ANCHOR")
                            || line.starts_with("//@")
                            || line.starts_with("#@")
                            || purpose && line.starts_with("//!")
                    };
                    if let Some(line) = shown.lines().find(secret) {
                        problems.at(
                            &page.path,
                            include.line,
                            format!(
                                "shows `{}` of {file}; include by an anchor that leaves it out",
                                line.trim()
                            ),
                        );
                    }
                }
            }
        }
    }
    problems.finish();
}

/// What a page includes is a program that is tested, or what one printed.
#[test]
fn every_included_file_is_compiled_or_recorded() {
    let mut tested: BTreeSet<PathBuf> = ["rustc.txt", "python.txt"]
        .map(|file| PathBuf::from("code/recorded").join(file))
        .into();
    for chapter in course().chapters() {
        for listing in &chapter.listings {
            tested.extend([listing.source.clone(), listing.output.clone()]);
        }
        for recap in &chapter.recaps {
            tested.extend([recap.source.clone(), recap.output.clone()]);
        }
        for rejected in &chapter.rejected {
            tested.extend([rejected.source.clone(), rejected.message.clone()]);
        }
        for trace in &chapter.traces {
            tested.insert(trace.source.clone());
        }
    }
    let mut problems = Problems::default();
    for page in pages() {
        for include in page.includes() {
            if !tested.contains(&include.file) && !of_an_exercise(&include.file) {
                let file = include.file.display();
                problems.at(&page.path, include.line, format!("{file} is no program of a chapter and no recording of one; move it into examples/, python/ or rejected/, where it is tested"));
            }
        }
    }
    problems.finish();
}

/// What `tests/exercises.rs` compiles.
fn of_an_exercise(file: &Path) -> bool {
    let parts: Vec<&str> = file.iter().filter_map(|part| part.to_str()).collect();
    matches!(
        parts[..],
        ["code", "exercises", _, "stub.rs" | "solution.rs"]
    )
}

#[test]
fn every_program_is_on_a_page_with_its_output() {
    let mut problems = Problems::default();
    let shown: BTreeSet<PathBuf> = pages()
        .iter()
        .flat_map(support::SourcePage::includes)
        .map(|include| include.file)
        .collect();
    for chapter in course().chapters() {
        if chapter.pages.is_empty() {
            problems.with(
                &Path::new("code/chapters").join(&chapter.topic),
                "src/SUMMARY.md lists no page of this chapter; write its pages, or remove it",
            );
            continue;
        }
        let pairs = (chapter
            .listings
            .iter()
            .map(|listing| (&listing.source, &listing.output)))
        .chain(
            chapter
                .recaps
                .iter()
                .map(|recap| (&recap.source, &recap.output)),
        )
        .chain(
            chapter
                .rejected
                .iter()
                .map(|rejected| (&rejected.source, &rejected.message)),
        );
        for (source, recorded) in pairs {
            if !shown.contains(source) {
                problems.with(source, "no page shows it; include it, or remove it");
            } else if !shown.contains(recorded)
                && std::fs::metadata(root().join(recorded)).is_ok_and(|file| file.len() > 0)
            {
                problems.with(recorded, "no page shows it; include it beside its program");
            }
        }
        for trace in chapter
            .traces
            .iter()
            .filter(|trace| trace.places.is_empty())
        {
            problems.with(&trace.source, "no page shows it; include it, or remove it");
        }
    }
    problems.finish();
}

/// A recording without its program would be shown for ever.
#[test]
fn every_recording_has_its_program() {
    let mut problems = Problems::default();
    for file in support::files("code/chapters", &["out", "stderr", "pattern"]) {
        let source = |extension| root().join(&file).with_extension(extension).is_file();
        if !source("rs") && !source("py") {
            problems.with(&file, "the program it belongs to is gone; remove it");
        }
    }
    for chapter in course().chapters() {
        for trace in &chapter.traces {
            let listings = chapter.listings.iter().map(|listing| &listing.name);
            let drawn = chapter
                .recaps
                .iter()
                .filter(|recap| recap.timeline.is_some());
            if !listings
                .chain(drawn.map(|recap| &recap.name))
                .any(|name| *name == trace.name)
            {
                problems.with(
                    &trace.source,
                    "the program it belongs to is gone; remove it",
                );
            }
        }
    }
    problems.finish();
}
