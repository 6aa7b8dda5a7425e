//! A blocking job waits for another one, which waits for its thread.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use std::sync::mpsc;
use tokio::runtime::Builder;
use tokio::task::spawn_blocking;

fn main() {
    let runtime = Builder::new_current_thread()
        .max_blocking_threads(1)
        .build()
        .unwrap();
    runtime.block_on(async {
        let (sender, numbers) = mpsc::channel();
        let sum = spawn_blocking(move || numbers.iter().sum::<u32>());
        let _numbers = spawn_blocking(move || (1..=3).try_for_each(|number| sender.send(number)));
        println!("{:?}", sum.await);
    });
}
// ANCHOR_END: main
