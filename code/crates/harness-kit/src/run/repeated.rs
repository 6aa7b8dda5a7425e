//! A check under the real crates: repeated, with a deadline on progress.
//!
//! It finds less than the engine and depends on luck, so it is used only for what the facades cannot carry: it may let a
//! wrong answer pass. It does not refuse a right one because the machine is busy: a run counts as one that never ends when
//! it has slept for a second and a half, or computed for so long, and else after five seconds.

use core::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use std::any::Any;
use std::fs::File;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, Read, Write};
use std::os::fd::FromRawFd;
use std::panic;
use std::ptr;
use std::thread;
use std::time::{Duration, Instant};

use super::Pace;
use super::confine::confine;
use crate::job::{Ending, Finding, Job, Request};

const REPETITIONS: u32 = 200;
/// A repetition that sleeps for so long, or uses so much processor time, is taken for one that never ends: no check waits
/// longer, and none computes longer.
const PROGRESS: Duration = Duration::from_millis(1500);
/// The same for one that computes now and then: it may be ready to run and not get a processor.
const STARVED: Duration = Duration::from_secs(5);
/// No further repetition is begun after this time.
const ENOUGH: Duration = Duration::from_secs(1);

pub(super) fn run_check(_: &Job, request: &Request, _: Pace, check: fn()) -> Finding {
    let found = observe(check, REPETITIONS).and_then(|finding| match finding.ending {
        Ending::Failed => confirmed(check, finding),
        _ => Ok(finding),
    });
    found.unwrap_or_else(|error| {
        Finding::new(
            Ending::Unsupported,
            format!("check `{}` could not be started: {error}", request.function),
        )
    })
}

/// Time really passes here, and on a busy machine a right answer may be late. What is wrong for another reason is so each
/// time; what is wrong now and then is left to the engine.
fn confirmed(check: fn(), failed: Finding) -> io::Result<Finding> {
    for _ in 0..CONFIRMATIONS {
        if observe(check, 1)?.ending == Ending::Passed {
            return Ok(Finding::new(Ending::Passed, ""));
        }
    }
    Ok(failed)
}

/// So often a failure has to come again, each time in a process of its own.
const CONFIRMATIONS: u32 = 5;

fn observe(check: fn(), repetitions: u32) -> io::Result<Finding> {
    let done = shared_counter()?;
    let (mut output, input) = pipe()?;
    let held = held();
    // SAFETY: this process has one thread, so the child may go on as if nothing had happened; it ends by `_exit`.
    let child = unsafe { libc::fork() };
    match child {
        -1 => Err(io::Error::last_os_error()),
        0 => repeat(check, repetitions, done, input, &held),
        child => {
            drop(input);
            let (status, hung) = wait(child, done);
            let mut words = String::new();
            output.read_to_string(&mut words)?;
            Ok(judge(status, hung, &words, &held))
        }
    }
}

/// The child's last word is the only proof that it came to its end: an exit status is within the answer's reach.
fn judge(status: i32, hung: bool, words: &str, held: &str) -> Finding {
    let said = |kind: &str| {
        words
            .split_terminator(END)
            .find_map(|word| word.strip_prefix(kind))
    };
    // The first panic is the cause of what follows it; one that the answer catches is known by what follows.
    let panicked = said(PANICKED);
    if let Some(message) = said(BROKEN) {
        return Finding::new(Ending::Failed, panicked.unwrap_or(message));
    }
    if let (true, Some(message)) = (hung, panicked) {
        return Finding::new(
            Ending::Failed,
            format!("{message}; after that, it did not end"),
        );
    }
    if hung {
        return Finding::new(
            Ending::TimedOut,
            "it did not end: its threads slept, or ran in circles, for more than a second",
        );
    }
    if libc::WIFSIGNALED(status) {
        let signal = libc::WTERMSIG(status);
        return Finding::new(
            Ending::Crashed,
            format!("the process was ended by signal {signal}"),
        );
    }
    if said(held).is_some() {
        return Finding::new(Ending::Passed, "");
    }
    let status = libc::WEXITSTATUS(status);
    Finding::new(
        Ending::Crashed,
        format!("the process ended itself with status {status}"),
    )
}

/// A last word that no answer can have been told: it is made for this child, and said when the answer has no more say.
pub(super) fn held() -> String {
    let part = || RandomState::new().build_hasher().finish();
    format!("held {:016x}{:016x}", part(), part())
}

pub(super) const BROKEN: &str = "broken ";
pub(super) const PANICKED: &str = "panicked ";
/// Ends each word: a control character that messages do not contain.
pub(crate) const END: char = '\u{1e}';

fn repeat(check: fn(), repetitions: u32, done: &AtomicU32, mut input: File, held: &str) -> ! {
    // SAFETY: `prctl` with these arguments only registers a signal for this process.
    #[cfg(target_os = "linux")]
    unsafe {
        libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL);
    }
    confine();
    note_first_panic(&input);
    let began = Instant::now();
    while done.load(SeqCst) < repetitions && began.elapsed() < ENOUGH {
        if let Err(payload) = panic::catch_unwind(check) {
            let _ = write!(input, "{BROKEN}{}{END}", words(payload.as_ref()));
            leave();
        }
        done.fetch_add(1, SeqCst);
    }
    let _ = write!(input, "{held}{END}");
    leave()
}

/// Only the first: a pipe holds no more than some pages.
pub(super) fn note_first_panic(input: &File) {
    let copy = input.try_clone().ok();
    let first = AtomicBool::new(true);
    panic::set_hook(Box::new(move |panic| {
        if let Some(mut input) = copy.as_ref().filter(|_| first.swap(false, SeqCst)) {
            let _ = write!(input, "{PANICKED}{}{END}", words(panic.payload()));
        }
    }));
}

pub(super) fn leave() -> ! {
    // SAFETY: ends the process at once, without destructors or exit handlers, which belong to the parent.
    unsafe { libc::_exit(0) }
}

pub(super) fn words(payload: &(dyn Any + Send)) -> &str {
    payload
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("it panicked")
}

/// Waits for the child, or kills it when it stops making progress; the status, and whether it was killed.
fn wait(child: i32, done: &AtomicU32) -> (i32, bool) {
    let mut status = 0;
    let (mut seen, mut since) = (done.load(SeqCst), Watch::begin(child));
    loop {
        // SAFETY: `child` is ours and not waited for yet, and `status` outlives the call.
        if unsafe { libc::waitpid(child, &mut status, libc::WNOHANG) } != 0 {
            return (status, false);
        }
        let now = done.load(SeqCst);
        if now != seen {
            (seen, since) = (now, Watch::begin(child));
        }
        if since.is_over() {
            // SAFETY: the child has not been waited for, so its number is still its own.
            unsafe {
                libc::kill(child, libc::SIGKILL);
                libc::waitpid(child, &mut status, 0);
            }
            return (status, true);
        }
        thread::sleep(Duration::from_millis(2));
    }
}

/// How long a repetition takes already, and when it last computed.
struct Watch {
    child: i32,
    began: Instant,
    /// Processor time at the beginning, and when it was last seen to grow.
    processor: Duration,
    last: (Duration, Instant),
}

impl Watch {
    fn begin(child: i32) -> Self {
        let (now, processor) = (Instant::now(), processor_time(child));
        Self {
            child,
            began: now,
            processor,
            last: (processor, now),
        }
    }

    fn is_over(&mut self) -> bool {
        let processor = processor_time(self.child);
        if processor != self.last.0 {
            self.last = (processor, Instant::now());
        }
        self.last.1.elapsed() > PROGRESS
            || processor.saturating_sub(self.processor) > PROGRESS
            || self.began.elapsed() > STARVED
    }
}

fn processor_time(process: i32) -> Duration {
    let mut clock = 0;
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: both calls fill in local variables.
    let known = unsafe {
        libc::clock_getcpuclockid(process, &mut clock) == 0
            && libc::clock_gettime(clock, &mut time) == 0
    };
    if !known {
        return Duration::ZERO;
    }
    let seconds = u64::try_from(time.tv_sec).unwrap_or_default();
    Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap_or_default())
}

pub(super) fn pipe() -> io::Result<(File, File)> {
    let mut ends = [0; 2];
    // SAFETY: `ends` has room for the two descriptors, each of which becomes the property of one `File`.
    unsafe {
        if libc::pipe(ends.as_mut_ptr()) != 0 {
            return Err(io::Error::last_os_error());
        }
        Ok((File::from_raw_fd(ends[0]), File::from_raw_fd(ends[1])))
    }
}

/// A counter that this process and its children see.
pub(super) fn shared_counter() -> io::Result<&'static AtomicU32> {
    // SAFETY: a fresh anonymous mapping, zeroed, aligned to a page, and never unmapped.
    unsafe {
        let memory = libc::mmap(
            ptr::null_mut(),
            size_of::<AtomicU32>(),
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_SHARED | libc::MAP_ANONYMOUS,
            -1,
            0,
        );
        if memory == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        Ok(&*memory.cast::<AtomicU32>())
    }
}
