//! The local server, asked over plain sockets.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::fixture::Fixture;

/// Far more than any answer takes; only a fault waits so long.
const DEADLINE: Duration = Duration::from_secs(30);

/// A server on a free port, stopped when dropped.
struct Server {
    child: Child,
    port: u16,
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Server {
    fn start(fixture: &Fixture) -> Self {
        let mut child = fixture
            .course(&["serve", "--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let port = line
            .strip_prefix("http://127.0.0.1:")
            .and_then(|rest| rest.split_once("/#token="))
            .and_then(|(port, _)| port.parse().ok())
            .unwrap_or_else(|| panic!("no address but {line:?}"));
        Self { child, port }
    }

    /// Sends a request line and headers, in which `PORT` is the server's.
    fn ask(&self, head: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        let head = head.replace("PORT", &self.port.to_string());
        write!(stream, "{head}\r\nConnection: close\r\n\r\n").unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        Answer {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            head: head.to_lowercase(),
            body: body.to_owned(),
        }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:PORT"))
    }

    /// Waits for the news to be as wanted.
    /// What the page of greetings hears.
    fn news(&self, is_wanted: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
        self.news_of("/greetings/", is_wanted)
    }

    fn news_of(
        &self,
        page: &str,
        is_wanted: impl Fn(&serde_json::Value) -> bool,
    ) -> serde_json::Value {
        let begin = Instant::now();
        loop {
            let answer = self.get(&format!("/-/changes?revision=&page={page}"));
            let news = serde_json::from_str(&answer.body).unwrap();
            if is_wanted(&news) {
                return news;
            }
            assert!(begin.elapsed() < DEADLINE, "still {news}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn only_requests_to_this_machine_are_answered() {
    let fixture = Fixture::new();
    let server = Server::start(&fixture);
    for (status, head) in [
        (200, "GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT"),
        (200, "GET / HTTP/1.1\r\nHost: localhost:PORT"),
        (200, "GET / HTTP/1.1\r\nHost: [::1]:PORT"),
        (200, "HEAD / HTTP/1.1\r\nHost: 127.0.0.1:PORT"),
        (403, "GET / HTTP/1.1\r\nHost: 127.0.0.1"),
        (403, "GET / HTTP/1.1\r\nHost: 127.0.0.1:1"),
        (403, "GET / HTTP/1.1\r\nHost: evil.example:PORT"),
        (403, "GET / HTTP/1.1\r\nHost: 127.0.0.1.nip.io:PORT"),
        (403, "GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT.evil.example"),
        (
            403,
            "GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nHost: evil.example",
        ),
        (
            403,
            "GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nHost: 127.0.0.1:PORT",
        ),
        (403, "GET / HTTP/1.1\r\nX-Host: none"),
        (
            403,
            "GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1:PORT",
        ),
        (403, "GET /api/status HTTP/1.1\r\nHost: evil.example:PORT"),
        (403, "GET /-/changes HTTP/1.1\r\nHost: evil.example:PORT"),
        (
            405,
            "POST / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 0",
        ),
        (
            405,
            "POST /-/changes HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 0",
        ),
        (405, "OPTIONS / HTTP/1.1\r\nHost: 127.0.0.1:PORT"),
        (
            404,
            "POST /api/nothing HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 0",
        ),
    ] {
        let answer = server.ask(head);
        assert_eq!(answer.status, status, "{head}");
        assert!(
            answer.head.contains("x-content-type-options: nosniff"),
            "{head}"
        );
        assert!(!answer.head.contains("access-control-"), "{head}");
        if status != 200 {
            assert!(
                !answer.body.contains("Introduction") || status == 404,
                "{head}"
            );
        }
    }
}

#[test]
fn addresses_lead_to_files_of_the_book_and_nowhere_else() {
    let fixture = Fixture::new();
    fixture.write("src/greetings/data.json", "{}");
    let server = Server::start(&fixture);
    let page = "text/html; charset=utf-8";
    for (status, path, media_type) in [
        (200, "/", page),
        (200, "/index.html", page),
        (200, "/greetings/", page),
        (200, "/greetings/index.html?query", page),
        (200, "/%67reetings/index.html", page),
        (200, "/greetings/data.json", "application/json"),
        (200, "/-/reload.js", "text/javascript; charset=utf-8"),
        (404, "/nothing", page),
        (404, "/.nojekyll", page),
        (404, "/../Cargo.toml", page),
        (404, "/%2e%2e/Cargo.toml", page),
        (404, "/greetings/../../Cargo.toml", page),
        (404, "/..%2fCargo.toml", page),
        (404, "//evil.example/greetings", page),
        (404, "/%zz", page),
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, status, "{path}");
        let header = format!("content-type: {media_type}\r\n");
        assert!(answer.head.contains(&header), "{path}: {}", answer.head);
    }
    let answer = server.get("/greetings");
    assert_eq!(answer.status, 308);
    assert!(
        answer.head.contains("location: /greetings/\r\n"),
        "{}",
        answer.head
    );
}

#[test]
fn pages_name_every_script_they_run() {
    let fixture = Fixture::new();
    let server = Server::start(&fixture);
    let answer = server.get("/greetings/");
    let policy = answer
        .head
        .lines()
        .find(|line| {
            line.starts_with(
                "content-security-policy: default-src 'none'; script-src 'self' 'sha256-",
            )
        })
        .unwrap_or_else(|| panic!("no policy in {}", answer.head));
    let scripts = policy.split(';').nth(1).unwrap();
    assert!(!scripts.contains("unsafe"), "{scripts}");
    assert!(
        answer
            .body
            .contains("<script src=\"/-/reload.js\" data-revision=\"")
    );
    // It prints itself whenever it is loaded.
    assert!(!server.get("/print.html").body.contains("reload.js"));
}

#[test]
fn a_save_makes_a_new_book_and_a_fault_keeps_the_old_one() {
    let fixture = Fixture::new();
    let server = Server::start(&fixture);
    let first = server.news(|_| true);

    fixture.write("src/greetings/index.md", "# Greetings\n\nGood afternoon.\n");
    let second = server.news(|news| news["page"] != first["page"]);
    assert!(server.get("/greetings/").body.contains("Good afternoon."));

    fixture.write(
        "src/greetings/index.md",
        "# Greetings\n\n{{#include nothing.out}}\n",
    );
    let third = server.news(|news| !news["problem"].is_null());
    assert_eq!(third["page"], second["page"]);
    let problem = third["problem"].as_str().unwrap();
    assert!(
        problem.starts_with("src/greetings/index.md:3: "),
        "{problem}"
    );
    assert!(server.get("/greetings/").body.contains("Good afternoon."));

    fixture.write("src/SUMMARY.md", "- [Greetings](greetings/index.md\n");
    let is_other = |news: &serde_json::Value| news["revision"] != third["revision"];
    let fourth = server.news(is_other);
    assert!(!fourth["problem"].is_null());

    fixture.write("src/SUMMARY.md", "- [Greetings](greetings/index.md)\n");
    fixture.write("src/greetings/index.md", "# Greetings\n\nGood evening.\n");
    server.news(|news| news["problem"].is_null() && news["page"] != second["page"]);
    assert!(server.get("/greetings/").body.contains("Good evening."));
}

#[test]
fn an_edit_of_a_page_is_one_of_that_page_and_of_the_search_index() {
    let fixture = Fixture::new();
    fixture.write("book.toml", "[output.html]\nhash-files = true\n");
    let server = Server::start(&fixture);
    let index_of = |page: &str| {
        let body = server.get(page).body;
        let (_, rest) = body
            .split_once("searchindex-")
            .expect("pages can be searched");
        let (hash, _) = rest.split_once(".js").unwrap();
        format!("/searchindex-{hash}.js")
    };
    let (introduction, greetings) = (server.news_of("/", |_| true), server.news(|_| true));
    let index = index_of("/");
    assert!(!server.get(&index).body.contains("zephyr"));

    fixture.write("src/greetings/index.md", "# Greetings\n\nA zephyr.\n");
    server.news(|news| news["page"] != greetings["page"]);
    assert!(server.get("/greetings/").body.contains("A zephyr."));
    // The index comes after the page, to pages also that were opened before.
    let begin = Instant::now();
    while !server.get(&index).body.contains("zephyr") {
        assert!(begin.elapsed() < DEADLINE, "the index does not follow");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_ne!(index_of("/"), index);
    assert_eq!(
        server.news_of("/", |_| true)["page"],
        introduction["page"],
        "a page that nobody changed reloads"
    );
}

#[test]
fn a_page_that_has_seen_all_waits_for_what_comes() {
    let fixture = Fixture::new();
    let server = Server::start(&fixture);
    let news = server.news(|_| true);
    let seen = news["revision"].as_str().unwrap().to_owned();
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| server.get(&format!("/-/changes?revision={seen}&page=/")));
        fixture.write("src/index.md", "# Another introduction\n");
        let answer: serde_json::Value =
            serde_json::from_str(&waiting.join().unwrap().body).unwrap();
        assert_ne!(answer["revision"], seen.as_str());
    });
}

#[test]
fn a_book_with_a_fault_is_served_with_it() {
    let fixture = Fixture::new();
    fixture.write(
        "src/index.md",
        "# Introduction\n\n{{#include nothing.out}}\n",
    );
    let server = Server::start(&fixture);
    assert_eq!(server.get("/").status, 200);
    let problem = server.news(|_| true)["problem"].to_string();
    assert!(problem.contains("src/index.md:3: "), "{problem}");
}
