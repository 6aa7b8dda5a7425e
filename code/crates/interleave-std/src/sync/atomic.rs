//! `std::sync::atomic`: what a load may see is decided by the engine's memory model, see `interleave::memory`.
//!
//! # Why each schedule is a real one
//!
//! [`std::sync::atomic`](https://doc.rust-lang.org/std/sync/atomic/index.html) follows the memory model of C++20; which reads that allows is argued in `interleave::memory`.
//! `compare_exchange_weak` may fail although the values are equal, "even when the comparison succeeds", and the strong one may not.

use std::cell::UnsafeCell;
use std::fmt;

use interleave::{ChoiceKind, Object, Region, memory, runtime};

pub use ::std::sync::atomic::Ordering;

macro_rules! common {
    ($name:ident, $type:ty, [$($generics:tt)*], $to:expr, $from:expr, $show:expr) => {
        // SAFETY: as for the real one; all explored threads share one OS thread.
        unsafe impl<$($generics)*> Send for $name<$($generics)*> {}
        // SAFETY: see above.
        unsafe impl<$($generics)*> Sync for $name<$($generics)*> {}

        impl<$($generics)*> $name<$($generics)*> {
            /// A new atomic.
            #[track_caller]
            #[must_use]
            pub const fn new(value: $type) -> Self {
                Self { object: Object::new(), value: UnsafeCell::new(value) }
            }

            fn bits(&self) -> (u64, Region) {
                // SAFETY: nothing else runs between two scheduling points.
                (($to)(unsafe { *self.value.get() }), Region::of(self.value.get()))
            }

            fn set(&self, value: $type) {
                // SAFETY: as above.
                unsafe { *self.value.get() = value };
            }

            fn change_at(&self, orderings: (Ordering, Ordering), change: &dyn Fn($type) -> Option<$type>, place: interleave::Place) -> Result<$type, $type> {
                let bits = memory::update(&|| self.bits(), &self.object, orderings, &|bits| change(($from)(bits)).map($to), $show, place);
                match bits {
                    Ok(bits) => {
                        let old = ($from)(bits);
                        if let Some(new) = change(old) {
                            self.set(new);
                        }
                        Ok(old)
                    }
                    Err(bits) => Err(($from)(bits)),
                }
            }

            /// Reads the value.
            #[track_caller]
            pub fn load(&self, ordering: Ordering) -> $type {
                assert!(!matches!(ordering, Ordering::Release | Ordering::AcqRel), "there is no such thing as a release load");
                ($from)(memory::load(&|| self.bits(), &self.object, ordering, $show, runtime::here()))
            }

            /// Writes the value.
            #[track_caller]
            pub fn store(&self, value: $type, ordering: Ordering) {
                assert!(!matches!(ordering, Ordering::Acquire | Ordering::AcqRel), "there is no such thing as an acquire store");
                memory::store(&|| self.bits(), &self.object, ($to)(value), ordering, $show, runtime::here());
                self.set(value);
            }

            /// Writes a value and gives the old one back.
            #[track_caller]
            pub fn swap(&self, value: $type, ordering: Ordering) -> $type {
                let place = runtime::here();
                self.change_at((ordering, Ordering::Relaxed), &|_| Some(value), place).unwrap_or_else(|old| old)
            }

            /// Writes `new` if the value is `expected`.
            ///
            /// # Errors
            /// The value that was there instead.
            #[track_caller]
            pub fn compare_exchange(&self, expected: $type, new: $type, success: Ordering, failure: Ordering) -> Result<$type, $type> {
                let place = runtime::here();
                self.change_at((success, failure), &|old| (old == expected).then_some(new), place)
            }

            /// As `compare_exchange`, and may fail for no reason.
            ///
            /// # Errors
            /// The value that was there.
            #[track_caller]
            pub fn compare_exchange_weak(&self, expected: $type, new: $type, success: Ordering, failure: Ordering) -> Result<$type, $type> {
                let place = runtime::here();
                let fails = runtime::choose(ChoiceKind::Failure, 2) == 1;
                self.change_at((success, failure), &|old| (!fails && old == expected).then_some(new), place)
            }

            /// Swaps if equal, the old way.
            #[track_caller]
            #[deprecated(since = "1.50.0", note = "Use `compare_exchange` or `compare_exchange_weak` instead")]
            pub fn compare_and_swap(&self, expected: $type, new: $type, ordering: Ordering) -> $type {
                let place = runtime::here();
                let failure = match ordering {
                    Ordering::Release => Ordering::Relaxed,
                    Ordering::AcqRel => Ordering::Acquire,
                    other => other,
                };
                self.change_at((ordering, failure), &|old| (old == expected).then_some(new), place).unwrap_or_else(|old| old)
            }

            /// Changes the value by a function, retrying until nobody interferes.
            ///
            /// # Errors
            /// The value for which the function gave `None`.
            #[track_caller]
            pub fn fetch_update<F>(&self, set: Ordering, fetch: Ordering, mut change: F) -> Result<$type, $type>
            where
                F: FnMut($type) -> Option<$type>,
            {
                let place = runtime::here();
                let mut old = ($from)(memory::load(&|| self.bits(), &self.object, fetch, $show, place));
                while let Some(new) = change(old) {
                    match self.change_at((set, fetch), &|now| (now == old).then_some(new), place) {
                        Ok(old) => return Ok(old),
                        Err(now) => old = now,
                    }
                }
                Err(old)
            }

            /// As `fetch_update`, under its newer name.
            ///
            /// # Errors
            /// The value for which the function gave `None`.
            #[track_caller]
            pub fn try_update(&self, set: Ordering, fetch: Ordering, change: impl FnMut($type) -> Option<$type>) -> Result<$type, $type> {
                self.fetch_update(set, fetch, change)
            }

            /// Changes the value by a function, retrying until nobody interferes; gives the old value.
            #[track_caller]
            pub fn update(&self, set: Ordering, fetch: Ordering, mut change: impl FnMut($type) -> $type) -> $type {
                self.fetch_update(set, fetch, |old| Some(change(old))).unwrap_or_else(|old| old)
            }

            /// The value, through exclusive access.
            pub fn get_mut(&mut self) -> &mut $type {
                self.value.get_mut()
            }

            /// The value itself.
            pub fn into_inner(self) -> $type {
                self.value.into_inner()
            }

            /// A pointer to the newest value.
            pub const fn as_ptr(&self) -> *mut $type {
                self.value.get()
            }
        }

        impl<$($generics)*> From<$type> for $name<$($generics)*> {
            #[track_caller]
            fn from(value: $type) -> Self {
                Self::new(value)
            }
        }

        impl<$($generics)*> fmt::Debug for $name<$($generics)*> {
            #[track_caller]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.load(Ordering::Relaxed).fmt(f)
            }
        }

        impl<$($generics)*> std::panic::RefUnwindSafe for $name<$($generics)*> {}
    };
}

macro_rules! integers {
    ($($name:ident $type:ty;)*) => {$(
        /// An integer that threads share.
        pub struct $name {
            object: Object,
            value: UnsafeCell<$type>,
        }

        common!($name, $type, [], |value: $type| value as u64, |bits: u64| bits as $type, |bits: u64| (bits as $type).to_string());

        impl $name {
            /// Adds, wrapping around; gives the old value.
            #[track_caller]
            pub fn fetch_add(&self, value: $type, ordering: Ordering) -> $type {
                self.always(ordering, &|old| old.wrapping_add(value), runtime::here())
            }

            /// Subtracts, wrapping around; gives the old value.
            #[track_caller]
            pub fn fetch_sub(&self, value: $type, ordering: Ordering) -> $type {
                self.always(ordering, &|old| old.wrapping_sub(value), runtime::here())
            }

            /// Bitwise and; gives the old value.
            #[track_caller]
            pub fn fetch_and(&self, value: $type, ordering: Ordering) -> $type {
                self.always(ordering, &|old| old & value, runtime::here())
            }

            /// Bitwise nand; gives the old value.
            #[track_caller]
            pub fn fetch_nand(&self, value: $type, ordering: Ordering) -> $type {
                self.always(ordering, &|old| !(old & value), runtime::here())
            }

            /// Bitwise or; gives the old value.
            #[track_caller]
            pub fn fetch_or(&self, value: $type, ordering: Ordering) -> $type {
                self.always(ordering, &|old| old | value, runtime::here())
            }

            /// Bitwise exclusive or; gives the old value.
            #[track_caller]
            pub fn fetch_xor(&self, value: $type, ordering: Ordering) -> $type {
                self.always(ordering, &|old| old ^ value, runtime::here())
            }

            /// The greater of both; gives the old value.
            #[track_caller]
            pub fn fetch_max(&self, value: $type, ordering: Ordering) -> $type {
                self.always(ordering, &|old| old.max(value), runtime::here())
            }

            /// The smaller of both; gives the old value.
            #[track_caller]
            pub fn fetch_min(&self, value: $type, ordering: Ordering) -> $type {
                self.always(ordering, &|old| old.min(value), runtime::here())
            }

            fn always(&self, ordering: Ordering, change: &dyn Fn($type) -> $type, place: interleave::Place) -> $type {
                self.change_at((ordering, Ordering::Relaxed), &|old| Some(change(old)), place).unwrap_or_else(|old| old)
            }
        }

        impl Default for $name {
            #[track_caller]
            fn default() -> Self {
                Self::new(0)
            }
        }
    )*};
}

integers! {
    AtomicU8 u8; AtomicU16 u16; AtomicU32 u32; AtomicU64 u64; AtomicUsize usize;
    AtomicI8 i8; AtomicI16 i16; AtomicI32 i32; AtomicI64 i64; AtomicIsize isize;
}

/// A boolean that threads share.
pub struct AtomicBool {
    object: Object,
    value: UnsafeCell<bool>,
}

common!(
    AtomicBool,
    bool,
    [],
    |value: bool| u64::from(value),
    |bits: u64| bits != 0,
    |bits: u64| (bits != 0).to_string()
);

impl AtomicBool {
    /// Logical and; gives the old value.
    #[track_caller]
    pub fn fetch_and(&self, value: bool, ordering: Ordering) -> bool {
        self.always(ordering, &|old| old & value, runtime::here())
    }

    /// Logical nand; gives the old value.
    #[track_caller]
    pub fn fetch_nand(&self, value: bool, ordering: Ordering) -> bool {
        self.always(ordering, &|old| !(old & value), runtime::here())
    }

    /// Logical or; gives the old value.
    #[track_caller]
    pub fn fetch_or(&self, value: bool, ordering: Ordering) -> bool {
        self.always(ordering, &|old| old | value, runtime::here())
    }

    /// Logical exclusive or; gives the old value.
    #[track_caller]
    pub fn fetch_xor(&self, value: bool, ordering: Ordering) -> bool {
        self.always(ordering, &|old| old ^ value, runtime::here())
    }

    /// Negates; gives the old value.
    #[track_caller]
    pub fn fetch_not(&self, ordering: Ordering) -> bool {
        self.always(ordering, &|old| !old, runtime::here())
    }

    fn always(
        &self,
        ordering: Ordering,
        change: &dyn Fn(bool) -> bool,
        place: interleave::Place,
    ) -> bool {
        self.change_at(
            (ordering, Ordering::Relaxed),
            &|old| Some(change(old)),
            place,
        )
        .unwrap_or_else(|old| old)
    }
}

impl Default for AtomicBool {
    #[track_caller]
    fn default() -> Self {
        Self::new(false)
    }
}

/// A raw pointer that threads share.
pub struct AtomicPtr<T> {
    object: Object,
    value: UnsafeCell<*mut T>,
}

common!(
    AtomicPtr,
    *mut T,
    [T],
    |value: *mut T| value.expose_provenance() as u64,
    |bits: u64| std::ptr::with_exposed_provenance_mut::<T>(bits as usize),
    // Addresses differ between processes, so they are not told.
    |bits: u64| if bits == 0 {
        "null".to_owned()
    } else {
        "a pointer".to_owned()
    }
);

impl<T> AtomicPtr<T> {
    /// Moves on by so many values; gives the old pointer.
    #[track_caller]
    pub fn fetch_ptr_add(&self, count: usize, ordering: Ordering) -> *mut T {
        self.always(ordering, &|old| old.wrapping_add(count), runtime::here())
    }

    /// Moves back by so many values; gives the old pointer.
    #[track_caller]
    pub fn fetch_ptr_sub(&self, count: usize, ordering: Ordering) -> *mut T {
        self.always(ordering, &|old| old.wrapping_sub(count), runtime::here())
    }

    /// Moves on by so many bytes; gives the old pointer.
    #[track_caller]
    pub fn fetch_byte_add(&self, count: usize, ordering: Ordering) -> *mut T {
        self.always(
            ordering,
            &|old| old.wrapping_byte_add(count),
            runtime::here(),
        )
    }

    /// Moves back by so many bytes; gives the old pointer.
    #[track_caller]
    pub fn fetch_byte_sub(&self, count: usize, ordering: Ordering) -> *mut T {
        self.always(
            ordering,
            &|old| old.wrapping_byte_sub(count),
            runtime::here(),
        )
    }

    /// Bitwise or of the address; gives the old pointer.
    #[track_caller]
    pub fn fetch_or(&self, bits: usize, ordering: Ordering) -> *mut T {
        let change = |old: *mut T| old.map_addr(|address| address | bits);
        self.always(ordering, &change, runtime::here())
    }

    /// Bitwise and of the address; gives the old pointer.
    #[track_caller]
    pub fn fetch_and(&self, bits: usize, ordering: Ordering) -> *mut T {
        let change = |old: *mut T| old.map_addr(|address| address & bits);
        self.always(ordering, &change, runtime::here())
    }

    /// Bitwise exclusive or of the address; gives the old pointer.
    #[track_caller]
    pub fn fetch_xor(&self, bits: usize, ordering: Ordering) -> *mut T {
        let change = |old: *mut T| old.map_addr(|address| address ^ bits);
        self.always(ordering, &change, runtime::here())
    }

    fn always(
        &self,
        ordering: Ordering,
        change: &dyn Fn(*mut T) -> *mut T,
        place: interleave::Place,
    ) -> *mut T {
        self.change_at(
            (ordering, Ordering::Relaxed),
            &|old| Some(change(old)),
            place,
        )
        .unwrap_or_else(|old| old)
    }
}

impl<T> Default for AtomicPtr<T> {
    #[track_caller]
    fn default() -> Self {
        Self::new(std::ptr::null_mut())
    }
}

impl<T> fmt::Pointer for AtomicPtr<T> {
    #[track_caller]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Pointer::fmt(&self.load(Ordering::Relaxed), f)
    }
}

/// A memory fence.
#[track_caller]
pub fn fence(ordering: Ordering) {
    assert!(
        ordering != Ordering::Relaxed,
        "there is no such thing as a relaxed fence"
    );
    memory::fence(ordering, runtime::here());
}

/// Orders the compiler only, which here reorders nothing.
pub fn compiler_fence(ordering: Ordering) {
    let _ = ordering;
}

/// Says that the thread spins.
#[track_caller]
#[deprecated(since = "1.51.0", note = "use hint::spin_loop instead")]
pub fn spin_loop_hint() {
    runtime::yield_now(runtime::here());
}
