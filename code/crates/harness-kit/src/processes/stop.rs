//! Stops a process before a chosen system call: every moment at which another process, or the end, may come in between.

use core::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};

use libc::c_long;

use super::trap::trap;

/// What happens before the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// The process ends at once, as by `kill -9`.
    Die,
    /// The process writes `paused` and a line end to standard output, and waits for a byte on standard input.
    Pause,
}

/// Calls `body`, and stops before its system call number `call` that concerns files, counted from 1.
///
/// At most once in a process. Nothing happens when there are not so many calls.
///
/// # Panics
/// When the kernel refuses the filter.
pub fn before_call<T>(call: u32, stop: Stop, body: impl FnOnce() -> T) -> T {
    LEFT.store(call, SeqCst);
    DIES.store(stop == Stop::Die, SeqCst);
    trap(CALLS, count);
    COUNTING.store(true, SeqCst);
    let output = body();
    COUNTING.store(false, SeqCst);
    output
}

static COUNTING: AtomicBool = AtomicBool::new(false);
static LEFT: AtomicU32 = AtomicU32::new(0);
static DIES: AtomicBool = AtomicBool::new(false);

#[rustfmt::skip]
const CALLS: &[c_long] = &[
    libc::SYS_openat, libc::SYS_close, libc::SYS_read, libc::SYS_pread64, libc::SYS_write, libc::SYS_pwrite64,
    libc::SYS_readv, libc::SYS_writev, libc::SYS_lseek, libc::SYS_ftruncate, libc::SYS_truncate, libc::SYS_fallocate,
    libc::SYS_fstat, libc::SYS_newfstatat, libc::SYS_statx, libc::SYS_faccessat, libc::SYS_flock, libc::SYS_fcntl,
    libc::SYS_fsync, libc::SYS_fdatasync, libc::SYS_msync, libc::SYS_mmap, libc::SYS_linkat, libc::SYS_symlinkat,
    libc::SYS_renameat, libc::SYS_renameat2, libc::SYS_unlinkat, libc::SYS_mkdirat, libc::SYS_copy_file_range,
    #[cfg(target_arch = "x86_64")] libc::SYS_open,
    #[cfg(target_arch = "x86_64")] libc::SYS_creat,
    #[cfg(target_arch = "x86_64")] libc::SYS_stat,
    #[cfg(target_arch = "x86_64")] libc::SYS_access,
    #[cfg(target_arch = "x86_64")] libc::SYS_link,
    #[cfg(target_arch = "x86_64")] libc::SYS_rename,
    #[cfg(target_arch = "x86_64")] libc::SYS_unlink,
    #[cfg(target_arch = "x86_64")] libc::SYS_mkdir,
];

fn count(number: c_long, arguments: &[i64; 6]) {
    if COUNTING.load(SeqCst) && concerns_a_file(number, arguments) && LEFT.fetch_sub(1, SeqCst) == 1
    {
        halt();
    }
}

/// Memory that belongs to no file is mapped by the allocator.
fn concerns_a_file(number: c_long, arguments: &[i64; 6]) -> bool {
    number != libc::SYS_mmap || arguments[4] as i32 >= 0
}

fn halt() {
    if DIES.load(SeqCst) {
        // SAFETY: no pointers.
        unsafe { libc::syscall(libc::SYS_kill, libc::getpid(), libc::SIGKILL) };
    }
    let words = b"paused\n";
    let mut answer = 0_u8;
    // SAFETY: both pointers are to live memory of the given length.
    unsafe {
        libc::syscall(libc::SYS_write, 1, words.as_ptr(), words.len());
        libc::syscall(libc::SYS_read, 0, &raw mut answer, 1);
    }
}
