//! Three tasks want to receive from one channel.
//@ rejects: E0382

// ANCHOR: main
use tokio::sync::mpsc;

#[tokio::main]
async fn main() {
    let (_jobs, mut inbox) = mpsc::channel::<u32>(2);
    for worker in ["A", "B", "C"] {
        tokio::spawn(async move {
            while let Some(job) = inbox.recv().await {
                println!("{worker} does {job}");
            }
        });
    }
}
// ANCHOR_END: main
