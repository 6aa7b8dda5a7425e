//! An array in a mapped file, published under its name when it is complete.
//!
//! The file is made under a name that nobody else uses, filled, and then linked to its own name: one call of the system, which
//! fails when the name is taken. So nobody ever sees an array that is half made, nobody has to wait for one that makes it,
//! and one that dies on the way leaves a stray file and no trap.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use memmap2::MmapRaw;

/// The first word of the file.
pub const MAGIC: u64 = u64::from_ne_bytes(*b"an array");

/// The second word of the file: the version of its layout.
pub const VERSION: u64 = 1;

/// The fourth word of a complete file.
const COMPLETE: u64 = 1;

const WORD: usize = size_of::<u64>();
const HEADER: usize = 4 * WORD;

/// An array of `AtomicI64` in a file that every process maps.
///
/// The file has four words of eight bytes in the machine's own order of bytes: `MAGIC`, `VERSION`, the number of cells, and
/// 1 once the array is complete; after them the cells, eight bytes each.
pub struct SharedArray {
    mapping: MmapRaw,
    len: usize,
}

impl SharedArray {
    /// Makes a new array of zeros. Of any number of creators at the same time one succeeds.
    ///
    /// # Errors
    /// `AlreadyExists` when there is something of that name, `InvalidInput` for more cells than a file can have, and whatever
    /// the system says.
    pub fn create(path: &Path, len: usize) -> io::Result<Self> {
        let size = size(len)?;
        let draft = Draft::new(path)?;
        let words = [MAGIC, VERSION, len as u64, COMPLETE];
        (&draft.file).write_all(words.map(u64::to_ne_bytes).as_flattened())?;
        // What a file is lengthened by reads as zeros.
        draft.file.set_len(size)?;
        let array = Self::map(&draft.file, len)?;
        fs::hard_link(&draft.path, path)?;
        Ok(array)
    }

    /// Opens a complete array.
    ///
    /// # Errors
    /// `NotFound` when there is nothing of that name, `InvalidData` when it is no complete array of this version and length.
    pub fn open(path: &Path, len: usize) -> io::Result<Self> {
        let file = File::options().read(true).write(true).open(path)?;
        // Before it is mapped: behind its end, a mapping kills whoever touches it.
        if file.metadata()?.len() != size(len)? {
            return Err(refused("the file has another length"));
        }
        let array = Self::map(&file, len)?;
        // ORDERING: Acquire, which pairs with the Release of an author that fills the array in place: who reads the mark reads
        // what was written before it.
        let complete = array.word(3).load(Ordering::Acquire) == COMPLETE;
        let word = |index| array.word(index).load(Ordering::Relaxed);
        if word(0) != MAGIC || word(1) != VERSION {
            return Err(refused("the file is no array, or one of another version"));
        }
        if word(2) != len as u64 || !complete {
            return Err(refused("the array has another length, or is not complete"));
        }
        Ok(array)
    }

    /// Opens the array, or creates it when there is none, whoever else does the same now.
    ///
    /// # Errors
    /// Those of [`open`](Self::open) and [`create`](Self::create), save those that say that another process was quicker.
    pub fn open_or_create(path: &Path, len: usize) -> io::Result<Self> {
        loop {
            match Self::open(path, len) {
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                opened => return opened,
            }
            match Self::create(path, len) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                created => return created,
            }
        }
    }

    /// The cells. The borrow keeps the mapping alive.
    pub fn cells(&self) -> &[AtomicI64] {
        // SAFETY: the mapping is `HEADER` bytes and `len` cells long, and begins at a page, so that the cells are aligned. It
        // lives as long as `self`. All access, in every process, is atomic: here by the type, elsewhere by the agreement of
        // those who map the file, which nothing enforces; nor does anything keep somebody from shortening the file.
        unsafe {
            let first = self.mapping.as_ptr().add(HEADER).cast::<AtomicI64>();
            std::slice::from_raw_parts(first, self.len)
        }
    }

    /// Removes the name. Mappings stay valid.
    ///
    /// # Errors
    /// Whatever the system says.
    pub fn unlink(path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    /// The file must have the size for `len` cells.
    fn map(file: &File, len: usize) -> io::Result<Self> {
        Ok(Self {
            mapping: MmapRaw::map_raw(file)?,
            len,
        })
    }

    fn word(&self, index: usize) -> &AtomicU64 {
        assert!(index < HEADER / WORD);
        // SAFETY: within the header, aligned, alive as long as `self`, and touched by atomic operations only.
        unsafe { &*self.mapping.as_ptr().cast::<AtomicU64>().add(index) }
    }
}

/// A file that is removed again, unless it has got another name.
struct Draft {
    file: File,
    path: PathBuf,
}

impl Draft {
    /// In the folder of `path`, for a link cannot lead to another file system.
    fn new(path: &Path) -> io::Result<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        loop {
            // ORDERING: Relaxed, because each number only has to be taken once.
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let mut name = path.as_os_str().to_owned();
            name.push(format!(".{}-{number}", process::id()));
            let path = PathBuf::from(name);
            let opened = File::options()
                .read(true)
                .write(true)
                .create_new(true)
                .open(&path);
            match opened {
                Ok(file) => return Ok(Self { file, path }),
                // Left by a process that had our number and died.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // A stray file does no harm.
        let _ = fs::remove_file(&self.path);
    }
}

fn size(len: usize) -> io::Result<u64> {
    len.checked_mul(WORD)
        .and_then(|cells| cells.checked_add(HEADER))
        .filter(|&size| isize::try_from(size).is_ok())
        .map(|size| size as u64)
        .ok_or_else(|| io::Error::new(ErrorKind::InvalidInput, "no file has so many cells"))
}

fn refused(why: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, why)
}
