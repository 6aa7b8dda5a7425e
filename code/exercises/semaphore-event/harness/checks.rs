//! What a semaphore and an event promise, in small scenarios.

use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use answer::{Event, Permit, Semaphore};
use harness_kit::{Tally, expect, expect_eq, let_time_pass, scoped, seconds, slack, steps};

const FREE: &str = "a permit is given while one is free";

pub fn permits_are_counted() {
    let semaphore = Semaphore::new(2);
    expect_eq(
        semaphore.available(),
        2,
        "a new semaphore has all its permits",
    );
    let first = semaphore.acquire();
    expect_eq(
        semaphore.available(),
        1,
        "a permit that is taken is not free",
    );
    let second = semaphore.try_acquire();
    expect(second.is_some(), FREE);
    expect_eq(
        semaphore.available(),
        0,
        "a permit that is taken is not free",
    );
    expect(
        semaphore.try_acquire().is_none(),
        "try_acquire gives no permit when none is free",
    );
    expect(
        semaphore.acquire_timeout(seconds(1)).is_none(),
        "acquire_timeout gives no permit when none gets free",
    );
    expect_eq(
        semaphore.available(),
        0,
        "who gets no permit changes nothing",
    );
    drop(first);
    expect_eq(semaphore.available(), 1, "dropping a permit gives it back");
    let third = semaphore.acquire_timeout(seconds(1));
    expect(third.is_some(), FREE);
    drop((second, third));
    expect_eq(semaphore.available(), 2, "dropping a permit gives it back");
}

pub fn never_more_inside_than_permits() {
    let semaphore = Semaphore::new(2);
    let inside = Tally::new();
    let stay = |permit: Permit<'_>| {
        let now = inside.add();
        expect(
            now <= 2,
            format!("no more threads are inside than there are permits: {now} with 2 permits"),
        );
        thread::yield_now();
        inside.subtract();
        drop(permit);
    };
    thread::scope(|scope| {
        for name in ["worker-1", "worker-2"] {
            scoped(scope, name, || stay(semaphore.acquire()));
        }
        scoped(scope, "patient", || {
            if let Some(permit) = semaphore.acquire_timeout(seconds(1000)) {
                stay(permit);
            }
        });
        if let Some(permit) = semaphore.try_acquire() {
            stay(permit);
        }
    });
    expect_eq(semaphore.available(), 2, "every permit comes back");
}

pub fn a_waiter_is_always_woken() {
    let semaphore = Semaphore::new(2);
    let both = (semaphore.acquire(), semaphore.acquire());
    let meeting = Barrier::new(2);
    thread::scope(|scope| {
        for name in ["waiter-1", "waiter-2"] {
            scoped(scope, name, || {
                let _permit = semaphore.acquire();
                // Nobody goes back before both are in: two permits are for two.
                meeting.wait();
            });
        }
        drop(both);
    });
    expect_eq(semaphore.available(), 2, "every permit comes back");
}

pub fn a_free_permit_is_never_refused() {
    let semaphore = Semaphore::new(3);
    thread::scope(|scope| {
        scoped(scope, "tries", || {
            let permit = semaphore.try_acquire();
            expect(permit.is_some(), FREE);
        });
        scoped(scope, "tries with a limit", || {
            let permit = semaphore.acquire_timeout(Duration::ZERO);
            expect(permit.is_some(), FREE);
        });
        let permit = semaphore.try_acquire();
        expect(permit.is_some(), FREE);
    });
}

pub fn a_permit_comes_back_on_panic() {
    let semaphore = Semaphore::new(1);
    thread::scope(|scope| {
        let unlucky = scoped(scope, "unlucky", || {
            let _permit = semaphore.acquire();
            panic!("this panic belongs to the check");
        });
        let _ = unlucky.join();
    });
    expect_eq(
        semaphore.available(),
        1,
        "a permit comes back when its owner panics",
    );
    let again = semaphore.acquire_timeout(seconds(1));
    expect(again.is_some(), "a permit comes back when its owner panics");
}

pub fn a_permit_hands_over_what_was_done() {
    let semaphore = Semaphore::new(1);
    // Orders nothing itself: only the semaphore can.
    let count = AtomicUsize::new(0);
    let add = |permit: Permit<'_>| {
        let before = count.load(Ordering::Relaxed);
        count.store(before + 1, Ordering::Relaxed);
        drop(permit);
    };
    let tried = Tally::new();
    thread::scope(|scope| {
        scoped(scope, "worker-1", || add(semaphore.acquire()));
        scoped(scope, "worker-2", || {
            if let Some(permit) = semaphore.acquire_timeout(Duration::MAX) {
                add(permit);
            }
        });
        if let Some(permit) = semaphore.try_acquire() {
            tried.add();
            add(permit);
        }
    });
    expect_eq(
        count.into_inner(),
        2 + tried.get(),
        "who gets a permit sees all that was done before it was given back",
    );
}

pub fn a_timeout_loses_nothing() {
    let semaphore = Semaphore::new(1);
    let held = semaphore.acquire();
    thread::scope(|scope| {
        scoped(scope, "hasty", || {
            drop(semaphore.acquire_timeout(seconds(1)));
        });
        scoped(scope, "patient", || drop(semaphore.acquire()));
        thread::sleep(seconds(1));
        drop(held);
    });
    expect_eq(
        semaphore.available(),
        1,
        "a wait that gives up neither loses nor keeps a permit",
    );
}

pub fn acquire_timeout_keeps_its_limit() {
    let semaphore = Semaphore::new(1);
    let mut held = Some(semaphore.acquire());
    thread::scope(|scope| {
        let waiter = scoped(scope, "waiter", || {
            let started = Instant::now();
            let permit = semaphore.acquire_timeout(seconds(20));
            (permit.is_some(), started.elapsed())
        });
        // Gives the permit back and takes it again, if it is still there: the waiter may wake up in vain.
        for _ in 0..3 {
            thread::sleep(seconds(8));
            if held.take().is_some() {
                held = semaphore.try_acquire();
            }
        }
        let Ok((given, took)) = waiter.join() else {
            return;
        };
        kept_its_limit("acquire_timeout", given, took);
    });
}

pub fn an_event_stays_set() {
    let event = Event::new();
    expect(!event.is_set(), "a new event is not set");
    expect(
        !event.wait_timeout(seconds(1)),
        "wait_timeout says false when nobody sets the event",
    );
    event.set();
    event.set();
    let started = Instant::now();
    for _ in 0..2 {
        expect(event.is_set(), "an event stays set until it is cleared");
        event.wait();
        expect(
            event.wait_timeout(seconds(1000)),
            "wait_timeout says true when the event is set",
        );
    }
    expect(
        started.elapsed() <= slack(),
        "a set event lets everybody through at once",
    );
    event.clear();
    expect(
        !event.is_set(),
        "a cleared event is not set, however often it was set",
    );
    expect(
        !event.wait_timeout(seconds(1)),
        "a cleared event lets nobody through",
    );
    event.clear();
    event.set();
    expect(event.is_set(), "an event can be set again");
    event.wait();
}

pub fn set_wakes_every_waiter() {
    let event = Event::new();
    thread::scope(|scope| {
        for name in ["waiter-1", "waiter-2"] {
            scoped(scope, name, || event.wait());
        }
        scoped(scope, "waiter-3", || {
            expect(
                event.wait_timeout(seconds(1000)),
                "a wait_timeout that waits at set says true",
            );
        });
        event.set();
    });
}

pub fn nobody_gets_through_before_set() {
    let event = Event::new();
    event.set();
    event.clear();
    let set = Tally::new();
    thread::scope(|scope| {
        scoped(scope, "waiter-1", || {
            event.wait();
            expect(set.get() == 1, "wait returns only after set");
        });
        scoped(scope, "waiter-2", || {
            let through = event.wait_timeout(seconds(1000));
            expect(
                through && set.get() == 1,
                "wait_timeout returns only after set, or after its limit",
            );
        });
        thread::yield_now();
        set.add();
        event.set();
    });
}

pub fn clear_forgets_nobody() {
    let event = Event::new();
    thread::scope(|scope| {
        for name in ["waiter-1", "waiter-2"] {
            scoped(scope, name, || event.wait());
        }
        event.set();
        event.clear();
        event.clear();
        event.set();
    });
    expect(event.is_set(), "set after clear sets");
}

pub fn wait_timeout_keeps_its_limit() {
    let event = Event::new();
    thread::scope(|scope| {
        let waiter = scoped(scope, "waiter", || {
            let started = Instant::now();
            let through = event.wait_timeout(seconds(20));
            (through, started.elapsed())
        });
        // The waiter may or may not get through.
        for _ in 0..3 {
            thread::sleep(seconds(8));
            event.set();
            event.clear();
        }
        let Ok((through, took)) = waiter.join() else {
            return;
        };
        kept_its_limit("wait_timeout", through, took);
    });
}

fn kept_its_limit(call: &str, got_it: bool, took: Duration) {
    let limit = seconds(20);
    expect(
        got_it || took >= limit,
        format!("{call} waits as long as its limit of {limit:?}: gave up after {took:?}"),
    );
    expect(
        took <= limit + slack(),
        format!("{call} waits no longer than its limit of {limit:?}: waited {took:?}"),
    );
}

pub fn set_hands_over_what_was_done() {
    let event = Event::new();
    // Orders nothing itself: only the event can.
    let data = AtomicUsize::new(0);
    let look = || {
        expect_eq(
            data.load(Ordering::Relaxed),
            7,
            "who sees that the event is set sees all that was done before",
        );
    };
    thread::scope(|scope| {
        scoped(scope, "waiter-1", || {
            event.wait();
            look();
        });
        scoped(scope, "waiter-2", || {
            if event.wait_timeout(seconds(1)) {
                look();
            }
        });
        scoped(scope, "looks", || {
            if event.is_set() {
                look();
            }
        });
        data.store(7, Ordering::Relaxed);
        event.set();
    });
}

pub fn waiting_is_sleeping() {
    let (semaphore, event) = (Semaphore::new(1), Event::new());
    let held = semaphore.acquire();
    thread::scope(|scope| {
        scoped(scope, "acquires", || drop(semaphore.acquire()));
        scoped(scope, "acquires with a limit", || {
            drop(semaphore.acquire_timeout(seconds(10_000_000)));
        });
        scoped(scope, "waits", || event.wait());
        scoped(scope, "waits with a limit", || {
            event.wait_timeout(seconds(10_000_000))
        });
        let_time_pass("who waits sleeps until there is something to do");
        drop(held);
        event.set();
    });
}

pub fn any_limit_works() {
    let (semaphore, event) = (Semaphore::new(1), Event::new());
    let started = Instant::now();
    expect(
        !event.wait_timeout(Duration::ZERO),
        "a limit of zero does not wait",
    );
    let held = semaphore.acquire_timeout(Duration::ZERO);
    expect(
        held.is_some(),
        "a limit of zero takes a permit that is free",
    );
    expect(
        semaphore.acquire_timeout(Duration::ZERO).is_none(),
        "a limit of zero does not wait",
    );
    expect(
        started.elapsed() <= slack(),
        "a limit of zero does not wait",
    );
    thread::scope(|scope| {
        scoped(scope, "acquires", || {
            expect(
                semaphore.acquire_timeout(Duration::MAX).is_some(),
                "the greatest limit waits for a permit",
            );
        });
        scoped(scope, "waits", || {
            expect(
                event.wait_timeout(Duration::MAX),
                "the greatest limit waits for the event",
            );
        });
        thread::sleep(seconds(50));
        if steps() > 0 {
            // Under virtual time three years cost nothing.
            thread::sleep(seconds(100_000_000));
        }
        drop(held);
        event.set();
    });
    expect(
        event.wait_timeout(Duration::ZERO),
        "a limit of zero sees that the event is set",
    );
}

pub fn any_number_of_permits_works() {
    let none = Semaphore::new(0);
    expect_eq(none.available(), 0, "a semaphore may have no permits");
    expect(
        none.try_acquire().is_none(),
        "a semaphore without permits gives none",
    );
    let many = Semaphore::new(usize::MAX);
    let held = (many.acquire(), many.try_acquire());
    expect(held.1.is_some(), "the greatest number of permits works");
    expect_eq(
        many.available(),
        usize::MAX - 2,
        "the greatest number of permits works",
    );
    drop(held);
    expect_eq(
        many.available(),
        usize::MAX,
        "the greatest number of permits works",
    );
}
