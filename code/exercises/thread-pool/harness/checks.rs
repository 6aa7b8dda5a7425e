//! What a thread pool promises, in small scenarios.

mod ending;

use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::panic::panic_any;
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::{Duration, Instant};

use answer::{Closed, TaskError, TaskHandle, ThreadPool};
use harness_kit::{Live, Tally, expect, expect_eq, let_time_pass, scoped, seconds, slack};

pub use ending::{
    a_job_may_drop_the_pool, accepted_is_done, drop_is_shutdown, every_shutdown_waits,
    shutdown_finishes_the_queue, shutdown_now_counts_right, shutdown_now_throws_away,
};

fn pool(workers: usize) -> ThreadPool {
    ThreadPool::new(NonZeroUsize::new(workers).expect("the checks ask for a worker at least"))
}

/// The handle of a job that an open pool has taken.
fn taken<T>(submitted: Result<TaskHandle<T>, Closed>) -> TaskHandle<T> {
    match submitted {
        Ok(handle) => handle,
        Err(Closed) => panic!("submit succeeds on an open pool"),
    }
}

fn gate() -> (Arc<Barrier>, Arc<Barrier>) {
    let gate = Arc::new(Barrier::new(2));
    (gate.clone(), gate)
}

const OWN: &str = "join gives the outcome of its own job";
const ALL_DONE: &str = "when shutdown returns, every job that was handed in has been done";

pub fn every_job_has_its_outcome() {
    let pool = pool(2);
    let [five, three, four] = [5, 3, 4].map(|number| taken(pool.submit(move || number * number)));
    let text = taken(pool.submit(|| String::from("text")));
    expect_eq(four.join(), Ok(16), OWN);
    expect_eq(text.join(), Ok(String::from("text")), OWN);
    expect_eq(five.join(), Ok(25), OWN);
    expect_eq(three.join(), Ok(9), OWN);
}

pub fn jobs_run_at_once() {
    let pool = pool(3);
    let meeting = Arc::new(Barrier::new(3));
    let handles = [1, 2, 3].map(|_| {
        let meeting = meeting.clone();
        // Returns only when three jobs run at the same time.
        taken(pool.submit(move || {
            meeting.wait();
        }))
    });
    for handle in handles {
        expect_eq(handle.join(), Ok(()), OWN);
    }
}

pub fn the_same_threads_all_the_time() {
    let pool = pool(2);
    let mut seen = HashSet::new();
    for _ in 0..3 {
        let meeting = Arc::new(Barrier::new(2));
        let pair = [1, 2].map(|_| {
            let meeting = meeting.clone();
            taken(pool.submit(move || {
                meeting.wait();
                thread::current().id()
            }))
        });
        for handle in pair {
            let Ok(id) = handle.join() else {
                panic!("{OWN}");
            };
            seen.insert(id);
        }
    }
    expect_eq(
        seen.len(),
        2,
        "two workers do all the jobs, always the same ones",
    );
    expect(
        !seen.contains(&thread::current().id()),
        "no job runs on the thread that submits or joins it",
    );
}

pub fn a_free_worker_takes_what_waits() {
    let pool = pool(2);
    let (gate, opened) = gate();
    let slow = taken(pool.submit(move || {
        opened.wait();
    }));
    // One worker is busy all the time: the other one does these.
    for _ in 0..3 {
        expect_eq(taken(pool.submit(|| 1)).join(), Ok(1), OWN);
    }
    gate.wait();
    expect_eq(slow.join(), Ok(()), OWN);
}

/// Longer than other scenarios, on purpose: a queue with room for "enough" jobs is full some day.
pub fn submit_never_waits() {
    const JOBS: usize = 3000;
    let pool = pool(1);
    let done = Tally::new();
    let (gate, opened) = gate();
    let first = taken(pool.submit(move || {
        opened.wait();
    }));
    let handles: Vec<_> = (0..JOBS)
        .map(|_| {
            let done = done.clone();
            taken(pool.submit(move || done.add()))
        })
        .collect();
    // Only now the worker gets on.
    gate.wait();
    pool.shutdown();
    expect_eq(done.get(), JOBS, ALL_DONE);
    drop((first, handles));
}

pub fn jobs_may_submit_jobs() {
    let pool = Arc::new(pool(1));
    let inside = pool.clone();
    let outer = taken(pool.submit(move || inside.submit(|| 7)));
    match outer.join() {
        Ok(Ok(inner)) => expect_eq(inner.join(), Ok(7), OWN),
        Ok(Err(Closed)) => panic!("submit succeeds on an open pool, inside a job, too"),
        Err(error) => panic!("a job may submit another one: found {error:?}"),
    }
    // While the pool is shut down a job may find it open or closed, but it gets an answer.
    let inside = pool.clone();
    let outer = taken(pool.submit(move || inside.submit(|| 8)));
    pool.shutdown();
    match outer.join() {
        Ok(Ok(inner)) => expect_eq(
            inner.join(),
            Ok(8),
            "a job that was accepted is done, also when it was submitted by a job",
        ),
        Ok(Err(Closed)) => {}
        Err(error) => panic!("a job may submit another one: found {error:?}"),
    }
}

pub fn a_panic_is_an_outcome() {
    let pool = pool(1);
    let message = "Panicked has the message of the panic";
    let number = 7;
    let text = taken(pool.submit(|| -> u8 { panic!("a plain text") }));
    let built = taken(pool.submit(move || -> u8 { panic!("a text with the number {number}") }));
    let other = taken(pool.submit(|| -> u8 { panic_any(7_u64) }));
    let well = taken(pool.submit(|| 3_u8));
    expect_eq(
        text.join(),
        Err(TaskError::Panicked("a plain text".to_owned())),
        message,
    );
    expect_eq(
        built.join(),
        Err(TaskError::Panicked("a text with the number 7".to_owned())),
        message,
    );
    let other = other.join();
    expect(
        matches!(other, Err(TaskError::Panicked(_))),
        format!("a panic whose payload is no text is a panic, too: found {other:?}"),
    );
    expect_eq(well.join(), Ok(3), "a job after a panic is done as ever");
}

pub fn workers_survive_panics() {
    let pool = pool(2);
    for _ in 0..3 {
        drop(taken(
            pool.submit(|| panic!("this panic belongs to the check")),
        ));
    }
    let meeting = Arc::new(Barrier::new(2));
    let pair = [1, 2].map(|_| {
        let meeting = meeting.clone();
        taken(pool.submit(move || {
            meeting.wait();
        }))
    });
    for handle in pair {
        expect_eq(
            handle.join(),
            Ok(()),
            "after panics all the workers are still there",
        );
    }
}

pub fn nobody_needs_to_join() {
    let pool = pool(1);
    let done = Tally::new();
    for _ in 0..2 {
        let done = done.clone();
        drop(taken(pool.submit(move || done.add())));
    }
    let kept = taken(pool.submit(|| 5));
    expect_eq(
        kept.join(),
        Ok(5),
        "a job whose handle was dropped does no harm to others",
    );
    let kept = taken(pool.submit(|| 6));
    drop(pool);
    expect_eq(
        kept.join(),
        Ok(6),
        "an outcome can be joined when the pool is gone",
    );
    expect_eq(
        done.get(),
        2,
        "a job is done although its handle was dropped",
    );
}

pub fn join_timeout_gives_the_handle_back() {
    let pool = pool(1);
    let (gate, opened) = gate();
    let slow = taken(pool.submit(move || {
        opened.wait();
        5
    }));
    let behind = taken(pool.submit(|| -> u8 { panic!("behind") }));
    let started = Instant::now();
    let Err(slow) = slow.join_timeout(seconds(20)) else {
        panic!("join_timeout gives the handle back while the job has not ended");
    };
    let took = started.elapsed();
    expect(
        took >= seconds(20) && took <= seconds(20) + slack(),
        format!(
            "join_timeout waits as long as its limit of {:?}, and no longer: waited {took:?}",
            seconds(20)
        ),
    );
    let Err(slow) = slow.join_timeout(seconds(1)) else {
        panic!("join_timeout gives the handle back while the job has not ended");
    };
    gate.wait();
    expect_eq(
        slow.join(),
        Ok(5),
        "a handle that came back still leads to its job",
    );
    let started = Instant::now();
    expect_eq(
        behind.join_timeout(seconds(1000)).ok(),
        Some(Err(TaskError::Panicked("behind".to_owned()))),
        "join_timeout gives the outcome of its own job",
    );
    expect(
        started.elapsed() <= slack(),
        "join_timeout returns as soon as the job has ended",
    );
}

pub fn any_limit_works() {
    let pool = pool(1);
    let slow = taken(pool.submit(|| {
        thread::sleep(seconds(50));
        1
    }));
    let started = Instant::now();
    let Err(slow) = slow.join_timeout(Duration::ZERO) else {
        panic!("a limit of zero gives the handle back while the job runs");
    };
    expect(
        started.elapsed() <= slack(),
        "a limit of zero does not wait",
    );
    expect_eq(
        slow.join_timeout(Duration::MAX).ok(),
        Some(Ok(1)),
        "the greatest limit waits for the job",
    );
    let quick = taken(pool.submit(|| 2));
    pool.shutdown();
    expect_eq(
        quick.join_timeout(Duration::ZERO).ok(),
        Some(Ok(2)),
        "a limit of zero takes an outcome that is there",
    );
}

pub fn waiting_is_sleeping() {
    let pool = pool(2);
    let (gate, opened) = gate();
    let (running, ended) = (
        taken(pool.submit(move || {
            opened.wait();
        })),
        taken(pool.submit(|| 1)),
    );
    expect_eq(ended.join(), Ok(1), OWN);
    let (again, opened) = self::gate();
    let other = taken(pool.submit(move || {
        opened.wait();
    }));
    thread::scope(|scope| {
        scoped(scope, "joins", || running.join());
        scoped(scope, "joins with a limit", || {
            expect(
                other.join_timeout(seconds(1_000_000)).is_ok(),
                "join_timeout waits as long as its limit",
            );
        });
        let_time_pass("who waits for a job sleeps until it has ended");
        again.wait();
        let_time_pass("a worker without a job sleeps until there is one");
        scoped(scope, "shuts down", || pool.shutdown());
        let_time_pass("shutdown sleeps until the workers have ended");
        gate.wait();
    });
}

pub fn nothing_is_left() {
    let pool = pool(1);
    let live = Live::new();
    let job = |number| {
        let held = live.item(number);
        move || held
    };
    drop(taken(pool.submit(job(1))));
    drop(taken(pool.submit(job(2))).join());
    // Long enough for the worker to come to the end of both.
    thread::sleep(seconds(20));
    expect_eq(
        live.alive(),
        0,
        "a value is dropped when it was joined, or has come to an end without a handle",
    );
    let kept = taken(pool.submit(job(3)));
    drop(pool);
    expect_eq(live.alive(), 1, "a handle keeps the value of its job");
    drop(kept);
    expect_eq(
        live.alive(),
        0,
        "when pool and handles are gone, nothing is kept",
    );
}
