//! How many bytes a pipe takes while nobody reads.
//@ output: pattern
//@ because: how much room a pipe has is up to the system
//@ explore: no, because pipes are beyond its model

// ANCHOR: main
use std::io::{self, ErrorKind};

use tokio::net::unix::pipe;

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let (sender, _receiver) = pipe::pipe()?;
    sender.writable().await?;
    let mut room = 0;
    let end = loop {
        match sender.try_write(&[0; 1024]) {
            Ok(written) => room += written,
            Err(error) => break error,
        }
    };
    assert_eq!(end.kind(), ErrorKind::WouldBlock);
    println!("{room} bytes, and the next one waits");
    Ok(())
}
// ANCHOR_END: main
