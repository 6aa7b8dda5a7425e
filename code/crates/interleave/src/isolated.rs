//! Explorations in a process of their own, which may abort, exit, overflow its stack or loop for ever without harm to the caller.
//!
//! The child shares one page range with its parent: a heartbeat at each scheduling step, the choices of the running execution, the report.
//! It dies with its parent. A child that does not reach a scheduling point for [`Config::patience_milliseconds`] of its own processor time is
//! in an endless loop.

mod board;
mod last_words;

use std::cell::RefCell;
use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::choice::token;
use crate::config::{Config, Search};
use crate::report::{Outcome, Report, Step};
use crate::schedule::HOOK_WAITS;
use crate::search::{self, Watch};

use board::{Board, Ending};
pub(crate) use board::{beat, begin, note_deviation, note_panic};

/// Wall time without a scheduling step after which a program is taken to wait for something outside the model.
pub const LONGEST_BLOCK: Duration = Duration::from_secs(10);

/// A program that has so many bytes of memory when its patience is over was on its way to the bound of memory.
const MUCH_MEMORY: u64 = 512 << 20;

/// Environment variable: the [`Config`] of [`run_as_program`], as JSON.
pub const CONFIG_VARIABLE: &str = "INTERLEAVE_CONFIG";

/// Environment variable: the file that [`run_as_program`] writes its report to, instead of standard output.
pub const REPORT_VARIABLE: &str = "INTERLEAVE_REPORT";

/// Explores a function in a forked child process.
///
/// Must be called while the process has one thread only, since the child gets a copy of nothing else.
///
/// # Panics
/// When the operating system refuses memory or processes.
pub fn explore(config: &Config, body: impl Fn()) -> Report {
    let board = Board::new();
    let child = board.fork(config, &|| {
        let report = search::explore(config, &body, &mut Beats);
        board::deliver(&report);
    });
    let ending = child.watch(patience(config));
    match ending {
        Ending::Delivered => board
            .report()
            .unwrap_or_else(|| Report::new(Outcome::Limit, "the report is too long".to_owned())),
        other => {
            let mut report = crashed(&board, config, &other, &child.words.read());
            testify(&mut report, config, &body);
            report
        }
    }
}

/// Explores in a child as the environment says, writes the report and ends the process with the report's exit code.
///
/// This is what a program built for exploration does instead of its `main`.
pub fn run_as_program(body: &dyn Fn()) -> ! {
    let config = match std::env::var(CONFIG_VARIABLE) {
        Ok(text) => match serde_json::from_str(&text) {
            Ok(config) => config,
            Err(error) => quit(&format!(
                "{CONFIG_VARIABLE} is not a configuration: {error}"
            )),
        },
        Err(_) => Config::default(),
    };
    let report = explore(&config, body);
    let text = serde_json::to_string(&report).expect("a report is plain data");
    let result = match std::env::var_os(REPORT_VARIABLE) {
        Some(path) => std::fs::write(PathBuf::from(&path), text),
        None => std::io::stdout()
            .write_all(text.as_bytes())
            .and_then(|()| std::io::stdout().flush()),
    };
    if let Err(error) = result {
        quit(&format!("cannot write the report: {error}"));
    }
    // SAFETY: ends the process without running the program's own exit handlers.
    unsafe { libc::_exit(i32::from(report.exit_code())) }
}

/// As [`run_as_program`] for several programs in one executable: one line of JSON each, `{"name": …, "report": …}`.
///
/// With arguments, only the programs they name.
pub fn run_several(programs: &[(&str, &dyn Fn())]) {
    let config = std::env::var(CONFIG_VARIABLE)
        .ok()
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default();
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    for (name, body) in programs {
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
            let report = explore(&config, body);
            let line = serde_json::json!({ "name": name, "report": report });
            println!("{line}");
        }
    }
}

fn patience(config: &Config) -> Duration {
    Duration::from_millis(u64::from(config.patience_milliseconds))
}

fn quit(message: &str) -> ! {
    eprintln!("{message}");
    // SAFETY: as above.
    unsafe { libc::_exit(2) }
}

struct Beats;

impl Watch for Beats {
    fn starts(&mut self, execution: usize) {
        begin(execution);
    }
}

thread_local! {
    /// Where sources are, when every event is to be told at once.
    static WITNESS: RefCell<Option<Vec<PathBuf>>> = const { RefCell::new(None) };
}

pub(crate) fn witness_roots() -> Option<Vec<PathBuf>> {
    WITNESS.with_borrow(Clone::clone)
}

pub(crate) fn is_witnessed() -> bool {
    WITNESS.with_borrow(Option::is_some)
}

pub(crate) fn witness(step: &Step) {
    board::append(&serde_json::to_vec(step).expect("a step is plain data"));
}

/// Whose turn it is.
#[derive(Serialize, Deserialize)]
struct Turn {
    turn: String,
}

pub(crate) fn witness_turn(task: &str) {
    let turn = Turn {
        turn: task.to_owned(),
    };
    board::append(&serde_json::to_vec(&turn).expect("a name is plain data"));
}

/// Runs the fatal schedule once more in another child, which tells each event before it dies.
fn testify(report: &mut Report, config: &Config, body: &dyn Fn()) {
    let Some(token) = report.replay.clone() else {
        return;
    };
    let board = Board::new();
    let config = Config {
        search: Search::Replay(token),
        ..config.clone()
    };
    let child = board.fork(&config, &|| {
        WITNESS.set(Some(config.source_roots.clone()));
        let _ = search::explore(&config, body, &mut Beats);
    });
    // That it loops for ever is known by now.
    child.watch(patience(&config) / 8);
    let lines = board.lines();
    report.trace = lines
        .iter()
        .filter_map(|line| serde_json::from_slice(line).ok())
        .collect();
    let turn: Option<Turn> = lines
        .iter()
        .rev()
        .find_map(|line| serde_json::from_slice(line).ok());
    for step in &report.trace {
        if !report.threads.contains(&step.task) {
            report.threads.push(step.task.clone());
        }
    }
    let is_operation = |step: &&Step| step.kind != "waits" && step.kind != "panics";
    let operations = || report.trace.iter().filter(is_operation);
    let told = |step: &Step| {
        let line = step.line.map(|line| format!(" (line {line})"));
        format!("{}{}", step.event, line.unwrap_or_default())
    };
    let message = match (report.outcome, turn) {
        (Outcome::Livelock, Some(Turn { turn })) => {
            let last = operations().rfind(|step| step.task == turn).map_or_else(
                || "it has not come to its first one".to_owned(),
                |step| format!("its last one: {}", told(step)),
            );
            format!("{turn} {RUNS_UNNOTICED}; {last}")
        }
        _ => match operations().next_back() {
            Some(last) => format!(
                "{}; the last operation before: {} {}",
                report.message,
                last.task,
                told(last)
            ),
            None => return,
        },
    };
    report.message = message;
}

const RUNS_UNNOTICED: &str = "runs for ever without any operation that others could notice";

/// The report of an exploration whose process did not live to write one.
fn crashed(board: &Board, config: &Config, ending: &Ending, words: &str) -> Report {
    let (executions, deviations) = board.progress();
    let panic = board.panic();
    let told = if panic.is_empty() {
        String::new()
    } else {
        format!(", after the panic: {panic}")
    };
    let (outcome, message) = match ending {
        Ending::Looped => (Outcome::Livelock, format!("a thread {RUNS_UNNOTICED}")),
        Ending::Grew => (Outcome::Limit, "a thread takes more and more memory without any operation that others could notice".to_owned()),
        Ending::Blocked => (Outcome::Unsupported, "cannot be explored: the program waits for something outside the scheduler, such as real input or a foreign thread".to_owned()),
        Ending::Signalled(libc::SIGABRT) if words.contains(HOOK_WAITS) => (Outcome::Unsupported, HOOK_WAITS.to_owned()),
        Ending::Signalled(libc::SIGABRT) if ran_out_of_memory(words) => (Outcome::Limit, format!("the program needs more than {} MiB of memory", config.memory_bytes >> 20)),
        Ending::Overflowed => (Outcome::Panic, "stack overflow".to_owned()),
        Ending::Signalled(libc::SIGABRT) => (Outcome::Panic, format!("the program aborts{told}")),
        Ending::Signalled(libc::SIGXCPU) => (Outcome::Limit, "the exploration used up its processor time".to_owned()),
        Ending::Signalled(signal) => (Outcome::Panic, format!("the program is killed by signal {signal}{told}")),
        Ending::Exited(code) => (Outcome::Panic, format!("the program ends its process with code {code}")),
        Ending::Delivered => unreachable!("handled by the caller"),
    };
    let mut report = Report::new(outcome, message);
    report.died = true;
    report.schedules = executions;
    report.seed = config.seed;
    if !matches!(outcome, Outcome::Unsupported | Outcome::Limit) {
        report.found_at = Some(executions);
        report.replay = Some(token::write(&deviations, board.release_points()));
    }
    report
}

/// What the standard library says before it aborts.
fn ran_out_of_memory(words: &str) -> bool {
    words
        .lines()
        .any(|line| line.starts_with("memory allocation of") && line.contains("bytes failed"))
}

impl board::Child {
    /// Waits for the end of the child, or ends it after so much processor time without a step.
    fn watch(&self, patience: Duration) -> Ending {
        let mut last = (self.beats(), self.processor_time(), Instant::now());
        loop {
            if self.wait(Duration::from_millis(50)) {
                return self.reap();
            }
            let beats = self.beats();
            if beats != last.0 {
                last = (beats, self.processor_time(), Instant::now());
            } else if self.processor_time().saturating_sub(last.1) >= patience {
                return if self.kill() >= MUCH_MEMORY {
                    Ending::Grew
                } else {
                    Ending::Looped
                };
            } else if last.2.elapsed() >= LONGEST_BLOCK
                && self.processor_time().saturating_sub(last.1) < Duration::from_millis(200)
            {
                self.kill();
                return Ending::Blocked;
            }
        }
    }
}
