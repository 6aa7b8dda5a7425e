//! What differs between the engine and the real crates: time and work.

use std::thread;
use std::time::Duration;

/// Scheduling steps of this execution so far, over all threads; zero under the real crates.
pub fn steps() -> u64 {
    #[cfg(interleave)]
    return u64::from(interleave::runtime::steps());
    #[cfg(not(interleave))]
    0
}

/// Says in the trace what the check does now: no scheduling point, no output, and nothing under the real crates.
#[track_caller]
pub fn note(words: impl FnOnce() -> String) {
    #[cfg(interleave)]
    interleave::runtime::event(
        interleave::runtime::here(),
        interleave::ObjectId::NONE,
        interleave::Fact::Plain,
        words,
    );
    #[cfg(not(interleave))]
    drop(words);
}

/// So many seconds of virtual time; under the real crates the hundredth part, because there they really pass.
pub const fn seconds(count: u64) -> Duration {
    if cfg!(interleave) {
        Duration::from_secs(count)
    } else {
        Duration::from_millis(10 * count)
    }
}

/// How much later than asked for something may happen.
///
/// The engine may hold a thread back by up to a second of virtual time whenever it could run; a busy machine may do so
/// for a while.
pub const fn slack() -> Duration {
    Duration::from_secs(5)
}

/// Lets time pass while others wait, and panics with `property` when they work meanwhile.
///
/// Time passes in slices from 10 ms to 1000 s. A thread that sleeps until it is woken makes no step in any of them; one
/// that looks again and again, at whatever interval up to a minute, makes too many in one of them. Virtual time under
/// the engine; under the real crates one short sleep, without a demand.
#[track_caller]
pub fn let_time_pass(property: &str) {
    // Until everybody is asleep.
    thread::sleep(Duration::from_millis(1));
    if !cfg!(interleave) {
        return;
    }
    let mut always = true;
    for milliseconds in [10, 100, 1_000, 10_000, 100_000, 1_000_000] {
        let before = steps();
        thread::sleep(Duration::from_millis(milliseconds));
        let made = steps() - before;
        if made > STEPS_OF_A_WAIT {
            panic!("{property}: {made} steps while {milliseconds} ms passed and nothing happened");
        }
        always &= made > OWN_STEPS;
    }
    if always {
        panic!("{property}: there were steps in each of six slices of time, and nothing happened");
    }
}

/// Falling asleep takes a few steps, and so does each spurious wake-up.
const STEPS_OF_A_WAIT: u64 = 36;

/// Our own sleep.
const OWN_STEPS: u64 = 1;
