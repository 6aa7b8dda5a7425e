//! Nothing that was started outlives whoever wanted it.

use std::time::{Duration, Instant};

use serde_json::json;

use super::client::{Server, expect_nothing_running_below};

#[test]
fn who_goes_away_ends_the_program() {
    let server = Server::start();
    let stream = server.begin_endless();
    assert!(!server.running().is_empty());
    let begin = Instant::now();
    drop(stream);
    server.expect_nothing_running();
    assert!(
        begin.elapsed() < Duration::from_secs(2),
        "{:?}",
        begin.elapsed()
    );
}

#[test]
fn who_goes_away_ends_the_compiler() {
    let server = Server::start();
    let source = "#![allow(long_running_const_eval)] const X: u64 = { let mut i = 0_u64; while i < u64::MAX { i += 1; } i }; fn main() { println!(\"{X}\"); }";
    let stream = server.begin("/api/run", &json!({ "source": source }));
    while server.running().is_empty() {
        std::thread::sleep(Duration::from_millis(5));
    }
    drop(stream);
    server.expect_nothing_running();
}

#[test]
fn who_goes_away_in_the_queue_leaves_it() {
    let server = Server::start();
    let running = [server.begin_endless(), server.begin_endless()];
    for _ in 0..20 {
        // More than may wait at once, one after the other.
        let waiting = server.begin("/api/run", &json!({ "source": "fn main() {}" }));
        let mut first = [0; 12];
        std::io::Read::read_exact(&mut &waiting, &mut first).unwrap();
        drop(waiting);
        std::thread::sleep(Duration::from_millis(20));
        assert_eq!(&first, b"HTTP/1.1 200");
    }
    drop(running);
    let answer = server.post(
        "/api/run",
        &json!({ "source": "fn main() { println!(\"ran\"); }" }),
    );
    assert!(answer.body.contains("ran\\n"), "{answer:?}");
}

#[test]
fn a_signal_ends_server_and_programs() {
    for signal in ["-TERM", "-INT", "-HUP"] {
        let mut server = Server::start();
        let stream = server.begin_endless();
        let begin = Instant::now();
        server.signal(signal);
        let status = server.child.wait().unwrap();
        assert_eq!(status.code(), Some(0), "{signal}");
        assert!(begin.elapsed() < Duration::from_secs(4), "{signal}");
        server.expect_nothing_running();
        drop(stream);
    }
}

#[test]
fn a_server_that_is_killed_leaves_nothing_behind() {
    let mut server = Server::start();
    let stream = server.begin_endless();
    let source = "#![allow(long_running_const_eval)] const X: u64 = { let mut i = 0_u64; while i < u64::MAX { i += 1; } i }; fn main() { println!(\"{X}\"); }";
    let compiling = server.begin(
        "/api/run",
        &json!({ "source": source, "listing": "good_morning" }),
    );
    while server.running().len() < 2 {
        std::thread::sleep(Duration::from_millis(5));
    }
    server.child.kill().unwrap();
    server.child.wait().unwrap();
    expect_nothing_running_below(&server.fixture);
    drop((stream, compiling));
    // What lies on disk is cleared by the next one.
    let programs = server.fixture.path("target/interleave/playground/programs");
    let count = || std::fs::read_dir(&programs).unwrap().count();
    assert!(count() > 0);
    let command = server.fixture.course(&["serve", "--port", "0"]);
    let next = crate::fixture::Fixture::new();
    let next = Server::with(next, command);
    let answer = next.get("/api/status");
    assert_eq!(answer.status, 200);
    assert_eq!(count(), 0);
}
