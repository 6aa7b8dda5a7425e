//! A plain function that starts a runtime, called from async code.
//@ exit: 101
//@ explore: no, because the panic is the point and needs no schedule

// ANCHOR: main
use tokio::runtime::Runtime;

fn answer() -> u32 {
    let runtime = Runtime::new().expect("a runtime can start");
    runtime.block_on(async { 42 })
}

#[tokio::main]
async fn main() {
    println!("the answer is {}", answer());
}
// ANCHOR_END: main
