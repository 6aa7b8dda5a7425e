//! A timeout around a task's handle drops the handle, and the task goes on.
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::time::{sleep, timeout};

async fn charge(name: &str) {
    sleep(Duration::from_secs(3)).await;
    println!("{name} is charged");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let task = tokio::spawn(charge("Ada"));
    match timeout(Duration::from_secs(1), task).await {
        Ok(_) => println!("in time"),
        Err(_) => println!("given up"),
    }

    let mut task = tokio::spawn(charge("Grace"));
    if timeout(Duration::from_secs(1), &mut task).await.is_err() {
        task.abort();
        println!("given up, and stopped");
    }
    sleep(Duration::from_secs(10)).await;
}
// ANCHOR_END: main
