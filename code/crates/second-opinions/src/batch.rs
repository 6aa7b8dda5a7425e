//! Many programs in one executable, less those that do not compile.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use explorer::Facades;
use interleave::{Config, Report};
use serde_json::Value;

use crate::corpus::{Programs, package, target};

/// Which library stands for `std`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Library {
    Ours,
    Shuttle,
    Loom,
    Plain,
}

/// What compiled, and what did not.
pub(crate) struct Batch {
    executable: PathBuf,
    folder: PathBuf,
    /// First error of each program that does not compile.
    pub(crate) refused: BTreeMap<String, String>,
}

/// What another tool said of a program.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) outcome: String,
    pub(crate) executions: usize,
    pub(crate) nanoseconds: u64,
    pub(crate) message: String,
}

impl Drop for Batch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Batch {
    /// Builds all programs that compile.
    pub(crate) fn build(library: Library, programs: &Programs) -> Result<Self> {
        let name = format!("{library:?}").to_lowercase();
        // Two commands may run at the same time.
        let folder = target()
            .join("batches")
            .join(format!("{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let (externs, dependencies) = libraries(library)?;
        let mut batch = Self {
            executable: folder.join("batch"),
            folder,
            refused: BTreeMap::new(),
        };
        for program in programs {
            batch.write_program(library, program.0, &program.1.source)?;
        }
        // Errors come in stages: names first, then types, then borrows.
        for _ in 0..8 {
            let left = programs
                .keys()
                .filter(|name| !batch.refused.contains_key(*name))
                .cloned()
                .collect::<Vec<_>>();
            fs::write(batch.folder.join("main.rs"), driver(library, &left))?;
            let mut rustc =
                Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
            rustc.current_dir(&batch.folder).args([
                "main.rs",
                "--edition=2024",
                "--cap-lints=allow",
                "--error-format=json",
                "-Cdebuginfo=0",
                "-Cstrip=debuginfo",
                "-Ccodegen-units=2",
                "-o",
                "batch",
            ]);
            for (name, path) in &externs {
                rustc
                    .arg("--extern")
                    .arg(format!("{name}={}", path.display()));
            }
            rustc
                .arg("-L")
                .arg(format!("dependency={}", dependencies.display()));
            let output = rustc
                .output()
                .context("cannot start rustc; install Rust with rustup")?;
            if output.status.success() {
                return Ok(batch);
            }
            let text = String::from_utf8_lossy(&output.stderr);
            let before = batch.refused.len();
            for line in text.lines() {
                let Ok(message) = serde_json::from_str::<Value>(line) else {
                    continue;
                };
                if let Some(name) = culprit(&message, &left) {
                    batch.refused.entry(name).or_insert_with(|| {
                        message["message"].as_str().unwrap_or_default().to_owned()
                    });
                }
            }
            ensure!(
                batch.refused.len() > before,
                "the programs do not build with {library:?}:\n{text}"
            );
        }
        bail!("the programs still do not build with {library:?}")
    }

    fn write_program(&self, library: Library, name: &str, source: &str) -> Result<()> {
        let judge = match library {
            Library::Ours => "::std::__interleave::Main",
            _ => "::second_opinions_plain::Main",
        };
        let copy =
            format!("{source}\n#[doc(hidden)] pub fn __enter() {{ {judge}::judge(main()) }}\n");
        fs::write(self.folder.join(format!("{name}.rs")), copy)
            .with_context(|| format!("cannot write {name}.rs"))
    }

    /// Reports of our engine, for the named programs or all.
    pub(crate) fn explore(
        &self,
        config: &Config,
        names: &[&str],
    ) -> Result<BTreeMap<String, Report>> {
        let config = Config {
            source_roots: vec![self.folder.clone()],
            ..config.clone()
        };
        let mut command = Command::new(&self.executable);
        command.args(names).env(
            interleave::isolated::CONFIG_VARIABLE,
            serde_json::to_string(&config)?,
        );
        self.lines(command)?
            .lines()
            .map(|line| {
                let mut line: Value = serde_json::from_str(line)?;
                let report = serde_json::from_value(line["report"].take())?;
                Ok((line["name"].as_str().unwrap_or_default().to_owned(), report))
            })
            .collect()
    }

    /// The executable, to be started in another way.
    pub(crate) fn command(&self, wrapper: &str) -> Command {
        let mut command = Command::new(wrapper);
        command.current_dir(&self.folder);
        command
    }

    /// Executions and microseconds of processor time of pure chance under our engine, by program.
    pub(crate) fn measure(
        &self,
        executions: usize,
        names: &[&str],
    ) -> Result<BTreeMap<String, Answer>> {
        let file = self.folder.join("measured");
        let mut command = Command::new(&self.executable);
        command
            .args(names)
            .env("MEASURE", executions.to_string())
            .env("MEASURED", &file);
        self.lines(command)?;
        answers(&fs::read_to_string(&file)?).map(|answers| {
            answers
                .into_iter()
                .map(|((name, _), answer)| (name, answer))
                .collect()
        })
    }

    /// What the executable's tool says of the named programs, by program and tool.
    pub(crate) fn ask(
        &self,
        seed: u64,
        names: &[&str],
    ) -> Result<BTreeMap<(String, String), Answer>> {
        let mut command = Command::new(&self.executable);
        command.args(names).env("SEED", seed.to_string());
        answers(&self.lines(command)?)
    }

    fn lines(&self, mut command: Command) -> Result<String> {
        command
            .current_dir(&self.folder)
            .env_remove("SHUTTLE_RANDOM_SEED");
        let output = command
            .output()
            .with_context(|| format!("cannot start {}", self.executable.display()))?;
        ensure!(
            output.status.success(),
            "{} ends with {}:\n{}",
            self.executable.display(),
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(String::from_utf8(output.stdout)?)
    }
}

fn answers(text: &str) -> Result<BTreeMap<(String, String), Answer>> {
    text.lines()
        .map(|line| {
            let parts: Vec<&str> = line.splitn(6, '\t').collect();
            let [name, tool, outcome, executions, nanoseconds, message] = parts[..] else {
                bail!("`{line}` is no answer");
            };
            let answer = Answer {
                outcome: outcome.to_owned(),
                executions: executions.parse()?,
                nanoseconds: nanoseconds.parse()?,
                message: message.to_owned(),
            };
            Ok(((name.to_owned(), tool.to_owned()), answer))
        })
        .collect()
}

/// The program that an error is about.
fn culprit(message: &Value, names: &[String]) -> Option<String> {
    if message["level"] != "error" {
        return None;
    }
    let mut spans: Vec<&Value> = message["spans"].as_array()?.iter().collect();
    while let Some(span) = spans.pop() {
        let file = span["file_name"].as_str().unwrap_or_default();
        if let Some(name) = file
            .strip_suffix(".rs")
            .filter(|name| names.iter().any(|known| known == name))
        {
            return Some(name.to_owned());
        }
        if span["expansion"].is_object() {
            spans.push(&span["expansion"]["span"]);
        }
    }
    None
}

fn driver(library: Library, names: &[String]) -> String {
    let mut text = String::new();
    let mut list = String::new();
    for (number, name) in names.iter().enumerate() {
        let _ = writeln!(text, "#[path = {:?}] mod p{number};", format!("{name}.rs"));
        let _ = match library {
            Library::Ours => write!(list, "({name:?}, &p{number}::__enter), "),
            _ => write!(list, "({name:?}, p{number}::__enter), "),
        };
    }
    let run = match library {
        Library::Ours => return text + &OURS.replace("LIST", &list),
        Library::Plain => "::second_opinions_plain",
        Library::Shuttle | Library::Loom => "::std",
    };
    let _ = writeln!(text, "fn main() {{ {run}::run_several(&[{list}]); }}");
    text
}

/// The clock is the C library's, because the facade's stands still.
const OURS: &str = r#"
unsafe extern "C" { safe fn clock() -> i64; }
fn main() {
    let programs: &[(&str, &dyn Fn())] = &[LIST];
    let Ok(executions) = ::std::env::var("MEASURE") else { return interleave::isolated::run_several(programs) };
    let config = interleave::Config {
        search: interleave::Search::Random, schedules: executions.parse().unwrap(), total_steps: u64::MAX, ..Default::default()
    };
    let wanted: Vec<String> = ::std::env::args().skip(1).collect();
    let mut text = String::new();
    for (name, body) in programs.iter().filter(|(name, _)| wanted.iter().any(|wanted| wanted == name)) {
        let start = clock();
        let report = interleave::explore_here(&config, body);
        let nanoseconds = (clock() - start) * 1_000;
        text.push_str(&format!("{name}\tours\t{:?}\t{}\t{nanoseconds}\t\n", report.outcome, report.schedules));
    }
    ::std::fs::write(::std::env::var("MEASURED").unwrap(), text).unwrap();
}
"#;

/// `--extern` values, and where their dependencies are.
fn libraries(library: Library) -> Result<(Vec<(String, PathBuf)>, PathBuf)> {
    if library == Library::Ours {
        let facades = ours()?;
        let engine = facades
            .engine()
            .context("the engine is built with the facades")?
            .to_owned();
        let mut externs = facades.externs();
        externs.push(("interleave".to_owned(), engine));
        return Ok((externs, facades.dependencies));
    }
    let name = format!("second-opinions-{}", format!("{library:?}").to_lowercase());
    let target = target();
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args([
            "build",
            "--locked",
            "--message-format=json",
            "-p",
            "second-opinions-plain",
            "-p",
            &name,
        ])
        .arg("--manifest-path")
        .arg(package().join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target)
        .output()
        .context("cannot start cargo")?;
    ensure!(
        output.status.success(),
        "{name} does not build:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let mut externs = Vec::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let message: Value = serde_json::from_str(line)?;
        let built = message["target"]["name"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let Some(path) = message["filenames"][0].as_str() else {
            continue;
        };
        if built == "second_opinions_plain" {
            externs.push((built, PathBuf::from(path)));
        } else if built == name.replace('-', "_") {
            externs.push(("std".to_owned(), PathBuf::from(path)));
        }
    }
    Ok((externs, target.join("debug/deps")))
}

fn ours() -> Result<Facades> {
    let options = explorer::ExploreOptions::new("");
    Ok(explorer::facades(
        &target().join("interleave"),
        &options.crates,
    )?)
}
