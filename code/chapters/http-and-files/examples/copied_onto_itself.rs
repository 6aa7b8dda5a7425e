//! The input is opened, and then the output, which is the same file.

// ANCHOR: main
use std::fs::{self, File};
use std::io;
use std::path::Path;

fn shout(from: &Path, to: &Path) -> io::Result<u64> {
    let mut from = File::open(from)?;
    let mut to = File::create(to)?;
    io::copy(&mut from, &mut to) // and makes the letters large
}

fn main() -> io::Result<()> {
    let path = Path::new("letter.txt");
    fs::write(path, "dear Ada")?;
    println!("copied {} bytes", shout(path, path)?);
    println!("left: {:?}", fs::read_to_string(path)?);
    fs::remove_file(path)
}
// ANCHOR_END: main
