//! `std::panic`: unwinding that the scheduler knows of.

pub use ::std::panic::*;

use std::any::Any;

use interleave::runtime;

/// Runs a closure and catches its panic.
///
/// # Errors
/// What it panicked with.
pub fn catch_unwind<F: FnOnce() -> R + UnwindSafe, R>(f: F) -> std::thread::Result<R> {
    runtime::catch(f)
}

/// Goes on unwinding with a payload.
///
/// # Panics
/// Always.
pub fn resume_unwind(payload: Box<dyn Any + Send>) -> ! {
    runtime::mark_panicking(&*payload);
    ::std::panic::resume_unwind(payload)
}

/// Hooks are not called while exploring: thousands of panics would be printed. The trace tells them.
pub fn set_hook(hook: Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static>) {
    drop(hook);
}

/// A hook that does nothing, see [`set_hook`].
#[must_use]
pub fn take_hook() -> Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static> {
    Box::new(|_| {})
}
