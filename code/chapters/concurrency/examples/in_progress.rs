//! Three tasks on one thread: three are in progress at the same time, one runs.
//@ explore: no, because one thread runs all three tasks, in an order that the program fixes

// ANCHOR: main
use std::cell::Cell;
use tokio::task::yield_now;

async fn answer(request: u32, in_progress: &Cell<u32>, running: &Cell<u32>) {
    in_progress.update(|number| number + 1);
    for part in 1..=2 {
        running.update(|number| number + 1);
        println!(
            "request {request}, part {part}: {} in progress, {} running",
            in_progress.get(),
            running.get(),
        );
        running.update(|number| number - 1);
        yield_now().await; // let the others run
    }
    in_progress.update(|number| number - 1);
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (in_progress, running) = (Cell::new(0), Cell::new(0));
    tokio::join!(
        biased;
        answer(1, &in_progress, &running),
        answer(2, &in_progress, &running),
        answer(3, &in_progress, &running),
    );
}
// ANCHOR_END: main
