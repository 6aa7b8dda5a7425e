//! A spin lock: one flag, taken over with Acquire and handed over with Release.

use std::cell::UnsafeCell;
use std::fmt;
use std::hint;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

/// A value that one thread at a time may use.
///
/// Waiting takes a whole core: for values that are held for a few instructions, by threads that are not interrupted.
/// There is no poisoning: after a panic the next owner finds the value as it was left.
#[derive(Default)]
pub struct SpinLock<T> {
    /// Set as long as a guard exists.
    locked: AtomicBool,
    /// Reached through the one guard, or by whoever has the lock to itself.
    value: UnsafeCell<T>,
}

/// The right to use the value. Dropping it unlocks.
#[must_use = "the lock is given back when the guard is dropped"]
pub struct SpinGuard<'a, T> {
    lock: &'a SpinLock<T>,
}

// SAFETY: a shared lock gives the value to one thread after the other, each of which may change it or move it out with
// `mem::replace`: that is sending it. Never do two threads use it at once, so `T: Sync` is not needed.
unsafe impl<T: Send> Sync for SpinLock<T> {}

// SAFETY: a shared guard gives out `&T`, to several threads at once: that is what `T: Sync` permits. The compiler would
// look at the field and ask for `T: Send` only, and two threads could share the `Cell` in a `SpinLock<Cell<_>>`.
unsafe impl<T: Sync> Sync for SpinGuard<'_, T> {}

impl<T> SpinLock<T> {
    /// An unlocked lock around `value`.
    pub const fn new(value: T) -> Self {
        Self {
            locked: AtomicBool::new(false),
            value: UnsafeCell::new(value),
        }
    }

    /// Locks; spins while another guard exists, and for ever if it is the caller's own.
    pub fn lock(&self) -> SpinGuard<'_, T> {
        loop {
            if let Some(guard) = self.try_lock() {
                return guard;
            }
            // Waiters only read, so that the cache line stays with all of them until the owner writes it.
            // ORDERING: Relaxed, it is a guess; the step that takes the lock is the one that orders.
            while self.locked.load(Relaxed) {
                hint::spin_loop();
            }
        }
    }

    /// Locks if no guard exists now.
    pub fn try_lock(&self) -> Option<SpinGuard<'_, T>> {
        // ORDERING: Acquire, pairs with the Release of the guard that was dropped last: its owner's work happened before
        // ours. A failure takes over nothing.
        self.locked
            .compare_exchange(false, true, Acquire, Relaxed)
            .is_ok()
            .then(|| SpinGuard { lock: self })
    }

    /// The value, without locking: nobody else can have a guard.
    pub fn get_mut(&mut self) -> &mut T {
        self.value.get_mut()
    }

    /// Takes the lock apart, without locking: nobody else can have a guard.
    pub fn into_inner(self) -> T {
        self.value.into_inner()
    }
}

impl<T> Deref for SpinGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: this is the only guard; while it is borrowed for reading, nobody can get a mutable reference from it.
        unsafe { &*self.lock.value.get() }
    }
}

impl<T> DerefMut for SpinGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: this is the only guard, and it is borrowed mutably as long as the reference lives.
        unsafe { &mut *self.lock.value.get() }
    }
}

impl<T> Drop for SpinGuard<'_, T> {
    fn drop(&mut self) {
        // ORDERING: Release, pairs with the Acquire of the next owner. A plain store will do: only the owner unlocks.
        self.lock.locked.store(false, Release);
    }
}

impl<T: fmt::Debug> fmt::Debug for SpinLock<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lock = formatter.debug_struct("SpinLock");
        match self.try_lock() {
            Some(guard) => lock.field("value", &&*guard).finish(),
            None => lock.finish_non_exhaustive(),
        }
    }
}
