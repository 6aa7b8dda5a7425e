//! A record of two numbers in shared memory, changed under the lock of its file.
//@ explore: no, because it starts processes

// ANCHOR: main
use memmap2::MmapRaw;
use std::fs::{self, File};
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::{array, env, io};

fn main() -> io::Result<()> {
    let is_parent = env::args().nth(1).is_none();
    let _scratch = is_parent.then(|| Scratch("account"));
    if is_parent {
        File::create_new("account")?.set_len(16)?;
    }
    let file = File::options().read(true).write(true).open("account")?;
    let map = MmapRaw::map_raw(&file)?;
    // SAFETY: two aligned words, kept by `map`, touched by atomic operations only.
    let [balance, bookings]: [&AtomicU64; 2] = array::from_fn(|word| unsafe {
        AtomicU64::from_ptr(map.as_mut_ptr().cast::<u64>().add(word))
    });

    if !is_parent {
        for _ in 0..1000 {
            file.lock()?; // waits for every other process that has it
            balance.store(balance.load(SeqCst) + 5, SeqCst);
            bookings.store(bookings.load(SeqCst) + 1, SeqCst);
            file.unlock()?;
        }
        return Ok(());
    }
    let start = |_| Command::new(env::current_exe()?).arg("child").spawn();
    let children: Vec<_> = (0..3).map(start).collect::<io::Result<_>>()?;
    for mut child in children {
        assert!(child.wait()?.success());
    }
    println!(
        "{} in {} bookings",
        balance.load(SeqCst),
        bookings.load(SeqCst)
    );
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
