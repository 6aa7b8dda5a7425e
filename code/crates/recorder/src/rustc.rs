//! Asks the compiler, or clippy, what it thinks of one file.

use std::collections::BTreeSet;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

use crate::RecordError;
use crate::executables::target_folder;

/// Columns that the compiler may use for a message.
const WIDTH: &str = "--diagnostic-width=100";

/// The compiler of this machine.
#[derive(Debug)]
pub struct Rustc {
    /// For instance `rustc 1.95.0`.
    pub version: String,
    program: OsString,
    clippy: PathBuf,
    /// A copy, by links, of the compiler's folders without the sources of the standard library: with them the
    /// messages would quote the library on some machines and not on others.
    sysroot: PathBuf,
}

/// One message of the compiler.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// `error` or `warning`.
    pub level: String,
    /// The code or the name of the lint, without `clippy::`; `uncoded` when there is none.
    pub code: String,
    /// The file that it is about, as given to the compiler.
    pub file: PathBuf,
    /// The line of the first marked place; 0 when there is none.
    pub line: usize,
    /// What it says, in one line.
    pub message: String,
    /// The message as a reader sees it.
    pub rendered: String,
}

/// Which of the two is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Judge {
    Compiler,
    Clippy,
}

impl Rustc {
    /// Finds the compiler that Cargo uses in the folder `root`.
    ///
    /// # Errors
    /// When it cannot be started or its folders cannot be linked.
    pub fn find(root: &Path) -> Result<Self, RecordError> {
        let program = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let ask = |argument: &[&str]| {
            Command::new(&program)
                .args(argument)
                .current_dir(root)
                .output()
                .map_err(|source| RecordError::Start {
                    program: program.to_string_lossy().into_owned(),
                    source,
                    advice: "install Rust with rustup".to_owned(),
                })
        };
        let about = String::from_utf8_lossy(&ask(&["-vV"])?.stdout).into_owned();
        let line = |key: &str| {
            about
                .lines()
                .find_map(|line| line.strip_prefix(key))
                .unwrap_or_default()
                .to_owned()
        };
        let (release, host) = (line("release: "), line("host: "));
        let folder = String::from_utf8_lossy(&ask(&["--print", "sysroot"])?.stdout)
            .trim()
            .to_owned();
        let real = PathBuf::from(folder);
        let sysroot = target_folder()
            .unwrap_or_else(env::temp_dir)
            .join("recorder")
            .join(format!("{release}-{host}"));
        link(
            &real.join("lib/rustlib").join(&host),
            &sysroot.join("lib/rustlib").join(&host),
        )
        .map_err(|source| RecordError::File {
            action: "write",
            path: sysroot.clone(),
            source,
        })?;
        let clippy = real.join("bin/clippy-driver");
        let clippy = if clippy.is_file() {
            clippy
        } else {
            PathBuf::from("clippy-driver")
        };
        Ok(Rustc {
            version: format!("rustc {release}"),
            program,
            clippy,
            sysroot,
        })
    }

    /// What the compiler says of a program of edition 2024, without its closing summary.
    ///
    /// `file` is relative to `folder`, and so it stands in the messages. `arguments` tell where crates are.
    pub(crate) fn judge(
        &self,
        judge: Judge,
        folder: &Path,
        file: &Path,
        arguments: &[OsString],
    ) -> Result<Vec<Diagnostic>, RecordError> {
        let (program, advice) = match judge {
            Judge::Compiler => (self.program.clone(), "install Rust with rustup"),
            Judge::Clippy => (
                self.clippy.clone().into_os_string(),
                "run `rustup component add clippy`",
            ),
        };
        let name = program.to_string_lossy().into_owned();
        let start_error = |source| RecordError::Start {
            program: name.clone(),
            source,
            advice: advice.to_owned(),
        };
        let scratch = tempfile::tempdir().map_err(start_error)?;
        let output = Command::new(&program)
            .current_dir(folder)
            .args([
                "--edition=2024",
                "--crate-name=program",
                "--crate-type=bin",
                "--emit=metadata",
            ])
            .args(["--error-format=json", WIDTH, "--sysroot"])
            .arg(&self.sysroot)
            .arg("--out-dir")
            .arg(scratch.path())
            .args(arguments)
            .arg(file)
            .env_remove("RUSTFLAGS")
            .env_remove("CLIPPY_ARGS")
            .env("CLIPPY_CONF_DIR", scratch.path())
            .stdin(Stdio::null())
            .output()
            .map_err(start_error)?;
        let text = String::from_utf8_lossy(&output.stderr);
        let found: Vec<Diagnostic> = text.lines().filter_map(read).collect();
        if found.is_empty() && !output.status.success() {
            let problem = format!(
                "it fails without a message about {}: {}",
                file.display(),
                text.trim()
            );
            return Err(RecordError::Tool {
                program: name,
                problem,
            });
        }
        Ok(found)
    }

    /// The exact set of error codes of a program, for tests of short blocks: the file is given by its full path.
    ///
    /// # Errors
    /// When the compiler cannot be started.
    pub fn error_codes(
        &self,
        file: &Path,
        arguments: &[OsString],
    ) -> Result<(BTreeSet<String>, Vec<Diagnostic>), RecordError> {
        let found = self.judge(
            Judge::Compiler,
            file.parent().unwrap_or(Path::new(".")),
            file,
            arguments,
        )?;
        let errors: Vec<Diagnostic> = found
            .into_iter()
            .filter(|found| found.level == "error")
            .collect();
        Ok((
            errors.iter().map(|found| found.code.clone()).collect(),
            errors,
        ))
    }
}

/// One line of the compiler's JSON; `None` for artifacts, notes and the closing summary.
fn read(line: &str) -> Option<Diagnostic> {
    #[derive(Deserialize)]
    struct Json {
        message: String,
        code: Option<Code>,
        level: String,
        spans: Vec<Span>,
        rendered: Option<String>,
    }
    #[derive(Deserialize)]
    struct Code {
        code: String,
    }
    #[derive(Deserialize)]
    struct Span {
        file_name: PathBuf,
        line_start: usize,
        is_primary: bool,
    }
    let json: Json = serde_json::from_str(line).ok()?;
    let summary = json.spans.is_empty()
        && json.code.is_none()
        && [
            "aborting due to",
            "For more information",
            "Some errors have",
            "warning emitted",
            "warnings emitted",
        ]
        .iter()
        .any(|words| json.message.contains(words));
    if summary || !["error", "warning"].contains(&json.level.as_str()) {
        return None;
    }
    let place = json.spans.iter().find(|span| span.is_primary);
    let code = json.code.map_or("uncoded".to_owned(), |code| {
        code.code.trim_start_matches("clippy::").to_owned()
    });
    Some(Diagnostic {
        level: json.level,
        code,
        file: place.map(|span| span.file_name.clone()).unwrap_or_default(),
        line: place.map_or(0, |span| span.line_start),
        message: json.message,
        rendered: json.rendered.unwrap_or_default(),
    })
}

/// Makes `link` point to `target`; another process may be doing the same.
fn link(target: &Path, link: &Path) -> io::Result<()> {
    if fs::read_link(link).is_ok_and(|found| found == target) {
        return Ok(());
    }
    let folder = link.parent().unwrap_or(link);
    fs::create_dir_all(folder)?;
    let temporary = tempfile::tempdir_in(folder)?;
    let fresh = temporary.path().join("link");
    std::os::unix::fs::symlink(target, &fresh)?;
    fs::rename(&fresh, link)
}
