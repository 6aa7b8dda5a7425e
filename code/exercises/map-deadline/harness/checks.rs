//! What `map_deadline` promises, in small scenarios.

use std::num::NonZeroUsize;
use std::panic::panic_any;
use std::sync::{Barrier, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use answer::Outcome::{Done, NotStarted, Panicked, TimedOut};
use answer::{Outcome, Stop, map_deadline};
use harness_kit::{Live, Tally, expect, expect_eq, let_time_pass, seconds, slack};

fn workers(number: usize) -> NonZeroUsize {
    NonZeroUsize::new(number).expect("the checks ask for a worker at least")
}

/// Works until it is told to stop, and gives up long after the deadline of every check.
fn until_told(stop: &Stop) {
    for _ in 0..100 {
        if stop.requested() {
            return;
        }
        thread::sleep(seconds(1));
    }
}

const PLACES: &str = "every item has its outcome at its own place";

pub fn results_keep_their_places() {
    let outcomes = map_deadline(
        vec![3, 1, 2],
        workers(3),
        seconds(1000),
        |number, _: &Stop| {
            // The first item ends last.
            thread::sleep(seconds(10 * number));
            number * number
        },
    );
    expect_eq(outcomes, [Done(9), Done(1), Done(4)], PLACES);
}

pub fn all_workers_work_at_once() {
    let meeting = Barrier::new(2);
    let outcomes = map_deadline(vec![(); 4], workers(2), seconds(1000), |(), _: &Stop| {
        // Returns only when two jobs run at the same time.
        meeting.wait();
    });
    expect_eq(outcomes, [Done(()), Done(()), Done(()), Done(())], PLACES);
}

pub fn no_more_workers_than_asked_for() {
    let live = Live::new();
    let outcomes = map_deadline(vec![(); 4], workers(2), seconds(1000), |(), _: &Stop| {
        let here = live.item(());
        thread::yield_now();
        drop(here);
    });
    expect_eq(outcomes.len(), 4, PLACES);
    expect(
        live.peak() <= 2,
        format!(
            "two workers do two jobs at once at most: found {}",
            live.peak()
        ),
    );
}

pub fn work_is_dealt_out() {
    let (sender, receiver) = mpsc::channel();
    let receiver = Mutex::new(receiver);
    let items = vec![true, false, false, false];
    let outcomes = map_deadline(items, workers(2), seconds(1000), |waits, _: &Stop| {
        if waits {
            // The other worker does everything else meanwhile.
            let others = receiver.lock().unwrap();
            for _ in 0..3 {
                others.recv().expect("the other end lives in this check");
            }
        } else {
            let _ = sender.send(());
        }
    });
    expect_eq(outcomes, [Done(()), Done(()), Done(()), Done(())], PLACES);
}

pub fn it_returns_when_all_is_done() {
    for deadline in [seconds(1000), Duration::MAX] {
        let started = Instant::now();
        let outcomes = map_deadline(vec![1, 2], workers(2), deadline, |number, _: &Stop| {
            thread::sleep(seconds(10));
            number
        });
        let took = started.elapsed();
        expect_eq(outcomes, [Done(1), Done(2)], PLACES);
        expect(
            took <= seconds(10) + slack(),
            format!(
                "when all is done, nobody waits for the deadline: jobs of {:?} took {took:?}",
                seconds(10)
            ),
        );
    }
}

pub fn stop_is_requested_at_the_deadline() {
    let items = vec![true, false, false, true, true, false];
    let started = Instant::now();
    let outcomes = map_deadline(items, workers(2), seconds(50), |slow, stop| {
        if slow {
            until_told(stop);
        } else {
            thread::sleep(seconds(15));
        }
    });
    let took = started.elapsed();
    expect(
        took >= seconds(50) && took <= seconds(51) + slack(),
        format!(
            "at the one deadline of {:?} every job is told to stop, and the call returns when they have: it took {took:?}",
            seconds(50)
        ),
    );
    expect_eq(
        outcomes,
        [
            TimedOut,
            Done(()),
            Done(()),
            TimedOut,
            NotStarted,
            NotStarted,
        ],
        "a job that had begun timed out, an item that had not was not started",
    );
}

pub fn stop_is_not_requested_before() {
    let looks = Tally::new();
    let items = vec![0, 40, 80];
    let outcomes = map_deadline(items, workers(2), seconds(1000), |long, stop| {
        if long == 0 {
            panic!("this panic belongs to the check");
        }
        for _ in 0..4 {
            thread::sleep(seconds(long / 4));
            if stop.requested() {
                looks.add();
            }
        }
    });
    expect_eq(
        looks.get(),
        0,
        "nobody is told to stop before the deadline, whatever becomes of the others",
    );
    expect_eq(
        &outcomes[1..],
        [Done(()), Done(())],
        "a job that returns in time is done",
    );
}

pub fn what_is_done_is_kept() {
    let items = vec![false, true, false, true, false, false];
    let outcomes = map_deadline(items, workers(2), seconds(50), |slow, stop| {
        if slow {
            until_told(stop);
        } else {
            thread::sleep(seconds(5));
        }
        7
    });
    expect_eq(
        outcomes,
        [Done(7), TimedOut, Done(7), TimedOut, NotStarted, NotStarted],
        "what was done before the deadline is kept, at its place, and the rest is TimedOut or NotStarted",
    );
}

pub fn a_late_value_is_timed_out() {
    let started = Instant::now();
    let live = Live::new();
    let outcomes = map_deadline(vec![60, 5], workers(2), seconds(20), |long, _: &Stop| {
        // It does not look at `stop`.
        thread::sleep(seconds(long));
        live.item(long)
    });
    expect(
        started.elapsed() + slack() >= seconds(60),
        "the call returns when no job is left running",
    );
    expect(
        matches!(outcomes[..], [TimedOut, Done(_)]),
        format!("a value that comes after the deadline is TimedOut: found {outcomes:?}"),
    );
    expect_eq(live.alive(), 1, "a value that comes too late is dropped");
}

pub fn nothing_starts_after_the_deadline() {
    let live = Live::new();
    let items = (0..4).map(|number| live.item(number)).collect();
    let calls = Tally::new();
    let outcomes = map_deadline(items, workers(1), seconds(20), |item, _: &Stop| {
        calls.add();
        thread::sleep(seconds(if item.value == 0 { 5 } else { 60 }));
    });
    expect_eq(
        calls.get(),
        2,
        "no item is started when the deadline has passed",
    );
    expect_eq(
        outcomes,
        [Done(()), TimedOut, NotStarted, NotStarted],
        "items are started in their order, and what was not started says so",
    );
    expect_eq(live.alive(), 0, "an item that was not started is dropped");
}

pub fn a_panic_is_an_outcome() {
    let outcomes: Vec<Outcome<u8>> = map_deadline(
        vec![0, 1, 2, 3],
        workers(2),
        seconds(1000),
        |number, _: &Stop| match number {
            0 => panic!("a plain text"),
            1 => panic!("a text with the number {number}"),
            2 => panic_any(7_u64),
            _ => number,
        },
    );
    let [plain, built, other, well] = &outcomes[..] else {
        panic!("{PLACES}: found {outcomes:?}");
    };
    let message = "Panicked has the message of the panic";
    expect_eq(plain, &Panicked("a plain text".to_owned()), message);
    expect_eq(
        built,
        &Panicked("a text with the number 1".to_owned()),
        message,
    );
    expect(
        matches!(other, Panicked(_)),
        format!("a panic whose payload is no text is a panic, too: found {other:?}"),
    );
    expect_eq(well, &Done(3), "an item after a panic is done as ever");

    let meeting = Barrier::new(2);
    let items = vec![false, true, true];
    let outcomes = map_deadline(items, workers(2), seconds(1000), |well, _: &Stop| {
        if !well {
            panic!("this panic belongs to the check");
        }
        meeting.wait();
    });
    expect_eq(
        &outcomes[1..],
        [Done(()), Done(())],
        "after a panic all the workers are still there",
    );
}

pub fn a_deadline_of_zero_starts_nothing() {
    let calls = Tally::new();
    let outcomes = map_deadline(vec![1, 2], workers(2), Duration::ZERO, |_, _: &Stop| {
        calls.add();
    });
    expect_eq(
        outcomes,
        [NotStarted, NotStarted],
        "with a deadline of zero nothing is started",
    );
    expect_eq(calls.get(), 0, "with a deadline of zero nothing is started");
}

pub fn any_numbers_work() {
    for deadline in [Duration::ZERO, seconds(1000), Duration::MAX] {
        let started = Instant::now();
        let none = map_deadline(Vec::<u8>::new(), workers(3), deadline, |item, _: &Stop| {
            item
        });
        expect_eq(none, [], "no items have no outcomes");
        expect(
            started.elapsed() <= slack(),
            "without items the call returns at once",
        );
    }
    let two = map_deadline(
        vec![1, 2],
        NonZeroUsize::MAX,
        Duration::MAX,
        |item, _: &Stop| item,
    );
    expect_eq(
        two,
        [Done(1), Done(2)],
        "any number of workers may be asked for, and any deadline",
    );
}

pub fn waiting_is_sleeping() {
    let gate = Barrier::new(2);
    let limit = seconds(1_000_000_000);
    let outcomes = map_deadline(
        vec![true, false, true],
        workers(2),
        limit,
        |waits, _: &Stop| {
            if waits {
                gate.wait();
            } else {
                let_time_pass("who waits for the jobs, or for the deadline, sleeps");
                gate.wait();
                let_time_pass("who waits for the jobs, or for the deadline, sleeps");
                gate.wait();
            }
        },
    );
    expect_eq(outcomes, [Done(()), Done(()), Done(())], PLACES);
}
