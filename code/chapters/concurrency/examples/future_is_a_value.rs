//! A future does nothing until somebody drives it; a thread starts at once.
//@ explore: no, because the task runs on the main thread

// ANCHOR: main
use tokio::runtime::Builder;

async fn answer() -> u32 {
    println!("  working");
    42
}

fn main() {
    println!("calling answer()");
    let future = answer();
    println!("it has returned a future");

    let runtime = Builder::new_current_thread()
        .build()
        .expect("a runtime can start");
    println!("driving the future");
    let number = runtime.block_on(future);
    println!("the answer is {number}");
}
// ANCHOR_END: main
