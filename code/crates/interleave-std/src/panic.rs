//! `std::panic`: unwinding that the scheduler knows of, and the program's own hook.
//!
//! # Why each schedule is a real one
//!
//! [`set_hook`](https://doc.rust-lang.org/std/panic/fn.set_hook.html): the hook is called in the thread that panics, before it unwinds. A machine may run it without a pause, and here it does.
//! [`catch_unwind`](https://doc.rust-lang.org/std/panic/fn.catch_unwind.html) ends a panic; one that it caught is no failure.

pub use ::std::panic::*;

use std::any::Any;
use std::sync::Arc;

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

/// Sets what is called at each panic. It runs in one piece; until one is set nothing is called, for the trace tells of panics.
pub fn set_hook(hook: Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static>) {
    runtime::set_panic_hook(Some(Arc::from(hook)));
}

/// Takes the hook out; without one, a hook that does nothing.
#[must_use]
pub fn take_hook() -> Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static> {
    match runtime::set_panic_hook(None) {
        Some(hook) => Box::new(move |info| hook(info)),
        None => Box::new(|_| {}),
    }
}
