//! `join!` waits for two futures at the same time, of different types, one of them borrowing.
//@ explore: holds
//@ timeline: 2 s

// ANCHOR: main
use std::time::Duration;
use tokio::time::{Instant, sleep};

async fn name_of(user: u32) -> String {
    sleep(Duration::from_secs(1)).await;
    format!("user {user}")
}

async fn length_of(text: &str) -> usize {
    sleep(Duration::from_secs(2)).await;
    text.len()
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let text = String::from("borrowed, not moved");
    let (name, length) = tokio::join!(name_of(7), length_of(&text));
    println!("{name}, {length} bytes, after {:?}", start.elapsed());
}
// ANCHOR_END: main
