//! A first look at the fold. Add what you like: the graded checks are others.

use std::num::NonZeroUsize;
use std::sync::Barrier;

use parallel_fold::parallel_fold;

fn threads(count: usize) -> NonZeroUsize {
    NonZeroUsize::new(count).unwrap()
}

#[test]
fn a_sum() {
    let numbers: Vec<u32> = (1..=100).collect();
    let sum = parallel_fold(&numbers, threads(4), || 0, |sum, n| sum + n, |a, b| a + b);
    assert_eq!(sum, 5050);
}

#[test]
fn a_text_stays_in_order() {
    let letters = ['r', 'u', 's', 't', '!'];
    let text = parallel_fold(
        &letters,
        threads(2),
        String::new,
        |mut text, letter| {
            text.push(*letter);
            text
        },
        |left, right| left + &right,
    );
    assert_eq!(text, "rust!");
}

// Each element waits for the others: this test hangs when there are fewer threads than promised; the graded checks say so.
#[test]
fn three_threads_meet() {
    let meeting = Barrier::new(3);
    let sum = parallel_fold(
        &[1, 2, 3],
        threads(3),
        || 0,
        |sum, n| {
            meeting.wait();
            sum + n
        },
        |a, b| a + b,
    );
    assert_eq!(sum, 6);
}
