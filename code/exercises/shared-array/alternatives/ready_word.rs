//! design: the name comes first, the fourth word last; who opens or creates waits for that word, but not for a dead creator

use std::fs::{self, File};
use std::io::{self, Error, ErrorKind};
use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use memmap2::{MmapOptions, MmapRaw};

/// The first word of the file.
pub const MAGIC: u64 = u64::from_ne_bytes(*b"an array");

/// The second word of the file: the version of its layout.
pub const VERSION: u64 = 1;

/// An array of `AtomicI64` in a file that every process maps.
pub struct SharedArray {
    mapping: MmapRaw,
    len: usize,
}

impl SharedArray {
    /// Makes a new array of zeros.
    pub fn create(path: &Path, len: usize) -> io::Result<Self> {
        let bytes = bytes(len)?;
        let file = File::create_new(path).and_then(|_| writable(path))?;
        file.set_len(bytes as u64)?;
        let array = Self::map(&file, len, bytes)?;
        array.word(0).store(MAGIC, Ordering::Relaxed);
        array.word(1).store(VERSION, Ordering::Relaxed);
        array.word(2).store(len as u64, Ordering::Relaxed);
        // ORDERING: Release, so that who sees the mark sees the words before it.
        array.word(3).store(1, Ordering::Release);
        Ok(array)
    }

    /// Opens a complete array.
    pub fn open(path: &Path, len: usize) -> io::Result<Self> {
        let bytes = bytes(len)?;
        let file = writable(path)?;
        match file.metadata()?.len() {
            0 => return Err(not_yet()),
            found if found == bytes as u64 => {}
            _ => return Err(ErrorKind::InvalidData.into()),
        }
        let array = Self::map(&file, len, bytes)?;
        if array.word(3).load(Ordering::Acquire) != 1 {
            return Err(not_yet());
        }
        let words = [0, 1, 2].map(|index| array.word(index).load(Ordering::Relaxed));
        if words != [MAGIC, VERSION, len as u64] {
            return Err(ErrorKind::InvalidData.into());
        }
        Ok(array)
    }

    /// Opens the array, or creates it.
    pub fn open_or_create(path: &Path, len: usize) -> io::Result<Self> {
        let mut turns = 0;
        loop {
            let tried = match Self::open(path, len) {
                Err(error) if error.kind() == ErrorKind::NotFound => Self::create(path, len),
                tried => tried,
            };
            match tried {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock && turns < PATIENCE => {
                    turns += 1;
                    thread::sleep(Duration::from_millis(1));
                }
                tried => return tried,
            }
        }
    }

    /// The cells. The borrow keeps the mapping alive.
    pub fn cells(&self) -> &[AtomicI64] {
        // SAFETY: the mapping was made for so many cells behind four words; all access is atomic, and it lives with `self`.
        unsafe {
            std::slice::from_raw_parts(self.mapping.as_ptr().cast::<AtomicI64>().add(4), self.len)
        }
    }

    /// Removes the name.
    pub fn unlink(path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn map(file: &File, len: usize, bytes: usize) -> io::Result<Self> {
        let mapping = MmapOptions::new().len(bytes).map_raw(file)?;
        Ok(Self { mapping, len })
    }

    fn word(&self, index: usize) -> &AtomicU64 {
        assert!(index < 4);
        // SAFETY: one of the four words that each mapping begins with.
        unsafe { &*self.mapping.as_ptr().cast::<AtomicU64>().add(index) }
    }
}

/// A creator needs microseconds; one that has not come further in so many turns of a millisecond has died. A clock would say
/// the same of one that a busy machine keeps waiting.
const PATIENCE: u32 = 800;

fn writable(path: &Path) -> io::Result<File> {
    File::options().read(true).write(true).open(path)
}

fn bytes(len: usize) -> io::Result<usize> {
    let bytes = len.checked_mul(8).and_then(|cells| cells.checked_add(32));
    bytes
        .filter(|&bytes| bytes < isize::MAX as usize)
        .ok_or(ErrorKind::InvalidInput.into())
}

fn not_yet() -> Error {
    Error::new(ErrorKind::WouldBlock, "the array is not complete yet")
}
