//! What the semaphore promises, with futures that the check polls itself.

mod among_threads;
mod caller;

use std::sync::Arc;
use std::task::{Poll, Wake, Waker};

use answer::{AsyncSemaphore, Closed};
use harness_kit::{Tally, expect, expect_eq};

pub use among_threads::{
    a_free_permit_is_never_refused, a_permit_hands_over_what_was_done, a_waiter_is_always_woken,
    cancelling_loses_no_permit, close_and_waiting_at_once, never_more_out_than_permits,
    waiting_is_sleeping,
};
use caller::{Bell, Caller, now};

const TAKEN: &str = "a permit that is taken is not free, and dropping it gives it back";

pub fn permits_are_counted() {
    let semaphore = AsyncSemaphore::new(2);
    expect_eq(
        semaphore.available(),
        2,
        "a new semaphore has all its permits",
    );
    let first = now(&semaphore, 1, "a free permit is there at once");
    expect_eq(semaphore.available(), 1, TAKEN);
    let second = semaphore.try_acquire();
    expect(second.is_some(), "try_acquire takes a permit that is free");
    expect_eq(semaphore.available(), 0, TAKEN);
    expect(
        semaphore.try_acquire().is_none(),
        "try_acquire gets nothing when no permit is free",
    );
    let mut waiting = Caller::new(&semaphore, 1);
    waiting.waits("who asks when no permit is free has to wait");
    drop(first);
    let third = waiting.gets("who waits gets a permit that comes back");
    expect_eq(semaphore.available(), 0, TAKEN);
    drop(second);
    expect_eq(semaphore.available(), 1, TAKEN);
    drop(third);
    expect_eq(semaphore.available(), 2, TAKEN);
    drop(semaphore.acquire());
    expect_eq(
        semaphore.available(),
        2,
        "a future that was never polled changes nothing",
    );
}

pub fn first_come_first_served() {
    let property = "who waits is served in the order in which they began to wait";
    let semaphore = AsyncSemaphore::new(1);
    let mut held = Some(now(&semaphore, 1, property));
    let mut callers: Vec<Caller<'_>> = (0..4).map(|_| Caller::new(&semaphore, 1)).collect();
    for caller in &mut callers {
        caller.waits(property);
    }
    for turn in 0..callers.len() {
        drop(held.take());
        // Those who came later are polled first: whoever takes what is free would take it here.
        for later in (turn + 1..callers.len()).rev() {
            callers[later].waits(property);
        }
        expect(
            callers[turn].is_woken(),
            "a permit that comes back wakes the one who has waited longest",
        );
        held = Some(callers[turn].gets(property));
    }
}

pub fn a_newcomer_waits_its_turn() {
    let property = "a permit that comes back goes to those who wait, and to nobody who comes later";
    let semaphore = AsyncSemaphore::new(1);
    let held = now(&semaphore, 1, property);
    let mut waiting = Caller::new(&semaphore, 1);
    waiting.waits(property);
    drop(held);
    let mut newcomer = Caller::new(&semaphore, 1);
    newcomer.waits(property);
    expect(
        semaphore.try_acquire().is_none(),
        "try_acquire gets nothing as long as somebody waits",
    );
    let permit = waiting.gets(property);
    newcomer.waits(property);
    drop(permit);
    drop(newcomer.gets(property));
    expect_eq(semaphore.available(), 1, TAKEN);
}

pub fn nobody_waits_for_another_to_run() {
    let property = "all who can go on are woken at once, also when nobody of them runs in between";
    let semaphore = AsyncSemaphore::new(2);
    // Two permits that come back one after the other, and two that come back together.
    for together in [1, 2] {
        let mut held: Vec<_> = (0..2 / together)
            .map(|_| now(&semaphore, together, property))
            .collect();
        let mut callers = [Caller::new(&semaphore, 1), Caller::new(&semaphore, 1)];
        for caller in &mut callers {
            caller.waits(property);
        }
        held.clear();
        expect(callers.iter().all(Caller::is_woken), property);
        let [mut first, mut second] = callers;
        let permit = second.gets(property);
        drop((permit, first.gets(property)));
    }
    expect_eq(semaphore.available(), 2, TAKEN);
}

pub fn large_requests_are_not_starved() {
    let property =
        "those who come later wait behind a large request, even if there is enough for them";
    let semaphore = AsyncSemaphore::new(3);
    let held = now(&semaphore, 1, property);
    let mut large = Caller::new(&semaphore, 3);
    large.waits("a request waits until all its permits are free");
    let mut small = Caller::new(&semaphore, 1);
    small.waits(property);
    expect(
        semaphore.try_acquire().is_none(),
        "try_acquire gets nothing as long as somebody waits",
    );
    drop(held);
    small.waits(property);
    expect(
        large.is_woken(),
        "a large request is woken when all its permits are free",
    );
    let permits = large.gets("a large request is served when all its permits are free");
    small.waits("a request that is served has all its permits");
    drop(permits);
    drop(small.gets("whoever waits behind a large request is served after it"));
    expect_eq(semaphore.available(), 3, TAKEN);
    // The permits come back one by one.
    let held = [
        now(&semaphore, 1, property),
        now(&semaphore, 1, property),
        now(&semaphore, 1, property),
    ];
    let mut large = Caller::new(&semaphore, 3);
    let mut small = Caller::new(&semaphore, 1);
    for permit in held {
        large.waits("a request waits until all its permits are free");
        small.waits(property);
        drop(permit);
    }
    small.waits(property);
    drop(large.gets("a large request is served when all its permits are free"));
    drop(small.gets("whoever waits behind a large request is served after it"));
}

pub fn several_permits_are_one() {
    let property =
        "acquire_many takes as many permits as it was asked for, and gives them all back";
    let semaphore = AsyncSemaphore::new(5);
    let two = now(&semaphore, 2, property);
    expect_eq(semaphore.available(), 3, property);
    let three = now(&semaphore, 3, property);
    expect_eq(semaphore.available(), 0, property);
    let mut waiting = Caller::new(&semaphore, 4);
    waiting.waits(property);
    drop(three);
    waiting.waits("a request waits until all its permits are free");
    drop(two);
    let four = waiting.gets(property);
    expect_eq(semaphore.available(), 1, property);
    drop(four);
    expect_eq(semaphore.available(), 5, property);
}

pub fn a_cancelled_waiter_leaves_nothing() {
    let property = "who stops waiting keeps no place, and takes nobody's permit along";
    for gone in 0..3 {
        let semaphore = AsyncSemaphore::new(1);
        let held = now(&semaphore, 1, property);
        let mut callers: Vec<Caller<'_>> = (0..3).map(|_| Caller::new(&semaphore, 1)).collect();
        for caller in &mut callers {
            caller.waits(property);
        }
        drop(callers.remove(gone));
        drop(held);
        for mut caller in callers {
            expect(caller.is_woken(), property);
            drop(caller.gets(property));
        }
        expect_eq(semaphore.available(), 1, property);
        let again = semaphore.try_acquire();
        expect(again.is_some(), property);
    }
}

pub fn a_cancelled_turn_is_passed_on() {
    let property = "who is cancelled after it was woken passes its permits on";
    let semaphore = AsyncSemaphore::new(2);
    let held = now(&semaphore, 2, property);
    let mut large = Caller::new(&semaphore, 2);
    let mut behind = [Caller::new(&semaphore, 1), Caller::new(&semaphore, 1)];
    large.waits(property);
    for caller in &mut behind {
        caller.waits(property);
    }
    drop(held);
    drop(large);
    expect(behind.iter().all(Caller::is_woken), property);
    // The one that was woken first is cancelled, too.
    let [first, mut second] = behind;
    drop(first);
    drop(second.gets(property));
    expect_eq(
        semaphore.available(),
        2,
        "a cancelled waiter that was woken gives its permits back",
    );
    let all = now(&semaphore, 2, property);
    let mut last = Caller::new(&semaphore, 1);
    last.waits(property);
    drop(all);
    drop(last);
    expect_eq(
        semaphore.available(),
        2,
        "a cancelled waiter that was woken gives its permits back",
    );
}

pub fn a_cancelled_head_lets_others_go() {
    let property = "when the head of the queue stops waiting, those behind it get what is free";
    let semaphore = AsyncSemaphore::new(3);
    let held = now(&semaphore, 1, property);
    let mut head = Caller::new(&semaphore, 3);
    let mut behind = [
        Caller::new(&semaphore, 1),
        Caller::new(&semaphore, 1),
        Caller::new(&semaphore, 1),
    ];
    head.waits(property);
    for caller in &mut behind {
        caller.waits(property);
    }
    drop(head);
    let [mut first, mut second, mut third] = behind;
    expect(first.is_woken() && second.is_woken(), property);
    let permits = (first.gets(property), second.gets(property));
    third.waits("no more permits are out than the semaphore has");
    drop(permits);
    drop((third.gets(property), held));
    expect_eq(
        semaphore.available(),
        3,
        "a request that is cancelled while it waits has kept no permit",
    );
}

pub fn close_ends_all_waiting() {
    let property = "close ends the waiting of all with Closed";
    let semaphore = AsyncSemaphore::new(2);
    let held = now(&semaphore, 2, property);
    let mut callers = [1, 2, 1].map(|count| Caller::new(&semaphore, count));
    for caller in &mut callers {
        caller.waits(property);
    }
    semaphore.close();
    expect(
        callers.iter().all(Caller::is_woken),
        "close wakes all who wait",
    );
    for mut caller in callers {
        expect(matches!(caller.poll(), Poll::Ready(Err(Closed))), property);
    }
    let property = "after close nobody gets a permit, and nobody waits";
    for _ in 0..2 {
        expect(semaphore.try_acquire().is_none(), property);
        for count in [1, 2] {
            let mut caller = Caller::new(&semaphore, count);
            expect(matches!(caller.poll(), Poll::Ready(Err(Closed))), property);
        }
        semaphore.close();
    }
    drop(held);
    expect(semaphore.try_acquire().is_none(), property);
    let mut caller = Caller::new(&semaphore, 1);
    expect(matches!(caller.poll(), Poll::Ready(Err(Closed))), property);
}

pub fn permits_outlive_close() {
    let property = "permits that are out at close stay valid, and come back";
    let semaphore = AsyncSemaphore::new(3);
    let held = now(&semaphore, 2, property);
    let mut granted = Caller::new(&semaphore, 2);
    granted.waits(property);
    let mut late = Caller::new(&semaphore, 2);
    late.waits(property);
    drop(held);
    semaphore.close();
    expect(
        matches!(late.poll(), Poll::Ready(Err(Closed))),
        "close ends the waiting of all with Closed",
    );
    let permits = granted.gets("permits that came back before close go to whoever was next");
    expect_eq(semaphore.available(), 1, property);
    drop(permits);
    expect_eq(semaphore.available(), 3, property);
    let semaphore = AsyncSemaphore::new(1);
    let held = now(&semaphore, 1, property);
    let mut granted = Caller::new(&semaphore, 1);
    granted.waits(property);
    drop(held);
    semaphore.close();
    drop(granted);
    expect_eq(
        semaphore.available(),
        1,
        "who is cancelled after it was woken gives its permits back, also after close",
    );
}

pub fn polling_again_changes_nothing() {
    let property = "polling a future that waits neither costs its place nor takes another one";
    let semaphore = AsyncSemaphore::new(1);
    let held = now(&semaphore, 1, property);
    let mut first = Caller::new(&semaphore, 1);
    let mut second = Caller::new(&semaphore, 1);
    first.waits(property);
    second.waits(property);
    for _ in 0..3 {
        first.waits(property);
    }
    drop(held);
    second.waits(property);
    drop(first.gets(property));
    expect(second.is_woken(), property);
    drop(second.gets(property));
    expect_eq(semaphore.available(), 1, property);
}

pub fn the_latest_waker_is_called() {
    let property = "the waker of the latest poll is called";
    let semaphore = AsyncSemaphore::new(1);
    let held = now(&semaphore, 1, property);
    let mut waiting = Caller::new(&semaphore, 1);
    let earlier = Tally::new();
    let other = Waker::from(Arc::new(Bell(earlier)));
    expect(waiting.poll_with(&other).is_pending(), property);
    waiting.waits(property);
    drop(held);
    expect(waiting.is_woken(), property);
    drop(waiting.gets(property));
}

/// Calls the semaphore, as the waker of an executor may that runs the task at once.
struct Meddler {
    semaphore: Arc<AsyncSemaphore>,
    calls: Tally,
}

impl Wake for Meddler {
    fn wake(self: Arc<Self>) {
        self.calls.add();
        self.semaphore.available();
        drop(self.semaphore.try_acquire());
    }
}

/// A semaphore with two permits, and a waker that calls it and counts its own calls.
fn meddled_with() -> (Arc<AsyncSemaphore>, Tally, Waker) {
    let semaphore = Arc::new(AsyncSemaphore::new(2));
    let calls = Tally::new();
    let waker = Waker::from(Arc::new(Meddler {
        semaphore: Arc::clone(&semaphore),
        calls: calls.clone(),
    }));
    (semaphore, calls, waker)
}

pub fn wakers_are_called_without_the_lock() {
    let property = "a waker is called outside the lock, and may itself call the semaphore";
    let (semaphore, calls, waker) = meddled_with();
    let held = now(&semaphore, 1, property);
    let mut granted = Caller::new(&semaphore, 2);
    let mut behind = Caller::new(&semaphore, 1);
    let mut closed = Caller::new(&semaphore, 2);
    for caller in [&mut granted, &mut behind, &mut closed] {
        expect(caller.poll_with(&waker).is_pending(), property);
    }
    // A permit comes back; somebody who was woken is cancelled; the semaphore is closed.
    drop(held);
    expect(calls.get() >= 1, property);
    drop(granted);
    expect(calls.get() >= 2, property);
    semaphore.close();
    expect(calls.get() >= 3, property);
    // Somebody is cancelled who was not woken, and lets another go.
    let (semaphore, calls, waker) = meddled_with();
    let _held = now(&semaphore, 1, property);
    let mut head = Caller::new(&semaphore, 2);
    let mut behind = Caller::new(&semaphore, 1);
    for caller in [&mut head, &mut behind] {
        expect(caller.poll_with(&waker).is_pending(), property);
    }
    drop(head);
    expect(calls.get() >= 1, property);
}

pub fn any_number_of_permits_works() {
    let none = AsyncSemaphore::new(0);
    expect_eq(none.available(), 0, "a semaphore may have no permit at all");
    expect(
        none.try_acquire().is_none(),
        "a semaphore may have no permit at all",
    );
    drop(now(&none, 0, "a request for no permit is served at once"));
    let most = AsyncSemaphore::new(usize::MAX);
    let property = "the greatest number of permits works";
    let permits = (now(&most, usize::MAX - 1, property), most.try_acquire());
    expect_eq(most.available(), 0, property);
    let mut all = Caller::new(&most, usize::MAX);
    all.waits(property);
    drop(permits);
    drop(all.gets(property));
    expect_eq(most.available(), usize::MAX, property);
}

pub fn any_request_works() {
    let semaphore = AsyncSemaphore::new(2);
    let property = "a request for no permit is served at once, also when others wait";
    drop(now(&semaphore, 0, property));
    let held = now(&semaphore, 2, property);
    let mut waiting = Caller::new(&semaphore, 1);
    waiting.waits("who asks when no permit is free has to wait");
    drop(now(&semaphore, 0, property));
    let property =
        "a request for more permits than there are is Closed at once, and bothers nobody";
    for count in [3, usize::MAX] {
        let mut greedy = Caller::new(&semaphore, count);
        expect(matches!(greedy.poll(), Poll::Ready(Err(Closed))), property);
    }
    drop(held);
    drop(waiting.gets(property));
    expect_eq(semaphore.available(), 2, TAKEN);
}
