//! For checks on the real system: processes that play a part, and how they meet without a clock.
//!
//! A check runs in a process and a folder of its own. [`own`] is the command that starts the harness once more, to play a
//! part; what such a process does is written beside the check. Processes meet through files of the check's folder, which every
//! one of them starts in, and none of them waits for a time to pass: a check that does not get on is ended from outside.

mod last_words;
mod meet;
mod signal;
mod stop;
mod trap;

use core::sync::atomic::{AtomicU32, AtomicUsize, Ordering::SeqCst};
use std::env;
use std::ffi::OsString;
use std::fs::File;
use std::io::Write;
use std::process::Command;
use std::sync::OnceLock;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

pub use last_words::with_last_words;
pub use meet::{Gate, arrive, arrived, pass, seat};
pub use signal::{Children, children, end_by, kill};
pub use stop::{Stop, before_call};

/// The command that starts this program once more, to play the part `role`.
///
/// It inherits the folder, and its streams are those of any command.
pub fn own(role: &str, arguments: &[&str]) -> Command {
    let program = env::args_os().next().unwrap_or_default();
    let mut command = Command::new(program);
    command.arg(PLAY).arg(role).args(arguments);
    command
}

const PLAY: &str = "play";

/// The part that this process is to play, and its arguments.
pub(crate) fn part() -> Option<(String, Vec<String>)> {
    let text = |argument: OsString| argument.to_string_lossy().into_owned();
    let mut arguments = env::args_os().skip(1).map(text);
    arguments.next().filter(|first| first == PLAY)?;
    Some((arguments.next()?, arguments.collect()))
}

/// Tells that the check has come further, and what it does next: said when it does not come to an end.
pub fn doing(words: &str) {
    step();
    let Some(channel) = CHANNEL.get() else {
        return;
    };
    let word = format!("{DOING}{words}{}", crate::run::END);
    // The reader comes at the end, and a pipe holds no more than some pages.
    if SAID.fetch_add(word.len(), SeqCst) < MOST_WORDS {
        let _ = (&mut &*channel).write_all(word.as_bytes());
    }
}

/// Tells that the check has come further.
pub fn step() {
    if let Some(steps) = STEPS.get() {
        steps.fetch_add(1, SeqCst);
    }
}

/// Does `work`, which may stand still for as long as `rest` and what a check is allowed anyway.
pub fn patiently<T>(rest: Duration, work: impl FnOnce() -> T) -> T {
    let (over, is_over) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            let end = Instant::now() + rest;
            while Instant::now() < end
                && is_over.recv_timeout(STEP) == Err(RecvTimeoutError::Timeout)
            {
                step();
            }
        });
        let result = work();
        drop(over);
        result
    })
}

const STEP: Duration = Duration::from_millis(500);

/// Waits until the condition holds, and looks every millisecond; a check that waits in vain is ended from outside.
pub fn wait_until(condition: impl Fn() -> bool) {
    while !condition() {
        thread::sleep(Duration::from_millis(1));
    }
}

/// Called in the process of a check before anything else.
pub(crate) fn begin(steps: &'static AtomicU32, channel: File) {
    let _ = STEPS.set(steps);
    let _ = CHANNEL.set(channel);
}

pub(crate) const DOING: &str = "doing ";

static STEPS: OnceLock<&'static AtomicU32> = OnceLock::new();
static CHANNEL: OnceLock<File> = OnceLock::new();
static SAID: AtomicUsize = AtomicUsize::new(0);
const MOST_WORDS: usize = 16 << 10;
