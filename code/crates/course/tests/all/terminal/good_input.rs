//! What works, and how it looks from outside.

use std::fs;
use std::io;
use std::process::Stdio;

use crate::fixture::{Fixture, Run};

#[test]
fn a_listing_keeps_its_output_apart_from_ours() {
    let run = Fixture::new().run(&["run", "good_morning"]);
    assert_eq!(run.stdout, "good morning\n");
    assert_eq!(
        run.stderr,
        "good_morning — Says good morning.\nsource: code/chapters/greetings/examples/good_morning.rs\n\n\
         \nexit status 0\npage: greetings/index.html\n"
    );
    assert_eq!(run.status, Some(0));
}

#[test]
fn a_listing_that_fails_is_not_done() {
    let run = Fixture::new().run(&["run", "greetings/good_night"]);
    assert_eq!(run.status, Some(1));
    assert!(
        run.stderr
            .ends_with("good night\n\nexit status 3, as its page says\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_listings_are_listed_for_people_and_for_programs() {
    let fixture = Fixture::new();
    assert_eq!(
        fixture.run(&["run", "--list"]).stdout,
        "Greetings (greetings)\n  \
         cut_off       Stops in the middle.\n  \
         good_morning  Says good morning.\n  \
         good_night    Goes to bed angry.\n"
    );
    let text = fixture.run(&["run", "--list", "--json"]).stdout;
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["schema"], 1);
    assert_eq!(
        document["listings"][2],
        serde_json::json!({
            "name": "good_night",
            "chapter": "greetings",
            "purpose": "Goes to bed angry.",
            "source": "code/chapters/greetings/examples/good_night.rs",
            "exit": 3,
            "hangs": false,
            "pages": [],
        })
    );
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let (reader, writer) = io::pipe().unwrap();
    drop(reader);
    let fixture = Fixture::new();
    let output = fixture
        .course(&["completions", "bash"])
        .stdout(writer)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    let run = Run::new(output, fixture.root());
    assert_eq!(run.stderr, "");
    assert_eq!(run.status, Some(0));
}

#[test]
fn the_site_goes_where_it_is_told_twice() {
    let fixture = Fixture::new();
    for _ in 0..2 {
        let run = fixture.run(&["build", "--dest", "a/site"]);
        assert_eq!(run.stdout, "ROOT/a/site\n");
        assert_eq!(run.stderr, "");
        assert_eq!(run.status, Some(0));
    }
    let left: Vec<_> = fixture.path("a").read_dir().unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
    assert!(fixture.path("a/site/greetings/index.html").is_file());
}

#[test]
fn without_exercises_the_list_is_an_empty_document() {
    let run = Fixture::new().run(&["list", "--json"]);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(document["schema"], 1);
    assert!(document["exercises"].is_array());
}

#[test]
fn what_is_recorded_is_compared_and_made_anew() {
    let fixture = Fixture::new();
    fs::remove_file(fixture.path("code/chapters/greetings/examples/cut_off.rs")).unwrap();
    let recorded = "code/chapters/greetings/examples/good_morning.out";
    fixture.write(recorded, "good evening\n");

    let check = fixture.run(&["record", "--check", "good_morning"]);
    assert_eq!(check.status, Some(1), "{}", check.stderr);
    for words in [
        recorded,
        "- good evening\n",
        "+ good morning\n",
        "1 recorded file to rewrite: `cargo course record` does it\n",
    ] {
        assert!(check.stdout.contains(words), "{words}: {}", check.stdout);
    }
    assert_eq!(
        fs::read_to_string(fixture.path(recorded)).unwrap(),
        "good evening\n"
    );

    assert_eq!(fixture.run(&["record", "good_morning"]).status, Some(0));
    assert_eq!(
        fs::read_to_string(fixture.path(recorded)).unwrap(),
        "good morning\n"
    );
    let check = fixture.run(&["record", "--check", "good_morning"]);
    assert_eq!(check.stdout, "everything is recorded as it is\n");
    assert_eq!(check.status, Some(0));
}

#[test]
fn every_command_has_help_with_examples() {
    let fixture = Fixture::new();
    let help = fixture.run(&["--help"]).stdout;
    let commands: Vec<_> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .filter(|command| *command != "help")
        .collect();
    assert!(commands.contains(&"serve"), "{help}");
    for command in commands {
        let help = fixture.run(&[command, "--help"]);
        assert_eq!(help.status, Some(0));
        assert!(
            help.stdout.contains(&format!("cargo course {command}")),
            "{command}"
        );
        assert!(help.stdout.contains("\nExample"), "{command}");
    }
}

#[test]
fn completions_know_every_command() {
    let fixture = Fixture::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = fixture.run(&["completions", shell]);
        assert_eq!(run.status, Some(0), "{shell}");
        for command in ["serve", "record", "doctor"] {
            assert!(run.stdout.contains(command), "{shell}: {command}");
        }
    }
}
