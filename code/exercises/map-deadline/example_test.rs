//! A first look at the function. Add what you like: the graded checks are others.

use std::num::NonZeroUsize;
use std::thread;
use std::time::Duration;

use map_deadline::{Outcome, map_deadline};

fn two() -> NonZeroUsize {
    NonZeroUsize::new(2).unwrap()
}

#[test]
fn outcomes_are_in_the_order_of_the_items() {
    let squares = map_deadline(vec![3, 1, 2], two(), Duration::MAX, |number, _| {
        thread::sleep(Duration::from_millis(5 * number));
        number * number
    });
    assert_eq!(
        squares,
        [Outcome::Done(9), Outcome::Done(1), Outcome::Done(4)]
    );
}

#[test]
fn what_is_done_is_kept() {
    let limit = Duration::from_millis(100);
    let outcomes = map_deadline(vec![false, true, true, true], two(), limit, |slow, stop| {
        while slow && !stop.requested() {
            thread::sleep(Duration::from_millis(5));
        }
    });
    assert_eq!(
        outcomes,
        [
            Outcome::Done(()),
            Outcome::TimedOut,
            Outcome::TimedOut,
            Outcome::NotStarted
        ]
    );
}
