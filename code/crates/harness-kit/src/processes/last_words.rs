//! The last words of a child: printed after the last look at its streams, and before the look at its end.

use core::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::mem;
use std::process;
use std::ptr;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use libc::{c_int, c_long};

use super::meet::{Gate, arrived};
use super::trap::trap;
use super::wait_until;

/// Calls `body`, which starts a child that arrives as `name` and passes the gate `name`.
///
/// The gate is opened when `body` asks the kernel for the first time whether a child has ended, and by the time it is told, the
/// child has. Its other threads come no further meanwhile, and a moment longer: whoever was told goes on first. When `body` asks
/// nothing for a second, the gate is opened all the same.
///
/// At most once in a process, and the child must wait for no process of its own.
///
/// # Panics
/// When the kernel does not let a process look at its own calls.
pub fn with_last_words<T>(name: &str, body: impl FnOnce() -> T) -> T {
    *lock() = Some((name.to_owned(), Gate::closed(name)));
    hold_at(libc::SIGUSR1);
    trap(&[libc::SYS_wait4, libc::SYS_waitid], |_, _| let_it_end());
    let (over, is_over) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            let goes_on = |time| is_over.recv_timeout(time) == Err(RecvTimeoutError::Timeout);
            let mut time = PATIENCE;
            // A body that was slow may still fail before it starts a child.
            while goes_on(time) {
                if !arrived(name).is_empty() {
                    return let_it_end();
                }
                time = Duration::from_millis(1);
            }
        });
        let result = body();
        drop(over);
        result
    })
}

const PATIENCE: Duration = Duration::from_secs(1);

/// The child that is to end, and what it waits for.
static TO_END: Mutex<Option<(String, Gate)>> = Mutex::new(None);
static HOLDS: AtomicBool = AtomicBool::new(false);

fn lock() -> std::sync::MutexGuard<'static, Option<(String, Gate)>> {
    TO_END.lock().unwrap_or_else(PoisonError::into_inner)
}

fn let_it_end() {
    let Some((name, gate)) = lock().take() else {
        return;
    };
    wait_until(|| !arrived(&name).is_empty());
    let child = arrived(&name)[0];
    // From here on nothing is allocated: somebody who is held may hold the lock of the allocator.
    HOLDS.store(true, SeqCst);
    hold_the_others();
    gate.open();
    until_it_has_ended(child);
    HOLDS.store(false, SeqCst);
}

/// Sends the signal to all threads of this process but this one.
fn hold_the_others() {
    /// Processes and threads of a check are numbered one after the other, and are fewer.
    const MOST: u32 = 2_000;
    let process = process::id();
    for thread in process..process + MOST {
        // SAFETY: no pointers; a number that is no thread of this process is refused.
        unsafe {
            if i64::from(thread) != libc::syscall(libc::SYS_gettid) {
                libc::syscall(libc::SYS_tgkill, process, thread, libc::SIGUSR1);
            }
        }
    }
}

/// Waits until a child is a zombie, or somebody has waited for it.
fn until_it_has_ended(child: u32) {
    // SAFETY: an all-zero siginfo is valid, and the pointer is to a live local.
    unsafe {
        let mut found: libc::siginfo_t = mem::zeroed();
        let how = libc::WEXITED | libc::WNOWAIT;
        let none = ptr::null_mut::<libc::rusage>();
        libc::syscall(
            libc::SYS_waitid,
            libc::P_PID,
            child,
            &raw mut found,
            how,
            none,
        );
    }
}

/// From now on a thread that gets `signal` sleeps until nobody is to be held any more, and a moment longer.
fn hold_at(signal: c_int) {
    extern "C" fn hold(_: c_int) {
        const A_MOMENT: u32 = 20;
        // SAFETY: `errno` belongs to this thread, and the call only looks at the clock.
        unsafe {
            let errno = *libc::__errno_location();
            let mut left = A_MOMENT;
            while left > 0 {
                let step = libc::timespec {
                    tv_sec: 0,
                    tv_nsec: 1_000_000 as c_long,
                };
                libc::syscall(
                    libc::SYS_nanosleep,
                    &raw const step,
                    ptr::null_mut::<libc::timespec>(),
                );
                left = if HOLDS.load(SeqCst) {
                    A_MOMENT
                } else {
                    left - 1
                };
            }
            *libc::__errno_location() = errno;
        }
    }
    // SAFETY: the handler calls nothing that a signal may not interrupt, and changes nothing that others see.
    unsafe {
        let mut action: libc::sigaction = mem::zeroed();
        action.sa_sigaction = hold as *const () as usize;
        action.sa_flags = libc::SA_RESTART;
        libc::sigaction(signal, &action, ptr::null_mut());
    }
}
