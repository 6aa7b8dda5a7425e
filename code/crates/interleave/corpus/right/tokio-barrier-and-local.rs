//! Tasks of a `LocalSet` meet at a barrier; exactly one of them leads.

use std::cell::Cell;
use std::rc::Rc;
use tokio::sync::Barrier;
use tokio::task::{LocalSet, spawn_local};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let leaders = Rc::new(Cell::new(0));
    let barrier = Rc::new(Barrier::new(3));
    let set = LocalSet::new();
    for _ in 0..3 {
        let (leaders, barrier) = (Rc::clone(&leaders), Rc::clone(&barrier));
        set.spawn_local(async move {
            if barrier.wait().await.is_leader() {
                leaders.set(leaders.get() + 1);
            }
        });
    }
    set.run_until(async {
        spawn_local(async {}).await.unwrap();
    })
    .await;
    set.await;
    assert_eq!(leaders.get(), 1);
}
