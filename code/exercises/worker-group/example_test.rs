//! A first look at the group. Add what you like: the graded checks are others.

use std::num::NonZeroUsize;

use worker_group::{Failed, Idle};

fn two() -> NonZeroUsize {
    NonZeroUsize::new(2).unwrap()
}

#[test]
fn results_come_with_the_number_of_their_task() {
    let group = Idle::new(two(), |text: &str| text.len()).start();
    let id = group.add("seven");
    assert_eq!(group.next_result(), Some((id, Ok(5))));
    assert_eq!(group.next_result(), None);
}

#[test]
fn stop_hands_out_the_rest() {
    let group = Idle::new(two(), |number: u32| number * number).start();
    let ids = [group.add(2), group.add(3)];
    assert_eq!(group.stop(), [(ids[0], Ok(4)), (ids[1], Ok(9))]);
}

#[test]
fn a_panic_is_a_result() {
    let group = Idle::new(two(), |number: u32| 10 / number).start();
    let id = group.add(0);
    let text = "attempt to divide by zero".to_owned();
    assert_eq!(group.stop(), [(id, Err(Failed(text)))]);
}
