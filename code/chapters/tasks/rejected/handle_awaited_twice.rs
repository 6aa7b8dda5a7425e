//! The result of a task, asked for twice.
//@ rejects: E0382

// ANCHOR: main
#[tokio::main]
async fn main() {
    let task = tokio::spawn(async { String::from("the only copy") });
    println!("{}", task.await.unwrap());
    println!("{}", task.await.unwrap());
}
// ANCHOR_END: main
