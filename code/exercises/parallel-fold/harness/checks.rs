//! What `parallel_fold` promises, in small scenarios.

use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};
use std::sync::{Barrier, Mutex};
use std::thread;

use answer::parallel_fold;
use harness_kit::{Tally, expect, expect_eq, let_time_pass, seconds};

fn threads(count: usize) -> NonZeroUsize {
    NonZeroUsize::new(count).expect("the checks ask for a thread at least")
}

/// Neither `Clone` nor `Default`: the elements can only be looked at.
#[derive(Debug)]
struct Letter(char);

fn letters(text: &str) -> Vec<Letter> {
    text.chars().map(Letter).collect()
}

/// The elements in the order in which they were folded and combined.
fn spelled(data: &[Letter], count: usize) -> String {
    parallel_fold(
        data,
        threads(count),
        String::new,
        |mut text, letter| {
            text.push(letter.0);
            text
        },
        |left, right| left + &right,
    )
}

pub fn parts_are_combined_in_order() {
    let data = letters("abcde");
    let text = parallel_fold(
        &data,
        threads(3),
        String::new,
        |mut text, letter| {
            // The first part ends last.
            if letter.0 == 'a' {
                thread::sleep(seconds(1));
            }
            text.push(letter.0);
            text
        },
        |left, right| left + &right,
    );
    expect_eq(
        text,
        "abcde",
        "the parts are combined in their order, whichever thread ends first",
    );
}

pub fn every_element_counts_once() {
    let text = "abcdefghi";
    for len in 1..=text.len() {
        for count in 1..=4 {
            expect_eq(
                spelled(&letters(&text[..len]), count),
                &text[..len],
                format!(
                    "every element is folded once and in order: {len} elements, {count} threads"
                ),
            );
        }
    }
}

/// Every part waits at its first element for `count` parts; returns the number of elements.
fn meet(elements: usize, count: usize, asked: usize) -> usize {
    let meeting = Barrier::new(count);
    let data: Vec<usize> = (0..elements).collect();
    parallel_fold(
        &data,
        threads(asked),
        || 0,
        |folded, _| {
            if folded == 0 {
                meeting.wait();
            }
            folded + 1
        },
        |left, right| left + right,
    )
}

pub fn all_threads_fold_at_once() {
    for (elements, asked) in [(3, 3), (9, 4), (2, 3)] {
        expect_eq(
            meet(elements, asked.min(elements), asked),
            elements,
            format!(
                "{asked} threads fold {elements} elements at the same time, and every element counts"
            ),
        );
    }
}

pub fn no_more_threads_than_asked_for() {
    for (elements, asked) in [(7, 3), (9, 2), (5, 1)] {
        let seen = Mutex::new(HashSet::new());
        let data = vec![1; elements];
        let sum = parallel_fold(
            &data,
            threads(asked),
            || 0,
            |sum, number| {
                seen.lock().unwrap().insert(thread::current().id());
                sum + number
            },
            |left, right| left + right,
        );
        expect_eq(sum, elements, "every element counts once");
        let seen = seen.into_inner().unwrap().len();
        expect(
            seen <= asked,
            format!(
                "no more threads fold than were asked for: {seen} threads instead of {asked} for {elements} elements"
            ),
        );
    }
}

pub fn each_part_begins_once() {
    for (elements, asked) in [(7, 3), (9, 4), (2, 4), (5, 1)] {
        let begun = Tally::new();
        let data = vec![1; elements];
        let begin = || {
            begun.add();
            0
        };
        let sum = parallel_fold(
            &data,
            threads(asked),
            begin,
            |sum, number| sum + number,
            |left, right| left + right,
        );
        expect_eq(sum, elements, "every element counts once");
        expect_eq(
            begun.get(),
            asked.min(elements),
            format!("init is called once for each part: {elements} elements on {asked} threads"),
        );
    }
}

pub fn nothing_gives_one_init() {
    let (begun, combined) = (Tally::new(), Tally::new());
    let nothing: [Letter; 0] = [];
    for count in [3, 1] {
        let text = parallel_fold(
            &nothing,
            threads(count),
            || {
                begun.add();
                String::from("start")
            },
            |text, _| text,
            |left, right| {
                combined.add();
                left + &right
            },
        );
        expect_eq(text, "start", "an empty slice gives one init()");
    }
    expect_eq(
        (begun.get(), combined.get()),
        (2, 0),
        "for an empty slice init is called once, and there is nothing to combine",
    );
}

pub fn any_number_of_threads_works() {
    expect_eq(spelled(&letters("a"), 4), "a", "one element is enough");
    expect_eq(
        spelled(&letters("abc"), usize::MAX),
        "abc",
        "no thread is started for which there is no element, and nothing is reserved for it",
    );
    let many: String = ('a'..='z').chain('A'..='Z').collect();
    expect_eq(
        spelled(&letters(&many), many.len()),
        many,
        "one thread for each of many elements works",
    );
}

/// A payload that is no text.
#[derive(Debug, PartialEq)]
struct Torn(u32);

pub fn a_panic_reaches_the_caller() {
    let running = Tally::new();
    let caught = catch_unwind(AssertUnwindSafe(|| {
        parallel_fold(
            &[1, 2, 3],
            threads(3),
            || 0,
            |sum, number| {
                running.add();
                if *number == 2 {
                    running.subtract();
                    panic_any(Torn(*number));
                }
                thread::sleep(seconds(1));
                running.subtract();
                sum + number
            },
            |left, right| left + right,
        )
    }));
    let Err(payload) = caught else {
        panic!("a panic of `fold` reaches the caller: found {caught:?}");
    };
    expect_eq(
        payload.downcast_ref(),
        Some(&Torn(2)),
        "the caller gets the payload of the panic itself",
    );
    expect_eq(
        running.get(),
        0,
        "when the panic reaches the caller, every thread has ended",
    );
}

pub fn a_panic_of_init_reaches_the_caller() {
    let caught = catch_unwind(AssertUnwindSafe(|| {
        parallel_fold(
            &[1, 2],
            threads(2),
            || -> u32 { panic_any(Torn(0)) },
            |sum, number| sum + number,
            |left, right| left + right,
        )
    }));
    let Err(payload) = caught else {
        panic!("a panic of `init` reaches the caller: found {caught:?}");
    };
    expect_eq(
        payload.downcast_ref(),
        Some(&Torn(0)),
        "the caller gets the payload of the panic itself",
    );
}

pub fn waiting_is_sleeping() {
    let sum = parallel_fold(
        &[1, 2, 3],
        threads(3),
        || 0,
        |sum, number| {
            // The last part, in case that the caller folds the first one.
            if *number == 3 {
                let_time_pass("who waits for the parts sleeps until one ends");
            }
            sum + number
        },
        |left, right| left + right,
    );
    expect_eq(sum, 6, "every element counts once");
}
