//! A child is killed at each step of an update; its parent looks at what is left.
//@ explore: no, because it starts and kills processes

use memmap2::MmapRaw;
use std::env;
use std::fs::{self, File};
use std::io::{self, Read};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering::Acquire, Ordering::Release};

// ANCHOR: update
/// Five words: which slot is valid, then two slots of two numbers that add up to 100.
struct Record(MmapRaw);

impl Record {
    /// Changes the numbers where they stand.
    fn move_in_place(&self, amount: u64, killer: &mut Killer) {
        let (left, right) = (self.word(1), self.word(2));
        killer.may_strike();
        left.store(left.load(Acquire) - amount, Release);
        killer.may_strike();
        right.store(right.load(Acquire) + amount, Release);
        killer.may_strike();
    }

    /// Writes to the slot that nobody reads, and then says that it is the valid one.
    fn move_aside(&self, amount: u64, killer: &mut Killer) {
        let valid = self.word(0).load(Acquire) as usize;
        let (old, new) = (1 + 2 * valid, 3 - 2 * valid);
        killer.may_strike();
        self.word(new)
            .store(self.word(old).load(Acquire) - amount, Release);
        killer.may_strike();
        self.word(new + 1)
            .store(self.word(old + 1).load(Acquire) + amount, Release);
        killer.may_strike();
        self.word(0).store(1 - valid as u64, Release);
        killer.may_strike();
    }

    fn read(&self) -> [u64; 2] {
        let slot = 1 + 2 * self.word(0).load(Acquire) as usize;
        [
            self.word(slot).load(Acquire),
            self.word(slot + 1).load(Acquire),
        ]
    }
}
// ANCHOR_END: update

impl Record {
    fn open() -> io::Result<Record> {
        let file = File::options().read(true).write(true).open("record")?;
        Ok(Record(MmapRaw::map_raw(&file)?))
    }

    fn word(&self, index: usize) -> &AtomicU64 {
        assert!(index < self.0.len() / 8);
        // SAFETY: inside of the mapping (above), aligned, touched by atomic operations only.
        unsafe { AtomicU64::from_ptr(self.0.as_mut_ptr().cast::<u64>().add(index)) }
    }
}

/// Stands still at one step, until the parent kills the process there.
struct Killer {
    steps_left: u32,
}

impl Killer {
    fn may_strike(&mut self) {
        if self.steps_left == 0 {
            println!("here"); // the parent kills this process when it has read the line
            let _ = io::read_to_string(io::stdin());
            std::process::exit(1); // the parent is gone
        }
        self.steps_left -= 1;
    }
}

// ANCHOR: main
/// What is left when the process that makes the update is killed before this step.
fn killed_before(step: u32, how: &str) -> io::Result<[u64; 2]> {
    let _scratch = Scratch("record");
    File::create_new("record")?.set_len(5 * 8)?;
    let record = Record::open()?;
    record.word(1).store(100, Release);
    let mut command = Command::new(env::current_exe()?);
    command
        .args([how, &step.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = command.spawn()?;
    let reached = child.stdout.take().unwrap().read_exact(&mut [0; 5]);
    child.kill()?;
    child.wait()?;
    reached?;
    Ok(record.read())
}

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [how, step] = arguments.as_slice() {
        let steps_left = step.parse().map_err(io::Error::other)?;
        let (record, mut killer) = (Record::open()?, Killer { steps_left });
        match how.as_str() {
            "in place" => record.move_in_place(30, &mut killer),
            _ => record.move_aside(30, &mut killer),
        }
        return Ok(());
    }
    for (how, steps) in [("in place", 3), ("aside", 4)] {
        for step in 0..steps {
            let [left, right] = killed_before(step, how)?;
            println!(
                "{how}, killed before step {step}: {left} + {right} = {}",
                left + right
            );
        }
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
