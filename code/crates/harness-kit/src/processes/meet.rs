//! How processes of a check meet: files tell who was here, and locks on files hold until their process has ended.

use std::fs::{self, File, TryLockError};
use std::process;

/// A gate that this process holds closed: who wants to [`pass`] sleeps until it is opened, or this process has ended.
pub struct Gate(File);

impl Gate {
    /// Closes the gate called `name`, which is open as long as nobody has closed it.
    pub fn closed(name: &str) -> Self {
        let file = File::create(gate(name)).expect("a check may create files");
        file.lock().expect("nobody else closes a gate");
        Self(file)
    }

    /// Lets everybody through, now and later.
    pub fn open(self) {
        // Not by closing the file: a child may hold it open for a moment longer.
        self.0.unlock().expect("an own lock can be given back");
    }
}

/// Waits until the gate called `name` is open.
pub fn pass(name: &str) {
    if let Ok(file) = File::open(gate(name)) {
        file.lock_shared().expect("a lock can be waited for");
    }
}

fn gate(name: &str) -> String {
    format!("{name}.gate")
}

/// Tells everybody that this process is here, under the name `name`.
pub fn arrive(name: &str) {
    File::create(format!("{name}.{}", process::id())).expect("a check may create files");
}

/// The processes that have arrived under the name `name`, by their numbers.
pub fn arrived(name: &str) -> Vec<u32> {
    let mut all: Vec<u32> = fs::read_dir(".")
        .expect("a check may read its folder")
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter_map(|file| file.strip_prefix(name)?.strip_prefix('.')?.parse().ok())
        .collect();
    all.sort_unstable();
    all
}

/// Takes one of so many places called `name`, and keeps it until this process has ended; `false` when all are taken.
pub fn seat(name: &str, places: usize) -> bool {
    (0..places).any(|place| {
        let file = File::create(format!("{name}.seat-{place}")).expect("a check may create files");
        match file.try_lock() {
            Ok(()) => {
                // Open until the end of the process, which gives the lock back.
                std::mem::forget(file);
                true
            }
            Err(TryLockError::WouldBlock) => false,
            Err(TryLockError::Error(error)) => panic!("a lock can be asked for: {error}"),
        }
    })
}
