//! A small course on disk: what is read, and how each fault in it is told.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use catalog::Course;

/// A course in a temporary folder, removed at the end.
struct Small {
    root: PathBuf,
}

impl Small {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        // ORDERING: only uniqueness matters.
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let root =
            std::env::temp_dir().join(format!("small-course-{}-{count}", std::process::id()));
        let course = Small { root };
        course.write(
            "src/SUMMARY.md",
            "# Summary\n\n[Welcome](welcome.md)\n\n# Part\n\n- [Threads](threads/index.md)\n",
        );
        course.write("src/welcome.md", "# Welcome\n");
        course.write(
            "src/threads/index.md",
            "# Threads\n\n## In Rust\n\n```rust\n{{#include ../../code/chapters/threads/examples/two_threads.rs:main}}\n```\n",
        );
        course.write("code/chapters/threads/Cargo.toml", "");
        course.write(
            "code/chapters/threads/examples/two_threads.rs",
            "//! Starts two.\nfn main() {}\n",
        );
        course.write("code/chapters/threads/python/two.py", "#@ exit: 1\n");
        course.write(
            "code/chapters/threads/rejected/moved.rs",
            "//! Moves.\n//@ rejects: E0382\n",
        );
        course.write("code/chapters/threads/traces/two_threads.txt", "");
        course.write("code/chapters/locks/Cargo.toml", "");
        course
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn load(&self) -> Result<Course, String> {
        Course::load(&self.root).map_err(|error| error.to_string())
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

#[test]
fn everything_is_found_where_it_belongs() {
    let small = Small::new();
    let course = small.load().unwrap();
    assert_eq!(course.pages[0].address, "welcome.html");
    let titles: Vec<_> = course
        .parts
        .iter()
        .map(|part| part.title.as_str())
        .collect();
    assert_eq!(titles, ["Part", "Not in the summary yet"]);
    let threads = course.chapters().next().unwrap();
    assert_eq!(
        (threads.topic.as_str(), threads.title.as_str()),
        ("threads", "Threads")
    );
    assert_eq!(
        (
            threads.recaps.len(),
            threads.rejected.len(),
            threads.traces.len()
        ),
        (1, 1, 1)
    );
    let listing = course.find_listing("threads/two_threads").unwrap();
    assert_eq!(
        listing.source,
        Path::new("code/chapters/threads/examples/two_threads.rs")
    );
    assert_eq!(listing.purpose, "Starts two.");
    let place = &listing.places[0];
    assert_eq!(
        (place.line, place.address.as_str()),
        (6, "threads/index.html#in-rust")
    );
}

#[test]
fn an_unknown_listing_gets_the_nearest_name() {
    let course = Small::new().load().unwrap();
    let message = |name| course.find_listing(name).unwrap_err().to_string();
    assert_eq!(
        message("two_thread"),
        "no listing is called `two_thread` (did you mean `two_threads`?); `cargo course run --list` shows them all"
    );
    assert_eq!(
        message("xyzzy"),
        "no listing is called `xyzzy`; `cargo course run --list` shows them all"
    );
}

#[test]
fn faults_are_sentences_that_name_the_file() {
    let cases: [(&str, &str, &str); 6] = [
        (
            "src/SUMMARY.md",
            "- [Gone](gone.md)\n",
            "src/SUMMARY.md:1: src/gone.md does not exist; write the page or remove the link",
        ),
        (
            "src/SUMMARY.md",
            "- [A](threads/index.md)\n- [B](welcome.md)\n# P\n- [C](threads/index.md)\n",
            "src/SUMMARY.md:4: the pages of `threads` stand apart; put them under one another",
        ),
        (
            "code/chapters/threads/examples/mute.rs",
            "fn main() {}\n",
            "code/chapters/threads/examples/mute.rs:1: the file does not say what it is for; begin it with a `//!` sentence",
        ),
        (
            "code/chapters/locks/examples/two_threads.rs",
            "//! Again.\n",
            "code/chapters/threads/examples/two_threads.rs and code/chapters/locks/examples/two_threads.rs have the same name; names are unique in the whole course: rename one",
        ),
        (
            "code/chapters/locks/rejected/two_threads.rs",
            "//! Refused.\n//@ rejects: E0382\n",
            "code/chapters/threads/examples/two_threads.rs and code/chapters/locks/rejected/two_threads.rs have the same name; names are unique in the whole course: rename one",
        ),
        (
            "code/chapters/locks/rejected/fine.rs",
            "//! Fine.\n",
            "code/chapters/locks/rejected/fine.rs:1: a rejected program has exactly one directive: `//@ rejects: E….`, `//@ warns: lint` or `//@ clippy: lint`",
        ),
    ];
    for (path, text, message) in cases {
        let small = Small::new();
        small.write(path, text);
        assert_eq!(small.load().unwrap_err(), message);
    }
    let small = Small::new();
    fs::remove_file(small.root.join("src/SUMMARY.md")).unwrap();
    assert_eq!(
        small.load().unwrap_err(),
        "cannot read src/SUMMARY.md: No such file or directory (os error 2); restore it, or correct its permissions"
    );
}

#[test]
fn a_page_below_an_announced_chapter_does_not_name_it() {
    let course = Small::new();
    course.write("src/tasks/race.md", "# A race\n");
    course.write("src/pools/index.md", "# Pools\n");
    course.write(
        "src/SUMMARY.md",
        "# Summary\n\n# Part\n\n- [Tasks]()\n  - [A race](tasks/race.md)\n- [Later]()\n- [Pools](pools/index.md)\n",
    );
    let course = course.load().unwrap();
    let titles: Vec<_> = course.parts[0]
        .chapters
        .iter()
        .map(|chapter| (chapter.topic.as_str(), chapter.title.as_str()))
        .collect();
    assert_eq!(titles, [("tasks", "Tasks"), ("pools", "Pools")]);
}
