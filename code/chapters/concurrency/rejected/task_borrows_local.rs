//! A task that may outlive the names it reads.
//@ rejects: E0373

// ANCHOR: main
#[tokio::main]
async fn main() {
    let names = vec!["Ada", "Grace"];
    let task = tokio::spawn(async { println!("{}", names.len()) });
    task.await.unwrap();
}
// ANCHOR_END: main
