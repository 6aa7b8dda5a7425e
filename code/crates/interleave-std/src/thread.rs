//! `std::thread`: threads of the explored program.
//!
//! # Why each schedule is a real one
//!
//! [`std::thread`](https://doc.rust-lang.org/std/thread/index.html) promises no order between threads, that a thread's end happens before the return of its `join`, and that the process
//! ends with `main`, whatever other threads do. `sleep` lasts "at least" its time, and a machine may delay any thread further.
//! [`park`](https://doc.rust-lang.org/std/thread/fn.park.html) does not promise to stay parked: it may return without a token, which is a choice.
//! [`yield_now`](https://doc.rust-lang.org/std/thread/fn.yield_now.html) and `spin_loop` promise nothing; here they let others run first, which only leaves schedules out.

mod builder;
mod handle;
mod scoped;

pub use ::std::thread::*;

pub use crate::local::LocalKey;
pub use builder::{Builder, spawn};
pub use handle::{JoinHandle, Thread, ThreadId, current, park, park_timeout};
pub use scoped::{Scope, ScopedJoinHandle, scope};

use std::time::Duration;

use interleave::runtime;

/// Sleeps in virtual time.
#[track_caller]
pub fn sleep(duration: Duration) {
    runtime::sleep(duration, runtime::here());
}

/// Sleeps in virtual time, in milliseconds.
#[track_caller]
#[deprecated(since = "1.6.0", note = "replaced by `std::thread::sleep`")]
pub fn sleep_ms(milliseconds: u32) {
    runtime::sleep(
        Duration::from_millis(u64::from(milliseconds)),
        runtime::here(),
    );
}

/// Lets others run.
#[track_caller]
pub fn yield_now() {
    runtime::yield_now(runtime::here());
}

/// Whether this thread unwinds.
#[must_use]
pub fn panicking() -> bool {
    runtime::is_panicking()
}

/// A machine with two processors, always.
///
/// # Errors
/// Never.
pub fn available_parallelism() -> std::io::Result<std::num::NonZeroUsize> {
    Ok(const { std::num::NonZeroUsize::new(2).unwrap() })
}
