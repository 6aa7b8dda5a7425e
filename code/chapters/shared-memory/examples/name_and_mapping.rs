//! Removing the name of a file does not touch the mappings of it.

// ANCHOR: main
use memmap2::MmapRaw;
use std::fs::{self, File};
use std::io;

fn main() -> io::Result<()> {
    let file = File::options()
        .read(true)
        .write(true)
        .create_new(true)
        .open("board")?;
    fs::remove_file("board")?; // nobody else can find it, and nobody has to clean up
    file.set_len(1)?;
    let (first, second) = (MmapRaw::map_raw(&file)?, MmapRaw::map_raw(&file)?);
    drop(file);

    // SAFETY: both mappings have one byte, and this is the only thread that touches it.
    let seen = unsafe {
        first.as_mut_ptr().write_volatile(42);
        second.as_ptr().read_volatile()
    };
    println!("written through one mapping, read through the other: {seen}");
    println!(
        "opened by name: {:?}",
        File::open("board").map_err(|error| error.kind()).err()
    );
    Ok(())
}
// ANCHOR_END: main
