//! Misuse gets a sentence that says what to do and exit status 2; never a backtrace, and nothing is harmed.

use std::env;
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::symlink;
use std::process::Command;

use crate::fixture::{Fixture, Run};

/// Runs and compares all that is said.
fn check(fixture: &Fixture, arguments: &[&str], sentence: &str) {
    check_run(&fixture.run(arguments), arguments, sentence);
}

fn check_run(run: &Run, arguments: &[&str], sentence: &str) {
    assert_eq!(run.stderr, format!("error: {sentence}\n"), "{arguments:?}");
    assert_eq!(run.stdout, "", "{arguments:?}");
    assert_eq!(run.status, Some(2), "{arguments:?}");
}

#[test]
fn an_unknown_listing_suggests_the_nearest() {
    let fixture = Fixture::new();
    check(
        &fixture,
        &["run", "good_mornig"],
        "no listing is called `good_mornig` (did you mean `good_morning`?); `cargo course run --list` shows them all",
    );
    check(
        &fixture,
        &["run", "zzz"],
        "no listing is called `zzz`; `cargo course run --list` shows them all",
    );
}

#[test]
fn the_menu_needs_a_terminal() {
    check(
        &Fixture::new(),
        &["run"],
        "which program? `cargo course run --list` shows them all; the menu needs a terminal",
    );
}

#[test]
fn a_listing_that_does_not_compile_is_named_with_the_words_of_rustc() {
    let run = Fixture::new().run(&["run", "cut_off"]);
    assert_eq!(run.status, Some(2));
    let begin =
        "error: code/chapters/greetings/examples/cut_off.rs does not build:\nerror[E0765]: ";
    assert!(run.stderr.contains(begin), "{}", run.stderr);
}

#[test]
fn a_broken_summary_is_named() {
    let fixture = Fixture::new();
    fixture.write("src/SUMMARY.md", "- [Greetings](greetings/index.md\n");
    for command in [["build"].as_slice(), &["serve", "--port", "0"]] {
        let run = fixture.run(command);
        let begin = "error: src/SUMMARY.md, or a page that it lists, is broken: ";
        assert!(run.stderr.starts_with(begin), "{}", run.stderr);
        assert_eq!(run.status, Some(2), "{command:?}");
    }
}

#[test]
fn a_course_without_a_summary_is_named_and_the_cause_said_once() {
    let fixture = Fixture::new();
    fs::remove_file(fixture.path("src/SUMMARY.md")).unwrap();
    let run = fixture.run(&["run", "--list"]);
    assert_eq!(run.status, Some(2));
    assert!(
        run.stderr
            .starts_with("error: cannot read src/SUMMARY.md: No such file"),
        "{}",
        run.stderr
    );
    assert_eq!(
        run.stderr.matches("No such file").count(),
        1,
        "{}",
        run.stderr
    );
}

#[test]
fn a_missing_page_is_named() {
    let fixture = Fixture::new();
    fs::remove_file(fixture.path("src/greetings/index.md")).unwrap();
    check(
        &fixture,
        &["build"],
        "src/SUMMARY.md, or a page that it lists, is broken: failed to read chapter `greetings/index.md`: \
         No such file or directory (os error 2)",
    );
}

#[test]
fn an_include_that_leads_nowhere_is_named_and_the_old_site_stays() {
    let fixture = Fixture::new();
    assert_eq!(fixture.run(&["build"]).status, Some(0));
    let old = fs::read(fixture.path("book/greetings/index.html")).unwrap();
    fixture.write(
        "src/greetings/index.md",
        "# Greetings\n\n{{#include nothing.out}}\n\n{{#include no.rs:main}}\n",
    );
    check(
        &fixture,
        &["build"],
        "src/greetings/index.md:3: `{{#include nothing.out}}` leads nowhere; correct the path, or make the file with \
         `cargo course record`\n  \
         src/greetings/index.md:5: `{{#include no.rs:main}}` leads nowhere; correct the path",
    );
    assert_eq!(
        fs::read(fixture.path("book/greetings/index.html")).unwrap(),
        old
    );
}

#[test]
fn a_mistyped_key_of_the_configuration_is_named() {
    let fixture = Fixture::new();
    for (text, key) in [
        ("[book]\ntitel = \"x\"\n", "titel"),
        ("[output.html]\nadditional-cs = []\n", "additional-cs"),
    ] {
        fixture.write("book.toml", text);
        let run = fixture.run(&["build"]);
        assert!(
            run.stderr.starts_with("error: book.toml is broken: "),
            "{}",
            run.stderr
        );
        assert!(run.stderr.contains(key), "{}", run.stderr);
        assert_eq!(run.status, Some(2));
    }
}

#[test]
fn a_destination_that_is_no_book_is_left_alone() {
    let fixture = Fixture::new();
    fixture.write("thesis/chapter.tex", "years of work");
    fixture.write("file", "");
    check(
        &fixture,
        &["build", "--dest", "thesis"],
        "ROOT/thesis holds something that is not a book; empty it, or name another folder with --dest",
    );
    check(
        &fixture,
        &["build", "--dest", "."],
        "ROOT holds the course itself; name another folder with --dest",
    );
    check(
        &fixture,
        &["build", "--dest", "file"],
        "ROOT/file is a file; name a folder for the site with --dest",
    );
    // Stands for a folder without permission to write, which would not stop the superuser.
    check(
        &fixture,
        &["build", "--dest", "file/site"],
        "cannot write to ROOT/file; name a folder that you may write with --dest: File exists (os error 17)",
    );
    assert!(fixture.path("thesis/chapter.tex").exists());
}

#[test]
fn a_taken_port_is_named() {
    let fixture = Fixture::new();
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = other.local_addr().unwrap().port().to_string();
    check(
        &fixture,
        &["serve", "--port", &port],
        &format!(
            "port {port} is taken by another program; stop it, or choose a port with --port (0 finds a free one)"
        ),
    );
}

#[test]
fn outside_of_the_course_nothing_works() {
    let fixture = Fixture::new();
    let outside = tempfile::tempdir().unwrap();
    for command in ["serve", "build", "run", "list", "record", "doctor"] {
        let output = fixture
            .course(&[command])
            .current_dir(outside.path())
            .output()
            .unwrap();
        check_run(
            &Run::new(output, &outside.path().canonicalize().unwrap()),
            &[command],
            "ROOT is not inside the course: no folder from there upwards has book.toml and code/chapters; change into \
             your clone first",
        );
    }
}

#[test]
fn arguments_that_mean_nothing_are_explained() {
    let fixture = Fixture::new();
    for (arguments, words) in [
        (
            ["completions", "fsh"].as_slice(),
            "[possible values: bash, elvish, fish, powershell, zsh]",
        ),
        (&["sevre"], "a similar subcommand exists: 'serve'"),
        (&["serve", "--port", "99999"], "99999 is not in 0..=65535"),
        (&["run", "--json"], "--list"),
        (&["run", "good_morning", "--list"], "cannot be used with"),
    ] {
        let run = fixture.run(arguments);
        assert!(run.stderr.starts_with("error: "), "{arguments:?}");
        assert!(run.stderr.contains(words), "{arguments:?}: {}", run.stderr);
        assert_eq!(run.status, Some(2), "{arguments:?}");
    }
}

#[test]
fn without_python_the_doctor_says_what_it_is_for() {
    let fixture = Fixture::new();
    let tools = tempfile::tempdir().unwrap();
    for (tool, version) in [("rustc", "1.95.0"), ("cargo", "1.95.0"), ("cc", "14.2.0")] {
        let script = tools.path().join(tool);
        fs::write(&script, format!("#!/bin/sh\necho {tool} {version}\n")).unwrap();
        assert!(
            Command::new("chmod")
                .arg("+x")
                .arg(script)
                .status()
                .unwrap()
                .success()
        );
    }
    for (missing, status, mark) in [("python3", 0, "-"), ("cc", 1, "!")] {
        // The first is missing from the beginning.
        let _ = fs::remove_file(tools.path().join(missing));
        let output = fixture
            .course(&["doctor"])
            .env("PATH", tools.path())
            .output()
            .unwrap();
        let run = Run::new(output, fixture.root());
        assert_eq!(run.status, Some(status), "{}", run.stdout);
        let line = "Python    missing        for the Python recaps and comparisons of speed: install Python 3.11 or newer\n";
        assert!(run.stdout.contains(&format!("- {line}")), "{}", run.stdout);
        assert!(
            run.stdout.contains(&format!("\n{mark} ")),
            "{missing}: {}",
            run.stdout
        );
    }
}

#[test]
fn without_python_recording_says_what_to_install() {
    let fixture = Fixture::new();
    fs::remove_file(fixture.path("code/chapters/greetings/examples/cut_off.rs")).unwrap();
    fixture.write(
        "code/chapters/greetings/python/hello.py",
        "\"\"\"Says hello.\"\"\"\n\nprint(\"hello\")\n",
    );
    let tools = tempfile::tempdir().unwrap();
    for tool in ["cargo", "rustc", "cc", "ld"] {
        let path = env::split_paths(&env::var_os("PATH").unwrap())
            .map(|folder| folder.join(tool))
            .find(|path| path.exists());
        if let Some(path) = path {
            symlink(path, tools.path().join(tool)).unwrap();
        }
    }
    let output = fixture
        .course(&["record", "--check", "hello"])
        .env("PATH", tools.path())
        .env_remove("PYTHON")
        .output()
        .unwrap();
    check_run(
        &Run::new(output, fixture.root()),
        &["record"],
        "cannot start python3: No such file or directory (os error 2); install CPython 3.11 or newer, or let PYTHON \
         name it",
    );
}
