//! `RawRwLock`: what `RwLock` stands on.
//!
//! parking_lot promises many readers, or one writer, or readers and one upgradable reader. Its policy is task-fair: a
//! reader waits while a writer waits, even when only readers hold the lock, so reading twice in one thread may deadlock.
//!
//! # Why each schedule is a real one
//!
//! [`parking_lot::RwLock`](https://docs.rs/parking_lot/latest/parking_lot/type.RwLock.html): "readers trying to acquire the lock will block even if the lock is unlocked when there are writers waiting", hence "attempts to
//! recursively acquire a read lock within a single thread may result in a deadlock". A writer counts as waiting only once it found the lock taken.
//! Of [`RawRwLockRecursive`] the real crate says: "acquiring a read lock is guaranteed not to block unless a writer currently holds the lock".
//! Among those who are not kept out, any may be next. An upgrade waits for the other readers and for nobody else, since there is one upgradable reader at a time.

use std::cell::Cell;
use std::time::Duration;

use interleave::{Access, Fact, Object, ObjectId, Operation, Place, Region, Wake, runtime};
use interleave_std::time::Instant;

use crate::locks::{Data, Protect, Protected};
use crate::mutex::{ELSEWHERE, Taken};

/// The state of a reader-writer lock without its data.
///
/// With `RECURSIVE`, readers come before writers that wait.
pub struct RawRwLock<const RECURSIVE: bool = false> {
    object: Object,
    state: Cell<State>,
    data: Protected,
}

/// The state of a reader-writer lock that a thread may lock for reading again.
pub type RawRwLockRecursive = RawRwLock<true>;

#[derive(Clone, Copy)]
struct State {
    readers: usize,
    upgradable: bool,
    writer: bool,
    waiting_writers: usize,
}

const FREE: State = State {
    readers: 0,
    upgradable: false,
    writer: false,
    waiting_writers: 0,
};

/// How a thread wants the lock.
#[derive(Clone, Copy)]
enum Way {
    Read,
    Upgradable,
    Write,
    /// From upgradable to write.
    Upgrade,
}

// SAFETY: all explored threads share one OS thread.
unsafe impl<const RECURSIVE: bool> Send for RawRwLock<RECURSIVE> {}
// SAFETY: see above.
unsafe impl<const RECURSIVE: bool> Sync for RawRwLock<RECURSIVE> {}

impl Way {
    fn is_open(self, state: State, recursive: bool) -> bool {
        match self {
            Self::Read => !state.writer && (recursive || state.waiting_writers == 0),
            Self::Upgradable => !state.writer && !state.upgradable && state.waiting_writers == 0,
            Self::Write => !state.writer && !state.upgradable && state.readers == 0,
            Self::Upgrade => state.readers == 0,
        }
    }

    fn enter(self, state: &mut State) {
        match self {
            Self::Read => state.readers += 1,
            Self::Upgradable => state.upgradable = true,
            Self::Write => state.writer = true,
            Self::Upgrade => {
                state.upgradable = false;
                state.writer = true;
            }
        }
    }

    const fn waits(self) -> &'static str {
        match self {
            Self::Read => "waits to read-lock {object}",
            Self::Upgradable => "waits to lock {object} for reading with upgrade",
            Self::Write => "waits to write-lock {object}",
            Self::Upgrade => "waits to upgrade {object}",
        }
    }

    const fn did(self) -> &'static str {
        match self {
            Self::Read => "read-locks {object}",
            Self::Upgradable => "locks {object} for reading with upgrade",
            Self::Write => "write-locks {object}",
            Self::Upgrade => "upgrades {object} to writing",
        }
    }

    const fn fact(self) -> Fact {
        match self {
            Self::Read | Self::Upgradable => Fact::AcquiresShared,
            Self::Write | Self::Upgrade => Fact::Acquires,
        }
    }

    /// While it waits, new readers stay out.
    const fn keeps_readers_out(self) -> bool {
        matches!(self, Self::Write | Self::Upgrade)
    }
}

impl<const RECURSIVE: bool> RawRwLock<RECURSIVE> {
    fn id(&self, place: Place) -> ObjectId {
        let regions = [
            Region::of(self.state.as_ptr()),
            self.data.region(&self.object),
        ];
        self.object.id("rwlock", place, &regions)
    }

    /// Tells who is inside, and what the lock contains when nobody writes.
    fn show(&self, id: ObjectId) {
        runtime::show(id, || {
            let state = self.state.get();
            if state.writer {
                let writer = runtime::display_name(runtime::current());
                return Some(format!("locked by {writer}"));
            }
            let readers = state.readers + usize::from(state.upgradable);
            Some(match (self.data.show(), readers) {
                (Some(contents), 0) => contents,
                (Some(contents), _) => format!("{contents}, read by {readers}"),
                (None, 0) => "free".to_owned(),
                (None, _) => format!("read by {readers}"),
            })
        });
    }

    fn is_open(&self, way: Way) -> bool {
        way.is_open(self.state.get(), RECURSIVE)
    }

    fn update(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.state.get();
        change(&mut state);
        self.state.set(state);
    }

    fn enter(&self, way: Way, id: ObjectId, place: Place) -> Taken {
        self.update(|state| way.enter(state));
        runtime::acquire(id);
        self.show(id);
        runtime::event(place, id, way.fact(), || way.did().to_owned());
        Taken::at(place)
    }

    fn lock(&self, way: Way, place: Place, deadline: Option<Duration>) -> Option<Taken> {
        let id = self.id(place);
        runtime::step(Operation::on(id, Access::Write, place, way.waits()));
        if !self.is_open(way) {
            let waiting = usize::from(way.keeps_readers_out());
            self.update(|state| state.waiting_writers += waiting);
            let operation = Operation::on(id, Access::Write, place, way.waits());
            let wake = runtime::wait_until(operation, deadline, &|| self.is_open(way));
            self.update(|state| state.waiting_writers -= waiting);
            if wake == Wake::TimedOut {
                runtime::event(place, id, Fact::Plain, || {
                    "gives up {object}: its time is up".to_owned()
                });
                return None;
            }
        }
        Some(self.enter(way, id, place))
    }

    fn try_lock(&self, way: Way, place: Place) -> Option<Taken> {
        let id = self.id(place);
        runtime::tried();
        runtime::step(Operation::on(
            id,
            Access::Write,
            place,
            "tries to lock {object}",
        ));
        if self.is_open(way) {
            return Some(self.enter(way, id, place));
        }
        runtime::event(place, id, Fact::Plain, || {
            "tries to lock {object}: it is taken".to_owned()
        });
        runtime::idle();
        None
    }

    fn leave(&self, guard: &Taken, words: &'static str, change: impl FnOnce(&mut State)) {
        let place = guard.place;
        let id = self.id(place);
        if runtime::is_active() && runtime::releases_are_visible() {
            runtime::step(Operation::on(id, Access::Write, place, "unlocks {object}"));
        }
        self.update(change);
        runtime::release(id);
        self.show(id);
        runtime::event(place, id, Fact::Releases, || words.to_owned());
    }

    /// One right becomes another one, without a moment in between.
    fn change(&self, guard: &Taken, words: &'static str, change: impl FnOnce(&mut State)) -> Taken {
        let id = self.id(guard.place);
        self.update(change);
        runtime::release(id);
        self.show(id);
        runtime::event(guard.place, id, Fact::Plain, || words.to_owned());
        Taken::at(guard.place)
    }

    #[track_caller]
    fn until(timeout: Duration) -> Option<Duration> {
        Some(runtime::now().saturating_add(timeout))
    }
}

impl<const RECURSIVE: bool> Protect for RawRwLock<RECURSIVE> {
    fn protects(&self, data: Data) {
        self.data.set(data);
    }
}

const HELD: &str = "a wait without a deadline ends with the lock";

// SAFETY: `Way::is_open` keeps a writer alone and an upgradable reader the only one of its kind.
unsafe impl<const RECURSIVE: bool> lock_api::RawRwLock for RawRwLock<RECURSIVE> {
    #[allow(
        clippy::declare_interior_mutable_const,
        reason = "the trait asks for an initial value as a constant"
    )]
    const INIT: Self = Self {
        object: Object::at(ELSEWHERE),
        state: Cell::new(FREE),
        data: Protected::unknown(),
    };

    type SharedGuard = Taken;
    type ExclusiveGuard = Taken;

    #[track_caller]
    fn lock_shared(&self) -> Taken {
        self.lock(Way::Read, runtime::here(), None).expect(HELD)
    }

    #[track_caller]
    fn try_lock_shared(&self) -> Option<Taken> {
        self.try_lock(Way::Read, runtime::here())
    }

    unsafe fn unlock_shared(&self, guard: Taken) {
        self.leave(&guard, "read-unlocks {object}", |state| state.readers -= 1);
    }

    #[track_caller]
    fn lock_exclusive(&self) -> Taken {
        self.lock(Way::Write, runtime::here(), None).expect(HELD)
    }

    #[track_caller]
    fn try_lock_exclusive(&self) -> Option<Taken> {
        self.try_lock(Way::Write, runtime::here())
    }

    unsafe fn unlock_exclusive(&self, guard: Taken) {
        self.leave(&guard, "write-unlocks {object}", |state| {
            state.writer = false
        });
    }

    fn is_locked(&self) -> bool {
        let state = self.state.get();
        state.writer || state.upgradable || state.readers > 0
    }

    fn is_locked_exclusive(&self) -> bool {
        self.state.get().writer
    }
}

// SAFETY: as above. A fair unlock is one of the orders that an ordinary unlock explores.
unsafe impl<const RECURSIVE: bool> lock_api::RawRwLockFair for RawRwLock<RECURSIVE> {
    unsafe fn unlock_shared_fair(&self, guard: Taken) {
        self.leave(&guard, "read-unlocks {object}", |state| state.readers -= 1);
    }

    unsafe fn unlock_exclusive_fair(&self, guard: Taken) {
        self.leave(&guard, "write-unlocks {object}", |state| {
            state.writer = false
        });
    }
}

// SAFETY: as above; a writer becomes a reader in one step.
unsafe impl<const RECURSIVE: bool> lock_api::RawRwLockDowngrade for RawRwLock<RECURSIVE> {
    unsafe fn downgrade(&self, guard: Taken) -> Taken {
        self.change(&guard, "downgrades {object} to reading", |state| {
            state.writer = false;
            state.readers += 1;
        })
    }
}

// SAFETY: as above.
unsafe impl<const RECURSIVE: bool> lock_api::RawRwLockTimed for RawRwLock<RECURSIVE> {
    type Duration = Duration;
    type Instant = Instant;

    #[track_caller]
    fn try_lock_shared_for(&self, timeout: Duration) -> Option<Taken> {
        self.lock(Way::Read, runtime::here(), Self::until(timeout))
    }

    #[track_caller]
    fn try_lock_shared_until(&self, timeout: Instant) -> Option<Taken> {
        self.lock(Way::Read, runtime::here(), Some(timeout.__since_start()))
    }

    #[track_caller]
    fn try_lock_exclusive_for(&self, timeout: Duration) -> Option<Taken> {
        self.lock(Way::Write, runtime::here(), Self::until(timeout))
    }

    #[track_caller]
    fn try_lock_exclusive_until(&self, timeout: Instant) -> Option<Taken> {
        self.lock(Way::Write, runtime::here(), Some(timeout.__since_start()))
    }
}

// SAFETY: as above; `upgrade` waits until the other readers are gone and keeps new ones out.
unsafe impl<const RECURSIVE: bool> lock_api::RawRwLockUpgrade for RawRwLock<RECURSIVE> {
    type UpgradableGuard = Taken;

    #[track_caller]
    fn lock_upgradable(&self) -> Taken {
        self.lock(Way::Upgradable, runtime::here(), None)
            .expect(HELD)
    }

    #[track_caller]
    fn try_lock_upgradable(&self) -> Option<Taken> {
        self.try_lock(Way::Upgradable, runtime::here())
    }

    unsafe fn unlock_upgradable(&self, guard: Taken) {
        self.leave(&guard, "unlocks {object}", |state| state.upgradable = false);
    }

    #[track_caller]
    unsafe fn upgrade(&self, _: Taken) -> Taken {
        self.lock(Way::Upgrade, runtime::here(), None).expect(HELD)
    }

    #[track_caller]
    unsafe fn try_upgrade(&self, guard: Taken) -> Result<Taken, Taken> {
        self.try_lock(Way::Upgrade, runtime::here()).ok_or(guard)
    }
}

// SAFETY: as above.
unsafe impl<const RECURSIVE: bool> lock_api::RawRwLockUpgradeFair for RawRwLock<RECURSIVE> {
    unsafe fn unlock_upgradable_fair(&self, guard: Taken) {
        self.leave(&guard, "unlocks {object}", |state| state.upgradable = false);
    }
}

// SAFETY: as above; both changes give up rights only.
unsafe impl<const RECURSIVE: bool> lock_api::RawRwLockUpgradeDowngrade for RawRwLock<RECURSIVE> {
    unsafe fn downgrade_upgradable(&self, guard: Taken) -> Taken {
        self.change(&guard, "gives up upgrading {object}", |state| {
            state.upgradable = false;
            state.readers += 1;
        })
    }

    unsafe fn downgrade_to_upgradable(&self, guard: Taken) -> Taken {
        self.change(
            &guard,
            "downgrades {object} to reading with upgrade",
            |state| {
                state.writer = false;
                state.upgradable = true;
            },
        )
    }
}

// SAFETY: as above.
unsafe impl<const RECURSIVE: bool> lock_api::RawRwLockUpgradeTimed for RawRwLock<RECURSIVE> {
    #[track_caller]
    fn try_lock_upgradable_for(&self, timeout: Duration) -> Option<Taken> {
        self.lock(Way::Upgradable, runtime::here(), Self::until(timeout))
    }

    #[track_caller]
    fn try_lock_upgradable_until(&self, timeout: Instant) -> Option<Taken> {
        self.lock(
            Way::Upgradable,
            runtime::here(),
            Some(timeout.__since_start()),
        )
    }

    #[track_caller]
    unsafe fn try_upgrade_for(&self, guard: Taken, timeout: Duration) -> Result<Taken, Taken> {
        self.lock(Way::Upgrade, runtime::here(), Self::until(timeout))
            .ok_or(guard)
    }

    #[track_caller]
    unsafe fn try_upgrade_until(&self, guard: Taken, timeout: Instant) -> Result<Taken, Taken> {
        self.lock(Way::Upgrade, runtime::here(), Some(timeout.__since_start()))
            .ok_or(guard)
    }
}
