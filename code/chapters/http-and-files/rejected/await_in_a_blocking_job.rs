//! An `.await` in the closure of a blocking job.
//@ rejects: E0728

// ANCHOR: main
use tokio::task::spawn_blocking;

async fn fetch() -> u32 {
    42
}

#[tokio::main]
async fn main() {
    let job = spawn_blocking(|| fetch().await);
    println!("{:?}", job.await);
}
// ANCHOR_END: main
