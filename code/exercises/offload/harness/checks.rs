//! What the pool promises, in small scenarios: its threads under any schedule, its callers on one thread or two.

mod jobs;

use std::collections::HashSet;
use std::panic::panic_any;
use std::sync::{Arc, Barrier};
use std::thread;

use answer::OffloadError;
use futures::FutureExt;
use futures::future::join_all;
use harness_kit::{Live, Tally, expect, expect_eq, hold_back, let_time_pass, scoped, seconds};
use tokio::time::sleep;

use jobs::{held, pool, run, run_on_two_workers};

const OWN: &str = "a caller gets the outcome of its own job";

pub fn outcomes_come_back() {
    let pool = pool(2, 1);
    let other = pool.clone();
    run(async {
        let (one, two) = tokio::join!(pool.run(|| 5), other.run(|| String::from("text")));
        expect_eq(one, Ok(5), OWN);
        expect_eq(two, Ok(String::from("text")), OWN);
        expect_eq(other.try_run(|| 7).await, Ok(7), OWN);
        let ran = Tally::new();
        let count = || {
            let counter = ran.clone();
            move || counter.add()
        };
        let unasked = (pool.run(count()), pool.try_run(count()));
        expect_eq(pool.run(|| 8).await, Ok(8), OWN);
        drop(unasked);
        expect_eq(ran.get(), 0, "a call that nobody awaits does nothing");
    });
    // The pool belongs to no runtime.
    expect_eq(run(pool.run(|| 9)), Ok(9), OWN);
}

pub fn the_runtime_goes_on() {
    for threads in [1, 2] {
        let pool = pool(threads, 1);
        run(async {
            let (mut gate, job) = held(5);
            let (outcome, ()) = tokio::join!(pool.run(job), async {
                gate.begins().await;
                // Other tasks and timers have their turn while the job is at work.
                let other = tokio::spawn(async { sleep(seconds(1)).await });
                expect(other.await.is_ok(), "other tasks go on");
                gate.go();
            });
            expect_eq(outcome, Ok(5), OWN);
        });
    }
}

pub fn as_many_at_once_as_threads() {
    let pool = pool(3, 0);
    run(async {
        // Whatever there is already of threads, others may have to be woken or started.
        expect_eq(pool.run(|| 0).await, Ok(0), OWN);
        let meeting = Arc::new(Barrier::new(3));
        // Each returns only when three are at work at the same time.
        let calls = (0..3).map(|number| {
            let meeting = meeting.clone();
            pool.run(move || {
                meeting.wait();
                number
            })
        });
        let outcomes = join_all(calls).await;
        expect_eq(outcomes, [Ok(0), Ok(1), Ok(2)], OWN);
    });
}

pub fn never_more_than_threads() {
    for threads in [1, 2] {
        let pool = pool(threads, 3);
        run(async {
            let running = Tally::new();
            let calls = (0..3).map(|_| {
                let running = running.clone();
                pool.run(move || {
                    let now = running.add();
                    thread::yield_now();
                    running.subtract();
                    now
                })
            });
            for now in join_all(calls).await {
                let property = "no more jobs are at work than there are threads";
                expect(now.is_ok_and(|now| now <= threads), property);
            }
        });
    }
}

pub fn always_the_same_threads() {
    let pool = pool(2, 2);
    let mut seen = HashSet::new();
    for _ in 0..3 {
        run(async {
            let meeting = Arc::new(Barrier::new(2));
            let calls = (0..2).map(|_| {
                let meeting = meeting.clone();
                pool.run(move || {
                    meeting.wait();
                    thread::current().id()
                })
            });
            for id in join_all(calls).await {
                seen.extend(id);
            }
        });
    }
    let property = "the pool has its own threads, and all the time the same";
    expect_eq(seen.len(), 2, property);
    let property = "no job runs on a thread of the runtime";
    expect(!seen.contains(&thread::current().id()), property);
}

pub fn the_queue_counts_those_that_wait() {
    for (threads, queue) in [(1, 0), (1, 2), (2, 0), (2, 1)] {
        let pool = pool(threads, queue);
        run(async {
            let (mut gates, mut calls) = (Vec::new(), Vec::new());
            for number in 0..threads + queue {
                let (gate, job) = held(number);
                let mut call = Box::pin(pool.try_run(job));
                let early = (&mut call).now_or_never();
                expect(
                    early.is_none(),
                    format!(
                        "a job is taken in while a thread is free or the queue has room, which counts the jobs that wait: job {} is refused with {threads} threads and a queue of {queue}: {early:?}",
                        number + 1
                    ),
                );
                gates.push(gate);
                calls.push(call);
            }
            let refused = pool.try_run(|| 99).now_or_never();
            let property =
                "try_run says Busy at once when all threads are at work and the queue is full";
            expect_eq(refused, Some(Err(OffloadError::Busy)), property);
            for gate in gates {
                gate.go();
            }
            let outcomes = join_all(calls).await;
            expect_eq(
                outcomes,
                (0..threads + queue).map(Ok).collect::<Vec<_>>(),
                OWN,
            );
        });
    }
}

pub fn who_asks_is_told_at_once() {
    // Somebody asks and stands still after each step in turn; meanwhile somebody else takes the only place.
    for steps in 1.. {
        let pool = pool(1, 0);
        let (began, told) = (Tally::new(), Tally::new());
        let is_held = thread::scope(|scope| {
            let (asked, begins, tells) = (pool.clone(), began.clone(), told.clone());
            let back = hold_back(scope, "asks", steps, move || {
                let _ = run(asked.try_run(move || begins.add()));
                tells.add();
            });
            let is_held = back.is_some();
            if is_held {
                run(async {
                    let (gate, job) = held(1);
                    let mut mine = Box::pin(pool.try_run(job));
                    let has_the_place = (&mut mine).now_or_never().is_none();
                    drop(back);
                    for _ in 0..ROUNDS {
                        thread::yield_now();
                    }
                    if has_the_place {
                        expect(
                            told.get() + began.get() > 0,
                            "who comes too late for the last place is told so, and does not wait for it",
                        );
                        gate.go();
                        expect_eq(mine.await, Ok(1), OWN);
                    }
                });
            }
            is_held
        });
        if !is_held {
            break;
        }
    }
}

pub fn run_waits_for_a_place() {
    let pool = pool(1, 1);
    run(async {
        let ((first_gate, first), (second_gate, second)) = (held(1), held(2));
        let mut first = Box::pin(pool.run(first));
        let mut second = Box::pin(pool.run(second));
        expect((&mut first).now_or_never().is_none(), OWN);
        expect((&mut second).now_or_never().is_none(), OWN);
        let ran = Tally::new();
        let counter = ran.clone();
        let mut third = Box::pin(pool.run(move || counter.add()));
        let mut fourth = Box::pin(pool.run(|| 4));
        let property = "while the queue is full, run waits for a place";
        expect_eq((&mut third).now_or_never(), None, property);
        expect_eq((&mut fourth).now_or_never(), None, property);
        drop(third);
        first_gate.go();
        expect_eq(first.await, Ok(1), OWN);
        second_gate.go();
        let (second, fourth) = tokio::join!(second, fourth);
        expect_eq(second, Ok(2), OWN);
        expect_eq(
            fourth,
            Ok(4),
            "who waits for a place gets one when one is free",
        );
        let property = "a caller that is dropped while it waits for a place is forgotten";
        expect_eq(ran.get(), 0, property);
    });
}

pub fn a_finished_job_has_no_place() {
    let property = "when a caller has its outcome, the place of its job is free";
    let pool = pool(1, 0);
    run(async {
        expect_eq(pool.run(|| 1).await, Ok(1), OWN);
        expect_eq(pool.try_run(|| 2).await, Ok(2), property);
        let panics = pool.try_run(|| -> u8 { panic!("this panic belongs to the check") });
        expect_eq(
            panics.await,
            Err(OffloadError::Panicked(
                "this panic belongs to the check".to_owned(),
            )),
            property,
        );
        expect_eq(pool.try_run(|| 3).await, Ok(3), property);
    });
}

pub fn an_outcome_comes_after_the_place() {
    let property = "when a caller has its outcome, the place of its job is free, however slow the job's thread is";
    // Somebody stands still after each step in turn: the thread of the job, too, when it has told the outcome.
    for steps in 1.. {
        let pool = pool(1, 0);
        let is_held = thread::scope(|scope| {
            let called = pool.clone();
            let held = hold_back(scope, "caller", steps, move || {
                run(async {
                    expect_eq(called.run(|| 1).await, Ok(1), OWN);
                    expect_eq(called.try_run(|| 2).await, Ok(2), property);
                });
            });
            if held.is_some() {
                // Meanwhile everybody else goes on.
                for _ in 0..ROUNDS {
                    thread::yield_now();
                }
            }
            held.is_some()
        });
        if !is_held {
            break;
        }
    }
}

/// Enough for a caller to come from its outcome to the next call.
const ROUNDS: usize = 40;

pub fn a_panic_is_an_outcome() {
    let pool = pool(2, 0);
    run(async {
        let property = "Panicked has the message of the panic";
        let number = 7;
        let panicked = |text: &str| Err(OffloadError::Panicked(text.to_owned()));
        for _ in 0..2 {
            let text = pool.run(|| -> u8 { panic!("a plain text") }).await;
            expect_eq(text, panicked("a plain text"), property);
            let built = pool
                .run(move || -> u8 { panic!("the number {number}") })
                .await;
            expect_eq(built, panicked("the number 7"), property);
        }
        let other = pool.run(|| -> u8 { panic_any(7_u64) }).await;
        expect(
            matches!(other, Err(OffloadError::Panicked(_))),
            format!("a panic whose payload is no text is Panicked, too: found {other:?}"),
        );
        let meeting = Arc::new(Barrier::new(2));
        let calls = (0..2).map(|_| {
            let meeting = meeting.clone();
            pool.run(move || drop(meeting.wait()))
        });
        let outcomes = join_all(calls).await;
        let property = "after panics all threads are still there";
        expect_eq(outcomes, [Ok(()), Ok(())], property);
    });
}

pub fn a_job_that_waits_can_be_cancelled() {
    let pool = pool(1, 1);
    run(async {
        let (mut gate, job) = held(1);
        let mut first = Box::pin(pool.run(job));
        expect((&mut first).now_or_never().is_none(), OWN);
        gate.begins().await;
        let (live, ran) = (Live::new(), Tally::new());
        for _ in 0..3 {
            let (own, counter) = (live.item(()), ran.clone());
            let mut second = Box::pin(pool.try_run(move || {
                counter.add();
                drop(own);
            }));
            let property =
                "when a caller is dropped before its job has begun, the place is free at once";
            expect_eq((&mut second).now_or_never(), None, property);
            drop(second);
            let property =
                "when a caller is dropped before its job has begun, the job is dropped at once";
            expect_eq(live.alive(), 0, property);
        }
        gate.go();
        expect_eq(first.await, Ok(1), OWN);
        expect_eq(pool.run(|| 2).await, Ok(2), OWN);
        let property = "a job whose caller was dropped before it had begun never runs";
        expect_eq(ran.get(), 0, property);
    });
}

pub fn a_job_that_runs_keeps_its_place() {
    let pool = pool(1, 0);
    run(async {
        let live = Live::new();
        let (mut gate, job) = held(live.item(()));
        let mut first = Box::pin(pool.run(job));
        expect((&mut first).now_or_never().is_none(), OWN);
        gate.begins().await;
        drop(first);
        let refused = pool.try_run(|| 2).now_or_never();
        let property = "a job that has begun keeps its thread when its caller is dropped";
        expect_eq(refused, Some(Err(OffloadError::Busy)), property);
        gate.go();
        let property = "a job that has begun comes to its end, and then its thread is free";
        expect_eq(pool.run(|| 3).await, Ok(3), property);
        expect_eq(
            live.alive(),
            0,
            "an outcome that nobody waits for is dropped",
        );
    });
}

pub fn cancelling_is_safe_at_any_moment() {
    let pool = pool(1, 0);
    run_on_two_workers(async {
        let (begun, ended) = (Tally::new(), Tally::new());
        let (begins, ends) = (begun.clone(), ended.clone());
        let mut first = Box::pin(pool.run(move || {
            begins.add();
            thread::yield_now();
            ends.add();
        }));
        drop((&mut first).now_or_never());
        // The thread may just be about to begin.
        drop(first);
        expect_eq(
            pool.run(|| 2).await,
            Ok(2),
            "the place of a cancelled job is free in the end",
        );
        let property = "a job runs as a whole or not at all";
        expect_eq(begun.get(), ended.get(), property);
        let (gate, job) = held(3);
        let mut third = Box::pin(pool.try_run(job));
        let property = "after a cancellation there are as many places as before";
        expect((&mut third).now_or_never().is_none(), property);
        let refused = pool.try_run(|| 4).now_or_never();
        expect_eq(refused, Some(Err(OffloadError::Busy)), property);
        gate.go();
        expect_eq(third.await, Ok(3), OWN);
    });
}

pub fn any_queue_works() {
    for queue in [0, usize::MAX / 2, usize::MAX - 1, usize::MAX] {
        let pool = pool(1, queue);
        run(async {
            let calls = (0..3).map(|number| pool.run(move || number));
            let outcomes = join_all(calls).await;
            expect_eq(
                outcomes,
                [Ok(0), Ok(1), Ok(2)],
                "the queue may have any size",
            );
        });
    }
}

pub fn dropping_the_pool_waits_for_nobody() {
    run(async {
        let one = pool(1, 0);
        let (mut gate, job) = held(1);
        let mut call = Box::pin(one.run(job));
        drop((&mut call).now_or_never());
        gate.begins().await;
        drop(call);
        // A drop that waited for the job would wait for ever.
        drop(one);
        gate.go();
        // The job itself has the last handle, and drops it on its thread.
        let one = pool(1, 0);
        let own = one.clone();
        let (mut gate, job) = held(());
        let mut call = Box::pin(one.run(move || {
            job();
            drop(own);
        }));
        drop((&mut call).now_or_never());
        gate.begins().await;
        drop(call);
        drop(one);
        gate.go();
    });
}

pub fn waiting_is_sleeping() {
    let pool = pool(1, 0);
    expect_eq(run(pool.run(|| 1)), Ok(1), OWN);
    let_time_pass("a thread without a job sleeps until there is one");
    thread::scope(|scope| {
        let (gate, job) = held(2);
        let called = pool.clone();
        scoped(scope, "caller", move || {
            run(async { tokio::join!(called.run(job), called.run(|| 3)) })
        });
        let_time_pass("who waits for a place or for an outcome sleeps");
        gate.go();
    });
}
