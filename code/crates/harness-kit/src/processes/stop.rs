//! Stops a process before a chosen system call: every moment at which another process, or the end, may come in between.
//!
//! A filter of the kernel turns each call that concerns files into a signal to the process itself. Its handler counts, stops
//! where it was told to, and makes the call: the program does not notice.

use core::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use std::io;
use std::mem;

use libc::{
    BPF_ABS, BPF_JEQ, BPF_JGE, BPF_JMP, BPF_K, BPF_LD, BPF_RET, BPF_W, c_int, c_long, c_void,
    siginfo_t, sock_filter, sock_fprog, ucontext_t,
};

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
    install().expect("the kernel can tell a process of its own calls");
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

fn install() -> io::Result<()> {
    let program = filter();
    let program = sock_fprog {
        len: u16::try_from(program.len()).expect("the list is short"),
        filter: program.as_ptr().cast_mut(),
    };
    // SAFETY: the handler makes system calls only; `program` and the array it points to live until the calls have returned, and
    // the kernel copies them.
    unsafe {
        let mut action: libc::sigaction = mem::zeroed();
        action.sa_sigaction = told as *const () as usize;
        action.sa_flags = libc::SA_SIGINFO | libc::SA_NODEFER | libc::SA_RESTART;
        let installed = libc::sigaction(libc::SIGSYS, &action, std::ptr::null_mut()) == 0
            && libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
            && libc::prctl(libc::PR_SET_SECCOMP, libc::SECCOMP_MODE_FILTER, &program) == 0;
        match installed {
            true => Ok(()),
            false => Err(io::Error::last_os_error()),
        }
    }
}

/// Lets pass what comes from `libc::syscall`, through which the handler makes the calls; and every call that is not in the list.
fn filter() -> Vec<sock_filter> {
    /// Offsets in `struct seccomp_data`, and how far the instruction of `syscall` can lie from its beginning.
    const NUMBER: u32 = 0;
    const ADDRESS: u32 = 8;
    const FUNCTION: u64 = 128;
    let from = libc::syscall as *const () as u64;
    let upper = (from >> 32) as u32;
    let lower = from as u32;
    let end = (from + FUNCTION) as u32;
    let mut program = vec![
        statement(BPF_LD | BPF_W | BPF_ABS, ADDRESS + 4),
        jump(BPF_JEQ, upper, 0, 4),
        statement(BPF_LD | BPF_W | BPF_ABS, ADDRESS),
        jump(BPF_JGE, lower, 0, 2),
        jump(BPF_JGE, end, 1, 0),
        statement(BPF_RET | BPF_K, libc::SECCOMP_RET_ALLOW),
        statement(BPF_LD | BPF_W | BPF_ABS, NUMBER),
    ];
    for &call in CALLS {
        let number = u32::try_from(call).expect("system call numbers are small");
        program.push(jump(BPF_JEQ, number, 0, 1));
        program.push(statement(BPF_RET | BPF_K, libc::SECCOMP_RET_TRAP));
    }
    program.push(statement(BPF_RET | BPF_K, libc::SECCOMP_RET_ALLOW));
    program
}

/// The handler: stops if it is time, makes the call, and leaves its result where the program expects it.
extern "C" fn told(_: c_int, _: *mut siginfo_t, context: *mut c_void) {
    // SAFETY: the kernel hands the state of this thread to a handler with `SA_SIGINFO`, and puts back what is left there.
    let context = unsafe { &mut *context.cast::<ucontext_t>() };
    let (number, arguments) = call_of(context);
    if COUNTING.load(SeqCst)
        && concerns_a_file(number, &arguments)
        && LEFT.fetch_sub(1, SeqCst) == 1
    {
        stop();
    }
    let [a, b, c, d, e, f] = arguments;
    // SAFETY: the call that the program made, with its arguments. The result is put where a call leaves it, and `errno`, which
    // is set on the way, is set by the program's own wrapper once more.
    let result = unsafe {
        match libc::syscall(number, a, b, c, d, e, f) {
            -1 => -i64::from(*libc::__errno_location()),
            result => result,
        }
    };
    return_from(context, result);
}

/// Memory that belongs to no file is mapped by the allocator.
fn concerns_a_file(number: c_long, arguments: &[i64; 6]) -> bool {
    number != libc::SYS_mmap || arguments[4] as i32 >= 0
}

fn stop() {
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

#[cfg(target_arch = "x86_64")]
fn call_of(context: &ucontext_t) -> (c_long, [i64; 6]) {
    use libc::{REG_R8, REG_R9, REG_R10, REG_RAX, REG_RDI, REG_RDX, REG_RSI};
    let register = |which: c_int| context.uc_mcontext.gregs[which as usize];
    (
        register(REG_RAX),
        [REG_RDI, REG_RSI, REG_RDX, REG_R10, REG_R8, REG_R9].map(register),
    )
}

#[cfg(target_arch = "x86_64")]
fn return_from(context: &mut ucontext_t, result: i64) {
    context.uc_mcontext.gregs[libc::REG_RAX as usize] = result;
}

#[cfg(target_arch = "aarch64")]
fn call_of(context: &ucontext_t) -> (c_long, [i64; 6]) {
    let registers = &context.uc_mcontext.regs;
    (
        registers[8] as c_long,
        [0, 1, 2, 3, 4, 5].map(|which: usize| registers[which] as i64),
    )
}

#[cfg(target_arch = "aarch64")]
fn return_from(context: &mut ucontext_t, result: i64) {
    context.uc_mcontext.regs[0] = result as u64;
}

fn statement(code: u32, value: u32) -> sock_filter {
    sock_filter {
        code: u16::try_from(code).expect("instruction codes are short"),
        jt: 0,
        jf: 0,
        k: value,
    }
}

/// Skips `then` instructions when the comparison holds, else `otherwise`.
fn jump(comparison: u32, value: u32, then: u8, otherwise: u8) -> sock_filter {
    sock_filter {
        jt: then,
        jf: otherwise,
        ..statement(BPF_JMP | comparison | BPF_K, value)
    }
}
