//! What the semaphore promises to callers on several threads.

use std::future::poll_fn;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;
use std::thread;

use answer::{AsyncPermit, AsyncSemaphore};
use harness_kit::{Tally, cancel_after, expect, expect_eq, let_time_pass, scoped};

use super::TAKEN;
use super::caller::{Caller, Outcome, block_on, now};

pub fn never_more_out_than_permits() {
    for permits in [1, 2] {
        let semaphore = AsyncSemaphore::new(permits);
        let (out, peak) = (Tally::new(), Tally::new());
        let enter = |permit: AsyncPermit<'_>| {
            peak.raise(out.add());
            thread::yield_now();
            out.subtract();
            drop(permit);
        };
        thread::scope(|scope| {
            for number in 1..=2 {
                let (semaphore, enter) = (&semaphore, &enter);
                scoped(scope, &format!("caller-{number}"), move || {
                    block_on(semaphore.acquire()).map(enter)
                });
            }
            semaphore.try_acquire().map(&enter);
        });
        expect(
            peak.get() <= permits,
            "no more permits are out at any time than the semaphore has",
        );
        expect_eq(semaphore.available(), permits, TAKEN);
    }
}

pub fn a_waiter_is_always_woken() {
    let semaphore = AsyncSemaphore::new(2);
    let held = semaphore.try_acquire();
    thread::scope(|scope| {
        for (name, count) in [("large-1", 2), ("large-2", 2), ("small", 1)] {
            let semaphore = &semaphore;
            scoped(scope, name, move || {
                let permit = block_on(semaphore.acquire_many(count));
                expect(permit.is_ok(), "nobody is told Closed before close");
            });
        }
        drop(held);
    });
    expect_eq(semaphore.available(), 2, TAKEN);
}

/// Waits until it is woken for the first time, and gives up then, without another look.
async fn give_up_when_woken<'a>(asking: impl Future<Output = Outcome<'a>>) {
    let mut asking = Box::pin(asking);
    let mut polled = false;
    poll_fn(|context| {
        if polled {
            return Poll::Ready(());
        }
        polled = true;
        asking.as_mut().poll(context).map(drop)
    })
    .await;
}

pub fn cancelling_loses_no_permit() {
    let property = "whenever a waiter is cancelled, no permit is lost and nobody sleeps on";
    for hurry in ["at once", "when woken"] {
        let semaphore = AsyncSemaphore::new(1);
        let held = semaphore.try_acquire();
        thread::scope(|scope| {
            scoped(scope, "hasty", || match hurry {
                "at once" => drop(block_on(cancel_after(1, semaphore.acquire()))),
                _ => block_on(give_up_when_woken(semaphore.acquire())),
            });
            scoped(scope, "patient", || {
                let permit = block_on(semaphore.acquire());
                expect(permit.is_ok(), "nobody is told Closed before close");
            });
            drop(held);
        });
        expect_eq(semaphore.available(), 1, property);
        expect(semaphore.try_acquire().is_some(), property);
    }
}

pub fn close_and_waiting_at_once() {
    let property = "an acquire that comes at the same time as close ends, too";
    let semaphore = AsyncSemaphore::new(1);
    let held = semaphore.try_acquire();
    thread::scope(|scope| {
        for number in 1..=2 {
            let semaphore = &semaphore;
            scoped(scope, &format!("caller-{number}"), move || {
                drop(block_on(semaphore.acquire()));
            });
        }
        semaphore.close();
    });
    drop(held);
    expect_eq(semaphore.available(), 1, property);
}

pub fn a_free_permit_is_never_refused() {
    let semaphore = AsyncSemaphore::new(2);
    thread::scope(|scope| {
        scoped(scope, "caller", || {
            drop(block_on(semaphore.acquire()));
        });
        expect(
            semaphore.try_acquire().is_some(),
            "while a permit is free and nobody waits, try_acquire gets one",
        );
    });
    expect_eq(semaphore.available(), 2, TAKEN);
}

pub fn a_permit_hands_over_what_was_done() {
    let semaphore = AsyncSemaphore::new(1);
    // Orders nothing itself: only the semaphore can.
    let count = AtomicUsize::new(0);
    let add = |permit: Outcome<'_>| {
        let before = count.load(Ordering::Relaxed);
        count.store(before + 1, Ordering::Relaxed);
        drop(permit);
    };
    let tried = Tally::new();
    thread::scope(|scope| {
        for number in 1..=2 {
            let (semaphore, add) = (&semaphore, &add);
            scoped(scope, &format!("caller-{number}"), move || {
                add(block_on(semaphore.acquire()));
            });
        }
        if let Some(permit) = semaphore.try_acquire() {
            tried.add();
            add(Ok(permit));
        }
    });
    expect_eq(
        count.into_inner(),
        2 + tried.get(),
        "who gets a permit sees all that was done before it was given back",
    );
}

pub fn waiting_is_sleeping() {
    let property = "who waits does no work until there is something to do";
    let semaphore = AsyncSemaphore::new(2);
    let held = semaphore.try_acquire();
    thread::scope(|scope| {
        for (name, count) in [("large", 2), ("small", 1)] {
            let semaphore = &semaphore;
            scoped(scope, name, move || {
                drop(block_on(semaphore.acquire_many(count)));
            });
        }
        let_time_pass(property);
        drop(held);
    });
    let held = now(&semaphore, 2, property);
    let mut waiting = Caller::new(&semaphore, 1);
    waiting.waits(property);
    expect(!waiting.is_woken(), property);
    drop(held);
}
