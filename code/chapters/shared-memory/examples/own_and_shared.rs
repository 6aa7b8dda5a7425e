//! A static belongs to each process alone, and a mapped file to all that map it.
//@ explore: no, because it starts a process

// ANCHOR: main
use memmap2::MmapRaw;
use std::fs::{self, File};
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::{env, io};

static OWN: AtomicU64 = AtomicU64::new(0);

/// The first eight bytes of a mapping that is no shorter.
fn counter(map: &MmapRaw) -> &AtomicU64 {
    // SAFETY: there and aligned, as a mapping begins at a page; kept by the reference;
    // every process that has this file touches them by atomic operations only.
    unsafe { AtomicU64::from_ptr(map.as_mut_ptr().cast()) }
}

fn main() -> io::Result<()> {
    let is_parent = env::args().nth(1).is_none();
    let scratch = is_parent.then(|| Scratch("counter"));
    let file = File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open("counter")?;
    file.set_len(8)?;
    let map = MmapRaw::map_raw(&file)?;

    OWN.fetch_add(1, Relaxed);
    counter(&map).fetch_add(1, Relaxed); // ORDERING: `status` comes before the read
    if scratch.is_some() {
        let mut command = Command::new(env::current_exe()?);
        assert!(command.arg("child").status()?.success());
        println!(
            "own: {}, shared: {}",
            OWN.load(Relaxed),
            counter(&map).load(Relaxed)
        );
    }
    Ok(())
}
// ANCHOR_END: main

/// A file that goes when its owner does, also after an error.
struct Scratch(&'static str);

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(self.0); // already gone is fine
    }
}
