//! Nobody takes what comes over a wire: how much of it can the other side get rid of?
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};
use tokio::sync::mpsc;
use tokio::time::timeout;

const MINUTE: Duration = Duration::from_secs(60);

/// How many of 100 bytes can be written within a minute.
async fn written(hand_over: impl AsyncFn(u8)) -> usize {
    let (mut near, mut far) = duplex(8); // a wire with room for eight bytes
    let read = async {
        while let Ok(byte) = far.read_u8().await {
            hand_over(byte).await;
        }
    };
    let mut count = 0;
    let write = async {
        while count < 100 && near.write_all(&[1]).await.is_ok() {
            count += 1;
        }
        std::future::pending::<()>().await; // keeps the wire open
    };
    let both = async { tokio::join!(read, write) };
    let _ = timeout(MINUTE, both).await;
    count
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (sender, _nobody_receives) = mpsc::unbounded_channel();
    let count = written(async |byte| sender.send(byte).unwrap()).await;
    println!("into an unbounded queue: {count} bytes");

    let (sender, _nobody_receives) = mpsc::channel(2);
    let count = written(async |byte| sender.send(byte).await.unwrap()).await;
    println!("into a queue with room for 2: {count} bytes");
}
// ANCHOR_END: main
