//! `crossbeam::atomic`: each operation is one step that sees the newest value.
//!
//! # Why each schedule is a real one
//!
//! [`AtomicCell`](https://docs.rs/crossbeam/latest/crossbeam/atomic/struct.AtomicCell.html): "atomic loads use the `Acquire` ordering and atomic stores use the `Release` ordering", exchanges both. A load may thus be
//! older than the newest store; that is not explored, which leaves schedules out and adds none.

use std::cell::UnsafeCell;
use std::fmt;

use interleave::{Access, Fact, Object, ObjectId, Operation, Place, Region, runtime};
use interleave_std::__interleave::show;

/// How an operation changes the value.
#[derive(Clone, Copy)]
enum Change {
    Store,
    Swap,
    Take,
    Update,
}

/// Tells of a load; only primitive values can be named.
fn reads<T>(id: ObjectId, value: &T, place: Place, otherwise: &'static str) {
    let value = show(value);
    let words = match &value {
        Some(value) => format!("reads {{object}} = {value}"),
        None => otherwise.to_owned(),
    };
    let fact = Fact::Reads {
        value: value.unwrap_or_default(),
        stale: false,
    };
    runtime::event(place, id, fact, || words);
}

/// Tells of a store, or of a load and a store in one step.
fn changes<T>(id: ObjectId, old: &T, new: &T, place: Place, change: Change) {
    runtime::show(id, || show(new));
    let (old, new) = (show(old), show(new));
    let words = match (&old, &new, change) {
        (Some(old), Some(new), Change::Store) => format!("writes {{object}} = {new} (was {old})"),
        (Some(old), Some(new), _) => format!("atomically changes {{object}}: {old} -> {new}"),
        (_, _, Change::Store) => "stores to {object}".to_owned(),
        (_, _, Change::Swap) => "swaps {object}".to_owned(),
        (_, _, Change::Take) => "takes from {object}".to_owned(),
        (_, _, Change::Update) => "changes {object} in one step".to_owned(),
    };
    let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
    let fact = match change {
        Change::Store => Fact::Writes { old, new },
        _ => Fact::Updates { old, new },
    };
    runtime::event(place, id, fact, || words);
}

/// A cell for several threads.
pub struct AtomicCell<T> {
    object: Object,
    value: UnsafeCell<T>,
}

// SAFETY: all explored threads share one OS thread, and no reference to the value lasts across a scheduling point.
unsafe impl<T: Send> Send for AtomicCell<T> {}
// SAFETY: see above.
unsafe impl<T: Send> Sync for AtomicCell<T> {}

impl<T> std::panic::UnwindSafe for AtomicCell<T> {}
impl<T> std::panic::RefUnwindSafe for AtomicCell<T> {}

impl<T> AtomicCell<T> {
    /// A cell with a value.
    #[track_caller]
    #[must_use]
    pub const fn new(value: T) -> Self {
        Self {
            object: Object::new(),
            value: UnsafeCell::new(value),
        }
    }

    /// The value.
    pub fn into_inner(self) -> T {
        self.value.into_inner()
    }

    /// Whether the real cell would do without a lock: for values of at most 8 bytes with a fitting alignment.
    #[must_use]
    pub const fn is_lock_free() -> bool {
        matches!(size_of::<T>(), 0 | 1 | 2 | 4 | 8) && align_of::<T>() >= size_of::<T>()
    }

    /// A pointer to the value.
    pub const fn as_ptr(&self) -> *mut T {
        self.value.get()
    }

    fn reach(&self, access: Access, what: &'static str, place: Place) -> ObjectId {
        let id = self
            .object
            .id("cell", place, &[Region::of(self.value.get())]);
        runtime::step(Operation::on(id, access, place, what));
        runtime::acquire(id);
        id
    }

    /// Writes the value.
    #[track_caller]
    pub fn store(&self, value: T) {
        drop(self.exchange(value, Change::Store, runtime::here()));
    }

    /// Writes the value and gives back the old one.
    #[track_caller]
    pub fn swap(&self, value: T) -> T {
        self.exchange(value, Change::Swap, runtime::here())
    }

    /// Takes the value and leaves the default.
    #[track_caller]
    pub fn take(&self) -> T
    where
        T: Default,
    {
        self.exchange(T::default(), Change::Take, runtime::here())
    }

    fn exchange(&self, value: T, change: Change, place: Place) -> T {
        let id = self.reach(Access::Write, "changes {object}", place);
        // SAFETY: no reference to the value is alive, see above.
        let old = unsafe { std::mem::replace(&mut *self.value.get(), value) };
        runtime::release(id);
        // SAFETY: nobody writes while this reads.
        changes(id, &old, unsafe { &*self.value.get() }, place, change);
        old
    }
}

impl<T: Copy> AtomicCell<T> {
    /// A copy of the value.
    #[track_caller]
    pub fn load(&self) -> T {
        let place = runtime::here();
        let id = self.reach(Access::Read, "loads {object}", place);
        let value = self.get();
        reads(id, &value, place, "loads {object}");
        value
    }

    fn get(&self) -> T {
        // SAFETY: nobody writes while this copies.
        unsafe { *self.value.get() }
    }

    fn update(&self, change: impl FnOnce(T) -> Option<T>, place: Place) -> Result<T, T> {
        let id = self.reach(Access::Write, "changes {object}", place);
        let old = self.get();
        let Some(new) = change(old) else {
            let otherwise = "tries to change {object}: it has another value";
            reads(id, &old, place, otherwise);
            runtime::idle();
            return Err(old);
        };
        // SAFETY: no reference to the value is alive, see above.
        unsafe { *self.value.get() = new };
        runtime::release(id);
        changes(id, &old, &new, place, Change::Update);
        Ok(old)
    }
}

impl<T: Copy + Eq> AtomicCell<T> {
    /// Writes `new` if the value is `current`.
    ///
    /// # Errors
    /// The value, when it is another.
    #[track_caller]
    pub fn compare_exchange(&self, current: T, new: T) -> Result<T, T> {
        self.update(|value| (value == current).then_some(new), runtime::here())
    }

    /// Changes the value as `change` says, again and again until nobody got in between.
    ///
    /// # Errors
    /// The value, when `change` does not want to change it.
    #[track_caller]
    pub fn fetch_update<F>(&self, mut change: F) -> Result<T, T>
    where
        F: FnMut(T) -> Option<T>,
    {
        let place = runtime::here();
        self.reach(Access::Read, "loads {object}", place);
        let mut seen = self.get();
        loop {
            let Some(new) = change(seen) else {
                return Err(seen);
            };
            match self.update(|value| (value == seen).then_some(new), place) {
                Ok(old) => return Ok(old),
                Err(now) => seen = now,
            }
        }
    }
}

macro_rules! arithmetic {
    ($($type:ty)*) => {$(
        impl AtomicCell<$type> {
            /// Adds, and gives back the old value; wraps around.
            #[track_caller]
            pub fn fetch_add(&self, value: $type) -> $type {
                self.fetch(|old| old.wrapping_add(value), runtime::here())
            }

            /// Subtracts, and gives back the old value; wraps around.
            #[track_caller]
            pub fn fetch_sub(&self, value: $type) -> $type {
                self.fetch(|old| old.wrapping_sub(value), runtime::here())
            }

            /// Bitwise and; gives back the old value.
            #[track_caller]
            pub fn fetch_and(&self, value: $type) -> $type {
                self.fetch(|old| old & value, runtime::here())
            }

            /// Bitwise or; gives back the old value.
            #[track_caller]
            pub fn fetch_or(&self, value: $type) -> $type {
                self.fetch(|old| old | value, runtime::here())
            }

            /// Bitwise exclusive or; gives back the old value.
            #[track_caller]
            pub fn fetch_xor(&self, value: $type) -> $type {
                self.fetch(|old| old ^ value, runtime::here())
            }

            /// The greater of both stays; gives back the old value.
            #[track_caller]
            pub fn fetch_max(&self, value: $type) -> $type {
                self.fetch(|old| old.max(value), runtime::here())
            }

            /// The smaller of both stays; gives back the old value.
            #[track_caller]
            pub fn fetch_min(&self, value: $type) -> $type {
                self.fetch(|old| old.min(value), runtime::here())
            }
        }
    )*};
}

arithmetic!(u8 i8 u16 i16 u32 i32 u64 i64 u128 i128 usize isize);

impl<T: Copy> AtomicCell<T> {
    fn fetch(&self, change: impl FnOnce(T) -> T, place: Place) -> T {
        let (Ok(old) | Err(old)) = self.update(|old| Some(change(old)), place);
        old
    }
}

impl AtomicCell<bool> {
    /// Logical and; gives back the old value.
    #[track_caller]
    pub fn fetch_and(&self, value: bool) -> bool {
        self.fetch(|old| old & value, runtime::here())
    }

    /// Logical or; gives back the old value.
    #[track_caller]
    pub fn fetch_or(&self, value: bool) -> bool {
        self.fetch(|old| old | value, runtime::here())
    }

    /// Logical exclusive or; gives back the old value.
    #[track_caller]
    pub fn fetch_xor(&self, value: bool) -> bool {
        self.fetch(|old| old ^ value, runtime::here())
    }
}

impl<T: Default> Default for AtomicCell<T> {
    #[track_caller]
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> From<T> for AtomicCell<T> {
    #[track_caller]
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T: Copy + fmt::Debug> fmt::Debug for AtomicCell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AtomicCell")
            .field("value", &self.get())
            .finish()
    }
}
