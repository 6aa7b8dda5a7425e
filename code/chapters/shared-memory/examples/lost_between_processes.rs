//! Two processes add one to a shared number; one of them loads and stores, and waits in between.
//@ explore: no, because it starts a process

use memmap2::MmapRaw;
use std::env;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

/// The first eight bytes of a mapping that is no shorter.
fn counter(map: &MmapRaw) -> &AtomicU64 {
    // SAFETY: there and aligned, kept by the reference, touched by atomic operations only.
    unsafe { AtomicU64::from_ptr(map.as_mut_ptr().cast()) }
}

fn map() -> io::Result<MmapRaw> {
    MmapRaw::map_raw(&File::options().read(true).write(true).open("counter")?)
}

// ANCHOR: child
fn child(how: &str) -> io::Result<()> {
    let map = map()?;
    let before = counter(&map).load(SeqCst);
    println!("looked"); // now it is the parent's turn
    io::read_to_string(io::stdin())?;
    match how {
        "load and store" => counter(&map).store(before + 1, SeqCst),
        _ => drop(counter(&map).fetch_add(1, SeqCst)),
    }
    Ok(())
}
// ANCHOR_END: child

// ANCHOR: main
fn main() -> io::Result<()> {
    if let Some(how) = env::args().nth(1) {
        return child(&how);
    }
    for how in ["load and store", "fetch_add"] {
        let _scratch = Scratch("counter");
        File::create_new("counter")?.set_len(8)?;
        let map = map()?;
        let mut command = Command::new(env::current_exe()?);
        let mut child = command
            .arg(how)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        child.stdout.take().unwrap().read_exact(&mut [0; 7])?;
        counter(&map).fetch_add(1, SeqCst);
        child.stdin.take().unwrap().write_all(b"go")?;
        assert!(child.wait()?.success());
        println!("{how}: {}", counter(&map).load(SeqCst));
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
