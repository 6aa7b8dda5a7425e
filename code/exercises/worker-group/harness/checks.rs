//! What a group of workers promises, in small scenarios.

use std::num::NonZeroUsize;
use std::sync::{Arc, Barrier, Mutex};
use std::thread;

use answer::{Failed, Idle, Running, TaskId};
use harness_kit::{Live, Tally, expect, expect_eq, let_time_pass, scoped};

fn workers(number: usize) -> NonZeroUsize {
    NonZeroUsize::new(number).expect("the checks ask for a worker at least")
}

fn squares(number: usize) -> Running<u32, u32> {
    Idle::new(workers(number), |task| task * task).start()
}

const ALL: &str = "each task is handed out once, with its own result";

pub fn results_carry_their_numbers() {
    let group = squares(2);
    let mut expected = Vec::new();
    for task in [5, 3, 4] {
        expected.push((group.add(task), Ok(task * task)));
    }
    let mut found = Vec::new();
    for _ in 0..3 {
        found.extend(group.next_result());
    }
    found.sort_by_key(|(id, _)| *id);
    expected.sort_by_key(|(id, _)| *id);
    expect_eq(found, expected, ALL);
    expect_eq(
        group.stop(),
        [],
        "stop hands out only what was not collected",
    );
}

pub fn nothing_outstanding_is_none() {
    let group = squares(1);
    expect_eq(
        group.next_result(),
        None,
        "next_result says None when no task was added",
    );
    for task in [2, 3] {
        let id = group.add(task);
        expect_eq(group.next_result(), Some((id, Ok(task * task))), ALL);
        expect_eq(
            group.next_result(),
            None,
            "next_result says None when every task was handed out",
        );
    }
    expect_eq(
        group.stop(),
        [],
        "stop hands out only what was not collected",
    );
}

pub fn none_means_nothing_outstanding() {
    let group = squares(2);
    for task in 0..3 {
        group.add(task);
    }
    let mut number = 0;
    while group.next_result().is_some() {
        number += 1;
    }
    expect_eq(
        number,
        3,
        "next_result does not say None while a task is in the queue or with a worker",
    );
}

pub fn who_finishes_first_comes_first() {
    let gate = Arc::new(Barrier::new(2));
    let group = {
        let gate = gate.clone();
        Idle::new(workers(2), move |slow: bool| {
            if slow {
                gate.wait();
            }
            slow
        })
        .start()
    };
    let slow = group.add(true);
    let quick = group.add(false);
    expect_eq(
        group.next_result(),
        Some((quick, Ok(false))),
        "a task that has finished does not wait for one that was added before it",
    );
    gate.wait();
    expect_eq(group.next_result(), Some((slow, Ok(true))), ALL);
}

pub fn a_free_worker_takes_what_waits() {
    let gate = Arc::new(Barrier::new(2));
    let group = {
        let gate = gate.clone();
        Idle::new(workers(2), move |slow: bool| {
            if slow {
                gate.wait();
            }
        })
        .start()
    };
    group.add(true);
    for _ in 0..3 {
        group.add(false);
    }
    // One worker is busy all the time: the other one does these.
    for _ in 0..3 {
        expect(
            group.next_result().is_some(),
            "no task waits while a worker is free",
        );
    }
    gate.wait();
    expect_eq(group.stop().len(), 1, ALL);
}

pub fn collectors_never_wait_for_ever() {
    let group = squares(2);
    let mut ids = vec![group.add(0), group.add(1)];
    let collected = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for name in ["collector-1", "collector-2", "collector-3"] {
            scoped(scope, name, || {
                if let Some((id, _)) = group.next_result() {
                    collected.lock().unwrap().push(id);
                }
            });
        }
    });
    let mut collected = collected.into_inner().unwrap();
    collected.sort();
    ids.sort();
    expect_eq(
        collected,
        ids,
        "with more collectors than tasks, each task is handed out once, and the others get None",
    );
}

pub fn collectors_share_the_results() {
    let group = squares(2);
    let mut ids = vec![group.add(0), group.add(1), group.add(2)];
    let collected = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for name in ["collector-1", "collector-2"] {
            scoped(scope, name, || {
                while let Some((id, _)) = group.next_result() {
                    collected.lock().unwrap().push(id);
                }
            });
        }
    });
    let mut collected = collected.into_inner().unwrap();
    collected.sort();
    ids.sort();
    expect_eq(
        collected,
        ids,
        "collectors that go on until None have every result, each of them once",
    );
}

pub fn numbers_are_unique() {
    let group = squares(1);
    thread::scope(|scope| {
        for name in ["adds-1", "adds-2"] {
            scoped(scope, name, || {
                group.add(1);
                group.add(2);
            });
        }
    });
    let mut rest = group.stop();
    rest.sort_by_key(|(id, _)| *id);
    expect_eq(rest.len(), 4, ALL);
    expect(
        rest.windows(2).all(|pair| pair[0].0 < pair[1].0),
        format!("no two tasks have the same number: found {rest:?}"),
    );
}

pub fn workers_work_at_once() {
    let meeting = Arc::new(Barrier::new(2));
    let group = {
        let meeting = meeting.clone();
        Idle::new(workers(2), move |_: u8| {
            // Returns only when two tasks are in work at the same time.
            meeting.wait();
        })
        .start()
    };
    for task in 0..4 {
        group.add(task);
    }
    expect_eq(group.stop().len(), 4, ALL);
}

pub fn no_more_workers_than_asked_for() {
    let live = Live::new();
    let group = {
        let live = live.clone();
        Idle::new(workers(2), move |_: u8| {
            let here = live.item(());
            thread::yield_now();
            drop(here);
        })
        .start()
    };
    for task in 0..4 {
        group.add(task);
    }
    expect_eq(group.stop().len(), 4, ALL);
    expect(
        live.peak() <= 2,
        format!(
            "two workers do two tasks at once at most: found {}",
            live.peak()
        ),
    );
}

pub fn a_panic_is_a_result() {
    let group = Idle::new(workers(1), |task: u8| -> u8 {
        match task {
            0 => panic!("a plain text"),
            1 => panic!("a text with the number {task}"),
            2 => std::panic::panic_any(7_u64),
            _ => task,
        }
    })
    .start();
    let ids: Vec<TaskId> = (0..4).map(|task| group.add(task)).collect();
    let rest = group.stop();
    let of = |task: usize| {
        let found = rest.iter().find(|(id, _)| *id == ids[task]);
        let Some((_, result)) = found else {
            panic!("a task that panicked has a result, and so has every other");
        };
        result
    };
    expect_eq(
        of(0),
        &Err(Failed("a plain text".to_owned())),
        "Failed has the message of the panic",
    );
    expect_eq(
        of(1),
        &Err(Failed("a text with the number 1".to_owned())),
        "Failed has the message of the panic",
    );
    expect(
        of(2).is_err(),
        "a panic whose payload is no text is a failure too",
    );
    expect_eq(of(3), &Ok(3), "a task after a panic is done as ever");
}

pub fn workers_survive_panics() {
    let meeting = Arc::new(Barrier::new(2));
    let group = {
        let meeting = meeting.clone();
        Idle::new(workers(2), move |task: u8| {
            if task == 0 {
                panic!("this panic belongs to the check");
            }
            meeting.wait();
        })
        .start()
    };
    for task in [0, 0, 1, 1] {
        group.add(task);
    }
    let (mut well, mut failed) = (0, 0);
    while let Some((_, result)) = group.next_result() {
        match result {
            Ok(()) => well += 1,
            Err(_) => failed += 1,
        }
    }
    expect_eq(
        (well, failed),
        (2, 2),
        "after panics all the workers are still there",
    );
}

pub fn add_never_waits() {
    let gate = Arc::new(Barrier::new(2));
    let group = {
        let gate = gate.clone();
        Idle::new(workers(1), move |task: u8| {
            if task == 0 {
                gate.wait();
            }
        })
        .start()
    };
    for task in 0..6 {
        group.add(task);
    }
    // Only now the worker gets on, and nobody collects meanwhile.
    gate.wait();
    expect_eq(group.stop().len(), 6, ALL);
}

/// Longer than other scenarios, on purpose: a queue with room for "enough" tasks is full some day.
pub fn any_number_of_tasks_may_wait() {
    const TASKS: usize = 5000;
    let gate = Arc::new(Barrier::new(2));
    let group = {
        let gate = gate.clone();
        Idle::new(workers(1), move |task: usize| {
            if task == 0 {
                gate.wait();
            }
        })
        .start()
    };
    for task in 0..TASKS {
        group.add(task);
    }
    gate.wait();
    expect_eq(group.stop().len(), TASKS, ALL);
}

pub fn adding_and_collecting_at_once() {
    let gate = Arc::new(Barrier::new(2));
    let group = {
        let gate = gate.clone();
        Idle::new(workers(2), move |task: u8| {
            if task < 2 {
                // The first waits until the second is there.
                gate.wait();
            }
        })
        .start()
    };
    group.add(0);
    thread::scope(|scope| {
        let collector = scoped(scope, "collector", || group.next_result().is_some());
        group.add(1);
        if let Ok(got_one) = collector.join() {
            expect(
                got_one,
                "next_result waits while a task is outstanding, and add does not wait for it",
            );
        }
    });
    expect_eq(group.stop().len(), 1, ALL);
}

pub fn stop_hands_out_the_rest() {
    let group = squares(2);
    let mut expected: Vec<_> = (0..4_u32)
        .map(|task| (group.add(task), Ok(task * task)))
        .collect();
    let collected = group.next_result();
    expect(collected.is_some(), ALL);
    expected.retain(|(id, _)| Some(*id) != collected.as_ref().map(|(id, _)| *id));
    expected.sort_by_key(|(id, _)| *id);
    expect_eq(
        group.stop(),
        expected,
        "stop finishes the queue and hands out what was not collected, ordered by number",
    );
}

pub fn nothing_is_left() {
    let live = Live::new();
    let group = {
        let held = live.item(0);
        Idle::new(workers(2), move |task: harness_kit::Counted<u8>| {
            let _held = &held;
            task
        })
        .start()
    };
    for task in 0..2 {
        group.add(live.item(task));
    }
    drop(group.next_result());
    let rest = group.stop();
    expect_eq(
        live.alive(),
        rest.len(),
        "after stop nothing is kept but what stop handed out",
    );
    drop(rest);

    let unused = {
        let held = live.item(0);
        Idle::new(workers(2), move |task: u8| {
            let _held = &held;
            task
        })
    };
    drop(unused);
    expect_eq(live.alive(), 0, "a group that never started keeps nothing");
}

pub fn drop_waits_for_the_workers() {
    let (begun, ended) = (Tally::new(), Tally::new());
    let group = {
        let (begun, ended) = (begun.clone(), ended.clone());
        Idle::new(workers(2), move |_: u8| {
            begun.add();
            thread::yield_now();
            ended.add();
        })
        .start()
    };
    group.add(1);
    group.add(2);
    drop(group);
    let (ended, begun) = (ended.get(), begun.get());
    thread::yield_now();
    expect_eq(
        ended,
        begun,
        "when a group was dropped, no task is with a worker any more",
    );
}

pub fn waiting_is_sleeping() {
    let gate = Arc::new(Barrier::new(2));
    let group = {
        let gate = gate.clone();
        Idle::new(workers(2), move |()| {
            gate.wait();
        })
        .start()
    };
    group.add(());
    thread::scope(|scope| {
        for name in ["collector-1", "collector-2"] {
            scoped(scope, name, || group.next_result());
        }
        let_time_pass("idle workers and waiting collectors sleep until there is something to do");
        gate.wait();
    });
    drop(group);
}
