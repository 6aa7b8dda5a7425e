//! caught by: a_creator_that_dies_leaves_no_trap: an array that is not complete is waited for, though nobody completes it

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use memmap2::MmapRaw;

pub const MAGIC: u64 = u64::from_ne_bytes(*b"an array");

pub const VERSION: u64 = 1;

pub struct SharedArray {
    mapping: MmapRaw,
    len: usize,
}

fn size(len: usize) -> io::Result<u64> {
    match len.checked_mul(8).and_then(|n| n.checked_add(32)) {
        Some(n) if n <= isize::MAX as usize => Ok(n as u64),
        _ => Err(io::Error::new(ErrorKind::InvalidInput, "too many cells")),
    }
}

impl SharedArray {
    pub fn create(path: &Path, len: usize) -> io::Result<Self> {
        let size = size(len)?;
        let file = File::options()
            .read(true)
            .write(true)
            .create_new(true)
            .open(path)?;
        file.set_len(size)?;
        let array = Self {
            mapping: MmapRaw::map_raw(&file)?,
            len,
        };
        for (index, word) in [MAGIC, VERSION, len as u64, 1].into_iter().enumerate() {
            // SAFETY: the mapping begins with four words.
            unsafe {
                (*array.mapping.as_ptr().cast::<AtomicU64>().add(index))
                    .store(word, Ordering::Release)
            };
        }
        Ok(array)
    }

    pub fn open(path: &Path, len: usize) -> io::Result<Self> {
        let size = size(len)?;
        let file = File::options().read(true).write(true).open(path)?;
        if file.metadata()?.len() == 0 {
            return Err(io::Error::new(ErrorKind::WouldBlock, "not complete"));
        }
        if file.metadata()?.len() != size {
            return Err(io::Error::new(ErrorKind::InvalidData, "wrong size"));
        }
        let array = Self {
            mapping: MmapRaw::map_raw(&file)?,
            len,
        };
        if ![0, MAGIC].contains(&array.word(0)) {
            return Err(io::Error::new(ErrorKind::InvalidData, "not an array"));
        }
        if array.word(3) != 1 {
            return Err(io::Error::new(ErrorKind::WouldBlock, "not complete"));
        }
        if array.word(0) != MAGIC || array.word(1) != VERSION {
            return Err(io::Error::new(
                ErrorKind::InvalidData,
                "not an array of this version",
            ));
        }
        if array.word(2) != len as u64 {
            return Err(io::Error::new(ErrorKind::InvalidData, "wrong length"));
        }
        Ok(array)
    }

    pub fn open_or_create(path: &Path, len: usize) -> io::Result<Self> {
        loop {
            match Self::open(path, len) {
                Err(e) if e.kind() == ErrorKind::NotFound => {}
                Err(e) if e.kind() == ErrorKind::WouldBlock => {
                    std::thread::yield_now();
                    continue;
                }
                result => return result,
            }
            match Self::create(path, len) {
                Err(e) if e.kind() == ErrorKind::AlreadyExists => {}
                result => return result,
            }
        }
    }

    pub fn cells(&self) -> &[AtomicI64] {
        // SAFETY: the mapping holds 32 bytes and then so many cells.
        unsafe { std::slice::from_raw_parts(self.mapping.as_ptr().add(32).cast(), self.len) }
    }

    pub fn unlink(path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn word(&self, index: usize) -> u64 {
        // SAFETY: the mapping begins with four words.
        unsafe { (*self.mapping.as_ptr().cast::<AtomicU64>().add(index)).load(Ordering::Acquire) }
    }
}
