//! `RawFairMutex`: what `FairMutex` stands on.
//!
//! # Why each schedule is a real one
//!
//! [`parking_lot::FairMutex`](https://docs.rs/parking_lot/latest/parking_lot/type.FairMutex.html) is a `Mutex` whose every unlock is a fair one:
//! it is granted to one of those who wait, which one is a choice, and never again to the one that unlocks before them.

use crate::locks::{Data, Protect};
use crate::mutex::{RawMutex, Taken};

/// The state of a fair mutex without its data.
pub struct RawFairMutex(RawMutex);

impl Protect for RawFairMutex {
    fn protects(&self, data: Data) {
        self.0.protects(data);
    }
}

// SAFETY: as for the mutex inside.
unsafe impl lock_api::RawMutex for RawFairMutex {
    #[allow(
        clippy::declare_interior_mutable_const,
        reason = "the trait asks for an initial value as a constant"
    )]
    const INIT: Self = Self(<RawMutex as lock_api::RawMutex>::INIT);

    type Guard = Taken;

    #[track_caller]
    fn lock(&self) -> Taken {
        self.0.lock()
    }

    #[track_caller]
    fn try_lock(&self) -> Option<Taken> {
        self.0.try_lock()
    }

    unsafe fn unlock(&self, guard: Taken) {
        // SAFETY: the caller's promise is the same.
        unsafe { lock_api::RawMutexFair::unlock_fair(&self.0, guard) };
    }

    fn is_locked(&self) -> bool {
        self.0.is_locked()
    }
}

// SAFETY: as above.
unsafe impl lock_api::RawMutexFair for RawFairMutex {
    unsafe fn unlock_fair(&self, guard: Taken) {
        // SAFETY: the caller's promise is the same.
        unsafe { lock_api::RawMutexFair::unlock_fair(&self.0, guard) };
    }
}
