//! The local server on the whole course, asked as a page asks it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

/// Stopped when dropped.
pub(crate) struct Server {
    child: Child,
    port: u16,
    token: String,
}

impl Server {
    /// Starts the `course` that was built beside this program, and waits until it can run programs.
    pub(crate) fn start(root: &Path) -> Result<Self> {
        let here = std::env::current_exe()?;
        let course = here
            .ancestors()
            .nth(2)
            .context("this program lies in no target folder")?
            .join("course");
        let mut child = Command::new(&course)
            .args(["serve", "--port", "0"])
            .current_dir(root)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| {
                format!(
                    "cannot start {}; run `cargo build -p course`",
                    course.display()
                )
            })?;
        let mut line = String::new();
        let stdout = child.stdout.take().context("it has no standard output")?;
        BufReader::new(stdout).read_line(&mut line)?;
        let (port, token) = line
            .trim_end()
            .strip_prefix("http://127.0.0.1:")
            .and_then(|rest| rest.split_once("/#token="))
            .with_context(|| format!("no address but {line:?}"))?;
        let server = Self {
            port: port.parse()?,
            token: token.to_owned(),
            child,
        };
        server.run(None, "fn main() {}")?;
        let body = json!({ "source": "fn main() {}", "format": "schedule" });
        server.post("/api/explore", &body)?;
        Ok(server)
    }

    /// Runs a text; milliseconds until all was read, and what was read.
    pub(crate) fn run(&self, listing: Option<&str>, source: &str) -> Result<(f64, String)> {
        let (time, answer) =
            self.post("/api/run", &json!({ "listing": listing, "source": source }))?;
        ensure!(answer.contains("\"exit_code\":0"), "{answer}");
        Ok((time, answer))
    }

    /// Asks for anything.
    pub(crate) fn post(&self, path: &str, body: &Value) -> Result<(f64, String)> {
        let body = body.to_string();
        let begin = Instant::now();
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        write!(
            stream,
            "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\nAuthorization: Bearer {}\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.port,
            self.token,
            body.len()
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        ensure!(answer.starts_with("HTTP/1.1 20"), "{answer}");
        Ok((begin.elapsed().as_secs_f64() * 1e3, answer))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
