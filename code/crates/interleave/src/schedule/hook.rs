//! The program's panic hook: runs in one piece, inside the panic.
//!
//! # Why each schedule is a real one
//!
//! [The hook](https://doc.rust-lang.org/std/panic/fn.set_hook.html) is called "when a thread panics, but before the panic runtime is invoked". A machine may run it without a pause,
//! so a schedule that does is a real one; those in which others run meanwhile are left out. The standard library allows no panic in a hook, so this one must not be suspended.

use std::panic::PanicHookInfo;

use crate::execution::{Access, try_with, with};
use crate::runtime::{Operation, Wake};

/// What a process says that dies because its hook had to wait.
pub(crate) const HOOK_WAITS: &str = "cannot be explored: a panic hook that has to wait";

/// Calls the program's hook, if it has set one.
pub(crate) fn call(info: &PanicHookInfo<'_>) {
    let Some(hook) = try_with(|execution| execution.panic_hook.clone()).flatten() else {
        return;
    };
    with(|execution| execution.in_hook = true);
    hook(info);
    with(|execution| execution.in_hook = false);
}

/// A scheduling point inside the hook: nobody else gets a turn.
pub(super) fn wait(
    operation: Operation,
    guard: Option<&dyn Fn() -> bool>,
    deadline: Option<u64>,
) -> Wake {
    let ready = guard.is_none_or(|guard| guard());
    if !ready && deadline.is_none() {
        // Ends the process, since it is a panic in a hook.
        std::panic::panic_any(HOOK_WAITS);
    }
    with(|execution| execution.footprint.add(operation.object, Access::Global));
    if ready { Wake::Ready } else { Wake::TimedOut }
}
