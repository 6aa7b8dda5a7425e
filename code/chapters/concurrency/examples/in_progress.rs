//! Three tasks on one thread: three are in progress at the same time, one runs.
//! Two counters tell concurrency from parallelism.
//@ explore: no, because one thread runs all three tasks, in an order that the program fixes

// ANCHOR: main
use std::cell::Cell;
use tokio::task::yield_now;

#[derive(Default)]
struct Gauge {
    now: Cell<u32>,
    most: Cell<u32>,
}

impl Gauge {
    fn up(&self) {
        self.now.update(|now| now + 1);
        self.most.update(|most| most.max(self.now.get()));
    }

    fn down(&self) {
        self.now.update(|now| now - 1);
    }
}

async fn answer(request: u32, in_progress: &Gauge, running: &Gauge) {
    in_progress.up();
    for part in 1..=2 {
        running.up();
        println!("request {request}, part {part}");
        running.down();
        yield_now().await; // let the others run
    }
    in_progress.down();
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (in_progress, running) = (Gauge::default(), Gauge::default());
    tokio::join!(
        biased;
        answer(1, &in_progress, &running),
        answer(2, &in_progress, &running),
        answer(3, &in_progress, &running),
    );
    println!("in progress at the same time: {}", in_progress.most.get());
    println!("running at the same time: {}", running.most.get());
}
// ANCHOR_END: main
