//! `std::sync`: locks, condition variables and atomics of the explored program.

pub mod atomic;

mod condvar;
mod mutex;

pub use ::std::sync::*;

pub use condvar::{Condvar, WaitTimeoutResult};
pub use mutex::{Mutex, MutexGuard};
