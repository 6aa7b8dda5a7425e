//! The Rust blocks of the Markdown outside of the book compile and run, and its links lead somewhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use catalog::page::Markdown;
use support::{Problems, read, root};

mod blocks {
    //! Made by the build script: one test a block.
    include!(concat!(env!("OUT_DIR"), "/skeptic-tests.rs"));
}

/// The documents whose blocks the build script has made tests of.
const DOCUMENTS: &str = env!("COURSE_DOCUMENTS");

/// The build script cannot watch folders that hold everything, so a new document is noticed here.
#[test]
fn every_document_is_tested() {
    let mut folders = vec![PathBuf::new(), PathBuf::from("code")];
    let exercises = root().join("code/exercises");
    for entry in fs::read_dir(exercises).into_iter().flatten().flatten() {
        folders.push(Path::new("code/exercises").join(entry.file_name()));
    }
    let mut problems = Problems::default();
    for folder in folders {
        for entry in fs::read_dir(root().join(&folder))
            .into_iter()
            .flatten()
            .flatten()
        {
            let path = folder.join(entry.file_name());
            let known = DOCUMENTS
                .split(':')
                .any(|document| Path::new(document) == path);
            if path.extension().is_some_and(|extension| extension == "md") && !known {
                problems.with(
                    &path,
                    "is newer than the build script's list; `touch build.rs` and test again",
                );
            }
        }
    }
    problems.finish();
}

#[test]
fn no_block_is_left_out() {
    let mut problems = Problems::default();
    let mut tested = 0;
    for document in DOCUMENTS.split(':').map(Path::new) {
        for fence in Markdown::parse(&read(document)).fences {
            match fence.language.as_str() {
                "" if fence.info.is_empty() => {}
                "rust" if fence.attributes.iter().all(|word| word == "no_run") => tested += 1,
                "rust" => problems.at(
                    document,
                    fence.line,
                    format!(
                        "`{}` is not tested as it says; write `rust` or `rust,no_run`",
                        fence.info
                    ),
                ),
                "text" | "toml" | "json" | "sh" | "console" => {}
                other => problems.at(
                    document,
                    fence.line,
                    format!("`{other}` is no language of these documents"),
                ),
            }
        }
    }
    problems.finish();
    assert!(
        tested > 0,
        "no document has a Rust block, so nothing is proved; code/README.md has one"
    );
}

/// Whoever reads the map finds every crate on it, and no crate that is gone.
#[test]
fn the_map_of_the_code_is_whole() {
    let path = Path::new("code/README.md");
    let text = read(path);
    let mut problems = Problems::default();
    let mut there = BTreeSet::new();
    for entry in fs::read_dir(root().join("code/crates"))
        .expect("code/crates can be read")
        .flatten()
    {
        let name = entry.file_name().to_string_lossy().into_owned();
        // The facades share a row, which names their endings.
        let facade = name.strip_prefix("interleave-");
        let named = text.contains(&format!("| `crates/{name}`"))
            || facade.is_some_and(|ending| text.contains(&format!("`-{ending}`")));
        if entry.path().is_dir() && !named {
            problems.with(path, format!("the map lacks crates/{name}; say what it is"));
        }
        there.insert(name);
    }
    for (index, line) in text.lines().enumerate() {
        let row = line
            .strip_prefix("| `crates/")
            .and_then(|rest| rest.split_once('`'));
        if let Some((name, _)) = row.filter(|(name, _)| !there.contains(*name)) {
            problems.at(
                path,
                index + 1,
                format!("there is no crates/{name}; remove the row"),
            );
        }
    }
    problems.finish();
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut problems = Problems::default();
    for document in DOCUMENTS.split(':').map(Path::new) {
        for link in Markdown::parse(&read(document)).links {
            let target = link.target.split('#').next().unwrap_or_default();
            if target.is_empty() || target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            let folder = root()
                .join(document)
                .parent()
                .map(Path::to_path_buf)
                .unwrap_or_default();
            if !folder.join(target).exists() {
                problems.at(
                    document,
                    link.line,
                    format!("the link `{}` is dead; correct it", link.target),
                );
            }
        }
    }
    problems.finish();
}
