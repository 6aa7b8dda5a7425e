//! What the group promises: most of it on one thread with exact time, the rest on two workers.

mod site;

use std::panic::panic_any;

use harness_kit::{cancel_after, expect, expect_eq, seconds, steps};
use tokio::task::yield_now;
use tokio::time::sleep;

use site::Child::{Ends, Fails, Hangs, Panics};
use site::{Counted, Group, Site, group, one_thread, plain, run, run_on_two_workers, words};

/// Long enough for a child that was not cancelled to go on.
const LATER: u64 = 90;

pub fn results_come_in_spawn_order() {
    let property = "one result comes back for each child, in the order in which they were spawned";
    run(async {
        let children = [Ends(30), Ends(10), Ends(0), Ends(20), Ends(10)];
        for limit in [1, 2, 9] {
            let group = Site::new().group(limit, &children).await;
            let results = plain(group.join_all().await);
            expect_eq(results, (0..5).map(Ok).collect::<Vec<_>>(), property);
            let group = Site::new().group(limit, &children).await;
            let values = group.try_join_all().await.map_err(|_| "a failure");
            expect_eq(values, Ok((0..5).collect::<Vec<_>>()), property);
        }
    });
}

pub fn as_many_run_as_the_limit_allows() {
    let property = "as many children run at once as the limit allows";
    run(async {
        let site = Site::new();
        let group = site.group(3, &[Ends(10); 6]).await;
        group.join_all().await;
        expect_eq(site.peak.get(), 3, property);
        let what = "six children that take ten seconds each, three at a time, take twenty seconds";
        site.expect_moment(20, what);
    });
}

pub fn never_more_run_than_the_limit() {
    let property = "no more children run at any time than the limit allows";
    run(async {
        for limit in [1, 2, 3] {
            let site = Site::new();
            let children = [
                Ends(20),
                Ends(10),
                Fails(0),
                Panics(5),
                Ends(10),
                Ends(0),
                Ends(10),
            ];
            let group = site.group(limit, &children).await;
            group.join_all().await;
            let peak = site.peak.get();
            expect(
                peak <= limit,
                format!("{property}: {peak} run with a limit of {limit}"),
            );
        }
    });
}

pub fn below_the_limit_spawn_returns_at_once() {
    let property = "while fewer children run than the limit allows, spawn returns at once";
    run(async {
        let site = Site::new();
        let mut group = site.group(3, &[Ends(10), Ends(10), Ends(20)]).await;
        site.expect_moment(0, property);
        // Those that have ended take no place, whether or not anybody has noticed.
        sleep(seconds(15)).await;
        group.spawn(site.child(3, Ends(10))).await;
        group.spawn(site.child(4, Ends(10))).await;
        site.expect_moment(15, property);
        group.shutdown().await;
    });
}

pub fn at_the_limit_spawn_waits_for_a_place() {
    let property =
        "at the limit spawn waits until a child has ended, whichever it is, and no longer";
    run(async {
        let site = Site::new();
        let mut group = site.group(2, &[Ends(80), Ends(10), Ends(40)]).await;
        site.expect_moment(10, property);
        group.spawn(site.child(3, Ends(40))).await;
        site.expect_moment(50, property);
        group.spawn(site.child(4, Ends(1))).await;
        site.expect_moment(80, property);
        group.shutdown().await;
    });
}

pub fn children_run_by_themselves() {
    let property = "children run while nobody looks at the group";
    run(async {
        let site = Site::new();
        let group = site.group(3, &[Ends(10), Ends(20), Ends(60)]).await;
        sleep(seconds(30)).await;
        expect_eq(site.landed.get(), 2, property);
        group.join_all().await;
        site.expect_moment(60, property);
    });
}

pub fn an_error_is_a_result() {
    let property = "for join_all an error is one of the results, and disturbs no other child";
    run(async {
        for limit in [1, 4] {
            let site = Site::new();
            let children = [Ends(20), Fails(10), Ends(30), Fails(0)];
            let group = site.group(limit, &children).await;
            let expected = [
                Ok(0),
                Err("error 1".to_owned()),
                Ok(2),
                Err("error 3".to_owned()),
            ];
            expect_eq(plain(group.join_all().await), expected.to_vec(), property);
            expect_eq(site.landed.get(), 4, property);
        }
    });
}

pub fn a_panic_is_a_result() {
    let property = "a child that panics is Panicked, with its message, and takes no other with it";
    run(async {
        for limit in [1, 3] {
            let site = Site::new();
            let mut group = site.group(limit, &[Panics(10), Ends(20)]).await;
            group.spawn(async { panic!("a plain text") }).await;
            group.spawn(async { panic_any(7_u8) }).await;
            group.spawn(site.child(4, Ends(5))).await;
            let mut results = plain(group.join_all().await);
            expect(
                matches!(results.get(3), Some(Err(text)) if text.starts_with("panic: ")),
                "a panic without a text is Panicked, too",
            );
            results.remove(3);
            let expected = [
                Err("panic: child 0 panics".to_owned()),
                Ok(1),
                Err("panic: a plain text".to_owned()),
                Ok(4),
            ];
            expect_eq(results, expected.to_vec(), property);
        }
    });
}

pub fn the_first_failure_is_returned() {
    let property =
        "try_join_all returns the failure that came first in time, and the number of its child";
    run(async {
        for (limit, children, pause, number, failure, at) in [
            (
                3,
                &[Ends(60), Fails(40), Fails(20)][..],
                0,
                2,
                "error 2",
                20,
            ),
            (
                3,
                &[Fails(30), Panics(10), Fails(20)],
                0,
                1,
                "panic: child 1 panics",
                10,
            ),
            // It is there already when the call comes.
            (3, &[Fails(30), Ends(5), Fails(20)], 50, 2, "error 2", 50),
            // It is there before the last child begins.
            (
                2,
                &[Ends(60), Fails(10), Ends(20), Fails(5)],
                0,
                1,
                "error 1",
                30,
            ),
            (1, &[Ends(5), Fails(10), Ends(20)], 0, 1, "error 1", 15),
        ] {
            let site = Site::new();
            let group = site.group(limit, children).await;
            sleep(seconds(pause)).await;
            let Err((found, why)) = group.try_join_all().await else {
                panic!("{property}: found no failure");
            };
            expect_eq((found, words(&why).as_str()), (number, failure), property);
            site.expect_moment(at, "try_join_all returns as soon as there is a failure");
        }
    });
}

pub fn a_failure_cancels_the_rest() {
    run(async {
        let site = Site::new();
        let group = site
            .group(4, &[Ends(60), Fails(20), Ends(5), Ends(30)])
            .await;
        sleep(seconds(8)).await;
        expect_eq(
            site.running.get(),
            3,
            "nobody is cancelled before try_join_all",
        );
        let _ = group.try_join_all().await;
        expect_eq(
            site.alive.get(),
            0,
            "when try_join_all returns a failure, the other children are gone",
        );
        sleep(seconds(LATER)).await;
        expect_eq(
            site.landed.get(),
            2,
            "after a failure the children that run are cancelled, not finished",
        );
    });
}

/// A child that is busy: it runs again and again, and never waits for anything.
async fn busy(life: Counted, rounds: usize) -> Result<usize, usize> {
    for _ in 0..rounds {
        yield_now().await;
    }
    drop(life);
    Ok(0)
}

pub fn nobody_is_left_after_a_failure() {
    run_on_two_workers(async {
        let site = Site::new();
        let mut group: Group = group(3);
        group.spawn(busy(Counted::new(&site.alive), 3)).await;
        group.spawn(busy(Counted::new(&site.alive), 3)).await;
        group.spawn(async { Err(2) }).await;
        let _ = group.try_join_all().await;
        expect_eq(
            site.alive.get(),
            0,
            "when try_join_all returns a failure, the other children are gone",
        );
    });
}

pub fn nobody_is_left_after_shutdown() {
    let property = "when shutdown returns, all children are gone";
    run(async {
        let site = Site::new();
        let mut group = site.group(3, &[Hangs, Ends(20), Hangs]).await;
        // One has not even begun.
        sleep(seconds(30)).await;
        group.spawn(site.child(3, Hangs)).await;
        group.shutdown().await;
        expect_eq(site.alive.get(), 0, property);
        site.expect_moment(
            30,
            "shutdown cancels the children, and does not wait for their ends",
        );
    });
    run_on_two_workers(async {
        let site = Site::new();
        let mut group: Group = group(2);
        group.spawn(busy(Counted::new(&site.alive), 3)).await;
        group.spawn(busy(Counted::new(&site.alive), 3)).await;
        group.shutdown().await;
        expect_eq(site.alive.get(), 0, property);
    });
}

pub fn dropping_the_group_cancels_its_children() {
    let property = "when the group is dropped, its children are cancelled";
    run(async {
        let site = Site::new();
        let group = site.group(3, &[Ends(20), Hangs, Ends(50)]).await;
        sleep(seconds(5)).await;
        drop(group);
        sleep(seconds(1)).await;
        expect_eq(site.alive.get(), 0, property);
        sleep(seconds(LATER)).await;
        expect_eq(site.landed.get(), 0, property);
    });
}

pub fn cancelled_waits_leave_no_child() {
    let property = "when a future that waits for the children is dropped, they are cancelled";
    run(async {
        for call in ["join_all", "try_join_all", "shutdown"] {
            for pending in 1.. {
                let site = Site::new();
                let children = [Ends(20), Fails(30), Ends(10), Ends(50)];
                let group = site.group(4, &children).await;
                let ended = match call {
                    "join_all" => cancel_after(pending, group.join_all()).await.is_some(),
                    "try_join_all" => cancel_after(pending, group.try_join_all()).await.is_some(),
                    _ => cancel_after(pending, group.shutdown()).await.is_some(),
                };
                let landed = site.landed.get();
                sleep(seconds(1)).await;
                expect_eq(site.alive.get(), 0, format!("{property} ({call})"));
                sleep(seconds(LATER)).await;
                expect_eq(site.landed.get(), landed, format!("{property} ({call})"));
                if ended {
                    break;
                }
            }
        }
    });
}

pub fn a_cancelled_spawn_leaves_nothing() {
    let property = "a spawn that is cancelled while it waits leaves nothing behind";
    run(async {
        for pending in 1.. {
            let site = Site::new();
            let mut group = site.group(1, &[Ends(20)]).await;
            let ghost = Site::new();
            let spawning = group.spawn(ghost.child(1, Fails(5)));
            let ended = cancel_after(pending, spawning).await.is_some();
            if ended {
                group.shutdown().await;
                break;
            }
            expect_eq(
                ghost.alive.get(),
                0,
                format!("{property}, not even the child that it was to start"),
            );
            // The other child goes on, the place is free after it, and the numbers have no gap.
            group.spawn(site.child(2, Fails(5))).await;
            sleep(seconds(LATER)).await;
            expect_eq(
                ghost.begun.get(),
                0,
                format!("{property}: the child that it was to start runs all the same"),
            );
            let results = plain(group.join_all().await);
            expect_eq(results, vec![Ok(0), Err("error 2".to_owned())], property);
        }
        let site = Site::new();
        let mut group = site.group(1, &[Ends(20)]).await;
        drop(cancel_after(1, group.spawn(site.child(1, Fails(5)))).await);
        group.spawn(site.child(2, Fails(5))).await;
        let number = group.try_join_all().await.map_err(|(number, _)| number);
        expect_eq(number, Err(1), format!("{property}, and takes no number"));
    });
}

pub fn a_child_of_an_ended_runtime_is_cancelled() {
    let property = "a child whose runtime has ended is Cancelled";
    let first = one_thread();
    let group = first.block_on(async {
        let group = Site::new().group(1, &[Hangs]).await;
        sleep(seconds(1)).await;
        group
    });
    drop(first);
    let results = run(group.join_all());
    expect_eq(plain(results), vec![Err("cancelled".to_owned())], property);
}

pub fn any_limit_works() {
    run(async {
        for limit in [5, usize::MAX / 2 + 1, usize::MAX - 1, usize::MAX] {
            let site = Site::new();
            let group = site.group(limit, &[Ends(10), Ends(20), Ends(10)]).await;
            let results = plain(group.join_all().await);
            let property = "any limit works, up to the greatest";
            expect_eq(results, vec![Ok(0), Ok(1), Ok(2)], property);
            site.expect_moment(20, property);
        }
    });
}

pub fn an_empty_group_works() {
    run(async {
        let property = "a group without children has no results, and is done at once";
        let site = Site::new();
        expect_eq(
            plain(site.group(1, &[]).await.join_all().await),
            vec![],
            property,
        );
        let values = site.group(1, &[]).await.try_join_all().await;
        expect(matches!(values, Ok(values) if values.is_empty()), property);
        site.group(1, &[]).await.shutdown().await;
        drop(site.group(1, &[]).await);
        site.expect_moment(0, property);
    });
}

pub fn waiting_is_sleeping() {
    let property = "waiting for a place or for the children makes no work while nothing happens";
    run(async {
        let mut group: Group = group(1);
        let site = Site::new();
        group.spawn(site.child(0, Ends(500))).await;
        let before = steps();
        group.spawn(site.child(1, Ends(500))).await;
        expect(steps() - before <= STEPS, property);
        let before = steps();
        group.join_all().await;
        expect(steps() - before <= STEPS, property);
    });
}

/// The end of a child and the start of another take some steps, however long they take.
const STEPS: u64 = 100;
