//! The same reader, with the bytes kept outside of the future that is dropped.
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (mut client, mut server) = duplex(64);
    tokio::spawn(async move {
        client.write_all(b"AB").await.unwrap();
        sleep(Duration::from_secs(3)).await;
        client.write_all(b"CD").await.unwrap();
    });
    let mut word = Vec::new();
    while word.len() < 4 {
        tokio::select! {
            count = server.read_buf(&mut word) => println!("{count:?}"),
            () = sleep(Duration::from_secs(2)) => println!("still waiting"),
        }
    }
    println!("{}", String::from_utf8_lossy(&word));
}
// ANCHOR_END: main
