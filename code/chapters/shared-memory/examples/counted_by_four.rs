//! Four processes add to one number in shared memory, ten thousand times each.
//@ explore: no, because it starts processes

// ANCHOR: main
use memmap2::MmapRaw;
use std::fs::{self, File};
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::{env, io};

fn main() -> io::Result<()> {
    let is_parent = env::args().nth(1).is_none();
    let _scratch = is_parent.then(|| Scratch("counter"));
    if is_parent {
        File::create_new("counter")?.set_len(8)?;
    }
    let map = MmapRaw::map_raw(&File::options().read(true).write(true).open("counter")?)?;
    // SAFETY: eight bytes, aligned, kept by `map`, touched by atomic operations only.
    let counter = unsafe { AtomicU64::from_ptr(map.as_mut_ptr().cast()) };

    if !is_parent {
        for _ in 0..10_000 {
            counter.fetch_add(1, Relaxed); // ORDERING: `wait` comes before the read
        }
        return Ok(());
    }
    let start = |_| Command::new(env::current_exe()?).arg("child").spawn();
    let children: Vec<_> = (0..4).map(start).collect::<io::Result<_>>()?;
    for mut child in children {
        assert!(child.wait()?.success());
    }
    println!("{} of 40000", counter.load(Relaxed));
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
