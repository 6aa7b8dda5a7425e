//! What stands behind a `yield` runs only if somebody asks for the next item.
//@ explore: no, because `async_stream` is not among the crates that the explorer knows

// ANCHOR: main
use async_stream::stream;
use futures::{Stream, StreamExt};

struct Log(&'static str);

impl Drop for Log {
    fn drop(&mut self) {
        println!("  closed by {}", self.0);
    }
}

fn readings() -> impl Stream<Item = u32> {
    stream! {
        let _log = Log("drop");
        for number in 1..=2 {
            yield number;
        }
        println!("  closed by the last line");
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for count in [1, 2, 3] {
        let readings: Vec<u32> = readings().take(count).collect().await;
        println!("{readings:?}");
    }
}
// ANCHOR_END: main
