//! A lock whose waiters spin: an atomic flag in front of a value.

use std::cell::UnsafeCell;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::AtomicBool;

/// A value that one thread at a time may use.
pub struct SpinLock<T> {
    locked: AtomicBool, // replace the fields if you need others
    value: UnsafeCell<T>,
}

/// The right to use the value. Dropping it unlocks.
#[must_use = "the lock is given back when the guard is dropped"]
pub struct SpinGuard<'a, T> {
    lock: &'a SpinLock<T>,
}

// SAFETY: write here why it takes `T: Send`, and why that is enough.
unsafe impl<T: Send> Sync for SpinLock<T> {}

// SAFETY: write here why this one takes `T: Sync`. Without this line the compiler would find `T: Send` enough: what
// could two threads do with one guard of a `SpinLock<Cell<u32>>`?
unsafe impl<T: Sync> Sync for SpinGuard<'_, T> {}

impl<T> SpinLock<T> {
    /// An unlocked lock around `value`.
    pub const fn new(value: T) -> Self {
        Self {
            locked: AtomicBool::new(false),
            value: UnsafeCell::new(value),
        }
    }

    /// Locks; spins while another guard exists.
    pub fn lock(&self) -> SpinGuard<'_, T> {
        let _ = &self.locked;
        todo!("spin until the lock is yours")
    }

    /// Locks if no guard exists now.
    pub fn try_lock(&self) -> Option<SpinGuard<'_, T>> {
        todo!("try once")
    }

    /// The value, without locking: nobody else can have a guard.
    pub fn get_mut(&mut self) -> &mut T {
        let _ = &self.value;
        todo!("the value")
    }

    /// Takes the lock apart, without locking: nobody else can have a guard.
    pub fn into_inner(self) -> T {
        todo!("the value")
    }
}

impl<T> Deref for SpinGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        let _ = self.lock;
        todo!("a reference to the value")
    }
}

impl<T> DerefMut for SpinGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        todo!("a reference to the value")
    }
}

impl<T> Drop for SpinGuard<'_, T> {
    fn drop(&mut self) {
        todo!("unlock")
    }
}
