//! The standard library as shuttle has it, under the name `std`, for programs that do not know of shuttle.
//!
//! What shuttle lacks is absent, not taken from the real library: a real lock would stop the one thread that everything runs on.

pub use ::std::*;

use ::std::panic::{AssertUnwindSafe, catch_unwind};
use ::std::sync::atomic::{AtomicUsize, Ordering};
use ::std::time::Duration;

use second_opinions_plain::{Answer, alone, processor_time, wanted};
use shuttle::scheduler::{PctScheduler, RandomScheduler, Scheduler};
use shuttle::{Config, FailurePersistence, MaxSteps, Runner};

pub use shuttle::{hint, thread};

/// Locks and channels.
pub mod sync {
    pub use shuttle::sync::{
        Arc, Barrier, BarrierWaitResult, Condvar, LockResult, Mutex, MutexGuard, Once, OnceState,
        PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard, TryLockError, TryLockResult,
        WaitTimeoutResult, Weak, atomic, mpsc,
    };
}

/// Preludes with shuttle's thread-locals.
pub mod prelude {
    pub use ::std::prelude::*;
    /// Edition 2024.
    pub mod rust_2024 {
        pub use ::shuttle::thread_local;
        pub use ::std::prelude::rust_2024::*;
    }
}

/// Executions that a search may use.
const EXECUTIONS: usize = 1_000;

/// Steps after which an execution is taken never to end, as in our own engine.
const STEPS: usize = 20_000;

static STARTED: AtomicUsize = AtomicUsize::new(0);

/// Explores the programs that the arguments name, by pure chance and by PCT; one line of output each.
///
/// The environment variable `SEED` gives the seed, 1 without it.
pub fn run_several(programs: &[(&str, fn())]) {
    let seed = ::std::env::var("SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(1);
    for (name, program) in wanted(programs) {
        search(RandomScheduler::new_from_seed(seed, EXECUTIONS), program).print(name, "shuttle");
        search(PctScheduler::new_from_seed(seed, 3, EXECUTIONS), program)
            .print(name, "shuttle-pct");
    }
}

fn search(scheduler: impl Scheduler + 'static, program: fn()) -> Answer {
    alone(Duration::from_secs(20), || {
        let mut config = Config::new();
        config.failure_persistence = FailurePersistence::None;
        config.max_steps = MaxSteps::FailAfter(STEPS);
        config.silence_warnings = true;
        let start = processor_time();
        let result = catch_unwind(AssertUnwindSafe(|| {
            Runner::new(scheduler, config).run(move || {
                STARTED.fetch_add(1, Ordering::Relaxed);
                program();
            });
        }));
        let mut answer = Answer::new(
            if result.is_ok() { "accepted" } else { "found" },
            STARTED.load(Ordering::Relaxed),
            &Answer::first_panic(),
        );
        answer.time = processor_time() - start;
        answer
    })
}
