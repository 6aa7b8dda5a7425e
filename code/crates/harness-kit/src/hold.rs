//! Who can go on while another thread is held back in the middle of something.

use std::thread::{self, Scope};

use crate::{Tally, scoped};

/// A thread is held back for as long as this lives.
pub struct HeldBack(());

/// Runs `body` on a thread called `name`, and holds it back after `steps` steps, as a busy machine might.
///
/// When other threads work for it, their steps count as its own, and whoever does the last one is held. `None` when there
/// are not so many steps in it, and always under the real crates, where nobody can be held. To look at every moment of
/// `body`, ask for 1, 2, 3 … steps until it yields `None`.
#[track_caller]
pub fn hold_back<'scope>(
    scope: &'scope Scope<'scope, '_>,
    name: &str,
    steps: u32,
    body: impl FnOnce() + Send + 'scope,
) -> Option<HeldBack> {
    let _ = steps;
    #[cfg(interleave)]
    interleave::runtime::hold_after(steps);
    scoped(scope, name, body);
    let held = HeldBack(());
    settles(is_holding).then_some(held)
}

/// Runs `body` on a thread called `name`, and tells whether it ended without help: all others may run until they wait.
///
/// A thread that did not end is joined by the scope, which is to say after the [`HeldBack`] that it waited for is gone.
#[track_caller]
pub fn ends_meanwhile<'scope>(
    scope: &'scope Scope<'scope, '_>,
    name: &str,
    body: impl FnOnce() + Send + 'scope,
) -> bool {
    let ended = Tally::new();
    let seen = ended.clone();
    scoped(scope, name, move || {
        body();
        ended.add();
    });
    settles(|| seen.get() > 0)
}

impl Drop for HeldBack {
    fn drop(&mut self) {
        #[cfg(interleave)]
        interleave::runtime::let_go();
    }
}

fn is_holding() -> bool {
    #[cfg(interleave)]
    return interleave::runtime::is_holding();
    #[cfg(not(interleave))]
    false
}

/// Lets the others run until the condition holds, or has not come to hold for so long that they only wait.
fn settles(condition: impl Fn() -> bool) -> bool {
    for _ in 0..ROUNDS {
        if condition() {
            return true;
        }
        thread::yield_now();
    }
    condition()
}

/// Who gives way gets its turn when the others wait, or give way as well because they look again and again.
const ROUNDS: u32 = 50;
