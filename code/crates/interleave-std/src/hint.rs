//! `std::hint`: a thread that spins gives way.

pub use ::std::hint::*;

use interleave::runtime;

/// Says that the thread spins; the scheduler lets others run.
#[track_caller]
pub fn spin_loop() {
    runtime::yield_now(runtime::here());
}
