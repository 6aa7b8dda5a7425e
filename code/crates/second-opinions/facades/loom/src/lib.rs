//! The standard library as loom has it, under the name `std`, for programs that do not know of loom.
//!
//! What loom lacks is absent, with two additions of ours that only combine what it has: scoped threads, and a cell whose `get` tells loom
//! of the access. `Arc` is the real one, because loom's cannot hold unsized values.

pub use ::std::*;

use ::std::panic::{AssertUnwindSafe, catch_unwind};
use ::std::sync::atomic::{AtomicUsize, Ordering};
use ::std::time::Duration;

use second_opinions_plain::{Answer, alone, processor_time, wanted};

pub mod cell;
pub mod thread;

/// Hints.
pub mod hint {
    pub use ::std::hint::black_box;
    pub use loom::hint::spin_loop;
}

/// Preludes with loom's thread-locals.
pub mod prelude {
    pub use ::std::prelude::*;
    /// Edition 2024.
    pub mod rust_2024 {
        pub use ::loom::thread_local;
        pub use ::std::prelude::rust_2024::*;
    }
}

/// Locks and channels.
pub mod sync {
    pub use ::std::sync::{Arc, LockResult, PoisonError, TryLockError, TryLockResult, Weak};
    pub use loom::sync::{
        Condvar, Mutex, MutexGuard, RwLock, RwLockReadGuard, RwLockWriteGuard, WaitTimeoutResult,
        atomic,
    };

    /// Channels without a bound.
    pub mod mpsc {
        pub use ::std::sync::mpsc::{
            RecvError, RecvTimeoutError, SendError, TryRecvError, TrySendError,
        };
        pub use loom::sync::mpsc::{Receiver, Sender, channel};
    }
}

static STARTED: AtomicUsize = AtomicUsize::new(0);

/// Explores the programs that the arguments name, with at most two preemptions; one line of output each.
pub fn run_several(programs: &[(&str, fn())]) {
    for (name, program) in wanted(programs) {
        search(program).print(name, "loom");
    }
}

fn search(program: fn()) -> Answer {
    alone(Duration::from_secs(20), || {
        let mut builder = loom::model::Builder::new();
        builder.preemption_bound = Some(2);
        builder.max_branches = 20_000;
        // How often it looks at the clock.
        builder.checkpoint_interval = 100;
        builder.max_permutations = Some(200_000);
        builder.max_duration = Some(Duration::from_secs(10));
        let start = processor_time();
        let result = catch_unwind(AssertUnwindSafe(|| {
            builder.check(move || {
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
