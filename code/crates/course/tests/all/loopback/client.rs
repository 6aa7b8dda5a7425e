//! A server on a small course, and requests to it, byte by byte.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::fixture::Fixture;

/// Far more than any answer takes; only a fault waits so long.
pub(crate) const DEADLINE: Duration = Duration::from_secs(60);

/// A program that prints a line and then never ends.
pub(crate) const ENDLESS: &str =
    "fn main() { println!(\"running\"); loop { std::thread::park() } }";

/// A server on a free port, killed when dropped.
pub(crate) struct Server {
    pub(crate) child: Child,
    pub(crate) port: u16,
    pub(crate) token: String,
    pub(crate) fixture: Fixture,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Server {
    /// On a course of its own.
    pub(crate) fn start() -> Self {
        let fixture = Fixture::new();
        let command = fixture.course(&["serve", "--port", "0"]);
        Self::with(fixture, command)
    }

    /// On this course, started in this way.
    pub(crate) fn with(fixture: Fixture, mut command: Command) -> Self {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let (port, token) = line
            .trim_end()
            .strip_prefix("http://127.0.0.1:")
            .and_then(|rest| rest.split_once("/#token="))
            .unwrap_or_else(|| panic!("no address but {line:?}"));
        Self {
            child,
            port: port.parse().unwrap(),
            token: token.to_owned(),
            fixture,
        }
    }

    /// A connection on which nothing has been said.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        stream
    }

    /// Sends this text, in which `PORT` and `TOKEN` are the server's, and reads until the server closes.
    pub(crate) fn ask(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        let request = request
            .replace("PORT", &self.port.to_string())
            .replace("TOKEN", &self.token);
        // A refusal may come, and the connection end, before all is sent.
        let _ = stream.write_all(request.as_bytes());
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        Answer::read(&String::from_utf8_lossy(&bytes))
    }

    /// Asks as a page of this server would.
    pub(crate) fn post(&self, path: &str, body: &Value) -> Answer {
        self.ask(&own_page(path, &body.to_string()))
    }

    /// Reads as a page of this server would.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask(&format!(
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nAuthorization: Bearer TOKEN\r\nConnection: close\r\n\r\n"
        ))
    }

    /// Sends a request and leaves the answer to be read.
    pub(crate) fn begin(&self, path: &str, body: &Value) -> TcpStream {
        let mut stream = self.connect();
        let request = own_page(path, &body.to_string())
            .replace("PORT", &self.port.to_string())
            .replace("TOKEN", &self.token);
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    /// Starts a program that never ends, and waits until it has printed its line.
    pub(crate) fn begin_endless(&self) -> TcpStream {
        let stream = self.begin("/api/run", &json!({ "source": ENDLESS }));
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let mut line = String::new();
        while !line.contains("running\\n") {
            line.clear();
            assert!(reader.read_line(&mut line).unwrap() > 0, "the answer ended");
        }
        stream
    }

    /// Programs and compilers of this course that are running.
    pub(crate) fn running(&self) -> Vec<PathBuf> {
        running_below(&self.fixture)
    }

    /// Waits until nothing of this course is running any more.
    pub(crate) fn expect_nothing_running(&self) {
        expect_nothing_running_below(&self.fixture);
    }

    /// Sends the server a signal.
    pub(crate) fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        let sent = Command::new("kill").args([name, &pid]).status().unwrap();
        assert!(sent.success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    fn read(text: &str) -> Self {
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((text, ""));
        let head = head.to_lowercase();
        Self {
            status: head
                .split(' ')
                .nth(1)
                .and_then(|word| word.parse().ok())
                .unwrap_or(0),
            body: if head.contains("transfer-encoding: chunked") {
                without_chunks(body)
            } else {
                body.to_owned()
            },
            head,
        }
    }

    /// The lines of a streamed answer.
    pub(crate) fn events(&self) -> Vec<Value> {
        self.body
            .lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line:?}")))
            .collect()
    }

    /// The last line, which tells how it ended.
    pub(crate) fn last(&self) -> Value {
        self.events()
            .pop()
            .unwrap_or_else(|| panic!("no events in {self:?}"))
    }

    /// The sentence of a refusal.
    pub(crate) fn error(&self) -> String {
        let body: Value = serde_json::from_str(&self.body).unwrap_or_default();
        body["error"].as_str().unwrap_or_default().to_owned()
    }
}

/// A request with everything that a page of the server sends.
pub(crate) fn own_page(path: &str, body: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nOrigin: http://127.0.0.1:PORT\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/json\r\nAuthorization: Bearer TOKEN\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

fn without_chunks(mut body: &str) -> String {
    let mut text = String::new();
    while let Some((size, rest)) = body.split_once("\r\n") {
        let size = usize::from_str_radix(size.trim(), 16).unwrap_or(0);
        if size == 0 || rest.len() < size {
            break;
        }
        text.push_str(&rest[..size]);
        body = rest[size..].trim_start_matches("\r\n");
    }
    text
}

fn running_below(fixture: &Fixture) -> Vec<PathBuf> {
    let root = fixture.path("target").to_string_lossy().into_owned();
    fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .filter_map(|entry| {
            let executable = fs::read_link(entry.path().join("exe")).ok()?;
            // A compiler lies elsewhere, and is known by the folder it works in.
            let folder = fs::read_link(entry.path().join("cwd")).ok()?;
            let is_ours = |path: &PathBuf| path.to_string_lossy().starts_with(&root);
            (is_ours(&executable) || is_ours(&folder)).then_some(executable)
        })
        .collect()
}

/// Waits until no program and no compiler of this course is running any more.
pub(crate) fn expect_nothing_running_below(fixture: &Fixture) {
    let begin = Instant::now();
    loop {
        let left = running_below(fixture);
        if left.is_empty() {
            return;
        }
        assert!(
            begin.elapsed() < Duration::from_secs(5),
            "still running: {left:?}"
        );
        std::thread::sleep(Duration::from_millis(10));
    }
}
