//! A check under the real crates: repeated, with a deadline on progress.
//!
//! It finds less than the engine and depends on luck, so it is used only for an answer that the facades cannot compile.

use core::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use std::any::Any;
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::FromRawFd;
use std::panic;
use std::ptr;
use std::thread;
use std::time::{Duration, Instant};

use super::confine::confine;
use crate::job::{Ending, Finding, Job, Request};

const REPETITIONS: u32 = 200;
/// A repetition that takes longer is taken for one that never ends.
const PROGRESS: Duration = Duration::from_secs(2);
/// No further repetition is begun after this time.
const ENOUGH: Duration = Duration::from_secs(1);

pub(super) fn run_check(_job: &Job, request: &Request, check: fn()) -> Finding {
    match observe(check) {
        Ok(finding) => finding,
        Err(error) => Finding::new(
            Ending::Unsupported,
            format!("check `{}` could not be started: {error}", request.function),
        ),
    }
}

fn observe(check: fn()) -> io::Result<Finding> {
    let done = shared_counter()?;
    let (mut output, input) = pipe()?;
    // SAFETY: this process has one thread, so the child may go on as if nothing had happened; it ends by `_exit`.
    let child = unsafe { libc::fork() };
    match child {
        -1 => Err(io::Error::last_os_error()),
        0 => repeat(check, done, input),
        child => {
            drop(input);
            let (status, hung) = wait(child, done);
            let mut words = String::new();
            output.read_to_string(&mut words)?;
            let mut finding = judge(status, hung, &words);
            finding.schedules = usize::try_from(done.load(SeqCst)).unwrap_or(usize::MAX);
            Ok(finding)
        }
    }
}

/// The child's last word is the only proof that it came to its end: an exit status is within the answer's reach.
fn judge(status: i32, hung: bool, words: &str) -> Finding {
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
            "it did not end: no progress for two seconds",
        );
    }
    if libc::WIFSIGNALED(status) {
        let signal = libc::WTERMSIG(status);
        return Finding::new(
            Ending::Crashed,
            format!("the process was ended by signal {signal}"),
        );
    }
    if said(HELD).is_some() {
        return Finding::new(Ending::Passed, "");
    }
    let status = libc::WEXITSTATUS(status);
    Finding::new(
        Ending::Crashed,
        format!("the process ended itself with status {status}"),
    )
}

const HELD: &str = "held";
const BROKEN: &str = "broken ";
const PANICKED: &str = "panicked ";
/// Ends each word: a control character that messages do not contain.
const END: char = '\u{1e}';

fn repeat(check: fn(), done: &AtomicU32, mut input: File) -> ! {
    // SAFETY: `prctl` with these arguments only registers a signal for this process.
    #[cfg(target_os = "linux")]
    unsafe {
        libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL);
    }
    confine();
    note_first_panic(&input);
    let began = Instant::now();
    while done.load(SeqCst) < REPETITIONS && began.elapsed() < ENOUGH {
        if let Err(payload) = panic::catch_unwind(check) {
            let _ = write!(input, "{BROKEN}{}{END}", words(payload.as_ref()));
            leave();
        }
        done.fetch_add(1, SeqCst);
    }
    let _ = write!(input, "{HELD}{END}");
    leave()
}

/// Only the first: a pipe holds no more than some pages.
fn note_first_panic(input: &File) {
    let copy = input.try_clone().ok();
    let first = AtomicBool::new(true);
    panic::set_hook(Box::new(move |panic| {
        if let Some(mut input) = copy.as_ref().filter(|_| first.swap(false, SeqCst)) {
            let _ = write!(input, "{PANICKED}{}{END}", words(panic.payload()));
        }
    }));
}

fn leave() -> ! {
    // SAFETY: ends the process at once, without destructors or exit handlers, which belong to the parent.
    unsafe { libc::_exit(0) }
}

fn words(payload: &(dyn Any + Send)) -> &str {
    payload
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("it panicked")
}

/// Waits for the child, or kills it when it stops making progress; the status, and whether it was killed.
fn wait(child: i32, done: &AtomicU32) -> (i32, bool) {
    let mut status = 0;
    let (mut seen, mut since) = (done.load(SeqCst), Instant::now());
    loop {
        // SAFETY: `child` is ours and not waited for yet, and `status` outlives the call.
        if unsafe { libc::waitpid(child, &mut status, libc::WNOHANG) } != 0 {
            return (status, false);
        }
        let now = done.load(SeqCst);
        if now != seen {
            (seen, since) = (now, Instant::now());
        }
        if since.elapsed() > PROGRESS {
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

fn pipe() -> io::Result<(File, File)> {
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
fn shared_counter() -> io::Result<&'static AtomicU32> {
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
