//! Which page teaches what an error of the compiler is about.

/// The page, relative to the root of the course, for the errors that concurrency brings.
pub(super) fn page(code: &str, message: &str) -> Option<&'static str> {
    LESSONS
        .iter()
        .find(|lesson| lesson.codes.contains(&code) && message.contains(lesson.about))
        .map(|lesson| lesson.page)
}

struct Lesson {
    codes: &'static [&'static str],
    /// Part of the message: E0277 is any unmet bound, and few of them are about concurrency. Empty for any message.
    about: &'static str,
    page: &'static str,
}

const LESSONS: &[Lesson] = &[
    Lesson {
        codes: &["E0277"],
        about: "between threads",
        page: "src/send-and-sync/what-may-cross.md",
    },
    Lesson {
        codes: &["E0277"],
        about: "is not a future",
        page: "src/async-await/index.md",
    },
    Lesson {
        codes: &["E0373", "E0382"],
        about: "",
        page: "src/threads/what-a-thread-takes.md",
    },
    Lesson {
        codes: &["E0597", "E0521", "E0716"],
        about: "",
        page: "src/threads/scope.md",
    },
    Lesson {
        codes: &["E0499", "E0502", "E0505", "E0506"],
        about: "",
        page: "src/send-and-sync/who-owns-it.md",
    },
    Lesson {
        codes: &["E0594", "E0596"],
        about: "",
        page: "src/locks/index.md",
    },
    Lesson {
        codes: &["E0728"],
        about: "",
        page: "src/async-await/waiting-together.md",
    },
    Lesson {
        codes: &["E0752"],
        about: "",
        page: "src/async-await/runtimes.md",
    },
];

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_page_is_in_the_book() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
        let summary = fs::read_to_string(root.join("src/SUMMARY.md")).expect("the book has one");
        for lesson in LESSONS {
            let page = lesson.page;
            assert!(root.join(page).is_file(), "{page} does not exist");
            let link = format!("({})", page.trim_start_matches("src/"));
            assert!(summary.contains(&link), "SUMMARY.md does not list {page}");
        }
    }

    #[test]
    fn only_what_is_about_concurrency_has_a_lesson() {
        let crossing = "`Rc<u8>` cannot be sent between threads safely";
        assert_eq!(
            page("E0277", crossing),
            Some("src/send-and-sync/what-may-cross.md")
        );
        assert_eq!(page("E0277", "`u8` is not an iterator"), None);
        assert_eq!(page("E0425", "cannot find value"), None);
    }
}
