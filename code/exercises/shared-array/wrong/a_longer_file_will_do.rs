//! caught by: what_is_no_array_is_refused: the file may be longer than its header says

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use memmap2::{MmapOptions, MmapRaw};

pub const MAGIC: u64 = u64::from_ne_bytes(*b"an array");
pub const VERSION: u64 = 1;
const HEADER: usize = 32;

pub struct SharedArray {
    map: MmapRaw,
    len: usize,
}

fn invalid(words: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, words)
}

fn size(len: usize) -> io::Result<usize> {
    len.checked_mul(8)
        .and_then(|bytes| bytes.checked_add(HEADER))
        .filter(|&bytes| bytes <= isize::MAX as usize)
        .ok_or_else(|| io::Error::new(ErrorKind::InvalidInput, "too many cells"))
}

fn beside(path: &Path) -> PathBuf {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let mut name = path.as_os_str().to_owned();
    name.push(format!(
        ".{}.{}",
        process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    ));
    name.into()
}

impl SharedArray {
    fn map(file: &File, len: usize) -> io::Result<Self> {
        let map = MmapOptions::new().len(size(len)?).map_raw(file)?;
        Ok(Self { map, len })
    }

    pub fn create(path: &Path, len: usize) -> io::Result<Self> {
        let size = size(len)?;
        let (name, mut file) = loop {
            let name = beside(path);
            match OpenOptions::new()
                .read(true)
                .write(true)
                .create_new(true)
                .open(&name)
            {
                Ok(file) => break (name, file),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        };
        let result = (|| {
            file.set_len(size as u64)?;
            for word in [MAGIC, VERSION, len as u64, 1] {
                file.write_all(&word.to_ne_bytes())?;
            }
            let array = Self::map(&file, len)?;
            fs::hard_link(&name, path)?;
            Ok(array)
        })();
        fs::remove_file(&name)?;
        result
    }

    pub fn open(path: &Path, len: usize) -> io::Result<Self> {
        let file = OpenOptions::new().read(true).write(true).open(path)?;
        let size = size(len)?;
        let found = file.metadata()?.len();
        if found < HEADER as u64 {
            return Err(invalid("too short for an array"));
        }
        let mut header = [0; HEADER];
        std::os::unix::fs::FileExt::read_exact_at(&file, &mut header, 0)?;
        let word =
            |index: usize| u64::from_ne_bytes(header[index * 8..index * 8 + 8].try_into().unwrap());
        if word(0) != MAGIC || word(1) != VERSION || word(2) != len as u64 || found < size as u64 {
            return Err(invalid("another magic, version or length"));
        }
        if word(3) != 1 {
            return Err(invalid("not complete"));
        }
        Self::map(&file, len)
    }

    pub fn open_or_create(path: &Path, len: usize) -> io::Result<Self> {
        loop {
            match Self::open(path, len) {
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                other => return other,
            }
            match Self::create(path, len) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                other => return other,
            }
        }
    }

    pub fn cells(&self) -> &[AtomicI64] {
        // SAFETY: the mapping has HEADER + 8 * len bytes, is aligned to a page, lives as long as self, and is only used as atomics
        unsafe { std::slice::from_raw_parts(self.map.as_ptr().add(HEADER).cast(), self.len) }
    }

    pub fn unlink(path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }
}
