//! design: the steps are Relaxed and two fences order them; the guard is the mutable reference itself

use std::cell::UnsafeCell;
use std::hint;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicBool, Ordering, fence};

pub struct SpinLock<T> {
    locked: AtomicBool,
    value: UnsafeCell<T>,
}

#[must_use]
pub struct SpinGuard<'a, T> {
    locked: &'a AtomicBool,
    value: &'a mut T,
}

// SAFETY: the flag lets one thread in at a time, so a T that can be sent is enough.
unsafe impl<T: Send> Sync for SpinLock<T> {}

// A guard of a mutable reference is `Sync` exactly when `T` is, and the compiler sees that.

impl<T> SpinLock<T> {
    pub const fn new(value: T) -> Self {
        Self {
            locked: AtomicBool::new(false),
            value: UnsafeCell::new(value),
        }
    }

    pub fn lock(&self) -> SpinGuard<'_, T> {
        loop {
            match self.try_lock() {
                Some(guard) => return guard,
                None => hint::spin_loop(),
            }
        }
    }

    pub fn try_lock(&self) -> Option<SpinGuard<'_, T>> {
        if self.locked.load(Ordering::Relaxed) || self.locked.swap(true, Ordering::Relaxed) {
            return None;
        }
        fence(Ordering::Acquire);
        Some(SpinGuard {
            locked: &self.locked,
            // SAFETY: the flag was false and is ours now, so nobody else has a reference.
            value: unsafe { &mut *self.value.get() },
        })
    }

    pub fn get_mut(&mut self) -> &mut T {
        self.value.get_mut()
    }

    pub fn into_inner(self) -> T {
        self.value.into_inner()
    }
}

impl<T> Deref for SpinGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value
    }
}

impl<T> DerefMut for SpinGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.value
    }
}

impl<T> Drop for SpinGuard<'_, T> {
    fn drop(&mut self) {
        fence(Ordering::Release);
        self.locked.store(false, Ordering::Relaxed);
    }
}
