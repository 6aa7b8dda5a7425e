//! A timeout has a result of its own, around the result of the work.
//@ rejects: E0308

// ANCHOR: main
use std::io;
use std::time::Duration;
use tokio::time::timeout;

async fn fetch() -> io::Result<String> {
    Ok("a page".to_owned())
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let page: String = timeout(Duration::from_secs(5), fetch()).await?;
    println!("{page}");
    Ok(())
}
// ANCHOR_END: main
