//! A small course, and the command line run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const BOOK: &str = r#"
[book]
title = "A small course"
src = "src"
[build]
create-missing = false
[output.html]
"#;

const SUMMARY: &str =
    "# Summary\n\n[Introduction](index.md)\n\n- [Greetings](greetings/index.md)\n";

const PAGE: &str = "\
# Greetings

```rust
{{#include ../../code/chapters/greetings/examples/good_morning.rs:main}}
```
";

const WORKSPACE: &str = r#"
[workspace]
resolver = "3"
members = ["code/chapters/*"]
[profile.dev]
debug = false
"#;

const PACKAGE: &str = r#"
[package]
name = "greetings"
version = "0.1.0"
edition = "2024"
publish = false
"#;

const LISTINGS: [(&str, &str); 3] = [
    (
        "good_morning",
        "\
//! Says good morning.

// ANCHOR: main
fn main() {
    println!(\"good morning\");
}
// ANCHOR_END: main
",
    ),
    (
        "good_night",
        "\
//! Goes to bed angry.
//@ exit: 3

fn main() {
    eprintln!(\"good night\");
    std::process::exit(3);
}
",
    ),
    (
        "cut_off",
        "//! Stops in the middle.\n\nfn main() {\n    println!(\"good\n}\n",
    ),
];

/// A course in a temporary folder, which disappears with it.
pub(crate) struct Fixture {
    _folder: TempDir,
    root: PathBuf,
}

impl Fixture {
    /// A course with one chapter and three listings, one of which does not compile.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let fixture = Self {
            // Programs name their folder without the links that lead to it.
            root: folder.path().canonicalize().unwrap(),
            _folder: folder,
        };
        fixture.write("book.toml", BOOK);
        fixture.write("src/SUMMARY.md", SUMMARY);
        fixture.write("src/index.md", "# Introduction\n");
        fixture.write("src/greetings/index.md", PAGE);
        fixture.write("Cargo.toml", WORKSPACE);
        fixture.write("code/chapters/greetings/Cargo.toml", PACKAGE);
        for (name, text) in LISTINGS {
            fixture.write(&format!("code/chapters/greetings/examples/{name}.rs"), text);
        }
        fixture
    }

    /// Its root.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The path of something in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    /// Writes a file and the folders above it.
    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The command line in this course, with an environment that asks for backtraces.
    pub(crate) fn course(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_course"));
        command
            .args(arguments)
            .current_dir(self.root())
            .env("CARGO_TARGET_DIR", self.path("target"))
            .env("CARGO_NET_OFFLINE", "true")
            .env("RUST_BACKTRACE", "1")
            .stdin(Stdio::null());
        command
    }

    /// Runs it to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::new(self.course(arguments).output().unwrap(), self.root())
    }
}

/// How a run ended and what it said, with the root of the course shortened to `ROOT`.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    pub(crate) fn new(output: Output, root: &Path) -> Self {
        let root = root.to_str().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap().replace(root, "ROOT");
        Self {
            status: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}
