//! A mapped table with a header, and an opener that refuses whatever is not such a table, or not yet.
//@ explore: no, because it maps a file

// ANCHOR: layout
use memmap2::MmapRaw;
use std::fs::{self, File};
use std::io;
use std::sync::atomic::{AtomicU64, Ordering::Acquire, Ordering::Release};

/// Stored last, so it says "whole" as well as "ours, in the second layout".
const READY: u64 = u64::from_le_bytes(*b"table\0v2");

/// Eight bytes each: the mark, the length, then the cells.
struct Table(MmapRaw);

impl Table {
    fn word(&self, index: usize) -> &AtomicU64 {
        assert!(index < self.0.len() / 8);
        // SAFETY: inside of the mapping (above), aligned, kept by the reference, any bits
        // are a number, touched by atomic operations only; nobody shortens the file.
        unsafe { AtomicU64::from_ptr(self.0.as_mut_ptr().cast::<u64>().add(index)) }
    }
}
// ANCHOR_END: layout

// ANCHOR: create
impl Table {
    fn create(name: &str, cells: usize) -> io::Result<Table> {
        let file = File::options()
            .read(true)
            .write(true)
            .create_new(true)
            .open(name)?;
        file.set_len(8 * (cells as u64 + 2))?; // all zeros, so not ready
        let table = Table(MmapRaw::map_raw(&file)?);
        table.word(1).store(cells as u64, Release);
        table.word(0).store(READY, Release); // ORDERING: pairs with the load in `open`
        Ok(table)
    }

    fn open(name: &str, cells: usize) -> Result<Table, String> {
        let open = |name| File::options().read(true).write(true).open(name);
        let file = open(name).map_err(|error| format!("cannot open: {error}"))?;
        let bytes = file.metadata().map_err(|error| error.to_string())?.len();
        if bytes != 8 * (cells as u64 + 2) {
            return Err(format!("{bytes} bytes: another length, or not written yet"));
        }
        let table = Table(MmapRaw::map_raw(&file).map_err(|error| error.to_string())?);
        match table.word(0).load(Acquire) {
            READY if table.word(1).load(Acquire) == cells as u64 => Ok(table),
            READY => Err("another length".to_owned()),
            0 => Err("not ready yet".to_owned()),
            _ => Err("no table, or of another version".to_owned()),
        }
    }
}
// ANCHOR_END: create

// ANCHOR: main
fn main() -> io::Result<()> {
    let _scratch = Scratch("table");
    let attempt = || Table::open("table", 4).map_or_else(|why| why, |_| "opened".to_owned());
    println!("no file:        {}", attempt());

    let file = File::create_new("table")?;
    println!("created:        {}", attempt());
    file.set_len(48)?;
    println!("sized:          {}", attempt());
    fs::write("table", [&b"table\0v1"[..], &[0; 40]].concat())?;
    println!("an old version: {}", attempt());

    fs::remove_file("table")?;
    let table = Table::create("table", 4)?;
    table.word(2).store(7, Release);
    println!("created whole:  {}", attempt());
    println!(
        "created again:  {:?}",
        Table::create("table", 4)
            .map_err(|error| error.kind())
            .err()
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
