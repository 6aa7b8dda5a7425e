//! What the kernel does with each system call of a thread, as a program of its own small language.
//!
//! Such a program is a list of instructions over the call's number and arguments; `man 2 seccomp` describes them.

use std::io;

use libc::{BPF_JMP, BPF_K, sock_filter, sock_fprog};

/// Puts this thread, and all that it starts from now on, under `program`, for good.
///
/// # Errors
/// When the kernel has no filters, or takes this one for wrong.
pub(crate) fn filter(program: &[sock_filter]) -> io::Result<()> {
    let program = sock_fprog {
        len: u16::try_from(program.len()).expect("the list is short"),
        filter: program.as_ptr().cast_mut(),
    };
    // SAFETY: `program` and the array it points to live until both calls have returned; the kernel copies them.
    let filtered = unsafe {
        libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
            && libc::prctl(libc::PR_SET_SECCOMP, libc::SECCOMP_MODE_FILTER, &program) == 0
    };
    match filtered {
        true => Ok(()),
        false => Err(io::Error::last_os_error()),
    }
}

pub(crate) fn statement(code: u32, value: u32) -> sock_filter {
    sock_filter {
        code: u16::try_from(code).expect("instruction codes are short"),
        jt: 0,
        jf: 0,
        k: value,
    }
}

/// Skips `then` instructions when the comparison holds, else `otherwise`.
pub(crate) fn jump(comparison: u32, value: u32, then: u8, otherwise: u8) -> sock_filter {
    sock_filter {
        jt: then,
        jf: otherwise,
        ..statement(BPF_JMP | comparison | BPF_K, value)
    }
}
