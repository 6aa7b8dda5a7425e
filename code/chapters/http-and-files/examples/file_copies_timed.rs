//! Sixteen MiB in pieces of eight KiB: with `std`, with `tokio::fs`, and with one hop to a thread.
//@ output: pattern
//@ because: times differ from run to run
//@ explore: no, because it reads a file

// ANCHOR: main
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const PIECE: usize = 8 * 1024;

fn copy_plain() -> io::Result<()> {
    let (mut from, mut to) = (File::open("in.bin")?, File::create("out.bin")?);
    let mut piece = [0; PIECE];
    loop {
        match from.read(&mut piece)? {
            0 => return Ok(()),
            count => to.write_all(&piece[..count])?,
        }
    }
}

async fn copy_in_pieces() -> io::Result<()> {
    let mut from = tokio::fs::File::open("in.bin").await?;
    let mut to = tokio::fs::File::create("out.bin").await?;
    let mut piece = [0; PIECE];
    loop {
        match from.read(&mut piece).await? {
            0 => return to.flush().await,
            count => to.write_all(&piece[..count]).await?,
        }
    }
}

/// The shortest of five copies: the first of all also waits for memory.
async fn measure(name: &str, copy: impl AsyncFn() -> io::Result<()>) -> io::Result<()> {
    let mut shortest = Duration::MAX;
    for _ in 0..5 {
        let start = Instant::now();
        copy().await?;
        shortest = shortest.min(start.elapsed());
        assert_eq!(
            fs::metadata("out.bin")?.len(),
            fs::metadata("in.bin")?.len()
        );
        fs::remove_file("out.bin")?;
    }
    println!("{name}: {} ms", shortest.as_millis());
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    fs::write("in.bin", vec![7; 16 * 1024 * 1024])?;
    measure("std, in place", async || copy_plain()).await?;
    measure("tokio::fs", copy_in_pieces).await?;
    let aside = async || tokio::task::spawn_blocking(copy_plain).await?;
    measure("std, in one spawn_blocking", aside).await?;
    fs::remove_file("in.bin")
}
// ANCHOR_END: main
