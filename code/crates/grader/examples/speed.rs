//! How long a learner waits: from a saved file to its verdict, through the command line, and from a build to the verdict on
//! an answer that does not end.
//!
//! `cargo run -p grader --example speed -- [--times N] [--rustlings FOLDER] COMMAND…`, where COMMAND is how the command line
//! is started, `cargo course` or a program. FOLDER is what `rustlings init` made. Prints tables in Markdown: medians of N
//! runs (5) each, after one that is not counted, in milliseconds.

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use catalog::Exercise;
use serde_json::Value;

type Fault = Box<dyn Error>;

fn main() -> Result<(), Fault> {
    let mut arguments: Vec<String> = env::args().skip(1).collect();
    let times = option(&mut arguments, "--times").map_or(Ok(5), |text| text.parse())?;
    let rustlings = option(&mut arguments, "--rustlings").map(PathBuf::from);
    if arguments.is_empty() {
        return Err(
            "say how the command line is started: `cargo course`, or the path of a program".into(),
        );
    }
    let root = catalog::find_root()?;
    let bench = Bench {
        scratch: root.join("target/interleave/grader/speed"),
        root,
        command: arguments,
        times,
    };
    fs::create_dir_all(&bench.scratch)?;
    bench.saved_to_verdict()?;
    if let Some(folder) = rustlings {
        bench.rustlings(&folder)?;
    }
    bench.built_to_verdict()
}

fn option(arguments: &mut Vec<String>, name: &str) -> Option<String> {
    let at = arguments.iter().position(|argument| argument == name)?;
    let value = arguments.get(at + 1).cloned();
    arguments.drain(at..(at + 2).min(arguments.len()));
    value
}

struct Bench {
    root: PathBuf,
    /// Where the files are saved.
    scratch: PathBuf,
    command: Vec<String>,
    times: usize,
}

impl Bench {
    fn saved_to_verdict(&self) -> Result<(), Fault> {
        println!("| exercise | compile error | fail | pass |\n|---|---|---|---|");
        let mut columns = [const { Vec::new() }; 3];
        for exercise in Exercise::all(&self.root)? {
            let reference = fs::read_to_string(exercise.solution())?;
            let refused = format!("{reference}\npub fn unfinished() -> u32 {{ \"a text\" }}\n");
            let wrong = exercise.wrong_answers()?;
            let wrong = wrong.first().ok_or("an exercise without a wrong answer")?;
            let wrong = fs::read_to_string(&wrong.path)?;
            let cells = [
                self.grade(&exercise, &refused, "did-not-compile")?,
                self.grade(&exercise, &wrong, "failed")?,
                self.grade(&exercise, &reference, "passed")?,
            ];
            println!(
                "| {} | {} |",
                exercise.name,
                cells.map(|cell| cell.to_string()).join(" | ")
            );
            for (column, cell) in columns.iter_mut().zip(cells) {
                column.push(cell);
            }
        }
        println!(
            "| median | {} |\n",
            columns.map(|column| median(column).to_string()).join(" | ")
        );
        Ok(())
    }

    /// The median time from a changed file to its verdict.
    fn grade(&self, exercise: &Exercise, text: &str, expected: &str) -> Result<u128, Fault> {
        let mut all = Vec::new();
        for run in 0..=self.times {
            // As after an edit: the text is another one each time.
            let (took, document) = self.verdict(exercise, &format!("{text}\n// edit {run}\n"))?;
            let verdict = document["results"][0]["verdict"]
                .as_str()
                .unwrap_or_default();
            if verdict != expected {
                return Err(format!("{}: {verdict}, not {expected}", exercise.name).into());
            }
            all.extend((run > 0).then_some(took.as_millis()));
        }
        Ok(median(all))
    }

    fn verdict(&self, exercise: &Exercise, text: &str) -> Result<(Duration, Value), Fault> {
        let file = self.scratch.join("answer.rs");
        fs::write(&file, text)?;
        let started = Instant::now();
        let output = Command::new(&self.command[0])
            .args(&self.command[1..])
            .args(["grade", &exercise.name, "--format", "json", "--file"])
            .arg(&file)
            .current_dir(&self.root)
            .stderr(Stdio::inherit())
            .output()?;
        let took = started.elapsed();
        Ok((took, serde_json::from_slice(&output.stdout)?))
    }

    /// The same for rustlings, whose verdict on an exercise is `rustlings run`.
    fn rustlings(&self, folder: &Path) -> Result<(), Fault> {
        println!("| rustlings | as it comes | solved |\n|---|---|---|");
        for name in ["threads1", "threads2", "threads3"] {
            let file = folder.join(format!("exercises/20_threads/{name}.rs"));
            let stub = fs::read_to_string(&file)?;
            let solution = folder.join(format!("solutions/20_threads/{name}.rs"));
            let solved = fs::read_to_string(solution)?;
            let mut cells = Vec::new();
            for text in [&stub, &solved] {
                let mut all = Vec::new();
                for run in 0..=self.times {
                    fs::write(&file, format!("{text}\n// edit {run}\n"))?;
                    let started = Instant::now();
                    Command::new("rustlings")
                        .args(["run", name])
                        .current_dir(folder)
                        .stdout(Stdio::null())
                        .stderr(Stdio::null())
                        .status()?;
                    all.extend((run > 0).then_some(started.elapsed().as_millis()));
                }
                cells.push(median(all).to_string());
            }
            fs::write(&file, stub)?;
            println!("| {name} | {} |", cells.join(" | "));
        }
        println!();
        Ok(())
    }

    fn built_to_verdict(&self) -> Result<(), Fault> {
        println!("| what every call does first | verdict | after the build |\n|---|---|---|");
        let exercise = Exercise::find(&self.root, "bounded-queue")?;
        let reference = fs::read_to_string(exercise.solution())?;
        if !reference.contains(EVERY_CALL) {
            return Err("the reference of bounded-queue has changed: correct EVERY_CALL".into());
        }
        for (name, statement) in HOSTILE {
            let text = reference.replace(EVERY_CALL, &format!("{statement}\n{EVERY_CALL}"));
            let mut all = Vec::new();
            let mut verdict = String::new();
            for _ in 0..self.times {
                let (_, document) = self.verdict(&exercise, &text)?;
                let result = &document["results"][0];
                all.extend(result["elapsed_ms"]["check"].as_u64().map(u128::from));
                verdict = result["verdict"].as_str().unwrap_or_default().to_owned();
            }
            println!("| {name} | {verdict} | {} |", median(all));
        }
        Ok(())
    }
}

fn median(mut all: Vec<u128>) -> u128 {
    all.sort_unstable();
    all.get(all.len() / 2).copied().unwrap_or_default()
}

/// The last line of the reference's private function `lock`, which every call of the queue runs through.
const EVERY_CALL: &str = "        self.state.lock().unwrap_or_else(PoisonError::into_inner)\n";

const HOSTILE: &[(&str, &str)] = &[
    (
        "a deadlock",
        "let lock = std::sync::Mutex::new(()); let _first = lock.lock(); let _second = lock.lock();",
    ),
    ("an endless loop", "loop { std::hint::black_box(()); }"),
    (
        "an endless loop with a yield",
        "loop { std::thread::yield_now(); }",
    ),
    (
        "an endless loop with a sleep",
        "loop { std::thread::sleep(std::time::Duration::from_millis(1)); }",
    ),
    (
        "a stack overflow",
        "#[allow(unconditional_recursion)] fn deep(n: u64) -> u64 { std::hint::black_box(deep(n + 1)) + 1 } deep(0);",
    ),
    (
        "more memory for ever",
        "let mut all = Vec::new(); loop { all.push(vec![1_u8; 1 << 24]); }",
    ),
    ("`exit(0)`", "std::process::exit(0);"),
    ("`abort()`", "std::process::abort();"),
    (
        "a million threads",
        "for _ in 0..1_000_000 { std::thread::spawn(|| std::thread::park()); }",
    ),
    ("output for ever", "loop { println!(\"x\"); }"),
    ("a body that is not written yet", "todo!();"),
    (
        "a panic in a destructor",
        "struct D; impl Drop for D { fn drop(&mut self) { panic!(\"second\") } } let _d = D; panic!(\"first\");",
    ),
];
