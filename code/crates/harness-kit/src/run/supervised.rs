//! A check on the real system: in a process of its own, which may start others, until nothing of them is left.
//!
//! No clock decides. A check says what it does, step by step, and is ended when no step comes for as many turns of this process
//! as fit into two seconds: on a busy machine they take longer, and more are given, so that who works has its two seconds of a
//! processor.

use core::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::env;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::os::fd::AsRawFd;
use std::panic;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::Pace;
use super::confine::close_channel;
use super::repeated::{
    BROKEN, END, PANICKED, held, leave, note_first_panic, pipe, shared_counter, words,
};
use crate::job::{Ending, Finding, Job, Request};
use crate::processes::{self, DOING};

/// Makes sure that this process may end all others that it sees, and that none of them sees what it holds.
pub(super) fn prepare() -> io::Result<()> {
    // SAFETY: reads two numbers of this process.
    let alone = unsafe { libc::getpid() == 2 && libc::getppid() == 1 };
    if !alone {
        return Err(io::Error::other(
            "checks on the real system need a process namespace of their own",
        ));
    }
    let nothing = File::open("/dev/null")?;
    // SAFETY: no pointers but to the stack of this process; descriptor 0 stays open, as something else.
    unsafe {
        check(libc::dup2(nothing.as_raw_fd(), 0))?;
        #[cfg(target_os = "linux")]
        check(libc::prctl(libc::PR_SET_DUMPABLE, 0))?;
    }
    Ok(())
}

/// One run: what happens on the real system in an order that the check arranges needs no repetition.
pub(super) fn run_check(_: &Job, request: &Request, _: Pace, check: fn()) -> Finding {
    observe(&request.function, check).unwrap_or_else(|error| {
        Finding::new(
            Ending::Unsupported,
            format!("check `{}` could not be started: {error}", request.function),
        )
    })
}

fn observe(name: &str, body: fn()) -> io::Result<Finding> {
    let folder = Path::new(name);
    fs::create_dir_all(folder)?;
    let steps = shared_counter()?;
    let (mut output, input) = pipe()?;
    // SAFETY: no pointers. What the check starts is not to hold the pipe open.
    check(unsafe { libc::fcntl(input.as_raw_fd(), libc::F_SETFD, libc::FD_CLOEXEC) })?;
    let held = held();
    // SAFETY: this process has one thread, so the child may go on as if nothing had happened; it ends by `_exit`.
    let child = unsafe { libc::fork() };
    if child == 0 {
        play(body, folder, steps, input, &held);
    }
    check(child)?;
    drop(input);
    let ended = watch(child, steps, folder);
    let left = left_behind();
    end_everybody();
    let mut said = String::new();
    output.read_to_string(&mut said)?;
    // Memory that files hold is limited for all checks together.
    let _ = fs::remove_dir_all(folder);
    Ok(Finding {
        schedules: 1,
        ..judge(ended, left, &said, &held)
    })
}

fn play(body: fn(), folder: &Path, steps: &'static AtomicU32, mut input: File, held: &str) -> ! {
    // SAFETY: `prctl` with these arguments only registers a signal for this process.
    #[cfg(target_os = "linux")]
    unsafe {
        libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL);
    }
    close_channel();
    note_first_panic(&input);
    let begun = env::set_current_dir(folder)
        .and_then(|()| input.try_clone())
        .map(|words| processes::begin(steps, words));
    let last = match begun {
        Err(error) => format!("{BROKEN}the check could not begin: {error}"),
        Ok(()) => match panic::catch_unwind(body) {
            Err(payload) => format!("{BROKEN}{}", words(payload.as_ref())),
            Ok(()) => held.to_owned(),
        },
    };
    let _ = write!(input, "{last}{END}");
    leave()
}

enum Ended {
    /// With this status.
    Itself(i32),
    /// By us.
    Stuck,
}

fn watch(child: i32, steps: &AtomicU32, folder: &Path) -> Ended {
    let mut status = 0;
    let (mut seen, mut turns, mut waited) = ((0, 0), 0, 0.0);
    loop {
        // SAFETY: `child` is ours and not waited for yet, and `status` outlives the call.
        if unsafe { libc::waitpid(child, &mut status, libc::WNOHANG) } != 0 {
            return Ended::Itself(status);
        }
        // Files are how the processes of a check tell of each other.
        let files = fs::read_dir(folder).map_or(0, Iterator::count);
        let now = (steps.load(SeqCst), files);
        turns += 1;
        if now != seen {
            (seen, turns, waited) = (now, 0, 0.0);
        }
        if turns == A_WHILE {
            turns = 0;
            waited += 1.0 / slower_than_alone();
        }
        if waited >= PATIENCE {
            // SAFETY: the child has not been waited for, so its number is still its own.
            unsafe {
                libc::kill(child, libc::SIGKILL);
                libc::waitpid(child, &mut status, 0);
            }
            return Ended::Stuck;
        }
        thread::sleep(TURN);
    }
}

const TURN: Duration = Duration::from_millis(2);
/// So many turns: 450 milliseconds at least.
const A_WHILE: u32 = 225;
/// So many whiles without a step, on a machine with nothing else to do. One during which others had their share of the processor
/// counts for as much less: who worked came less far, and who slept was woken later, than our own short turns show.
const PATIENCE: f64 = 4.0;

/// How many times as long as alone we take now for a little work, of more than one turn on a processor; at most 40.
fn slower_than_alone() -> f64 {
    let begun = (Instant::now(), processor_time());
    while processor_time().saturating_sub(begun.1) < WORK {}
    let times = begun.0.elapsed().as_secs_f64() / WORK.as_secs_f64();
    // Two clocks are not read at the same instant.
    (times - 0.2).ceil().clamp(1.0, 40.0)
}

const WORK: Duration = Duration::from_millis(10);

/// Of this process, which has one thread.
fn processor_time() -> Duration {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: the kernel fills the structure. Linux and macOS have this clock, so the call cannot fail.
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut time) };
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// How many processes are still there, when those that are ending have had the time to.
fn left_behind() -> usize {
    let mut left = others();
    for _ in 0..GRACE {
        if left == 0 {
            break;
        }
        thread::sleep(TURN);
        left = others();
    }
    left
}

const GRACE: u32 = 100;

/// All processes of the namespace but its first one, which reaps, and this one.
fn others() -> usize {
    // SAFETY: a child that ends at once, and is waited for; signal 0 is not sent.
    unsafe {
        let newest = libc::fork();
        if newest == 0 {
            libc::_exit(0);
        }
        if newest < 0 {
            // There are so many that there is no room for one more.
            return MANY;
        }
        libc::waitpid(newest, &mut 0, 0);
        (3..newest)
            .filter(|&process| libc::kill(process, 0) == 0)
            .count()
    }
}

const MANY: usize = 100;

/// Also those who start others as fast as they are ended: the kernel does it in one step.
fn end_everybody() {
    for _ in 0..GRACE {
        // SAFETY: no pointers; `prepare` has seen that these are the processes of this namespace alone.
        unsafe { libc::kill(-1, libc::SIGKILL) };
        if others() == 0 {
            return;
        }
        thread::sleep(TURN);
    }
}

/// The child's last word is the only proof that it came to its end: an exit status is within the answer's reach.
fn judge(ended: Ended, left: usize, said: &str, held: &str) -> Finding {
    let last = |kind: &str| {
        let mut words = said.split_terminator(END);
        words
            .rfind(|word| word.starts_with(kind))
            .map(|word| &word[kind.len()..])
    };
    let panicked = last(PANICKED);
    if let Some(message) = last(BROKEN) {
        // The first panic is the cause of what follows it.
        return Finding::new(Ending::Failed, panicked.unwrap_or(message));
    }
    let status = match ended {
        Ended::Itself(status) => status,
        Ended::Stuck => {
            let when = last(DOING)
                .map(|doing| format!(" ({doing})"))
                .unwrap_or_default();
            let why = panicked
                .map(|message| format!("{message}; "))
                .unwrap_or_default();
            return Finding::new(
                Ending::TimedOut,
                format!("{why}it did not end{when}: for two seconds nothing happened"),
            );
        }
    };
    if libc::WIFSIGNALED(status) {
        let signal = libc::WTERMSIG(status);
        return Finding::new(
            Ending::Crashed,
            format!("the process was ended by signal {signal}"),
        );
    }
    if last(held).is_none() {
        let status = libc::WEXITSTATUS(status);
        return Finding::new(
            Ending::Crashed,
            format!("the process ended itself with status {status}"),
        );
    }
    match left {
        0 => Finding::new(Ending::Passed, ""),
        1 => Finding::new(
            Ending::Failed,
            "a process that it started is still there at the end",
        ),
        _ => Finding::new(
            Ending::Failed,
            "processes that it started are still there at the end",
        ),
    }
}

fn check(result: i32) -> io::Result<i32> {
    if result < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(result)
}
