//! A thousand awaits: of something that is ready, and of something that has to wait.
//@ explore: holds

// ANCHOR: main
use std::cell::Cell;
use tokio::task::yield_now;

async fn ready() {}

async fn count_turns(turns: &Cell<u32>, done: &Cell<bool>) {
    while !done.get() {
        turns.update(|number| number + 1);
        yield_now().await;
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for waits in [false, true] {
        let (turns, done) = (Cell::new(0), Cell::new(false));
        let work = async {
            for _ in 0..1000 {
                if waits {
                    yield_now().await
                } else {
                    ready().await
                }
            }
            done.set(true);
        };
        tokio::join!(biased; work, count_turns(&turns, &done));
        println!("waits: {waits}, turns of the other: {}", turns.get());
    }
}
// ANCHOR_END: main
