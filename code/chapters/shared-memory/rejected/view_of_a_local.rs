//! A function cannot return a view of a mapping that it drops.
//@ rejects: E0515

use memmap2::MmapRaw;
use std::fs::File;
use std::io;
use std::sync::atomic::AtomicI64;

/// Whole numbers in a file of at least that many words.
struct SharedArray(MmapRaw);

impl SharedArray {
    fn open(name: &str) -> io::Result<SharedArray> {
        let file = File::options().read(true).write(true).open(name)?;
        Ok(SharedArray(MmapRaw::map_raw(&file)?))
    }

    fn cells(&self) -> &[AtomicI64] {
        let cells = self.0.as_mut_ptr().cast();
        // SAFETY: inside of the mapping, aligned, touched by atomic operations only.
        unsafe { std::slice::from_raw_parts(cells, self.0.len() / 8) }
    }
}

// ANCHOR: main
fn numbers() -> io::Result<&'static [AtomicI64]> {
    let array = SharedArray::open("numbers")?;
    Ok(array.cells())
}

fn main() -> io::Result<()> {
    println!("{} numbers", numbers()?.len());
    Ok(())
}
// ANCHOR_END: main
