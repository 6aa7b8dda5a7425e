//! Items may borrow from whoever waits for the stage, and the stage may move between threads.

use std::num::NonZeroUsize;
use std::time::Duration;

use answer::batcher;
use tokio::sync::mpsc;

fn movable<F: Future + Send>(future: F) -> F {
    future
}

async fn words(text: String) {
    let (sender, input) = mpsc::channel(2);
    let (output, mut batches) = mpsc::channel(2);
    for word in text.split(' ') {
        if sender.try_send(word).is_err() {
            break;
        }
    }
    drop(sender);
    let stage = movable(batcher(input, output, NonZeroUsize::MIN, Duration::ZERO));
    let (result, first) = tokio::join!(stage, batches.recv());
    drop((result, first, batches));
    drop(text);
}

fn main() {
    drop(words(String::from("so may words")));
}
