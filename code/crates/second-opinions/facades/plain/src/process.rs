//! One process per run, so that one that aborts, exits or hangs is a result and no accident.

use std::io::Read;
use std::os::fd::{AsRawFd, FromRawFd};
use std::sync::Mutex;
use std::time::Duration;

/// How a run ended.
#[derive(Clone, Debug)]
pub struct Answer {
    /// `found`, `accepted`, or `limit` when nothing can be said.
    pub outcome: String,
    /// Executions until then.
    pub executions: usize,
    /// Processor time of all executions.
    pub time: Duration,
    /// What the tool said.
    pub message: String,
}

/// How the process ended when it gave no answer.
#[derive(Clone, Copy, Debug)]
pub enum Ended {
    /// With this exit code.
    Exited(i32),
    /// By this signal.
    Killed(i32),
}

static FIRST_PANIC: Mutex<String> = Mutex::new(String::new());

impl Answer {
    /// An answer without a time.
    #[must_use]
    pub fn new(outcome: &str, executions: usize, message: &str) -> Self {
        Self {
            outcome: outcome.to_owned(),
            executions,
            time: Duration::ZERO,
            message: message.to_owned(),
        }
    }

    /// The first panic of this process, if there was one.
    #[must_use]
    pub fn first_panic() -> String {
        FIRST_PANIC
            .lock()
            .map(|text| text.clone())
            .unwrap_or_default()
    }

    /// Writes the line that the caller of the executable reads.
    pub fn print(&self, name: &str, tool: &str) {
        println!("{name}\t{tool}\t{}", self.line());
    }

    fn line(&self) -> String {
        let message: String = self
            .message
            .chars()
            .map(|letter| if letter.is_control() { ' ' } else { letter })
            .take(300)
            .collect();
        format!(
            "{}\t{}\t{}\t{message}",
            self.outcome,
            self.executions,
            self.time.as_nanos()
        )
    }

    fn read(line: &str) -> Option<Self> {
        let mut parts = line.splitn(4, '\t');
        Some(Self {
            outcome: parts.next()?.to_owned(),
            executions: parts.next()?.parse().ok()?,
            time: Duration::from_nanos(parts.next()?.parse().ok()?),
            message: parts.next()?.to_owned(),
        })
    }
}

/// Runs a function in a child process without output, and ends it when it takes longer than `patience`.
///
/// Must be called while the process has one thread only.
///
/// # Panics
/// When the operating system refuses a process or a pipe.
pub fn alone(patience: Duration, body: impl FnOnce() -> Answer) -> Answer {
    let mut ends = [0; 2];
    // SAFETY: `ends` has room for the two descriptors.
    let made = unsafe { libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC) };
    assert_eq!(made, 0, "no pipe");
    // SAFETY: this process has one thread, so the child may go on as it likes.
    let child = unsafe { libc::fork() };
    assert!(child >= 0, "no process");
    if child == 0 {
        silence();
        let line = body().line();
        // SAFETY: the line is valid for its length; then the process ends without running handlers that belong to the parent.
        unsafe {
            libc::write(ends[1], line.as_ptr().cast(), line.len());
            libc::_exit(0);
        }
    }
    // SAFETY: both descriptors come from `pipe2` and have no other owner in this process.
    let (mut answers, writer) = unsafe {
        (
            std::fs::File::from_raw_fd(ends[0]),
            std::fs::File::from_raw_fd(ends[1]),
        )
    };
    drop(writer);
    let mut wait = libc::pollfd {
        fd: answers.as_raw_fd(),
        events: libc::POLLIN,
        revents: 0,
    };
    let milliseconds = i32::try_from(patience.as_millis()).unwrap_or(i32::MAX);
    // SAFETY: one valid structure.
    let ready = unsafe { libc::poll(&raw mut wait, 1, milliseconds) };
    if ready == 0 {
        // SAFETY: the child has not been waited for, so the number is still its own.
        unsafe { libc::kill(child, libc::SIGKILL) };
    }
    let mut line = String::new();
    let _ = answers.read_to_string(&mut line);
    let mut status = 0;
    // SAFETY: as above, and `status` is valid.
    unsafe { libc::waitpid(child, &raw mut status, 0) };
    if ready == 0 {
        return Answer::new("hang", 0, &format!("no end after {} s", patience.as_secs()));
    }
    if let Some(answer) = Answer::read(&line) {
        return answer;
    }
    match ended(status) {
        Ended::Exited(0) => Answer::new("accepted", 1, "the program ends its process"),
        Ended::Exited(code) => Answer::new("found", 1, &format!("exit code {code}")),
        Ended::Killed(signal) => Answer::new("found", 1, &format!("signal {signal}")),
    }
}

/// Processor time of this thread.
#[must_use]
pub fn processor_time() -> Duration {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: `time` is valid.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &raw mut time) };
    Duration::new(
        time.tv_sec.unsigned_abs(),
        u32::try_from(time.tv_nsec).unwrap_or_default(),
    )
}

fn ended(status: i32) -> Ended {
    if libc::WIFSIGNALED(status) {
        Ended::Killed(libc::WTERMSIG(status))
    } else {
        Ended::Exited(libc::WEXITSTATUS(status))
    }
}

/// No output, and the first panic is remembered. The child dies with its parent.
fn silence() {
    // SAFETY: plain system calls on descriptors that every process has.
    unsafe {
        libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL);
        let nothing = libc::open(c"/dev/null".as_ptr(), libc::O_WRONLY);
        libc::dup2(nothing, 1);
        libc::dup2(nothing, 2);
    }
    std::panic::set_hook(Box::new(|info| {
        if let Ok(mut first) = FIRST_PANIC.lock()
            && first.is_empty()
        {
            *first = info.to_string();
        }
    }));
}
