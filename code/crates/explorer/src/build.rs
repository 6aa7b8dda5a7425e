//! Compiling a program twice, and running it.

use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use interleave::isolated::{CONFIG_VARIABLE, REPORT_VARIABLE};
use interleave::{Outcome, Report};

use crate::escapes;
use crate::facades::{Facades, tool};
use crate::folder::{Folder, INCREMENTAL};
use crate::launch::{Launcher, Purpose};
use crate::report::{Diagnostic, ExploreReport};
use crate::{ExploreError, ExploreOptions};

/// What is appended to the copy of a program: before its `main` would run, `main` is handed to the engine.
///
/// A constructor of the program image runs the exploration and ends the process; no line of the program moves.
const ENTRY: &str = "\n#[doc(hidden)] mod __interleave_entry { #[used] #[unsafe(link_section = \".init_array\")] static ENTRY: extern \"C\" fn() = { extern \"C\" fn enter() { ::std::__interleave::explore_main(super::main) } enter }; }\n";

/// A program that is built for exploration. Its folder is removed when it is dropped.
#[derive(Debug)]
pub struct Program {
    /// The executable.
    pub executable: PathBuf,
    folder: Folder,
    /// What a search of it leaves out.
    half_seen: Option<String>,
}

/// What to compile: a name for messages, and the source.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// File name as it appears in messages and traces.
    pub name: String,
    /// The source, unchanged.
    pub source: String,
}

/// Builds the program; the inner `Err` is a finished report.
pub(crate) fn program(
    options: &ExploreOptions,
    facades: &Facades,
    launcher: &dyn Launcher,
) -> Result<Result<Program, Box<ExploreReport>>, ExploreError> {
    let source = fs::read_to_string(&options.file).map_err(|source| ExploreError::Unreadable {
        file: options.file.clone(),
        source,
    })?;
    if let Some(message) = escapes::find(&source) {
        return Ok(Err(Box::new(ExploreReport {
            report: Report::new(Outcome::Unsupported, message),
            diagnostics: Vec::new(),
        })));
    }
    let name = options.file.file_name().unwrap_or_default().to_owned();
    let folder = Folder::of(options)?;
    let original = options
        .file
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
        .canonicalize();
    let unwritable = |path: &Path| {
        let path = path.to_owned();
        move |source| ExploreError::Unwritable { path, source }
    };
    // Products go elsewhere: beside the links they could have the name of one, and be written to what it leads to.
    let sources = folder.path.join("sources");
    fs::create_dir_all(&sources).map_err(unwritable(&sources))?;
    let copy = sources.join(&name);
    // Only a new file: the name must never lead back to the program itself.
    fs::File::create_new(&copy)
        .and_then(|mut file| file.write_all(format!("{source}{ENTRY}").as_bytes()))
        .map_err(unwritable(&copy))?;
    if let Ok(original) = &original {
        link_modules(&source, original, &sources);
    }
    let plain_folder = folder.path.join("plain");
    fs::create_dir_all(&plain_folder).map_err(unwritable(&plain_folder))?;

    let mut plain = rustc(&name, original.as_deref().unwrap_or(Path::new(".")));
    plain
        .args(["--emit=metadata", "--crate-type=bin"])
        .arg("--out-dir")
        .arg(&plain_folder);
    externs(&mut plain, &facades.real_externs(), facades);
    let executable = folder.path.join("program");
    let mut explored = rustc(&name, &sources);
    explored
        .args([
            "--crate-type=bin",
            "--cap-lints=allow",
            "-Copt-level=0",
            "-Cdebuginfo=0",
            "-Cstrip=debuginfo",
            "-Cpanic=unwind",
            "-Ccodegen-units=2",
            "-o",
        ])
        .arg(&executable);
    if folder.is_kept() {
        let mut kept = OsString::from("-Cincremental=");
        kept.push(folder.path.join(INCREMENTAL));
        explored.arg(kept);
    }
    externs(&mut explored, &facades.externs(), facades);

    let (plain, explored) = std::thread::scope(|scope| {
        let plain = scope.spawn(|| launcher.launch(plain, Purpose::Compile));
        let explored = launcher.launch(explored, Purpose::Compile);
        (
            plain
                .join()
                .unwrap_or_else(|_| Err(std::io::ErrorKind::Other.into())),
            explored,
        )
    });
    let missing = |source| ExploreError::NoTool {
        tool: "rustc".to_owned(),
        source,
    };
    let (plain, explored) = (plain.map_err(missing)?, explored.map_err(missing)?);
    if !plain.status.success() {
        let diagnostics = diagnostics(&plain.stderr);
        let count = diagnostics.len();
        let message = match count {
            1 => format!("does not compile: {}", diagnostics[0].message),
            _ => format!("does not compile: {count} errors"),
        };
        return Ok(Err(Box::new(ExploreReport {
            report: Report::new(Outcome::DidNotCompile, message),
            diagnostics,
        })));
    }
    if !explored.status.success() {
        let diagnostics = diagnostics(&explored.stderr);
        let reason = diagnostics
            .first()
            .map_or_else(|| "the linker fails".to_owned(), at_line);
        let report = Report::new(
            Outcome::Unsupported,
            format!("cannot be explored: {reason}"),
        );
        return Ok(Err(Box::new(ExploreReport {
            report,
            diagnostics,
        })));
    }
    Ok(Ok(Program {
        executable,
        folder,
        half_seen: escapes::half_seen(&source),
    }))
}

fn at_line(diagnostic: &Diagnostic) -> String {
    match diagnostic.line {
        Some(line) => format!("{} (line {line})", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

fn rustc(name: &std::ffi::OsStr, folder: &Path) -> Command {
    let mut command = Command::new(tool("RUSTC", "rustc"));
    // A file that begins with a dash must not be taken for an option.
    let mut path = OsString::from("./");
    path.push(name);
    command
        .current_dir(folder)
        .arg(path)
        .args([
            "--edition=2024",
            "--error-format=json",
            "--remap-path-prefix=./=",
        ])
        .arg("--crate-name=program");
    command
}

fn externs(command: &mut Command, externs: &[(String, PathBuf)], facades: &Facades) {
    for (name, library) in externs {
        let mut value = OsString::from(format!("{name}="));
        value.push(library);
        command.arg("--extern").arg(value);
    }
    let mut dependencies = OsString::from("dependency=");
    dependencies.push(&facades.dependencies);
    command.arg("-L").arg(dependencies);
}

/// Errors among rustc's messages.
fn diagnostics(stderr: &[u8]) -> Vec<Diagnostic> {
    let parse = |line: &str| -> Option<Diagnostic> {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        if message["level"] != "error"
            || message["message"].as_str()?.starts_with("aborting due to")
        {
            return None;
        }
        let span = message["spans"]
            .as_array()?
            .iter()
            .find(|span| span["is_primary"] == true);
        Some(Diagnostic {
            line: span
                .and_then(|span| span["line_start"].as_u64())
                .and_then(|line| u32::try_from(line).ok()),
            code: message["code"]["code"].as_str().map(str::to_owned),
            message: message["message"].as_str()?.to_owned(),
            rendered: message["rendered"].as_str().unwrap_or_default().to_owned(),
        })
    };
    String::from_utf8_lossy(stderr)
        .lines()
        .filter_map(parse)
        .collect()
}

/// Runs a built program and reads its report.
pub(crate) fn run(
    program: &Program,
    options: &ExploreOptions,
    launcher: &dyn Launcher,
) -> Result<ExploreReport, ExploreError> {
    let mut config = options.config.clone();
    let parent = options
        .file
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    config.source_roots = vec![parent.canonicalize().unwrap_or_else(|_| parent.to_owned())];
    let report_file = program.folder.path.join("report.json");
    let mut command = Command::new(&program.executable);
    command
        .current_dir(&program.folder.path)
        .env(
            CONFIG_VARIABLE,
            serde_json::to_string(&config).expect("a configuration is plain data"),
        )
        .env(REPORT_VARIABLE, &report_file);
    let output = launcher
        .launch(command, Purpose::Explore)
        .map_err(|source| ExploreError::NoTool {
            tool: program.executable.display().to_string(),
            source,
        })?;
    let no_report = |message: String| ExploreError::NoReport {
        file: options.file.clone(),
        message,
    };
    let text = fs::read_to_string(&report_file).map_err(|_| {
        no_report(format!(
            "{}: {}",
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        ))
    })?;
    let mut report: Report =
        serde_json::from_str(&text).map_err(|error| no_report(error.to_string()))?;
    let claims_all = report.outcome == Outcome::Ok && report.exhaustive && report.graph.is_none();
    if let Some(half_seen) = program.half_seen.clone().filter(|_| claims_all) {
        report.exhaustive = false;
        report.message = format!("no failing schedule in {} executions", report.schedules);
        report.bounds.push(half_seen);
    }
    Ok(ExploreReport {
        report,
        diagnostics: Vec::new(),
    })
}

/// Makes `mod other;` and `include!` find their files from the copy, which is there already and stays.
fn link_modules(source: &str, from: &Path, to: &Path) {
    let needs_others = source.lines().any(|line| {
        let declares = line.contains("mod ") && line.contains(';');
        declares || line.contains("include")
    });
    if !needs_others {
        return;
    }
    let Ok(entries) = fs::read_dir(from) else {
        return;
    };
    for entry in entries.flatten() {
        let _ = std::os::unix::fs::symlink(entry.path(), to.join(entry.file_name()));
    }
}
