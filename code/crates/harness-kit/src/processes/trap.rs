//! Turns chosen system calls of this process into calls of a function of ours, before they are made.
//!
//! A filter of the kernel makes each such call a signal to the thread that makes it. The handler calls the function, then makes
//! the call itself: the program does not notice.

use std::io;
use std::mem;
use std::sync::OnceLock;

use libc::{
    BPF_ABS, BPF_JEQ, BPF_JGE, BPF_K, BPF_LD, BPF_RET, BPF_W, c_int, c_long, c_void, siginfo_t,
    sock_filter, ucontext_t,
};

use crate::filter::{filter, jump, statement};

/// What is called before a call is made, with its number and its arguments.
///
/// It runs where the thread stands, and must make no call that is trapped but by [`libc::syscall`].
pub(super) type Before = fn(c_long, &[i64; 6]);

/// Has `before` called whenever this thread, or one that it starts, makes one of `calls` from now on.
///
/// A process that is started from here inherits the filter and not the handler: it must make none of these calls.
///
/// # Panics
/// When the kernel refuses the filter, or something is trapped already.
pub(super) fn trap(calls: &[c_long], before: Before) {
    BEFORE.set(before).expect("nothing was trapped before");
    install(calls).expect("the kernel can tell a process of its own calls");
}

static BEFORE: OnceLock<Before> = OnceLock::new();

fn install(calls: &[c_long]) -> io::Result<()> {
    // SAFETY: the handler runs in place of a call that the thread makes itself, so it interrupts nothing.
    let handled = unsafe {
        let mut action: libc::sigaction = mem::zeroed();
        action.sa_sigaction = told as *const () as usize;
        action.sa_flags = libc::SA_SIGINFO | libc::SA_NODEFER | libc::SA_RESTART;
        libc::sigaction(libc::SIGSYS, &action, std::ptr::null_mut())
    };
    match handled {
        0 => filter(&all_but_our_own(calls)),
        _ => Err(io::Error::last_os_error()),
    }
}

/// Lets pass what comes from `libc::syscall`, through which the handler makes the calls; and every call that is not in the list.
fn all_but_our_own(calls: &[c_long]) -> Vec<sock_filter> {
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
    for &call in calls {
        let number = u32::try_from(call).expect("system call numbers are small");
        program.push(jump(BPF_JEQ, number, 0, 1));
        program.push(statement(BPF_RET | BPF_K, libc::SECCOMP_RET_TRAP));
    }
    program.push(statement(BPF_RET | BPF_K, libc::SECCOMP_RET_ALLOW));
    program
}

/// The handler: calls the function, makes the call, and leaves its result where the program expects it.
extern "C" fn told(_: c_int, _: *mut siginfo_t, context: *mut c_void) {
    // SAFETY: the kernel hands the state of this thread to a handler with `SA_SIGINFO`, and puts back what is left there.
    let context = unsafe { &mut *context.cast::<ucontext_t>() };
    let (number, arguments) = call_of(context);
    if let Some(before) = BEFORE.get() {
        before(number, &arguments);
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
