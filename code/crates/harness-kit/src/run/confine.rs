//! Keeps the answer away from the grader's channel, from files, from the network and from other programs.

use core::sync::atomic::{AtomicI32, AtomicU32, Ordering::SeqCst};
use std::fs::File;
use std::io;
use std::os::fd::FromRawFd;

/// The grader's end, in this process and, until [`confine`], in its children.
static CHANNEL: AtomicI32 = AtomicI32::new(-1);
/// The process in which nothing of the answer runs.
static PARENT: AtomicU32 = AtomicU32::new(0);

/// Takes the channel to the grader away from standard output, which from now on is standard error: the grader throws
/// away what comes there.
pub(super) fn take_output() -> io::Result<File> {
    // SAFETY: `fcntl` and `dup2` work on standard streams, which stay open, and the new descriptor is handed to exactly
    // one `File`.
    unsafe {
        let channel = check(libc::fcntl(1, libc::F_DUPFD_CLOEXEC, 3))?;
        check(libc::dup2(2, 1))?;
        CHANNEL.store(channel, SeqCst);
        PARENT.store(std::process::id(), SeqCst);
        Ok(File::from_raw_fd(channel))
    }
}

/// To be called in a child before any of the answer's code; later calls do nothing.
pub(super) fn confine() {
    if close_channel() {
        #[cfg(target_os = "linux")]
        calls::restrict();
    }
}

/// The part of [`confine`] that leaves the child its files and processes; whether there was something to close.
pub(super) fn close_channel() -> bool {
    let channel = CHANNEL.swap(-1, SeqCst);
    if channel < 0 {
        return false;
    }
    assert_ne!(
        PARENT.load(SeqCst),
        std::process::id(),
        "the answer runs in a child only"
    );
    // SAFETY: the `File` that owns this descriptor lives in the parent's part of the stack, which this child never
    // returns to: it ends by `_exit`.
    unsafe { libc::close(channel) };
    true
}

fn check(result: i32) -> io::Result<i32> {
    if result < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(result)
}

/// A list of the system calls that computing, threads, timers and an async runtime need. Everything else, above all
/// opening a file for writing, connecting, and starting or signaling another program, is refused with `EPERM`.
///
/// Reading stays possible: the engine reads the names of locks from the answer's own source when it explains a failure.
#[cfg(target_os = "linux")]
mod calls {
    use libc::{BPF_ABS, BPF_JEQ, BPF_JSET, BPF_K, BPF_LD, BPF_RET, BPF_W, c_long};

    use crate::filter::{filter, jump, statement};

    #[rustfmt::skip]
    const ALLOWED: &[c_long] = &[
        libc::SYS_read, libc::SYS_write, libc::SYS_writev, libc::SYS_close, libc::SYS_lseek,
        libc::SYS_fstat, libc::SYS_newfstatat, libc::SYS_statx, libc::SYS_readlinkat, libc::SYS_getcwd,
        libc::SYS_mmap, libc::SYS_munmap, libc::SYS_mprotect, libc::SYS_mremap, libc::SYS_madvise, libc::SYS_brk,
        libc::SYS_futex, libc::SYS_sched_yield, libc::SYS_sched_getaffinity, libc::SYS_membarrier, libc::SYS_rseq,
        libc::SYS_clone, libc::SYS_clone3, libc::SYS_wait4, libc::SYS_waitid, libc::SYS_set_robust_list,
        libc::SYS_set_tid_address, libc::SYS_getpid, libc::SYS_getppid, libc::SYS_gettid, libc::SYS_prctl,
        libc::SYS_clock_gettime, libc::SYS_clock_nanosleep, libc::SYS_nanosleep, libc::SYS_gettimeofday,
        libc::SYS_setitimer, libc::SYS_getrandom, libc::SYS_prlimit64, libc::SYS_getrusage, libc::SYS_fcntl,
        libc::SYS_rt_sigaction, libc::SYS_rt_sigprocmask, libc::SYS_rt_sigreturn, libc::SYS_sigaltstack, libc::SYS_tgkill,
        libc::SYS_exit, libc::SYS_exit_group, libc::SYS_restart_syscall, libc::SYS_pipe2, libc::SYS_ppoll,
        libc::SYS_epoll_create1, libc::SYS_epoll_ctl, libc::SYS_epoll_pwait, libc::SYS_eventfd2, libc::SYS_socketpair,
        #[cfg(target_arch = "x86_64")] libc::SYS_poll,
        #[cfg(target_arch = "x86_64")] libc::SYS_readlink,
        #[cfg(target_arch = "x86_64")] libc::SYS_epoll_wait,
        #[cfg(target_arch = "x86_64")] libc::SYS_fork,
    ];

    /// Where the number of the system call lies in what the filter sees.
    const NUMBER: u32 = 0;
    /// Where the lower half of the third argument lies: the flags of `openat`.
    const THIRD_ARGUMENT: u32 = 32;
    const WRITES: i32 =
        libc::O_WRONLY | libc::O_RDWR | libc::O_CREAT | libc::O_TRUNC | libc::O_APPEND;

    pub(super) fn restrict() {
        let mut program = vec![statement(BPF_LD | BPF_W | BPF_ABS, NUMBER)];
        for &call in ALLOWED {
            let number = u32::try_from(call).expect("system call numbers are small");
            program.push(jump(BPF_JEQ, number, 0, 1));
            program.push(statement(BPF_RET | BPF_K, libc::SECCOMP_RET_ALLOW));
        }
        let open = u32::try_from(libc::SYS_openat).expect("system call numbers are small");
        // Another call: three further, to the refusal.
        program.push(jump(BPF_JEQ, open, 0, 3));
        program.push(statement(BPF_LD | BPF_W | BPF_ABS, THIRD_ARGUMENT));
        program.push(jump(BPF_JSET, WRITES.unsigned_abs(), 1, 0));
        program.push(statement(BPF_RET | BPF_K, libc::SECCOMP_RET_ALLOW));
        let refuse = libc::SECCOMP_RET_ERRNO | libc::EPERM.unsigned_abs();
        program.push(statement(BPF_RET | BPF_K, refuse));
        // A kernel without filters leaves the sandbox around the whole process to do this.
        let _ = filter(&program);
    }
}
