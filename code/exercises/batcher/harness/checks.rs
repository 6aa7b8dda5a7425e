//! What the stage promises: on one task in exact virtual time, and with two workers under any schedule.

mod stage;

use std::time::Duration;

use answer::Undelivered;
use harness_kit::{expect, expect_eq, seconds, steps};
use tokio::time::{Instant, sleep};

use stage::{Stage, at, batches, feed, feed_by_permit, run, run_on_two_workers};

pub fn a_full_batch_leaves_at_once() {
    let property = "a batch is handed over as soon as it has max items";
    run(async {
        let found = batches(3, 10, &[0; 6], 50).await;
        expect_eq(
            found,
            at([(0, vec![0, 1, 2]), (0, vec![3, 4, 5])]),
            property,
        );
        let found = batches(3, 10, &[0, 4, 8], 50).await;
        expect_eq(found, at([(8, vec![0, 1, 2])]), property);
        // Two wait when the batch has begun, and one of them does not fit.
        let found = batches(2, 10, &[0, 3, 3, 9], 50).await;
        expect_eq(found, at([(3, vec![0, 1]), (9, vec![2, 3])]), property);
    });
}

pub fn the_wait_begins_with_the_first_item() {
    let property =
        "a batch that is not full is handed over when wait has passed since its first item";
    run(async {
        let found = batches(3, 10, &[5], 200).await;
        expect_eq(found, at([(15, vec![0])]), property);
        let found = batches(3, 10, &[0, 3, 26, 33], 200).await;
        expect_eq(found, at([(10, vec![0, 1]), (36, vec![2, 3])]), property);
        let found = batches(3, 10, &[0, 0, 2, 4], 200).await;
        expect_eq(found, at([(2, vec![0, 1, 2]), (14, vec![3])]), property);
        let found = batches(2, 30, &[0, 8, 8, 20, 21], 200).await;
        expect_eq(
            found,
            at([(8, vec![0, 1]), (20, vec![2, 3]), (51, vec![4])]),
            property,
        );
    });
}

pub fn later_items_do_not_prolong_the_wait() {
    let property = "items that come later do not prolong the wait of a batch";
    run(async {
        let found = batches(9, 10, &[0, 6, 12], 200).await;
        expect_eq(found, at([(10, vec![0, 1]), (22, vec![2])]), property);
        let found = batches(9, 10, &[0, 4, 8, 9, 13], 200).await;
        expect_eq(found, at([(10, vec![0, 1, 2, 3]), (23, vec![4])]), property);
    });
}

pub fn batches_are_never_empty() {
    let property = "no batch is empty, however long no item comes";
    run(async {
        let found = batches(2, 10, &[0, 0, 75], 200).await;
        expect_eq(found, at([(0, vec![0, 1]), (85, vec![2])]), property);
        let found = batches(2, 10, &[], 35).await;
        expect_eq(found, at([]), property);
        let found = batches(2, 10, &[0, 0], 1).await;
        expect_eq(found, at([(0, vec![0, 1])]), property);
    });
}

pub fn the_end_of_the_input_flushes() {
    run(async {
        let property = "when the input ends, the batch that has begun is handed over at once";
        let found = batches(4, 10, &[0, 0, 1], 3).await;
        expect_eq(found, at([(4, vec![0, 1, 2])]), property);
        let found = batches(2, 10, &[0, 0, 0], 0).await;
        expect_eq(found, at([(0, vec![0, 1]), (0, vec![2])]), property);
        let mut stage = Stage::new(9, 9, 4, seconds(10));
        feed(&stage.input, 0..3).await;
        let started = Instant::now();
        drop(stage.input);
        expect_eq(stage.output.recv().await, Some(vec![0, 1, 2]), property);
        expect_eq(
            stage.output.recv().await,
            None,
            "after that the output ends",
        );
        let result = stage.task.await.expect("the stage does not panic");
        let property = "when the input has ended and everything is handed over, the stage says Ok";
        expect_eq(result, Ok(()), property);
        expect_eq(started.elapsed(), Duration::ZERO, property);
    });
}

pub fn a_closed_output_ends_the_stage_at_once() {
    let property = "when the output is closed the stage ends at once, and producers notice";
    run(async {
        // Nothing has come; a batch has begun; a batch waits for room.
        for (items, what) in [
            (0, "while it waits for an item"),
            (2, "while a batch is being filled"),
            (8, "while a batch waits for room"),
        ] {
            let mut stage = Stage::new(1, 9, 3, Duration::MAX);
            feed(&stage.input, 0..items).await;
            sleep(seconds(5)).await;
            let started = Instant::now();
            stage.output.close();
            stage.ends().await;
            let took = started.elapsed();
            expect(
                took == Duration::ZERO,
                format!("{property}, {what} as well: it took {took:?}"),
            );
            expect(stage.input.is_closed(), format!("{property} ({what})"));
        }
    });
}

pub fn what_was_not_handed_over_comes_back() {
    let property =
        "when the output is closed, everything that was not handed over comes back, in order";
    run(async {
        for (items, handed_over) in [(0, 0), (1, 0), (2, 0), (4, 3), (6, 3), (8, 3), (11, 3)] {
            let mut stage = Stage::new(1, 9, 3, Duration::MAX);
            feed(&stage.input, 0..items).await;
            sleep(seconds(5)).await;
            stage.output.close();
            let result = stage.ends().await;
            let rest = Undelivered((handed_over..items).collect());
            expect_eq(result, Err(rest), property);
            let mut found = Vec::new();
            while let Some(batch) = stage.output.recv().await {
                found.extend(batch);
            }
            let property = "what was handed over stays in the output";
            expect_eq(found, (0..handed_over).collect::<Vec<_>>(), property);
        }
    });
}

pub fn it_holds_one_batch_at_most() {
    let property =
        "while the output has no room, the stage holds one batch at most, and producers wait";
    run(async {
        for wait in [seconds(10), Duration::MAX] {
            let mut stage = Stage::new(1, 2, 3, wait);
            let sender = stage.input.clone();
            let producer = tokio::spawn(async move { feed(&sender, 0..30).await });
            sleep(seconds(100)).await;
            let accepted = stage.accepted.get();
            // One batch in the output, one in hand, two items in the input, and one that waits to get in.
            expect(
                accepted <= 3 + 3 + 2,
                format!("{property}: {accepted} items were taken in, expected 8 at most"),
            );
            drop(stage.input);
            let mut found = Vec::new();
            while let Some(batch) = stage.output.recv().await {
                expect(batch.len() <= 3, "no batch has more than max items");
                found.extend(batch);
            }
            producer.await.expect("the producer does not panic");
            let property = "when there is room again, everything comes out, in order";
            expect_eq(found, (0..30).collect::<Vec<_>>(), property);
        }
    });
}

pub fn any_wait_works() {
    run(async {
        let property = "a wait of zero means that no item waits";
        let mut stage = Stage::new(9, 9, 3, Duration::ZERO);
        for number in 0..3 {
            sleep(seconds(5)).await;
            let started = Instant::now();
            feed(&stage.input, number..=number).await;
            expect_eq(stage.output.recv().await, Some(vec![number]), property);
            expect_eq(started.elapsed(), Duration::ZERO, property);
        }
        for never in [Duration::MAX, Duration::MAX - Duration::from_secs(1)] {
            let property = "a wait of Duration::MAX means that only a full batch leaves, or the end of the input";
            let mut stage = Stage::new(9, 9, 2, never);
            feed(&stage.input, 0..3).await;
            expect_eq(stage.output.recv().await, Some(vec![0, 1]), property);
            sleep(seconds(1000)).await;
            expect(stage.output.try_recv().is_err(), property);
            drop(stage.input);
            expect_eq(stage.output.recv().await, Some(vec![2]), property);
            expect_eq(stage.output.recv().await, None, property);
        }
    });
}

pub fn any_size_works() {
    run(async {
        let found = batches(1, 10, &[0, 0, 4], 50).await;
        let property = "with a max of one, each item is handed over at once";
        expect_eq(
            found,
            at([(0, vec![0]), (0, vec![1]), (4, vec![2])]),
            property,
        );
        for max in [usize::MAX, usize::MAX / 2 + 1] {
            let found = batches(max, 10, &[0, 0, 4], 50).await;
            let property = "the greatest max works, and needs room only for what comes";
            expect_eq(found, at([(10, vec![0, 1, 2])]), property);
        }
        let property = "memory is used for the items that are there, not for those that might come";
        let mut stage = Stage::new(9, 9, usize::MAX, seconds(10));
        feed(&stage.input, 0..2).await;
        let room = stage
            .output
            .recv()
            .await
            .map_or(0, |batch| batch.capacity());
        expect(
            room <= MUCH_ROOM,
            format!("{property}: a batch of 2 has room for {room}"),
        );
    });
}

pub fn every_item_comes_out_once() {
    let property = "every item comes out once, those of one producer in their order";
    run_on_two_workers(async {
        let mut stage = Stage::new(1, 1, 2, seconds(1));
        for producer in 0..2 {
            let sender = stage.input.clone();
            tokio::spawn(async move {
                feed(&sender, [10 * producer + 1, 10 * producer + 2]).await;
            });
        }
        drop(stage.input);
        let mut found: Vec<usize> = Vec::new();
        while let Some(batch) = stage.output.recv().await {
            expect(!batch.is_empty(), "no batch is empty");
            expect(batch.len() <= 2, "no batch has more than max items");
            found.extend(batch);
        }
        found.sort_by_key(|item| item / 10);
        expect_eq(found, [1, 2, 11, 12], property);
    });
}

pub fn nothing_is_lost_at_the_end() {
    let property = "an item that the input has accepted is handed over or comes back, also when it came while the output was closed";
    run_on_two_workers(async {
        let Stage {
            input,
            mut output,
            task,
            accepted,
        } = Stage::new(1, 2, 1, seconds(1));
        let producer = tokio::spawn(async move { feed_by_permit(&input, 0..4).await });
        let mut found = Vec::new();
        found.extend(output.recv().await.into_iter().flatten());
        output.close();
        while let Some(batch) = output.recv().await {
            found.extend(batch);
        }
        producer.await.expect("the producer does not panic");
        if let Err(Undelivered(rest)) = task.await.expect("the stage does not panic") {
            found.extend(rest);
        }
        let wanted: Vec<usize> = (0..accepted.get()).collect();
        expect_eq(found, wanted, property);
    });
}

pub fn waiting_is_sleeping() {
    let property = "the stage sleeps while it waits for an item, for the end of a wait or for room";
    run(async {
        // It waits for an item, for the end of a wait, for more without a limit, for room.
        for (items, wait) in [
            (0, seconds(1)),
            (1, seconds(100_000)),
            (2, Duration::MAX),
            (6, seconds(1)),
        ] {
            let stage = Stage::new(1, 9, 3, wait);
            feed(&stage.input, 0..items).await;
            sleep(seconds(2)).await;
            for passes in [seconds(1), seconds(10_000)] {
                let before = steps();
                sleep(passes).await;
                expect(steps() - before <= STEPS, property);
            }
        }
    });
}

/// More than a vector that grows would ever take for two items, and what somebody may set aside as a start.
const MUCH_ROOM: usize = 4096;

/// Our own sleep, and a few more.
const STEPS: u64 = 12;
