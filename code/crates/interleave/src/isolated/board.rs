//! The memory that an exploring child shares with its parent, and the child itself.
//!
//! All `unsafe` of the isolation is here. The board is a private anonymous mapping shared over `fork`: it lives until the end of the parent,
//! and every field that both sides touch is atomic or is read by the parent only after the child's end.

use std::os::fd::AsRawFd;
use std::ptr;
use std::sync::atomic::{AtomicPtr, AtomicU32, AtomicU64, Ordering};
use std::time::Duration;

use super::last_words::{self, LastWords};
use crate::choice::Deviation;
use crate::config::Config;
use crate::report::{Outcome, Report};

const MOST_DEVIATIONS: usize = 16 * 1024;
const MOST_REPORT: usize = 8 << 20;
const MOST_PANIC: usize = 512;

#[repr(C)]
struct Shared {
    beats: AtomicU64,
    executions: AtomicU64,
    choices: AtomicU32,
    deviations: AtomicU32,
    release_points: AtomicU32,
    overflow: AtomicU32,
    panic_length: AtomicU32,
    report_length: AtomicU64,
    list: [(AtomicU32, AtomicU32); MOST_DEVIATIONS],
    panic: [u8; MOST_PANIC],
    report: [u8; MOST_REPORT],
}

/// How a child ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Delivered,
    Exited(i32),
    Signalled(i32),
    Overflowed,
    Looped,
    /// As `Looped`, and its memory had grown.
    Grew,
    Blocked,
}

pub(super) struct Board {
    shared: *mut Shared,
}

pub(super) struct Child {
    /// What it wrote to its standard error.
    pub(super) words: LastWords,
    pid: libc::pid_t,
    /// Closed by the kernel when the child ends.
    alive: libc::c_int,
    shared: *mut Shared,
}

/// The board of this process, when it is an exploring child. ORDERING: relaxed, the child has one thread.
static MINE: AtomicPtr<Shared> = AtomicPtr::new(ptr::null_mut());

fn mine() -> Option<&'static Shared> {
    let shared = MINE.load(Ordering::Relaxed);
    // SAFETY: set once by `fork` to a mapping that is never removed; all fields used through this are atomic.
    (!shared.is_null()).then(|| unsafe { &*shared })
}

/// A scheduling step.
pub(crate) fn beat() {
    if let Some(board) = mine() {
        board.beats.fetch_add(1, Ordering::Relaxed);
    }
}

/// An execution begins.
pub(crate) fn begin(execution: usize) {
    if let Some(board) = mine() {
        board
            .executions
            .store(execution as u64 + 1, Ordering::Relaxed);
        board.choices.store(0, Ordering::Relaxed);
        board.deviations.store(0, Ordering::Relaxed);
        board.panic_length.store(0, Ordering::Relaxed);
        board.beats.fetch_add(1, Ordering::Relaxed);
    }
}

/// A choice was made.
pub(crate) fn note_deviation(picked: usize, release_points: bool) {
    let Some(board) = mine() else { return };
    let at = board.choices.fetch_add(1, Ordering::Relaxed);
    if picked != 0 {
        let index = board.deviations.fetch_add(1, Ordering::Relaxed) as usize;
        if let Some((where_, what)) = board.list.get(index) {
            where_.store(at, Ordering::Relaxed);
            what.store(picked as u32, Ordering::Relaxed);
        }
    }
    board
        .release_points
        .store(u32::from(release_points), Ordering::Relaxed);
}

/// A thread panicked.
pub(crate) fn note_panic(message: &str) {
    let shared = MINE.load(Ordering::Relaxed);
    if shared.is_null() {
        return;
    }
    let length = message.len().min(MOST_PANIC);
    // SAFETY: only this process writes the text, and the parent reads it after this process has ended.
    unsafe {
        ptr::copy_nonoverlapping(message.as_ptr(), (&raw mut (*shared).panic).cast(), length)
    };
    if let Some(board) = mine() {
        board.panic_length.store(length as u32, Ordering::Relaxed);
    }
}

/// Hands the report to the parent.
pub(super) fn deliver(report: &Report) {
    let shared = MINE.load(Ordering::Relaxed);
    if shared.is_null() {
        return;
    }
    let plain = "a report is plain data";
    let mut text = serde_json::to_vec(report).expect(plain);
    if text.len() > MOST_REPORT {
        // Something has to take the place of whatever stands there.
        let short = Report::new(Outcome::Limit, "the report is too long".to_owned());
        text = serde_json::to_vec(&short).expect(plain);
    }
    // SAFETY: as in `note_panic`.
    unsafe {
        ptr::copy_nonoverlapping(
            text.as_ptr(),
            (&raw mut (*shared).report).cast(),
            text.len(),
        )
    };
    if let Some(board) = mine() {
        board
            .report_length
            .store(text.len() as u64, Ordering::Relaxed);
    }
}

/// Appends a line to what the parent will read if this process does not end well.
pub(super) fn append(line: &[u8]) {
    let shared = MINE.load(Ordering::Relaxed);
    let Some(board) = mine() else { return };
    let length = board.report_length.load(Ordering::Relaxed) as usize;
    if length + line.len() + 1 > MOST_REPORT {
        return;
    }
    // SAFETY: as in `note_panic`; the bounds were checked.
    unsafe {
        let end = (&raw mut (*shared).report).cast::<u8>().add(length);
        ptr::copy_nonoverlapping(line.as_ptr(), end, line.len());
        end.add(line.len()).write(b'\n');
    }
    board
        .report_length
        .store((length + line.len() + 1) as u64, Ordering::Relaxed);
}

impl Board {
    pub(super) fn new() -> Self {
        let size = size_of::<Shared>();
        // SAFETY: a new mapping; zero bytes are valid for every field.
        let memory = unsafe {
            libc::mmap(
                ptr::null_mut(),
                size,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_SHARED | libc::MAP_ANONYMOUS,
                -1,
                0,
            )
        };
        assert!(
            memory != libc::MAP_FAILED,
            "no memory to share with the exploring process"
        );
        Self {
            shared: memory.cast(),
        }
    }

    fn shared(&self) -> &Shared {
        // SAFETY: the mapping is never removed.
        unsafe { &*self.shared }
    }

    pub(super) fn fork(&self, config: &Config, body: &dyn Fn()) -> Child {
        let mut ends = [0; 2];
        let (words, standard_error) = last_words::pipe();
        // SAFETY: plain system calls; the child runs `body` and nothing else of this function, and ends without returning.
        unsafe {
            assert!(
                libc::pipe(ends.as_mut_ptr()) == 0,
                "no pipe to the exploring process"
            );
            let parent = libc::getpid();
            let pid = libc::fork();
            assert!(pid >= 0, "no process to explore in");
            if pid == 0 {
                libc::close(ends[0]);
                prepare_child(parent, config, standard_error.as_raw_fd());
                MINE.store(self.shared, Ordering::Relaxed);
                body();
                libc::_exit(0);
            }
            libc::close(ends[1]);
            Child {
                words,
                pid,
                alive: ends[0],
                shared: self.shared,
            }
        }
    }

    /// The lines that were appended.
    pub(super) fn lines(&self) -> Vec<Vec<u8>> {
        let length = self.shared().report_length.load(Ordering::Relaxed) as usize;
        // SAFETY: as in `report`.
        let bytes = unsafe {
            std::slice::from_raw_parts(
                (&raw const (*self.shared).report).cast::<u8>(),
                length.min(MOST_REPORT),
            )
        };
        bytes
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
            .map(<[u8]>::to_vec)
            .collect()
    }

    pub(super) fn report(&self) -> Option<Report> {
        let length = self.shared().report_length.load(Ordering::Relaxed) as usize;
        // SAFETY: the child has ended; it wrote `length` bytes.
        let bytes = unsafe {
            std::slice::from_raw_parts(
                (&raw const (*self.shared).report).cast::<u8>(),
                length.min(MOST_REPORT),
            )
        };
        serde_json::from_slice(bytes).ok()
    }

    pub(super) fn panic(&self) -> String {
        let length = self.shared().panic_length.load(Ordering::Relaxed) as usize;
        // SAFETY: as in `report`.
        let bytes = unsafe {
            std::slice::from_raw_parts(
                (&raw const (*self.shared).panic).cast::<u8>(),
                length.min(MOST_PANIC),
            )
        };
        String::from_utf8_lossy(bytes).into_owned()
    }

    pub(super) fn progress(&self) -> (usize, Vec<Deviation>) {
        let board = self.shared();
        let count = (board.deviations.load(Ordering::Relaxed) as usize).min(MOST_DEVIATIONS);
        let list = board.list[..count]
            .iter()
            .map(|(at, picked)| Deviation {
                at: at.load(Ordering::Relaxed),
                picked: picked.load(Ordering::Relaxed) as u16,
            })
            .collect();
        (board.executions.load(Ordering::Relaxed) as usize, list)
    }

    pub(super) fn release_points(&self) -> bool {
        self.shared().release_points.load(Ordering::Relaxed) != 0
    }
}

impl Drop for Board {
    fn drop(&mut self) {
        // SAFETY: the child has ended, and nothing refers to the mapping any more.
        unsafe { libc::munmap(self.shared.cast(), size_of::<Shared>()) };
    }
}

/// Limits, no input, no output, and an end together with the parent.
///
/// # Safety
/// Only in a child that has just been forked.
unsafe fn prepare_child(parent: libc::pid_t, config: &Config, standard_error: libc::c_int) {
    // SAFETY: plain system calls on this process.
    unsafe {
        #[cfg(target_os = "linux")]
        {
            libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL);
            if libc::getppid() != parent {
                libc::_exit(2);
            }
        }
        limit(libc::RLIMIT_CORE as _, 0);
        limit(libc::RLIMIT_CPU as _, 600);
        if config.memory_bytes != 0 {
            limit(libc::RLIMIT_AS as _, config.memory_bytes);
        }
        let null = libc::open(c"/dev/null".as_ptr(), libc::O_RDWR);
        libc::dup2(null, 0);
        libc::dup2(null, 1);
        if std::env::var_os("INTERLEAVE_DEBUG").is_none() {
            libc::dup2(standard_error, 2);
        }
        catch_overflow();
    }
}

unsafe fn limit(resource: libc::c_int, value: u64) {
    let limit = libc::rlimit {
        rlim_cur: value as libc::rlim_t,
        rlim_max: value as libc::rlim_t,
    };
    // SAFETY: a valid structure; a refusal leaves the old limit.
    unsafe { libc::setrlimit(resource as _, &raw const limit) };
}

/// Tells a stack overflow from other bad accesses: the fault lies next to the stack pointer.
unsafe fn catch_overflow() {
    extern "C" fn handler(
        signal: libc::c_int,
        info: *mut libc::siginfo_t,
        context: *mut libc::c_void,
    ) {
        // SAFETY: called by the kernel with valid pointers; only async-signal-safe calls follow.
        unsafe {
            let address = (*info).si_addr() as usize;
            if address.abs_diff(stack_pointer(context)) < 64 * 1024
                && let Some(board) = mine()
            {
                board.overflow.store(1, Ordering::Relaxed);
            }
            libc::signal(signal, libc::SIG_DFL);
            libc::raise(signal);
        }
    }
    // SAFETY: the alternate stack is never freed, and the handler only uses what is safe in one.
    unsafe {
        let size = 64 * 1024;
        let stack = libc::mmap(
            ptr::null_mut(),
            size,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
            -1,
            0,
        );
        let alternate = libc::stack_t {
            ss_sp: stack,
            ss_flags: 0,
            ss_size: size,
        };
        libc::sigaltstack(&raw const alternate, ptr::null_mut());
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction =
            handler as extern "C" fn(libc::c_int, *mut libc::siginfo_t, *mut libc::c_void) as usize;
        action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK;
        libc::sigaction(libc::SIGSEGV, &raw const action, ptr::null_mut());
        libc::sigaction(libc::SIGBUS, &raw const action, ptr::null_mut());
    }
}

#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
unsafe fn stack_pointer(context: *mut libc::c_void) -> usize {
    // SAFETY: the kernel passes a `ucontext_t`.
    unsafe {
        (*context.cast::<libc::ucontext_t>()).uc_mcontext.gregs[libc::REG_RSP as usize] as usize
    }
}

#[cfg(all(target_os = "linux", target_arch = "aarch64"))]
unsafe fn stack_pointer(context: *mut libc::c_void) -> usize {
    // SAFETY: the kernel passes a `ucontext_t`.
    unsafe { (*context.cast::<libc::ucontext_t>()).uc_mcontext.sp as usize }
}

#[cfg(not(all(
    target_os = "linux",
    any(target_arch = "x86_64", target_arch = "aarch64")
)))]
unsafe fn stack_pointer(_: *mut libc::c_void) -> usize {
    0
}

impl Child {
    pub(super) fn beats(&self) -> u64 {
        // SAFETY: an atomic of a live mapping.
        unsafe { (*self.shared).beats.load(Ordering::Relaxed) }
    }

    /// Processor time the child has used so far.
    pub(super) fn processor_time(&self) -> Duration {
        let mut clock = 0;
        let mut time = libc::timespec {
            tv_sec: 0,
            tv_nsec: 0,
        };
        // SAFETY: both calls fill in local variables.
        let known = unsafe {
            libc::clock_getcpuclockid(self.pid, &raw mut clock) == 0
                && libc::clock_gettime(clock, &raw mut time) == 0
        };
        if known {
            Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
        } else {
            Duration::ZERO
        }
    }

    /// Whether the child ended within the given time.
    pub(super) fn wait(&self, limit: Duration) -> bool {
        let mut poll = libc::pollfd {
            fd: self.alive,
            events: libc::POLLIN,
            revents: 0,
        };
        // SAFETY: one valid structure.
        let closed = unsafe { libc::poll(&raw mut poll, 1, limit.as_millis() as libc::c_int) > 0 };
        closed || self.has_ended()
    }

    /// Whether the child has ended, also when a process that it started keeps its end of the pipe open.
    fn has_ended(&self) -> bool {
        // SAFETY: fills in a local variable, for which zeros are a value, and leaves the child to be reaped.
        unsafe {
            let mut ended: libc::siginfo_t = std::mem::zeroed();
            let options = libc::WEXITED | libc::WNOHANG | libc::WNOWAIT;
            libc::waitid(libc::P_PID, self.pid as libc::id_t, &raw mut ended, options) == 0
                && ended.si_pid() == self.pid
        }
    }

    pub(super) fn reap(&self) -> Ending {
        let (status, _) = self.bury();
        // SAFETY: atomics of a live mapping.
        let (delivered, overflow) = unsafe {
            (
                (*self.shared).report_length.load(Ordering::Relaxed) > 0,
                (*self.shared).overflow.load(Ordering::Relaxed) > 0,
            )
        };
        if libc::WIFSIGNALED(status) {
            if overflow {
                Ending::Overflowed
            } else {
                Ending::Signalled(libc::WTERMSIG(status))
            }
        } else if delivered {
            Ending::Delivered
        } else {
            Ending::Exited(libc::WEXITSTATUS(status))
        }
    }

    /// Ends the child; how many bytes of memory it had at most.
    pub(super) fn kill(&self) -> u64 {
        // SAFETY: our own child, not yet waited for, so its number cannot mean anybody else.
        unsafe { libc::kill(self.pid, libc::SIGKILL) };
        self.bury().1
    }

    /// Waits for the end of the child: its status, and how many bytes of memory it had at most.
    fn bury(&self) -> (libc::c_int, u64) {
        let mut status = 0;
        // SAFETY: a plain structure; zero is valid for all of its fields.
        let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
        // SAFETY: waits for our own child, fills in local variables, and closes our own descriptor.
        unsafe {
            while libc::wait4(self.pid, &raw mut status, 0, &raw mut usage) < 0
                && *libc::__errno_location() == libc::EINTR
            {}
            libc::close(self.alive);
        }
        (status, u64::try_from(usage.ru_maxrss).unwrap_or(0) << 10)
    }
}
