//! caught by: an_array_is_shared: a mapping keeps its file open, and with it the lock, so that nobody else gets in

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use memmap2::MmapRaw;

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
        let size = size(len)?;
        let file = options().create_new(true).open(path)?;
        file.lock()?;
        // Between the two lines above somebody in `open_or_create` may have made the array: then that was its creator.
        if file.metadata()?.len() > 0 {
            return Err(ErrorKind::AlreadyExists.into());
        }
        Self::fill(&file, len, size)
    }

    /// Opens a complete array; waits while somebody makes it.
    pub fn open(path: &Path, len: usize) -> io::Result<Self> {
        let file = options().open(path)?;
        file.lock_shared()?;
        Self::checked(&file, len, size(len)?)
    }

    /// Opens the array, or makes it when nobody has begun to.
    pub fn open_or_create(path: &Path, len: usize) -> io::Result<Self> {
        let size = size(len)?;
        let file = options().create(true).truncate(false).open(path)?;
        file.lock()?;
        match file.metadata()?.len() {
            0 => Self::fill(&file, len, size),
            _ => Self::checked(&file, len, size),
        }
    }

    /// The cells. The borrow keeps the mapping alive.
    pub fn cells(&self) -> &[AtomicI64] {
        // SAFETY: the mapping was made for so many cells behind four words; all access is atomic, and it lives with `self`.
        unsafe { std::slice::from_raw_parts(self.mapping.as_ptr().add(32).cast(), self.len) }
    }

    /// Removes the name.
    pub fn unlink(path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    /// To be called under the lock, which ends with the file.
    fn fill(file: &File, len: usize, size: u64) -> io::Result<Self> {
        file.set_len(size)?;
        let array = Self {
            mapping: MmapRaw::map_raw(file)?,
            len,
        };
        let [magic, version, length, complete] = array.header();
        magic.store(MAGIC, Ordering::Relaxed);
        version.store(VERSION, Ordering::Relaxed);
        length.store(len as u64, Ordering::Relaxed);
        complete.store(1, Ordering::Release);
        Ok(array)
    }

    fn checked(file: &File, len: usize, size: u64) -> io::Result<Self> {
        if file.metadata()?.len() != size {
            return Err(ErrorKind::InvalidData.into());
        }
        let array = Self {
            mapping: MmapRaw::map_raw(file)?,
            len,
        };
        let words = array
            .header()
            .each_ref()
            .map(|word| word.load(Ordering::Acquire));
        if words != [MAGIC, VERSION, len as u64, 1] {
            return Err(ErrorKind::InvalidData.into());
        }
        Ok(array)
    }

    fn header(&self) -> &[AtomicU64; 4] {
        // SAFETY: every mapping has room for the header, and begins at a page.
        unsafe { &*self.mapping.as_ptr().cast() }
    }
}

fn options() -> fs::OpenOptions {
    let mut options = File::options();
    options.read(true).write(true);
    options
}

fn size(len: usize) -> io::Result<u64> {
    let bytes = len.checked_mul(8).and_then(|cells| cells.checked_add(32));
    match bytes.and_then(|bytes| i64::try_from(bytes).ok()) {
        Some(bytes) => Ok(bytes.unsigned_abs()),
        None => Err(ErrorKind::InvalidInput.into()),
    }
}
