//! A future that holds a lock has lost a `select!`, is kept, and is not polled any more.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use std::pin::pin;
use tokio::sync::Mutex;
use tokio::task::yield_now;

async fn save(document: &Mutex<String>) {
    let mut document = document.lock().await;
    yield_now().await; // the disk takes its time
    document.push_str(", saved");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let document = Mutex::new(String::from("a letter"));
    let mut saving = pin!(save(&document));
    tokio::select! {
        biased;
        () = &mut saving => println!("saved first"),
        () = async {} => println!("{}", document.lock().await), // while it is being saved
    }
    saving.await;
}
// ANCHOR_END: main
