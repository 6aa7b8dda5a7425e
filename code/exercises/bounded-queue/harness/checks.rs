//! What a bounded queue promises, in small scenarios.

use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use answer::{BoundedQueue, PopError, PushError};
use harness_kit::{Live, Tally, expect, expect_eq, let_time_pass, scoped, seconds, slack};

fn queue<T>(capacity: usize) -> BoundedQueue<T> {
    BoundedQueue::new(NonZeroUsize::new(capacity).expect("the checks ask for a place at least"))
}

pub fn items_come_out_in_order() {
    let queue = queue(3);
    expect(queue.is_empty(), "a new queue is empty");
    for item in 1..=3 {
        expect_eq(queue.push(item), Ok(()), "push into a free place succeeds");
        expect_eq(queue.len(), item, "len counts the items");
    }
    for item in 1..=3 {
        expect_eq(queue.pop(), Ok(item), "pop hands out the oldest item");
    }
    expect_eq(queue.push(4), Ok(()), "a place is free again after a pop");
    expect_eq(
        queue.pop_timeout(seconds(1)),
        Ok(4),
        "pop_timeout hands out an item that is there",
    );
    expect_eq(queue.len(), 0, "len counts the items");
}

pub fn try_push_never_waits() {
    let queue = queue(2);
    expect_eq(
        queue.try_push("a"),
        Ok(()),
        "try_push into a free place succeeds",
    );
    expect_eq(
        queue.try_push("b"),
        Ok(()),
        "try_push into a free place succeeds",
    );
    expect_eq(
        queue.try_push("c"),
        Err(PushError::Full("c")),
        "try_push gives the item back when the queue is full",
    );
    queue.close();
    expect_eq(
        queue.try_push("d"),
        Err(PushError::Closed("d")),
        "a queue that is closed and full says Closed",
    );
    expect_eq(queue.len(), 2, "a refused item is not in the queue");
}

pub fn the_rest_is_handed_out() {
    let live = Live::new();
    let queue = queue(3);
    for number in 1..=3 {
        let pushed = queue.push(live.item(number));
        expect(pushed.is_ok(), "push into a free place succeeds");
    }
    queue.close();
    queue.close();
    let refused = queue.push(live.item(4));
    expect_eq(
        refused,
        Err(PushError::Closed(live.item(4))),
        "push after close gives the item back",
    );
    expect_eq(
        queue.pop(),
        Ok(live.item(1)),
        "after close the rest is handed out",
    );
    expect_eq(
        queue.pop_timeout(seconds(1)),
        Ok(live.item(2)),
        "after close the rest is handed out, to pop_timeout too",
    );
    expect_eq(
        live.alive(),
        1,
        "the queue keeps no copy of what it has handed out",
    );
    expect_eq(
        queue.pop(),
        Ok(live.item(3)),
        "after close the rest is handed out",
    );
    expect_eq(
        queue.pop(),
        Err(PopError::Closed),
        "closed and empty: pop says Closed",
    );
    expect_eq(
        queue.pop_timeout(seconds(1000)),
        Err(PopError::Closed),
        "closed and empty: pop_timeout says Closed, at once",
    );
    drop(queue);

    let unread = self::queue(2);
    let pushed = unread.push(live.item(5));
    expect(pushed.is_ok(), "push into a free place succeeds");
    drop(unread);
    expect_eq(
        live.alive(),
        0,
        "dropping the queue drops what is left in it",
    );
}

pub fn producers_wait_while_it_is_full() {
    let queue = queue(2);
    let (done, asked) = (Tally::new(), Tally::new());
    let within = || {
        // In this order: what is asked for meanwhile only makes room.
        let (done, asked) = (done.get(), asked.get());
        expect(
            done <= asked + 2,
            format!(
                "a queue for 2 items never holds more: {done} pushes had returned when {asked} items had been asked for"
            ),
        );
        expect(queue.len() <= 2, "len is never more than the capacity");
    };
    thread::scope(|scope| {
        for name in ["producer-1", "producer-2"] {
            scoped(scope, name, || {
                for item in 0..2 {
                    expect_eq(queue.push(item), Ok(()), "push succeeds on an open queue");
                    done.add();
                    within();
                }
            });
        }
        for _ in 0..4 {
            within();
            asked.add();
            expect(queue.pop().is_ok(), "pop succeeds on an open queue");
        }
    });
}

pub fn a_waiting_consumer_is_always_woken() {
    let queue = queue(2);
    thread::scope(|scope| {
        for name in ["consumer-1", "consumer-2"] {
            scoped(scope, name, || {
                expect(queue.pop().is_ok(), "pop succeeds on an open queue");
            });
        }
        for item in 0..2 {
            expect_eq(queue.push(item), Ok(()), "push succeeds on an open queue");
        }
    });
}

pub fn a_waiting_producer_is_always_woken() {
    let queue = queue(2);
    for item in 0..2 {
        expect_eq(queue.push(item), Ok(()), "push into a free place succeeds");
    }
    thread::scope(|scope| {
        for (name, item) in [("producer-1", 2), ("producer-2", 3)] {
            let queue = &queue;
            scoped(scope, name, move || {
                expect_eq(queue.push(item), Ok(()), "push succeeds on an open queue");
            });
        }
        for item in 0..2 {
            expect_eq(queue.pop(), Ok(item), "pop hands out the oldest item");
        }
    });
    expect_eq(queue.len(), 2, "what waited to be pushed is in the queue");
}

pub fn producers_and_consumers_do_not_wait_for_each_other() {
    let queue = queue(1);
    thread::scope(|scope| {
        for name in ["producer-1", "producer-2"] {
            scoped(scope, name, || {
                for item in 0..2 {
                    expect_eq(queue.push(item), Ok(()), "push succeeds on an open queue");
                }
            });
        }
        for name in ["consumer-1", "consumer-2"] {
            scoped(scope, name, || {
                for _ in 0..2 {
                    expect(queue.pop().is_ok(), "pop succeeds on an open queue");
                }
            });
        }
    });
}

pub fn nothing_is_lost_or_doubled() {
    let queue = queue(2);
    let taken = Mutex::new(Vec::new());
    thread::scope(|scope| {
        let producers = [("producer-1", 10), ("producer-2", 20)].map(|(name, first)| {
            let queue = &queue;
            scoped(scope, name, move || {
                expect_eq(queue.push(first), Ok(()), "push succeeds on an open queue");
                expect_eq(
                    queue.push(first + 1),
                    Ok(()),
                    "push succeeds on an open queue",
                );
            })
        });
        for name in ["consumer-1", "consumer-2"] {
            scoped(scope, name, || {
                let mut own = Vec::new();
                while let Ok(item) = queue.pop() {
                    own.push(item);
                }
                for first in [10, 20] {
                    let of_one: Vec<_> = own
                        .iter()
                        .filter(|item| (first..first + 2).contains(*item))
                        .collect();
                    expect(
                        of_one.is_sorted(),
                        format!(
                            "one producer's items come out in the order in which it pushed them: found {of_one:?}"
                        ),
                    );
                }
                taken.lock().unwrap().extend(own);
            });
        }
        for producer in producers {
            let _ = producer.join();
        }
        queue.close();
    });
    let mut taken = taken.into_inner().unwrap();
    taken.sort();
    expect_eq(taken, [10, 11, 20, 21], "every item comes out once");
}

pub fn close_wakes_every_consumer() {
    let queue = queue::<u8>(1);
    thread::scope(|scope| {
        for name in ["consumer-1", "consumer-2"] {
            scoped(scope, name, || {
                expect_eq(
                    queue.pop(),
                    Err(PopError::Closed),
                    "a pop that waits at close says Closed",
                );
            });
        }
        scoped(scope, "consumer-3", || {
            expect_eq(
                queue.pop_timeout(seconds(1000)),
                Err(PopError::Closed),
                "a pop_timeout that waits at close says Closed",
            );
        });
        queue.close();
    });
}

pub fn close_wakes_every_producer() {
    let queue = queue(1);
    expect_eq(queue.push(0), Ok(()), "push into a free place succeeds");
    thread::scope(|scope| {
        for (name, item) in [("producer-1", 1), ("producer-2", 2)] {
            let queue = &queue;
            scoped(scope, name, move || {
                expect_eq(
                    queue.push(item),
                    Err(PushError::Closed(item)),
                    "a push that waits at close gives its item back",
                );
            });
        }
        queue.close();
    });
    expect_eq(queue.pop(), Ok(0), "after close the rest is handed out");
    expect_eq(
        queue.pop(),
        Err(PopError::Closed),
        "a refused item is not in the queue",
    );
}

pub fn a_timeout_loses_nothing() {
    let queue = queue(2);
    thread::scope(|scope| {
        let hasty = scoped(scope, "hasty", || queue.pop_timeout(seconds(1)));
        let patient = scoped(scope, "patient", || queue.pop());
        thread::sleep(seconds(1));
        expect_eq(queue.push(1), Ok(()), "push succeeds on an open queue");
        match hasty.join() {
            // Then the item is for the other one, who must learn of it.
            Ok(Err(PopError::Empty)) => {}
            Ok(Ok(item)) => {
                expect_eq(item, 1, "pop_timeout hands out what was pushed");
                expect_eq(queue.push(2), Ok(()), "push succeeds on an open queue");
            }
            Ok(Err(PopError::Closed)) => panic!("an open queue does not say Closed"),
            Err(_) => return,
        }
        let _ = patient.join();
    });
    expect_eq(queue.len(), 0, "every item was handed out");
}

pub fn pop_timeout_keeps_its_limit() {
    let queue = queue(1);
    thread::scope(|scope| {
        let waiter = scoped(scope, "waiter", || {
            let started = Instant::now();
            let outcome = queue.pop_timeout(seconds(20));
            (outcome, started.elapsed())
        });
        // Gives something and takes it back, if it is still there: the waiter may wake up in vain.
        for _ in 0..3 {
            thread::sleep(seconds(8));
            let pushed = queue.try_push(());
            expect_eq(pushed, Ok(()), "there is a free place");
            let _ = queue.pop_timeout(Duration::ZERO);
        }
        let Ok((outcome, took)) = waiter.join() else {
            return;
        };
        if outcome == Err(PopError::Empty) {
            expect(
                took >= seconds(20),
                format!("pop_timeout waits as long as its limit: gave up after {took:?}"),
            );
        }
        expect(
            took <= seconds(20) + slack(),
            format!(
                "pop_timeout waits no longer than its limit of {:?}: waited {took:?}",
                seconds(20)
            ),
        );
    });
}

pub fn waiting_is_sleeping() {
    let (empty, full) = (queue::<u8>(1), queue(1));
    expect_eq(full.push(0), Ok(()), "push into a free place succeeds");
    thread::scope(|scope| {
        scoped(scope, "consumer-1", || empty.pop());
        scoped(scope, "consumer-2", || {
            empty.pop_timeout(seconds(1_000_000))
        });
        scoped(scope, "producer", || full.push(1));
        let_time_pass("who waits sleeps until there is something to do");
        empty.close();
        full.close();
    });
}

pub fn any_capacity_works() {
    let queue = BoundedQueue::new(NonZeroUsize::MAX);
    for item in 0..3 {
        expect_eq(queue.push(item), Ok(()), "the greatest capacity works");
    }
    for item in 0..3 {
        expect_eq(queue.pop(), Ok(item), "the greatest capacity works");
    }
}

pub fn any_limit_works() {
    let queue = queue(1);
    let started = Instant::now();
    expect_eq(
        queue.pop_timeout(Duration::ZERO),
        Err(PopError::Empty),
        "a limit of zero does not wait",
    );
    expect(
        started.elapsed() <= slack(),
        "a limit of zero does not wait",
    );
    expect_eq(queue.push(1), Ok(()), "push into a free place succeeds");
    expect_eq(
        queue.pop_timeout(Duration::ZERO),
        Ok(1),
        "a limit of zero takes what is there",
    );
    thread::scope(|scope| {
        scoped(scope, "consumer", || {
            expect_eq(
                queue.pop_timeout(Duration::MAX),
                Ok(2),
                "the greatest limit waits for an item",
            );
        });
        thread::sleep(seconds(50));
        expect_eq(queue.push(2), Ok(()), "push into a free place succeeds");
    });
}
