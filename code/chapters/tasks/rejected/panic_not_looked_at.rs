//! A task is awaited, and how it ended is thrown away.
//@ warns: unused_must_use

// ANCHOR: main
#[tokio::main]
async fn main() {
    let task = tokio::spawn(async { panic!("no paper") });
    task.await;
    println!("printed");
}
// ANCHOR_END: main
