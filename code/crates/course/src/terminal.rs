//! How the course speaks: results on standard output, everything else on standard error.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressStyle};

/// Work that takes less than this shows no progress.
const PATIENCE: Duration = Duration::from_secs(1);

/// Prints a result on standard output.
///
/// # Errors
/// When standard output cannot be written; a reader that has gone away, such as `head`, is no error.
pub(crate) fn print(text: &str) -> Result<()> {
    let mut output = io::stdout().lock();
    match output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush())
    {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(error).context("cannot write to standard output")
        }
        _ => Ok(()),
    }
}

/// Says something beside the result, on standard error.
pub(crate) fn note(text: &str) {
    // Nobody listens: then there is nobody to tell about it either.
    let _ = writeln!(io::stderr(), "{text}");
}

/// Says what went wrong, on standard error.
pub(crate) fn complain(text: &str) {
    note(&format!("{} {text}", paint("error:", "1;31")));
}

/// Says what looks wrong and stops nothing, on standard error.
pub(crate) fn warn(text: &str) {
    note(&format!("{} {text}", paint("warning:", "1;33")));
}

/// Whether a person is there to answer a question.
pub(crate) fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Whether what is written there may be colored.
pub(crate) fn has_color(stream: &impl IsTerminal) -> bool {
    let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || env::var_os("TERM").is_some_and(|value| value == "dumb");
    !refused && stream.is_terminal()
}

/// The columns of the terminal; 80 when that cannot be known.
pub(crate) fn width() -> usize {
    terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0))
}

/// Breaks a text between words into lines of at most `width` columns; a longer word gets a line of its own.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            let length = line.chars().count();
            if length > 0 && length + 1 + word.chars().count() > width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

/// A line that moves while something takes more than a second; it disappears when dropped.
///
/// Nothing is shown when standard error is not a terminal.
pub(crate) struct Busy {
    done: Option<Sender<()>>,
    message: Arc<Mutex<String>>,
    line: Option<JoinHandle<()>>,
}

impl Busy {
    /// Starts to wait for something that `message` names.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        let message = Arc::new(Mutex::new(message.into()));
        let shown = Arc::clone(&message);
        let latest = move || shown.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let (done, ended) = mpsc::channel::<()>();
        let line = thread::spawn(move || {
            if ended.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let bar = ProgressBar::new_spinner();
            bar.set_style(style("{spinner} {msg} ({elapsed})"));
            while ended.recv_timeout(Duration::from_millis(100)) == Err(RecvTimeoutError::Timeout) {
                bar.set_message(latest());
                bar.tick();
            }
            bar.finish_and_clear();
        });
        Self {
            done: Some(done),
            message,
            line: Some(line),
        }
    }
}

impl Busy {
    /// Says what is done now.
    pub(crate) fn say(&self, message: &str) {
        let mut shown = self.message.lock().unwrap_or_else(PoisonError::into_inner);
        *shown = message.to_owned();
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        // The thread waits on this sender's end, so it must go first.
        drop(self.done.take());
        if let Some(line) = self.line.take() {
            let _ = line.join();
        }
    }
}

/// A bar for `total` steps, the latest of which is its message.
pub(crate) fn steps(total: usize) -> ProgressBar {
    ProgressBar::new(total as u64).with_style(style("{bar:30} {pos}/{len} {msg}"))
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

fn paint(text: &str, code: &str) -> String {
    if has_color(&io::stderr()) {
        format!("\x1b[{code}m{text}\x1b[0m")
    } else {
        text.to_owned()
    }
}
