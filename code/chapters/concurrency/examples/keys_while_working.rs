//! The same work in one piece and in parts: who types meanwhile is answered, or is not.
//@ explore: no, because one thread runs both tasks, in an order that the program fixes

// ANCHOR: main
use std::cell::Cell;
use tokio::task::yield_now;

async fn report(parts: u64, finished: &Cell<bool>) {
    for part in 0..parts {
        let numbers = 100_000 / parts;
        std::hint::black_box((part * numbers..(part + 1) * numbers).sum::<u64>());
        if parts > 1 {
            yield_now().await; // the key may have its turn
        }
    }
    finished.set(true);
}

async fn keyboard(finished: &Cell<bool>) -> u32 {
    let mut answered = 0;
    while !finished.get() {
        answered += 1;
        yield_now().await;
    }
    answered
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for parts in [1, 10] {
        let finished = Cell::new(false);
        let working = report(parts, &finished);
        let ((), answered) = tokio::join!(biased; working, keyboard(&finished));
        println!("parts of the report: {parts:2}; keys answered: {answered}");
    }
}
// ANCHOR_END: main
