//! The name of a socket stays when its server has gone.

use std::fs;
use std::io;
use std::os::unix::net::{UnixListener, UnixStream};

/// Takes the name away at the end, however that comes.
struct Tidy;

impl Drop for Tidy {
    fn drop(&mut self) {
        let _ = fs::remove_file(NAME);
    }
}

// ANCHOR: main
const NAME: &str = "lengths.socket";

fn main() -> io::Result<()> {
    let _tidy = Tidy;
    drop(UnixListener::bind(NAME)?);

    let refused = UnixStream::connect(NAME).unwrap_err();
    println!("connect: {:?}", refused.kind());
    let taken = UnixListener::bind(NAME).unwrap_err();
    println!("bind: {:?}", taken.kind());

    fs::remove_file(NAME)?;
    println!("without the name: {}", UnixListener::bind(NAME).is_ok());
    Ok(())
}
// ANCHOR_END: main
