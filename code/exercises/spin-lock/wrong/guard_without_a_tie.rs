//! caught by: guard_outlives: the guard has a pointer, and its lifetime is whatever the caller likes

use std::cell::UnsafeCell;
use std::hint;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicBool, Ordering};

pub struct SpinLock<T> {
    locked: AtomicBool,
    value: UnsafeCell<T>,
}

#[must_use]
pub struct SpinGuard<'a, T> {
    lock: *const SpinLock<T>,
    lifetime: PhantomData<&'a T>,
}

// SAFETY: the flag lets one thread in at a time, so a T that can be sent is enough.
unsafe impl<T: Send> Sync for SpinLock<T> {}

// SAFETY: several threads may read through a shared guard.
unsafe impl<T: Sync> Sync for SpinGuard<'_, T> {}

impl<T> SpinLock<T> {
    pub const fn new(value: T) -> Self {
        Self {
            locked: AtomicBool::new(false),
            value: UnsafeCell::new(value),
        }
    }

    pub fn lock<'a>(&self) -> SpinGuard<'a, T> {
        while self.locked.swap(true, Ordering::Acquire) {
            hint::spin_loop();
        }
        SpinGuard {
            lock: self,
            lifetime: PhantomData,
        }
    }

    pub fn try_lock<'a>(&self) -> Option<SpinGuard<'a, T>> {
        if self.locked.swap(true, Ordering::Acquire) {
            return None;
        }
        Some(SpinGuard {
            lock: self,
            lifetime: PhantomData,
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
        // SAFETY: the guard has the lock.
        unsafe { &*(*self.lock).value.get() }
    }
}

impl<T> DerefMut for SpinGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: the guard has the lock.
        unsafe { &mut *(*self.lock).value.get() }
    }
}

impl<T> Drop for SpinGuard<'_, T> {
    fn drop(&mut self) {
        // SAFETY: the lock is still there.
        unsafe { (*self.lock).locked.store(false, Ordering::Release) };
    }
}
