//! When the runtime ends, its tasks end where they wait, or before they began.
//@ output: one-of
//@ because: nothing says how far the task is when main ends
//@ explore: outcomes

// ANCHOR: main
struct Cleanup;

impl Drop for Cleanup {
    fn drop(&mut self) {
        println!("  cleaned up");
    }
}

#[tokio::main(worker_threads = 1)]
async fn main() {
    tokio::spawn(async {
        let _cleanup = Cleanup;
        println!("  begun");
        std::future::pending::<()>().await;
    });
    println!("main ends");
}
// ANCHOR_END: main
