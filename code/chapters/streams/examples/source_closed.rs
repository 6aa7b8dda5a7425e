//! A stream ends when it is dropped, and with it whatever it owns.
//@ explore: holds

// ANCHOR: main
use futures::{Stream, StreamExt, stream};
use std::pin::pin;

struct Connection;

impl Drop for Connection {
    fn drop(&mut self) {
        println!("  connection closed");
    }
}

fn readings() -> impl Stream<Item = u32> {
    stream::unfold((Connection, 1), async |(connection, number)| {
        Some((number, (connection, number + 1)))
    })
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let two: Vec<u32> = readings().take(2).collect().await;
    println!("{two:?} by take");
    {
        let mut readings = pin!(readings());
        while let Some(number) = readings.next().await {
            if number == 2 {
                break;
            }
        }
        println!("left the loop");
    }
    println!("left the block");
}
// ANCHOR_END: main
