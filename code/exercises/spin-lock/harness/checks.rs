//! What a spin lock promises, in small scenarios.

use std::mem;
use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use answer::SpinLock;
use harness_kit::{Tally, expect, expect_eq, scoped};

pub fn the_value_is_inside() {
    let mut lock = SpinLock::new(vec![1]);
    lock.lock().push(2);
    expect_eq(
        lock.lock().as_slice(),
        [1, 2],
        "a guard reaches the value in the lock",
    );
    lock.get_mut().push(3);
    let mut tried = lock.try_lock();
    expect(tried.is_some(), "try_lock gets a lock that is free");
    if let Some(guard) = &mut tried {
        expect_eq(
            guard.as_slice(),
            [1, 2, 3],
            "a guard reaches what get_mut changed",
        );
        guard.push(4);
    }
    drop(tried);
    // What the memory of a value holds that was dropped too early differs from run to run: it is not shown.
    expect(
        lock.into_inner() == [1, 2, 3, 4],
        "into_inner gives the value back",
    );
}

pub fn one_owner_at_a_time() {
    let lock = SpinLock::new(0);
    let inside = Tally::new();
    thread::scope(|scope| {
        for name in ["owner-1", "owner-2", "owner-3"] {
            scoped(scope, name, || {
                let mut guard = lock.lock();
                expect(
                    inside.add() == 1,
                    "there is never more than one guard of a lock",
                );
                let before = *guard;
                thread::yield_now();
                *guard = before + 1;
                inside.subtract();
            });
        }
    });
    expect_eq(
        lock.into_inner(),
        3,
        "each owner finds what the one before left",
    );
}

pub fn who_waits_stays_outside() {
    let lock = SpinLock::new(());
    let guard = lock.lock();
    let gone = Tally::new();
    thread::scope(|scope| {
        scoped(scope, "waiter", || {
            drop(lock.lock());
            expect(
                gone.get() == 1,
                "lock waits until the guard of the other thread is gone, however long that takes",
            );
        });
        for _ in 0..400 {
            thread::yield_now();
        }
        gone.add();
        drop(guard);
    });
}

pub fn owners_hand_over_what_they_did() {
    let lock = SpinLock::new(());
    // Orders nothing itself: only the lock can.
    let done = AtomicUsize::new(0);
    thread::scope(|scope| {
        for name in ["owner-1", "owner-2", "owner-3"] {
            scoped(scope, name, || {
                let guard = lock.lock();
                let before = done.load(Ordering::Relaxed);
                done.store(before + 1, Ordering::Relaxed);
                drop(guard);
            });
        }
    });
    expect_eq(
        done.into_inner(),
        3,
        "who gets the lock sees all that was done under it before",
    );
}

pub fn everyone_gets_in() {
    let lock = SpinLock::new(0);
    thread::scope(|scope| {
        for name in ["owner-1", "owner-2"] {
            scoped(scope, name, || {
                for _ in 0..2 {
                    *lock.lock() += 1;
                }
            });
        }
        *lock.lock() += 1;
    });
    expect_eq(lock.into_inner(), 5, "every lock returns in the end");
}

pub fn try_lock_never_waits() {
    let lock = SpinLock::new(());
    let guard = lock.lock();
    for _ in 0..2 {
        expect(
            lock.try_lock().is_none(),
            "try_lock refuses while a guard exists, and changes nothing",
        );
    }
    drop(guard);
    drop(lock.lock());
    let meeting = Barrier::new(2);
    thread::scope(|scope| {
        scoped(scope, "owner", || {
            let guard = lock.lock();
            // Keeps the lock until the other one has its answer.
            meeting.wait();
            drop(guard);
        });
        drop(lock.try_lock());
        meeting.wait();
    });
    drop(lock.lock());
}

pub fn try_lock_refuses_only_while_it_is_held() {
    let lock = SpinLock::new(());
    for _ in 0..3 {
        let guard = lock.try_lock();
        expect(guard.is_some(), "try_lock gets a lock that nobody has");
        drop(guard);
    }
    drop(lock.lock());
    expect(
        lock.try_lock().is_some(),
        "try_lock gets a lock that nobody has any more",
    );
}

pub fn try_lock_lets_one_in() {
    let lock = SpinLock::new(());
    let inside = Tally::new();
    thread::scope(|scope| {
        for name in ["tries-1", "tries-2"] {
            scoped(scope, name, || {
                if let Some(guard) = lock.try_lock() {
                    expect(
                        inside.add() == 1,
                        "there is never more than one guard of a lock",
                    );
                    thread::yield_now();
                    inside.subtract();
                    drop(guard);
                }
            });
        }
        let guard = lock.lock();
        expect(
            inside.add() == 1,
            "there is never more than one guard of a lock",
        );
        thread::yield_now();
        inside.subtract();
        drop(guard);
    });
}

pub fn try_lock_takes_over() {
    let lock = SpinLock::new(0);
    let done = AtomicUsize::new(0);
    let gone_in = Tally::new();
    thread::scope(|scope| {
        for name in ["tries-1", "tries-2"] {
            scoped(scope, name, || {
                if let Some(mut guard) = lock.try_lock() {
                    gone_in.add();
                    *guard += 1;
                    let before = done.load(Ordering::Relaxed);
                    done.store(before + 1, Ordering::Relaxed);
                }
            });
        }
        let mut guard = lock.lock();
        gone_in.add();
        *guard += 1;
        let before = done.load(Ordering::Relaxed);
        done.store(before + 1, Ordering::Relaxed);
        drop(guard);
    });
    for found in [lock.into_inner(), done.into_inner()] {
        expect_eq(
            found,
            gone_in.get(),
            "who gets the lock by try_lock sees all that was done under it before",
        );
    }
}

pub fn a_panic_unlocks() {
    let lock = SpinLock::new(1);
    thread::scope(|scope| {
        let unlucky = scoped(scope, "unlucky", || {
            let mut guard = lock.lock();
            *guard = 2;
            panic!("this panic belongs to the check");
        });
        let _ = unlucky.join();
    });
    expect(
        lock.try_lock().is_some(),
        "the lock is free again after its owner panicked",
    );
    expect_eq(
        *lock.lock(),
        2,
        "the value is as the owner left it when it panicked",
    );
}

pub fn exclusive_access_needs_no_lock() {
    let mut lock = SpinLock::new(1);
    // A guard that never ends leaves the flag behind, and no borrow.
    mem::forget(lock.lock());
    *lock.get_mut() += 1;
    expect_eq(
        *lock.get_mut(),
        2,
        "get_mut reaches the value, also after a guard was forgotten",
    );
    expect(
        lock.try_lock().is_none(),
        "a guard that was forgotten keeps the lock, and get_mut changes nothing about that",
    );
    expect_eq(
        lock.into_inner(),
        2,
        "into_inner reaches the value, also after a guard was forgotten",
    );
}

struct Dropped<'a>(&'a Tally);

impl Drop for Dropped<'_> {
    fn drop(&mut self) {
        self.0.add();
    }
}

pub fn the_value_is_dropped_once() {
    let drops = Tally::new();
    let lock = SpinLock::new(Dropped(&drops));
    drop(lock.lock());
    expect_eq(drops.get(), 0, "a guard that ends leaves the value alone");
    drop(lock);
    expect_eq(drops.get(), 1, "dropping the lock drops the value, once");
    let value = SpinLock::new(Dropped(&drops)).into_inner();
    expect_eq(drops.get(), 1, "into_inner drops nothing");
    drop(value);
    expect_eq(drops.get(), 2, "a value that was taken out is dropped once");
}
