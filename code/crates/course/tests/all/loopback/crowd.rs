//! Many at once: everyone gets an answer, or is told to come again.
//!
//! `COURSE_SLOW=1` makes it two hundred.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::client::{Answer, Server};

/// What the readers of a class might run at the same time.
const PROGRAMS: [(&str, &str); 6] = [
    ("fn main() { println!(\"hello\"); }", "exited"),
    ("fn main() { let n: i32 = \"x\"; }", "did-not-compile"),
    (
        "fn main() { loop { println!(\"flood\"); } }",
        "too-much-output",
    ),
    (
        "fn main() { let mut all = Vec::new(); loop { all.push(vec![1_u8; 1 << 20]); } }",
        "out-of-memory",
    ),
    ("fn main() { std::process::abort() }", "signalled"),
    (
        "fn main() { std::thread::sleep(std::time::Duration::from_millis(300)); }",
        "exited",
    ),
];

fn clients() -> usize {
    if std::env::var_os("COURSE_SLOW").is_some() {
        200
    } else {
        24
    }
}

#[test]
fn two_run_few_wait_and_others_are_told_to_come_again() {
    let server = Server::start();
    let first = [server.begin_endless(), server.begin_endless()];
    let source = json!({ "source": "fn main() {}" });
    let waiting: Vec<_> = (0..4).map(|_| server.begin("/api/run", &source)).collect();
    for stream in &waiting {
        let mut first = [0; 12];
        std::io::Read::read_exact(&mut &*stream, &mut first).unwrap();
        assert_eq!(&first, b"HTTP/1.1 200");
    }
    for path in ["/api/run", "/api/check"] {
        let refused = server.post(path, &source);
        assert_eq!(refused.status, 429, "{path}");
        assert!(
            refused.error().contains("try again in a moment"),
            "{refused:?}"
        );
    }
    // To read is always possible.
    assert_eq!(server.get("/api/status").status, 200);
    assert_eq!(server.get("/greetings/").status, 200);
    drop(first);
    drop(waiting);
}

#[test]
fn a_crowd_is_served_or_told_to_come_again() {
    let server = Server::start();
    let most = AtomicUsize::new(0);
    let done = AtomicUsize::new(0);
    let clients = clients();
    let answers: Vec<(usize, Answer)> = thread::scope(|scope| {
        scope.spawn(|| {
            while done.load(Ordering::Relaxed) < clients {
                let programs = server.running().len();
                most.fetch_max(programs, Ordering::Relaxed);
                thread::sleep(Duration::from_millis(20));
            }
        });
        let asking: Vec<_> = (0..clients)
            .map(|client| {
                let (server, done) = (&server, &done);
                scope.spawn(move || {
                    let kind = client % PROGRAMS.len();
                    let answer = persist(server, &json!({ "source": PROGRAMS[kind].0 }));
                    done.fetch_add(1, Ordering::Relaxed);
                    (kind, answer)
                })
            })
            .collect();
        asking
            .into_iter()
            .map(|client| client.join().unwrap())
            .collect()
    });
    for (kind, answer) in &answers {
        assert_eq!(answer.status, 200, "{answer:?}");
        let last = answer.last();
        assert_eq!(
            last["outcome"], PROGRAMS[*kind].1,
            "{}: {last}",
            PROGRAMS[*kind].0
        );
    }
    server.expect_nothing_running();
    let resident = resident_kib(server.child.id());
    assert!(resident < 400 * 1024, "the server holds {resident} KiB");
    let most = most.load(Ordering::Relaxed);
    // Two programs or compilers, each with what its linker starts.
    assert!(most <= 2 * 8, "{most} processes at once");
    println!(
        "{} clients: at most {most} processes at once, {resident} KiB held",
        answers.len()
    );
}

/// Asks until there is a place, as a patient reader would.
fn persist(server: &Server, body: &Value) -> Answer {
    loop {
        let answer = server.post("/api/run", body);
        if answer.status != 429 {
            return answer;
        }
        assert!(answer.error().contains("try again"), "{answer:?}");
        thread::sleep(Duration::from_millis(100));
    }
}

fn resident_kib(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok())
        .unwrap()
}
