//! Makes tests of the Rust blocks in the Markdown outside of the book.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// Where such documents stand; a star is any folder.
const PLACES: [&str; 3] = [".", "code", "code/exercises/*"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("Cargo sets OUT_DIR"));
    let mut documents = Vec::new();
    for place in PLACES {
        for folder in folders(place) {
            documents.extend(markdown(&folder));
        }
    }
    documents.sort();
    let mut copies = Vec::new();
    for document in &documents {
        println!("cargo::rerun-if-changed={}", document.display());
        // The tests are named after the stem, and several documents are called README; lines stay as they are.
        let plain = document
            .with_extension("")
            .to_string_lossy()
            .replace(['/', '.', '-'], "_")
            .to_lowercase();
        let copy = out.join(format!("{}.md", plain.trim_start_matches('_')));
        let text = fs::read(document).expect("the document can be read");
        // Written only when it differs: skeptic lets Cargo watch it, and its own output would look newer every time.
        if fs::read(&copy).ok().as_ref() != Some(&text) {
            fs::write(&copy, text).expect("the copy can be written");
        }
        copies.push(copy);
    }
    let names: Vec<String> = documents
        .iter()
        .map(|document| document.display().to_string())
        .collect();
    println!("cargo::rustc-env=COURSE_DOCUMENTS={}", names.join(":"));
    skeptic::generate_doc_tests(&copies);
}

fn folders(place: &str) -> Vec<PathBuf> {
    let Some(parent) = place.strip_suffix("/*") else {
        return vec![PathBuf::from(place)];
    };
    let Ok(entries) = fs::read_dir(parent) else {
        return Vec::new();
    };
    entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect()
}

fn markdown(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    entries
        .flatten()
        .map(|entry| {
            entry
                .path()
                .strip_prefix(".")
                .map_or_else(|_| entry.path(), Path::to_path_buf)
        })
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect()
}
