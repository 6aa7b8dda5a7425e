//! caught by: what_is_no_array_is_refused: a fourth word that is not 1 is taken for the work of a dead creator, whatever the file is

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::atomic::AtomicI64;

use memmap2::{MmapMut, MmapOptions};

pub const MAGIC: u64 = u64::from_ne_bytes(*b"an array");
pub const VERSION: u64 = 1;

pub struct SharedArray {
    map: MmapMut,
}

fn bytes(len: usize) -> io::Result<u64> {
    let bytes = (len as u128 + 4) * 8;
    if bytes > i64::MAX as u128 {
        return Err(ErrorKind::OutOfMemory.into());
    }
    Ok(bytes as u64)
}

enum Found {
    Complete,
    Unfinished,
}

/// What is in the file, which is locked by us.
fn look(file: &File, len: usize) -> io::Result<Found> {
    use std::os::unix::fs::FileExt;
    let size = file.metadata()?.len();
    if size == 0 {
        return Ok(Found::Unfinished);
    }
    if size != bytes(len)? {
        return Err(io::Error::new(
            ErrorKind::InvalidData,
            format!("{size} bytes"),
        ));
    }
    let mut words = [0u64; 4];
    for (index, word) in words.iter_mut().enumerate() {
        let mut raw = [0; 8];
        file.read_exact_at(&mut raw, index as u64 * 8)?;
        *word = u64::from_ne_bytes(raw);
    }
    match words {
        [MAGIC, VERSION, count, 1] if count == len as u64 => Ok(Found::Complete),
        [MAGIC, VERSION, count, 0] if count == len as u64 => Ok(Found::Unfinished),
        [_, _, _, 0] => Ok(Found::Unfinished),
        _ => Err(io::Error::new(
            ErrorKind::InvalidData,
            format!("header {words:?}"),
        )),
    }
}

fn make(file: &File, len: usize) -> io::Result<()> {
    use std::os::unix::fs::FileExt;
    file.set_len(bytes(len)?)?;
    let mut header = Vec::new();
    for word in [MAGIC, VERSION, len as u64] {
        header.extend(word.to_ne_bytes());
    }
    file.write_all_at(&header, 0)?;
    file.write_all_at(&1u64.to_ne_bytes(), 24)
}

fn map(file: &File) -> io::Result<SharedArray> {
    // SAFETY: the file is never made shorter by this module
    Ok(SharedArray {
        map: unsafe { MmapOptions::new().map_mut(file)? },
    })
}

impl SharedArray {
    pub fn create(path: &Path, len: usize) -> io::Result<Self> {
        bytes(len)?;
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create_new(true)
            .open(path)?;
        file.lock()?;
        // somebody may have been quicker with the lock, and have done our work
        if let Found::Unfinished = look(&file, len)? {
            make(&file, len)?;
        }
        let array = map(&file);
        file.unlock()?;
        array
    }

    pub fn open(path: &Path, len: usize) -> io::Result<Self> {
        let file = OpenOptions::new().read(true).write(true).open(path)?;
        file.lock_shared()?;
        let found = look(&file, len)?;
        file.unlock()?;
        match found {
            Found::Complete => map(&file),
            Found::Unfinished => Err(io::Error::new(ErrorKind::InvalidData, "not complete")),
        }
    }

    pub fn open_or_create(path: &Path, len: usize) -> io::Result<Self> {
        bytes(len)?;
        loop {
            let file = OpenOptions::new()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .open(path)?;
            file.lock()?;
            // the name may have been removed meanwhile, or be that of another file
            match fs::metadata(path) {
                Ok(there) if there.ino() == file.metadata()?.ino() => {}
                Ok(_) => continue,
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => return Err(error),
            }
            if let Found::Unfinished = look(&file, len)? {
                make(&file, len)?;
            }
            let array = map(&file);
            file.unlock()?;
            return array;
        }
    }

    pub fn cells(&self) -> &[AtomicI64] {
        let (before, cells, after) = unsafe { self.map[32..].align_to::<AtomicI64>() };
        assert!(before.is_empty() && after.is_empty());
        cells
    }

    pub fn unlink(path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }
}
