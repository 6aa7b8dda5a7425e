//! design: a byte with three states (free, taken, taken and wanted), weak exchanges, and a pause that grows

use std::cell::UnsafeCell;
use std::hint;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicU8, Ordering};
use std::thread;

const FREE: u8 = 0;
const TAKEN: u8 = 1;
const WANTED: u8 = 2;

pub struct SpinLock<T> {
    state: AtomicU8,
    value: UnsafeCell<T>,
}

#[must_use]
pub struct SpinGuard<'a, T> {
    lock: &'a SpinLock<T>,
}

// SAFETY: the flag lets one thread in at a time, so a T that can be sent is enough.
unsafe impl<T: Send> Sync for SpinLock<T> {}

// SAFETY: several threads may read through a shared guard.
unsafe impl<T: Sync> Sync for SpinGuard<'_, T> {}

impl<T> SpinLock<T> {
    pub const fn new(value: T) -> Self {
        Self {
            state: AtomicU8::new(FREE),
            value: UnsafeCell::new(value),
        }
    }

    pub fn lock(&self) -> SpinGuard<'_, T> {
        let mut pause = 1;
        let mut seen = self.state.load(Ordering::Relaxed);
        loop {
            let wish = if seen == FREE { TAKEN } else { WANTED };
            let tried =
                self.state
                    .compare_exchange_weak(seen, wish, Ordering::AcqRel, Ordering::Relaxed);
            match tried {
                Ok(FREE) => return SpinGuard { lock: self },
                Ok(_) => seen = WANTED,
                Err(now) => seen = now,
            }
            if pause < 4 {
                (0..pause).for_each(|_| hint::spin_loop());
                pause *= 2;
            } else {
                thread::yield_now();
            }
            if seen == WANTED {
                seen = self.state.load(Ordering::Relaxed);
            }
        }
    }

    pub fn try_lock(&self) -> Option<SpinGuard<'_, T>> {
        self.state
            .compare_exchange(FREE, TAKEN, Ordering::Acquire, Ordering::Relaxed)
            .ok()?;
        Some(SpinGuard { lock: self })
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
        unsafe { &*self.lock.value.get() }
    }
}

impl<T> DerefMut for SpinGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: the guard has the lock.
        unsafe { &mut *self.lock.value.get() }
    }
}

impl<T> Drop for SpinGuard<'_, T> {
    fn drop(&mut self) {
        self.lock.state.swap(FREE, Ordering::AcqRel);
    }
}
