//! A `BufWriter` that is dropped cannot say that its last bytes were not written.

// ANCHOR: main
use std::io::{self, BufWriter, Write};

struct FullDisk;

impl Write for FullDisk {
    fn write(&mut self, _bytes: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::StorageFull.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn save(text: &str) -> io::Result<()> {
    let mut file = BufWriter::new(FullDisk);
    file.write_all(text.as_bytes())
} // dropped, and flushed

fn save_and_look(text: &str) -> io::Result<()> {
    let mut file = BufWriter::new(FullDisk);
    file.write_all(text.as_bytes())?;
    file.flush()
}

fn main() {
    println!("save:          {:?}", save("the report"));
    println!("save and look: {:?}", save_and_look("the report"));
}
// ANCHOR_END: main
