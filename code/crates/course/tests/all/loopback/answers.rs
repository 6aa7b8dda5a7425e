//! What a page gets.

use std::fs;
use std::process::Command;

use serde_json::{Value, json};

use super::client::Server;
use crate::fixture::Fixture;

const EXERCISE: &str = r#"
title = "A gate"
chapter = "greetings"
difficulty = 1
points = 5
unsafe = "forbidden"
hints = ["first", "second", "third"]
reference = "It opens."
[[check]]
function = "opens"
name = "it opens"
kind = "behaviour"
points = 5
property = "it opens"
"#;

const ANSWER: &str = "workbook/exercises/gate/src/lib.rs";

fn stages(events: &[Value]) -> Vec<&str> {
    let stages = events.iter().filter(|event| event["event"] == "stage");
    stages
        .filter_map(|event| event["stage"].as_str())
        .filter(|stage| *stage != "building")
        .collect()
}

#[test]
fn a_run_is_a_stream_of_events() {
    let server = Server::start();
    let answer = server.post(
        "/api/run",
        &json!({ "listing": "good_night", "source": "fn main() { let unused = 1; println!(\"é\"); eprintln!(\"bad\"); std::process::exit(3) }" }),
    );
    assert!(
        answer.head.contains("content-type: application/x-ndjson"),
        "{}",
        answer.head
    );
    let events = answer.events();
    assert_eq!(stages(&events), ["compiling", "running"]);
    let text = |kind: &str| {
        let pieces = events.iter().filter(|event| event["event"] == kind);
        pieces
            .filter_map(|event| event["text"].as_str())
            .collect::<String>()
    };
    assert_eq!(
        (text("stdout").as_str(), text("stderr").as_str()),
        ("é\n", "bad\n")
    );
    let diagnostic = events
        .iter()
        .find(|event| event["event"] == "diagnostic")
        .unwrap();
    assert_eq!(diagnostic["level"], "warning");
    assert_eq!(
        (&diagnostic["line"], &diagnostic["column"]),
        (&json!(1), &json!(17))
    );
    assert!(
        diagnostic["rendered"]
            .as_str()
            .unwrap()
            .contains("examples/good_night.rs:1:17")
    );
    let last = answer.last();
    assert_eq!(last["event"], "finished");
    assert_eq!(
        (&last["outcome"], &last["exit_code"]),
        (&json!("exited"), &json!(3))
    );
    assert_eq!(last["says"], "The program ended with status 3.");
}

#[test]
fn errors_stand_at_their_lines_and_nothing_is_run() {
    let server = Server::start();
    let source = "fn main() {\n    let name = String::new();\n    drop(name);\n    println!(\"{name}\");\n}\n";
    for path in ["/api/run", "/api/check"] {
        let answer = server.post(path, &json!({ "source": source }));
        let last = answer.last();
        assert_eq!(last["outcome"], "did-not-compile", "{path}");
        assert_eq!(stages(&answer.events()), ["compiling"], "{path}");
        let error = answer
            .events()
            .into_iter()
            .find(|event| event["level"] == "error")
            .unwrap();
        assert_eq!(
            (&error["code"], &error["line"]),
            (&json!("E0382"), &json!(4)),
            "{path}"
        );
    }
    let answer = server.post("/api/check", &json!({ "source": "fn main() {}" }));
    assert_eq!(answer.last()["outcome"], "compiles");
}

#[test]
fn the_same_text_is_not_compiled_again() {
    let server = Server::start();
    let run = || {
        server.post(
            "/api/run",
            &json!({ "source": "fn main() { println!(\"once\"); }" }),
        )
    };
    run();
    let last = run().last();
    assert!(
        last["elapsed_ms"]["compile"].as_u64().unwrap() < 5,
        "{last}"
    );
}

#[test]
fn a_listing_is_described_as_it_is_on_disk() {
    let server = Server::start();
    let answer = server.get("/api/listings/good_night");
    let listing: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(listing["kind"], "listing");
    assert_eq!(listing["chapter"], "greetings");
    assert!(
        listing["source"]
            .as_str()
            .unwrap()
            .contains("std::process::exit(3)")
    );
    assert_eq!(
        server
            .post(
                "/api/warm",
                &json!({ "listings": ["good_morning", "nothing"] })
            )
            .status,
        204
    );
}

#[test]
fn a_program_learns_nothing_about_the_server() {
    let server = Server::start();
    let text = format!(
        "use std::net::TcpStream; use std::fs;
        fn main() {{
            for host in [\"127.0.0.1\", \"[::1]\", \"0.0.0.0\", \"localhost\"] {{
                if TcpStream::connect(format!(\"{{host}}:{port}\")).is_ok() {{ println!(\"got through by {{host}}\"); }}
            }}
            for file in [\"cmdline\", \"environ\", \"mem\", \"maps\", \"fd/1\", \"cwd/Cargo.toml\", \"task\"] {{
                let path = format!(\"/proc/{pid}/{{file}}\");
                if fs::File::open(&path).is_ok() {{ println!(\"got through by {{path}}\"); }}
            }}
            println!(\"{{:?}} {{:?}} tried\", std::env::vars().collect::<Vec<_>>(), std::env::args().count());
        }}",
        port = server.port,
        pid = server.child.id(),
    );
    let answer = server.post("/api/run", &json!({ "source": text }));
    // A text that names files is told where its own may lie, and not where that is on this machine.
    let all = r#"[(\"TMPDIR\", \".\")] 1 tried"#;
    assert!(answer.body.contains(all), "{}", answer.body);
    assert!(!answer.body.contains("got through"), "{}", answer.body);
    assert!(!answer.body.contains(&server.token), "{}", answer.body);
}

#[test]
fn an_answer_is_never_saved_over_what_an_editor_wrote() {
    let fixture = Fixture::new();
    for (name, text) in [
        ("exercise.toml", EXERCISE),
        ("stub.rs", "//! A gate.\n"),
        ("solution.rs", "//! The reference gate.\n"),
        ("example_test.rs", "use gate as _;\n"),
        ("Cargo.toml", "[package]\nname = \"gate\"\n"),
    ] {
        fixture.write(&format!("code/exercises/gate/{name}"), text);
    }
    let command = fixture.course(&["serve", "--port", "0"]);
    let server = Server::with(fixture, command);
    let exercise =
        || -> Value { serde_json::from_str(&server.get("/api/exercises/gate").body).unwrap() };
    let grade = |source: &str, based_on: &str| {
        server.post(
            "/api/grade",
            &json!({ "exercise": "gate", "source": source, "save": { "based_on": based_on } }),
        )
    };
    assert_eq!(exercise()["origin"], "stub");
    assert_eq!(grade("// mine", "").status, 400, "there is no workbook yet");
    assert_eq!(server.fixture.run(&["init"]).status, Some(0));
    let first = exercise();
    assert_eq!(
        (&first["origin"], &first["state"]),
        (&json!("workbook"), &json!("untouched"))
    );

    server.fixture.write(ANSWER, "// from the editor");
    let refused = grade("// from the page", first["hash"].as_str().unwrap());
    assert_eq!(refused.status, 409, "{refused:?}");
    let conflict: Value = serde_json::from_str(&refused.body).unwrap();
    assert_eq!(conflict["source"], "// from the editor");
    let on_disk = || fs::read_to_string(server.fixture.path(ANSWER)).unwrap();
    assert_eq!(on_disk(), "// from the editor");

    // The grading itself fails here, for this small course has no crates to grade with; the text is safe by then.
    let saved = grade("// from the page", conflict["hash"].as_str().unwrap());
    assert_eq!(saved.status, 200, "{saved:?}");
    assert_eq!(on_disk(), "// from the page");
    assert_eq!(exercise()["hash"].as_str().map(str::len), Some(16));

    let hint = |level: u64| {
        let answer = server.post("/api/hint", &json!({ "exercise": "gate" }));
        let hint: Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!((&hint["level"], &hint["of"]), (&json!(level), &json!(3)));
    };
    [1, 2, 3, 3].into_iter().for_each(hint);
    assert_eq!(exercise()["hints_taken"], 3);
}

/// As on a machine whose administrator forbids user namespaces.
#[test]
fn without_namespaces_the_smaller_sandbox_says_what_it_cannot_do() {
    let fixture = Fixture::new();
    let plain = fixture.course(&["serve", "--port", "0"]);
    let mut command = Command::new("unshare");
    command
        .args(["--user", "--map-root-user", "sh", "-c"])
        .arg("echo 0 > /proc/sys/user/max_user_namespaces && exec \"$0\" serve --port 0")
        .arg(plain.get_program())
        .current_dir(fixture.root());
    let can = Command::new("unshare")
        .args(["--user", "--map-root-user", "true"])
        .status();
    if !can.is_ok_and(|status| status.success()) {
        println!("skipped: `unshare` does not work here");
        assert!(
            std::env::var_os("COURSE_FORBID_SKIPS").is_none(),
            "a skip is forbidden here"
        );
        return;
    }
    let server = Server::with(fixture, command);
    let status: Value = serde_json::from_str(&server.get("/api/status").body).unwrap();
    assert_eq!(status["sandbox"]["tier"], "landlock", "{status}");
    let plain = server.post(
        "/api/run",
        &json!({ "source": "fn main() { println!(\"ran\"); }" }),
    );
    assert!(plain.body.contains("ran\\n"), "{plain:?}");
    let networked =
        json!({ "source": "fn main() { std::net::TcpListener::bind(\"127.0.0.1:0\").unwrap(); }" });
    let refused = server.post("/api/run", &networked);
    assert_eq!(refused.status, 503);
    assert!(
        refused.error().contains("needs the full sandbox"),
        "{refused:?}"
    );
}
