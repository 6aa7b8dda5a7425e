//! `std::cell`: `UnsafeCell` notices accesses that nothing orders. The safe cells stay real, since they cannot be shared.
//!
//! # Why each schedule is a real one
//!
//! [`std::cell::UnsafeCell`](https://doc.rust-lang.org/std/cell/struct.UnsafeCell.html) and the [reference](https://doc.rust-lang.org/reference/behavior-considered-undefined.html) make
//! two accesses, one a write, that no synchronization orders a data race, whatever values come out. An access counts as a write only if its source line says so;
//! one that is taken for a read can hide a race, and never make one up.

pub use ::std::cell::*;

use std::fmt;

use interleave::{Object, Region, runtime};

/// The core of interior mutability; each `get` counts as an access to the contents.
#[repr(C)]
pub struct UnsafeCell<T: ?Sized> {
    object: Object,
    value: ::std::cell::UnsafeCell<T>,
}

// SAFETY: an `Object` may be sent anywhere; the value decides.
unsafe impl<T: ?Sized + Send> Send for UnsafeCell<T> {}

impl<T> UnsafeCell<T> {
    /// A new cell.
    #[track_caller]
    pub const fn new(value: T) -> Self {
        Self {
            object: Object::new(),
            value: ::std::cell::UnsafeCell::new(value),
        }
    }

    /// The value.
    pub fn into_inner(self) -> T {
        self.value.into_inner()
    }
}

impl<T: ?Sized> UnsafeCell<T> {
    /// A pointer to the contents. Whether it is used to write is read from the source line.
    #[track_caller]
    pub fn get(&self) -> *mut T {
        runtime::access_cell(&self.object, Region::of(self.value.get()), runtime::here());
        self.value.get()
    }

    /// The contents, through exclusive access.
    pub fn get_mut(&mut self) -> &mut T {
        self.value.get_mut()
    }

    /// A pointer to the contents of a cell behind a pointer; not checked.
    #[allow(
        clippy::not_unsafe_ptr_arg_deref,
        reason = "the real function is safe and only computes an address, too"
    )]
    pub const fn raw_get(this: *const Self) -> *mut T {
        // SAFETY: only the address is computed; the caller's pointer is valid for that, as the real function asks.
        unsafe { ::std::cell::UnsafeCell::raw_get(&raw const (*this).value) }
    }
}

impl<T: Default> Default for UnsafeCell<T> {
    #[track_caller]
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> From<T> for UnsafeCell<T> {
    #[track_caller]
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T: ?Sized> fmt::Debug for UnsafeCell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnsafeCell").finish_non_exhaustive()
    }
}
