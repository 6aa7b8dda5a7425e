//@ finds: deadlock
//! The runtime waits, when it is dropped, for a blocking task that waits for a message of nobody.

use std::sync::mpsc;

#[tokio::main]
async fn main() {
    let (sender, receiver) = mpsc::channel::<u32>();
    tokio::task::spawn_blocking(move || receiver.recv());
    std::mem::forget(sender);
}
