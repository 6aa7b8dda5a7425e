//! An array of numbers that several processes have in their memory.

use std::io;
use std::path::Path;
use std::sync::atomic::AtomicI64;

/// The first word of the file.
pub const MAGIC: u64 = u64::from_ne_bytes(*b"an array");

/// The second word of the file: the version of its layout.
pub const VERSION: u64 = 1;

/// An array of `AtomicI64` in a file that every process maps.
///
/// The file has four words of eight bytes in the machine's own order of bytes: `MAGIC`, `VERSION`, the number of cells, and
/// 1 once the array is complete; after them the cells, eight bytes each.
pub struct SharedArray {
    _fields: (), // replace this by your own
}

impl SharedArray {
    /// Makes a new array of zeros. Of any number of creators at the same time one succeeds; the others get `AlreadyExists`.
    pub fn create(path: &Path, len: usize) -> io::Result<Self> {
        let _ = (path, len);
        todo!("make a file of zeros that nobody sees before it is complete")
    }

    /// Opens a complete array. Refuses a file that is no array, is of another version or length, or is not complete.
    pub fn open(path: &Path, len: usize) -> io::Result<Self> {
        let _ = (path, len);
        todo!("map the file, after a look at what it is")
    }

    /// Opens the array, or creates it when there is none, whoever else does the same now.
    pub fn open_or_create(path: &Path, len: usize) -> io::Result<Self> {
        let _ = (path, len);
        todo!("one of the two, without a gap between")
    }

    /// The cells. The borrow keeps the mapping alive.
    pub fn cells(&self) -> &[AtomicI64] {
        todo!("the mapping as a slice")
    }

    /// Removes the name. Mappings stay valid.
    pub fn unlink(path: &Path) -> io::Result<()> {
        let _ = path;
        todo!("remove the name")
    }
}
