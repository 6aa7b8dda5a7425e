//! `select!` and `task_local!`.
//!
//! `select!` is tokio's own, entered behind the point where it draws a random number for the branch to begin with:
//! that number is a choice of the schedule. (The entry is internal to tokio, so its version is fixed by the lock file.)
//!
//! # Why each schedule is a real one
//!
//! [`tokio::select!`](https://docs.rs/tokio/latest/tokio/macro.select.html) "randomly picks a branch to check first", polls the others in order after it, and drops what lost. Each first branch is a choice.

use interleave::{ChoiceKind, runtime};

/// The branch that is polled first.
#[doc(hidden)]
#[must_use]
pub fn first_branch(branches: u32) -> u32 {
    let picked = runtime::choose(ChoiceKind::Branch, branches as usize);
    u32::try_from(picked).unwrap_or_default()
}

/// Waits for the first of several branches, and cancels the others.
#[macro_export]
macro_rules! select {
    ($(biased;)? else => $($rest:tt)*) => { $crate::__interleave::select!(else => $($rest)*) };
    (biased; $($rest:tt)*) => { $crate::__interleave::select!(biased; $($rest)*) };
    ($($rest:tt)+) => {
        $crate::__interleave::select!(@{ start={ $crate::__interleave::first_branch(BRANCHES) }; () } $($rest)*)
    };
    () => { ::std::compile_error!("select! requires at least one branch.") };
}

/// Declares values of which each task has its own.
#[macro_export]
macro_rules! task_local {
    () => {};
    ($(#[$attribute:meta])* $visibility:vis static $name:ident: $type:ty; $($rest:tt)*) => {
        $crate::task_local!($(#[$attribute])* $visibility static $name: $type);
        $crate::task_local!($($rest)*);
    };
    ($(#[$attribute:meta])* $visibility:vis static $name:ident: $type:ty) => {
        $(#[$attribute])*
        $visibility static $name: $crate::task::LocalKey<$type> = $crate::task::LocalKey::__new();
    };
}
