//! What the tests play on: the local server over the real book, a workbook, and the driver of a browser.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::Duration;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use libtest_mimic::Failed;
use serde_json::json;
use tempfile::TempDir;

use crate::page::Page;
use crate::sweep::WITNESS;

/// How a browser shows the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// A window on a desk.
    Desk,
    /// A window as high as the longest pages, so that all of them is in sight.
    Tower,
    /// A telephone of 320 pixels.
    Phone,
    /// A telephone that runs no script.
    NoScript,
}

/// Processes that end with this value, and where they are.
pub(crate) struct Stage {
    server: Child,
    /// Kept open: the server may print more.
    _output: BufReader<ChildStdout>,
    driver: Child,
    /// `http://127.0.0.1:PORT`
    address: String,
    /// What follows the address of a page to give it the key.
    key: String,
    driver_port: u16,
    workbook: TempDir,
}

impl Stage {
    /// Starts everything.
    ///
    /// # Errors
    /// When the machine lacks something: a sentence that says what.
    pub(crate) fn open() -> Result<Self, String> {
        for program in ["chromium", "chromedriver"] {
            found(program).ok_or_else(|| {
                format!(
                    "there is no `{program}`; on Debian: apt-get install chromium chromium-driver"
                )
            })?;
        }
        let workbook =
            tempfile::tempdir().map_err(|error| format!("cannot make a workbook: {error}"))?;
        let folder = workbook.path().join("workbook");
        let made = course()
            .args(["init"])
            .arg(&folder)
            .output()
            .map_err(|error| error.to_string())?;
        assert!(
            made.status.success(),
            "course init: {}",
            String::from_utf8_lossy(&made.stderr)
        );
        let mut server = course()
            .args(["serve", "--port", "0"])
            .current_dir(&folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| error.to_string())?;
        let mut line = String::new();
        let mut output = BufReader::new(server.stdout.take().expect("the output is piped"));
        output
            .read_line(&mut line)
            .map_err(|error| error.to_string())?;
        let line = line.trim();
        let (address, key) = line.split_once("/#").unwrap_or_else(|| {
            panic!("`course serve` prints its address and key first, not `{line}`")
        });
        let (driver, driver_port) = start_driver()?;
        Ok(Self {
            _output: output,
            server,
            driver,
            address: address.to_owned(),
            key: format!("#{key}"),
            driver_port,
            workbook,
        })
    }

    /// A page in a new browser.
    ///
    /// # Errors
    /// When the browser does not start.
    pub(crate) async fn page(&self, look: Look) -> Result<Page, Failed> {
        let size = match look {
            Look::Tower => "--window-size=1366,16000",
            _ => "--window-size=1200,900",
        };
        let mut options = json!({
            // Tests may run as root, where Chromium's own sandbox cannot be built.
            "args": ["--headless=new", "--no-sandbox", "--disable-gpu", size],
        });
        if matches!(look, Look::Phone | Look::NoScript) {
            options["mobileEmulation"] = json!({
                "deviceMetrics": { "width": 320, "height": 640, "pixelRatio": 1, "touch": true }
            });
        }
        if look == Look::NoScript {
            options["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
        }
        let wanted = json!({ "browserName": "chrome", "goog:chromeOptions": options });
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(wanted.as_object().cloned().unwrap_or_default())
            .connect(&format!("http://127.0.0.1:{}", self.driver_port))
            .await?;
        self.prepare(&client).await?;
        Ok(Page::new(
            client,
            &self.address,
            &self.key,
            &self.workbook.path().join("workbook"),
        ))
    }
}

impl Stage {
    /// A page reloads when a file of the book is saved: not in the middle of a test. And somebody watches it.
    async fn prepare(&self, client: &Client) -> Result<(), Failed> {
        let session = client
            .session_id()
            .await?
            .ok_or("the browser has no session")?;
        for (command, parameters) in [
            ("Network.enable", json!({})),
            (
                "Network.setBlockedURLs",
                json!({ "urls": ["*/-/changes*"] }),
            ),
            (
                "Page.addScriptToEvaluateOnNewDocument",
                json!({ "source": WITNESS }),
            ),
        ] {
            let body = json!({ "cmd": command, "params": parameters }).to_string();
            let request = format!(
                "POST /session/{session}/goog/cdp/execute HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\n\
                 Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
                self.driver_port,
                body.len()
            );
            let mut driver = TcpStream::connect((Ipv4Addr::LOCALHOST, self.driver_port))?;
            driver.write_all(request.as_bytes())?;
            let mut answer = String::new();
            // The driver keeps the connection open whatever is asked of it.
            BufReader::new(driver).read_line(&mut answer)?;
            assert!(answer.starts_with("HTTP/1.1 200"), "{command}: {answer}");
        }
        Ok(())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        for process in [&mut self.driver, &mut self.server] {
            // It may have ended by itself.
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

/// The command line, from any folder.
fn course() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_course"));
    command
        .env("COURSE_ROOT", root())
        .current_dir(env::temp_dir());
    command
}

/// The root of the course.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

/// The text of axe-core.
///
/// # Errors
/// When it is not installed: a sentence that says how.
pub(crate) fn axe() -> Result<String, String> {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("axe/node_modules/axe-core/axe.min.js");
    fs::read_to_string(file).map_err(|_| {
        format!(
            "axe-core is not installed; with npm: .ci/install-axe {}",
            env!("CARGO_TARGET_TMPDIR")
        )
    })
}

fn start_driver() -> Result<(Child, u16), String> {
    let free =
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
    let port = free.map_err(|error| error.to_string())?.port();
    let driver = Command::new("chromedriver")
        .arg(format!("--port={port}"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("chromedriver does not start: {error}"))?;
    for _ in 0..200 {
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return Ok((driver, port));
        }
        thread::sleep(Duration::from_millis(50));
    }
    Err("chromedriver does not answer".to_owned())
}

fn found(program: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}
