//! `read_exact` in a `select!` that ticks: what it had read is gone with it.
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
    loop {
        let mut word = [0; 4];
        tokio::select! {
            result = server.read_exact(&mut word) => {
                println!("{result:?}");
                break;
            }
            () = sleep(Duration::from_secs(2)) => println!("still waiting"),
        }
    }
}
// ANCHOR_END: main
