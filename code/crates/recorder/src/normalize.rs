//! Takes out of an output what depends on the machine or on the run, and on nothing that a page is about.

use std::path::Path;
use std::sync::LazyLock;

use regex::Regex;

/// What is replaced by what, in order.
static RULES: LazyLock<Vec<(Regex, &'static str)>> = LazyLock::new(|| {
    [
        // Thread numbers in panics: `thread 'main' (2954) panicked`.
        (r"(thread (?:'[^']*'|<unnamed>)) \(\d+\)", "$1"),
        // Identities of Python's threads: `<Thread(Thread-1, started 139872)>`.
        (r"((?:started|stopped)(?: daemon)?) \d{4,}\)", "$1 …)"),
        // Addresses of Python's objects: `<object object at 0x7f2a5c>`.
        (r"( at )0x[0-9a-f]{6,}", "${1}0x…"),
        // Process ids, where a word says that it is one.
        (r"\b(pid[ =:]{1,2})\d+\b", "$1…"),
        // Sources of the standard library: rustc names its own commit.
        (r"/rustc/[0-9a-f]{40}/library/", "library/"),
        // rustc keeps the whole of a long type in a temporary file.
        (
            r"(= note: the full name for the type) has been written to '[^']*'\n *= note: consider using `--verbose` [^\n]*",
            "$1 is long",
        ),
        // Sources of crates, wherever Cargo keeps them.
        (r#"[^\s`'"(]*/registry/src/[^/\s]+/"#, ""),
    ]
    .into_iter()
    .map(|(pattern, with)| {
        (
            Regex::new(pattern).expect("a rule is a valid pattern"),
            with,
        )
    })
    .collect()
});

/// The output as it is compared and shown.
///
/// `root` is the root of the course and `topic` the chapter: files of the chapter are named from its folder.
pub(crate) fn normalize(output: &str, root: &Path, topic: &str) -> String {
    let chapter = format!("code/chapters/{topic}/");
    let mut text = output
        .replace(&format!("{}/", root.display()), "")
        .replace(&chapter, "");
    for (pattern, with) in RULES.iter() {
        text = pattern.replace_all(&text, *with).into_owned();
    }
    text
}

/// Lines in Python's own modules move with every release.
static MODULE_LINE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"(File "lib/[^"]*", line )\d+"#).expect("a valid pattern"));

/// Replaces the folder of Python's own modules and the lines in them, so that tracebacks are the same everywhere.
pub(crate) fn normalize_python(output: &str, modules: &Path) -> String {
    let text = output.replace(&format!("\"{}/", modules.display()), "\"lib/");
    MODULE_LINE.replace_all(&text, "${1}…").into_owned()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{normalize, normalize_python};

    #[test]
    fn what_differs_between_machines_is_replaced_and_nothing_else() {
        for (output, expected) in [
            (
                "thread 'main' (2954) panicked at code/chapters/threads/examples/a.rs:3:5:",
                "thread 'main' panicked at examples/a.rs:3:5:",
            ),
            (
                "thread '<unnamed>' (17) panicked",
                "thread '<unnamed>' panicked",
            ),
            (
                "at /course/code/chapters/threads/python/a.py",
                "at python/a.py",
            ),
            (
                "<Thread(Thread-1, started 139872)>",
                "<Thread(Thread-1, started …)>",
            ),
            ("<object object at 0x7f2a5c99>", "<object object at 0x…>"),
            ("pid 4711 is gone", "pid … is gone"),
            (
                "  --> /home/a/.cargo/registry/src/index-1949cf8c6b5b557f/tokio-1.54.0/src/a.rs:1:2",
                "  --> tokio-1.54.0/src/a.rs:1:2",
            ),
            (
                "  --> /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/std/src/a.rs:1:2",
                "  --> library/std/src/a.rs:1:2",
            ),
            (
                "   = note: the full name for the type has been written to '/tmp/.tmpA1/a.long-type-7.txt'\n   = note: consider using `--verbose` to print the full type name to the console\n",
                "   = note: the full name for the type is long\n",
            ),
            (
                "worker 12 (3) started 4 jobs",
                "worker 12 (3) started 4 jobs",
            ),
        ] {
            assert_eq!(normalize(output, Path::new("/course"), "threads"), expected);
        }
    }

    #[test]
    fn tracebacks_name_the_modules_of_python_alike() {
        let line = "  File \"/usr/lib/python3.11/threading.py\", line 1038";
        let expected = "  File \"lib/threading.py\", line …";
        assert_eq!(
            normalize_python(line, Path::new("/usr/lib/python3.11")),
            expected
        );
    }
}
