//! The processes that stay behind when a program enters its sandbox, so that nothing it starts outlives it, or us.
//!
//! Where there are namespaces, the first process of the program's own takes all others with it. Where there are none, the end of
//! a process reaches its children by `PR_SET_PDEATHSIG`, but not theirs, and the program may be killed as we may. So a
//! [`guard`] stays between us and the program, outside of the sandbox and in a process group of its own. It is told of our
//! end by a signal that it can answer; it ends the program's group, which the filter lets nobody leave; and it ends last.

use std::io;
use std::os::fd::{AsRawFd, FromRawFd, IntoRawFd, OwnedFd, RawFd};
use std::ptr;

use super::{check, die_with_parent, pipe};

/// What tells the guard to end everything: sent by us, or by the kernel when we have ended.
pub(super) const END: libc::c_int = libc::SIGTERM;

/// The program's end of a pipe to its guard.
pub(super) struct Handover(RawFd);

impl Handover {
    /// Tells the guard under which number it finds the descriptor with the questions of the filter.
    pub(super) fn pass(self, listener: RawFd) -> io::Result<()> {
        // SAFETY: writes four bytes from a live integer into our pipe. The pipe and the listener close with `exec`.
        let written =
            unsafe { libc::write(self.0, (&raw const listener).cast(), size_of::<RawFd>()) };
        check(written as i32).map(drop)
    }
}

/// Forks; the caller becomes the guard, and its child returns to become the program.
///
/// Both have the same descriptors until the child calls `exec`, and the guard waits for that: so it comes by the listener, which
/// only the process that installs a filter is given.
pub(super) fn guard(parent: libc::pid_t) -> io::Result<Handover> {
    let signals = hear_signals()?;
    // SAFETY: no pointers.
    unsafe {
        check(libc::prctl(libc::PR_SET_PDEATHSIG, END))?;
        // Whatever the program leaves behind becomes our child.
        check(libc::prctl(libc::PR_SET_CHILD_SUBREAPER, 1))?;
        if libc::getppid() != parent {
            return Err(io::Error::from_raw_os_error(libc::ESRCH));
        }
    }
    // Both processes use the same descriptors, so what one of them closed would be closed for both.
    let (reader, writer) = pipe()?;
    let (reader, writer, signals) = (
        reader.into_raw_fd(),
        writer.into_raw_fd(),
        signals.into_raw_fd(),
    );
    let flags = libc::CLONE_FILES | libc::CLONE_VFORK | libc::SIGCHLD;
    // SAFETY: without a stack of its own the child goes on with a copy of this one, as after `fork`; it makes only system calls
    // until it returns to `exec` or exits.
    let program = unsafe {
        let this = libc::getpid();
        match check(libc::syscall(libc::SYS_clone, flags, 0, 0, 0, 0) as i32)? {
            0 => return become_program(this, writer),
            program => program,
        }
    };
    let mut listener: RawFd = -1; // what it is when the program never came so far
    // SAFETY: the program has descriptors of its own by now, or has ended; reads four bytes into a live integer.
    unsafe {
        libc::close(writer);
        let _ = libc::read(reader, (&raw mut listener).cast(), size_of::<RawFd>());
    }
    keep_watch(program, signals, listener)
}

/// Blocks all signals, and opens a descriptor to read those that matter from.
fn hear_signals() -> io::Result<OwnedFd> {
    // SAFETY: an all-zero signal set is valid, and the pointers are to live locals; the descriptor has no other owner.
    unsafe {
        let mut set: libc::sigset_t = std::mem::zeroed();
        check(libc::sigfillset(&raw mut set))?;
        check(libc::sigprocmask(
            libc::SIG_SETMASK,
            &raw const set,
            ptr::null_mut(),
        ))?;
        check(libc::sigemptyset(&raw mut set))?;
        check(libc::sigaddset(&raw mut set, END))?;
        check(libc::sigaddset(&raw mut set, libc::SIGCHLD))?;
        let descriptor = check(libc::signalfd(-1, &raw const set, libc::SFD_CLOEXEC))?;
        Ok(OwnedFd::from_raw_fd(descriptor))
    }
}

fn become_program(guard: libc::pid_t, writer: RawFd) -> io::Result<Handover> {
    die_with_parent()?;
    // SAFETY: an all-zero signal set is valid, and the pointers are to live locals.
    unsafe {
        if libc::getppid() != guard {
            return Err(io::Error::from_raw_os_error(libc::ESRCH));
        }
        check(libc::setpgid(0, 0))?;
        let mut none: libc::sigset_t = std::mem::zeroed();
        check(libc::sigemptyset(&raw mut none))?;
        check(libc::sigprocmask(
            libc::SIG_SETMASK,
            &raw const none,
            ptr::null_mut(),
        ))?;
    }
    Ok(Handover(writer))
}

/// Answers what the filter asks until the program has ended or everything is to end; then ends as the program ended.
fn keep_watch(program: libc::pid_t, signals: RawFd, listener: RawFd) -> ! {
    close_all_but(&[signals.min(listener), signals.max(listener)]);
    let wanted = |descriptor| libc::pollfd {
        fd: descriptor,
        events: libc::POLLIN,
        revents: 0,
    };
    loop {
        // A negative descriptor is passed over.
        let mut both = [wanted(signals), wanted(listener)];
        // SAFETY: the pointer is to two live entries.
        unsafe { libc::poll(both.as_mut_ptr(), 2, -1) };
        if both[1].revents & libc::POLLIN != 0 {
            answer(program, listener);
        }
        if both[0].revents != 0 {
            let is_over = read_signal(signals) == Some(END) || has_ended_among_others(program);
            if is_over {
                end_as(end_all(program));
            }
        }
    }
}

/// Lets the program send signals to its own processes and to nobody else.
fn answer(program: libc::pid_t, listener: RawFd) {
    // SAFETY: all-zero structures are valid, as the first call asks; the pointers are to live locals.
    unsafe {
        let mut question: libc::seccomp_notif = std::mem::zeroed();
        if libc::ioctl(listener, libc::SECCOMP_IOCTL_NOTIF_RECV, &raw mut question) < 0 {
            return; // who asked has ended
        }
        // `kill(2)` looks at no more of it either.
        let group = match question.data.args[0] as libc::pid_t {
            0 => program,
            process @ 1.. => libc::getpgid(process),
            group => group.wrapping_neg(),
        };
        let mut reply: libc::seccomp_notif_resp = std::mem::zeroed();
        reply.id = question.id;
        if group == program {
            // The number is in a register, so nobody changes it now.
            reply.flags = libc::SECCOMP_USER_NOTIF_FLAG_CONTINUE as u32;
        } else {
            reply.error = -libc::EPERM;
        }
        libc::ioctl(listener, libc::SECCOMP_IOCTL_NOTIF_SEND, &raw mut reply);
    }
}

fn read_signal(signals: RawFd) -> Option<libc::c_int> {
    // SAFETY: an all-zero structure is valid, and the call writes at most its size into it.
    unsafe {
        let mut told: libc::signalfd_siginfo = std::mem::zeroed();
        let size = size_of::<libc::signalfd_siginfo>();
        let length = libc::read(signals, (&raw mut told).cast(), size);
        (length == size as isize).then_some(told.ssi_signo as libc::c_int)
    }
}

/// Whether the program has ended; it is not reaped yet, for its number is its group's. Others that have ended are.
fn has_ended_among_others(program: libc::pid_t) -> bool {
    // SAFETY: an all-zero siginfo is valid, and the pointers are to live locals.
    unsafe {
        loop {
            let mut ended: libc::siginfo_t = std::mem::zeroed();
            let how = libc::WEXITED | libc::WNOHANG | libc::WNOWAIT;
            if libc::waitid(libc::P_ALL, 0, &raw mut ended, how) < 0 {
                return true;
            }
            match ended.si_pid() {
                0 => return false,
                process if process == program => return true,
                other => libc::waitpid(other, ptr::null_mut(), 0),
            };
        }
    }
}

/// Ends the program's group and waits for the last of it; the status of the program.
fn end_all(program: libc::pid_t) -> i32 {
    let mut status = libc::SIGKILL;
    // SAFETY: the group is that of our own child, which was not reaped; the pointer is to a live local.
    unsafe {
        libc::kill(-program, libc::SIGKILL);
        loop {
            let mut ended = 0;
            match libc::waitpid(-1, &raw mut ended, 0) {
                process if process == program => status = ended,
                1.. => {}
                _ => return status,
            }
        }
    }
}

/// Waits for the first process of the namespace and ends as the program ended.
pub(super) fn wait_outside(first: libc::pid_t, status: &OwnedFd) -> ! {
    close_all_but(&[status.as_raw_fd()]);
    let mut ended: i32 = libc::SIGKILL; // what it is when the first process was killed
    // SAFETY: reads four bytes into a live integer; waits for our own child.
    unsafe {
        let _ = libc::read(
            status.as_raw_fd(),
            (&raw mut ended).cast(),
            size_of::<i32>(),
        );
        let mut ignored = 0;
        libc::waitpid(first, &raw mut ignored, 0);
    }
    end_as(ended)
}

fn end_as(status: i32) -> ! {
    // SAFETY: an all-zero signal set is valid; then only signals to itself, and exit.
    unsafe {
        if libc::WIFEXITED(status) {
            libc::_exit(libc::WEXITSTATUS(status));
        }
        let signal = libc::WTERMSIG(status);
        // Its memory is a copy of ours, and not for a core file.
        libc::prctl(libc::PR_SET_DUMPABLE, 0);
        let mut set: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&raw mut set);
        libc::sigprocmask(libc::SIG_SETMASK, &raw const set, ptr::null_mut());
        libc::signal(signal, libc::SIG_DFL);
        libc::kill(libc::getpid(), signal);
        libc::_exit(128 + signal)
    }
}

/// Number 1 of the namespace: reaps whatever ends, and when the program has ended reports it and ends with all the rest.
pub(super) fn reap_as_first_process(program: libc::pid_t, status: &OwnedFd) -> ! {
    close_all_but(&[status.as_raw_fd()]);
    // SAFETY: waits for children, writes four bytes from a live integer, exits.
    unsafe {
        loop {
            let mut ended: i32 = 0;
            let process = libc::waitpid(-1, &raw mut ended, 0);
            if process == program {
                let _ = libc::write(
                    status.as_raw_fd(),
                    (&raw const ended).cast(),
                    size_of::<i32>(),
                );
                libc::_exit(0);
            }
            if process < 0 && *libc::__errno_location() != libc::EINTR {
                libc::_exit(1);
            }
        }
    }
}

/// Closes every descriptor but these, which ascend: the helpers must not keep the pipes of the program, or of `Command`, open.
fn close_all_but(kept: &[RawFd]) {
    let close = |first: RawFd, last: libc::c_uint| {
        if first as libc::c_uint <= last {
            // SAFETY: these processes use no descriptor but the kept ones from here on.
            unsafe { libc::syscall(libc::SYS_close_range, first, last, 0) };
        }
    };
    let mut next = 0;
    for &descriptor in kept.iter().filter(|&&descriptor| descriptor >= 0) {
        if descriptor > next {
            close(next, descriptor as libc::c_uint - 1);
        }
        next = descriptor + 1;
    }
    close(next, libc::c_uint::MAX);
}
