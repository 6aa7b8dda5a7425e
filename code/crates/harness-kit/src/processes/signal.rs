//! What the system tells and does about processes beyond std.

use std::mem;

/// What there is of the children that this process has not waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Children {
    /// None: each has been waited for.
    None,
    /// One has ended, and nobody has waited for it: a zombie.
    Ended,
    /// All that are left are running.
    Running,
}

/// Looks at the children of this process, and waits for none.
pub fn children() -> Children {
    // SAFETY: an all-zero siginfo is valid, and the pointer is to a live local.
    unsafe {
        let mut found: libc::siginfo_t = mem::zeroed();
        let how = libc::WEXITED | libc::WNOHANG | libc::WNOWAIT;
        if libc::waitid(libc::P_ALL, 0, &raw mut found, how) != 0 {
            return Children::None;
        }
        match found.si_pid() {
            0 => Children::Running,
            _ => Children::Ended,
        }
    }
}

/// Ends a process of the check from outside, as the system does when memory is short.
pub fn kill(process: u32) {
    if let Ok(process @ 1..) = i32::try_from(process) {
        // SAFETY: no pointers; the process is one of this namespace.
        unsafe { libc::kill(process, libc::SIGKILL) };
    }
}

/// Ends this process by a signal.
pub fn end_by(signal: i32) -> ! {
    // SAFETY: no pointers; the default action of the signal ends the process, and `abort` does when the signal has another.
    unsafe {
        libc::signal(signal, libc::SIG_DFL);
        libc::raise(signal);
        libc::abort()
    }
}
