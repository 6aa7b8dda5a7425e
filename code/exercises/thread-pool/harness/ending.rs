//! How a pool ends.

use std::sync::Arc;
use std::thread;

use answer::{Closed, TaskError};
use harness_kit::{Live, Tally, expect, expect_eq, scoped, seconds};

use super::{ALL_DONE, OWN, gate, pool, taken};

pub fn shutdown_finishes_the_queue() {
    let pool = pool(2);
    let done = Tally::new();
    let handles: Vec<_> = (0..3)
        .map(|_| {
            let done = done.clone();
            taken(pool.submit(move || {
                thread::yield_now();
                done.add();
            }))
        })
        .collect();
    pool.shutdown();
    expect_eq(done.get(), 3, ALL_DONE);
    expect(
        pool.submit(|| 1).is_err(),
        "submit says Closed once shutdown has been called",
    );
    pool.shutdown();
    expect_eq(
        pool.shutdown_now(),
        0,
        "a pool that was shut down has no jobs to throw away",
    );
    expect(
        pool.submit(|| 1).is_err(),
        "submit says Closed once shutdown has been called",
    );
    for handle in handles {
        expect_eq(handle.join(), Ok(()), OWN);
    }
}

pub fn every_shutdown_waits() {
    let pool = pool(1);
    let done = Tally::new();
    for _ in 0..2 {
        let done = done.clone();
        drop(taken(pool.submit(move || {
            thread::yield_now();
            done.add();
        })));
    }
    thread::scope(|scope| {
        scoped(scope, "second", || {
            pool.shutdown();
            expect_eq(
                done.get(),
                2,
                "each of two shutdowns at the same time waits for the workers",
            );
        });
        pool.shutdown();
        expect_eq(
            done.get(),
            2,
            "each of two shutdowns at the same time waits for the workers",
        );
    });
}

pub fn shutdown_now_throws_away() {
    let pool = pool(1);
    let (live, ended) = (Live::new(), Tally::new());
    let (gate, begun) = gate();
    let running = {
        let ended = ended.clone();
        taken(pool.submit(move || {
            begun.wait();
            thread::sleep(seconds(20));
            ended.add();
            1
        }))
    };
    gate.wait();
    let waiting = [2, 3].map(|number| {
        let held = live.item(number);
        taken(pool.submit(move || held.value))
    });
    let count = pool.shutdown_now();
    expect_eq(
        ended.get(),
        1,
        "shutdown_now waits for the jobs that have begun",
    );
    expect_eq(
        count,
        2,
        "shutdown_now says how many jobs it threw away, and that is those that had not begun",
    );
    expect_eq(live.alive(), 0, "a job that is thrown away is dropped");
    expect_eq(running.join(), Ok(1), "a job that has begun is done");
    for handle in waiting {
        expect_eq(
            handle.join(),
            Err(TaskError::Cancelled),
            "the handle of a job that was thrown away says so",
        );
    }
    expect(
        pool.submit(|| 1).is_err(),
        "submit says Closed once shutdown_now has been called",
    );
}

pub fn shutdown_now_counts_right() {
    let pool = pool(2);
    let handles = [1, 2, 3].map(|number| taken(pool.submit(move || number)));
    let count = pool.shutdown_now();
    let mut cancelled = 0;
    for (handle, number) in handles.into_iter().zip(1..) {
        match handle.join() {
            Err(TaskError::Cancelled) => cancelled += 1,
            outcome => expect_eq(outcome, Ok(number), OWN),
        }
    }
    expect_eq(
        count,
        cancelled,
        "shutdown_now says how many jobs it threw away: as many as there are handles that say Cancelled",
    );
}

pub fn accepted_is_done() {
    let pool = pool(1);
    thread::scope(|scope| {
        scoped(scope, "submits", || {
            let mut closed = false;
            for number in 0..2 {
                match pool.submit(move || number) {
                    Ok(handle) => {
                        expect(!closed, "a pool that was closed stays closed");
                        expect_eq(
                            handle.join(),
                            Ok(number),
                            "a job that was accepted while the pool is shut down is done",
                        );
                    }
                    Err(Closed) => closed = true,
                }
            }
        });
        pool.shutdown();
    });
}

pub fn drop_is_shutdown() {
    let pool = pool(2);
    let done = Tally::new();
    let handles = [1, 2, 3].map(|number| {
        let done = done.clone();
        taken(pool.submit(move || {
            thread::yield_now();
            done.add();
            number
        }))
    });
    drop(pool);
    expect_eq(
        done.get(),
        3,
        "when a pool has been dropped, every job that was handed in has been done",
    );
    for (handle, number) in handles.into_iter().zip(1..) {
        expect_eq(handle.join(), Ok(number), OWN);
    }
}

pub fn a_job_may_drop_the_pool() {
    for workers in [1, 2] {
        let pool = Arc::new(pool(workers));
        let (gate, opened) = gate();
        let inside = pool.clone();
        let last = taken(pool.submit(move || {
            opened.wait();
            // Nobody else has the pool now.
            drop(inside);
            7
        }));
        let behind = taken(pool.submit(|| 8));
        drop(pool);
        gate.wait();
        expect_eq(
            last.join(),
            Ok(7),
            "a job that drops the pool does not wait for itself",
        );
        expect_eq(
            behind.join(),
            Ok(8),
            "when a job drops the pool, the others that were handed in are done as ever",
        );
    }
}
