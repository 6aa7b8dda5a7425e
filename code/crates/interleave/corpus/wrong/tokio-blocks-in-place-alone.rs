//@ finds: panic
//! `block_in_place` hands the other tasks to another worker, which a runtime of one thread does not have.

use tokio::task;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let sum = task::block_in_place(|| (1..=10_u32).sum::<u32>());
    assert_eq!(sum, 55);
}
