//! A view of a mapping cannot outlive it.
//@ rejects: E0505

use memmap2::MmapRaw;
use std::fs::File;
use std::io;
use std::sync::atomic::{AtomicI64, Ordering::Relaxed};

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
fn main() -> io::Result<()> {
    let array = SharedArray::open("numbers")?;
    let cells = array.cells();
    drop(array); // unmaps
    println!("{}", cells[0].load(Relaxed));
    Ok(())
}
// ANCHOR_END: main
