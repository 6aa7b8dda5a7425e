//! How much all compiled parts together take, and which of them have to go.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use super::place::{BUILD, Place};
use crate::PlaygroundError;

/// The folders of all listings, the one used longest ago first.
#[derive(Debug)]
pub(super) struct Shelf {
    folder: PathBuf,
    most_bytes: u64,
    entries: Mutex<Vec<Entry>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    key: String,
    bytes: u64,
}

impl Shelf {
    /// What is there from earlier times, in the order in which it was written.
    pub(super) fn open(folder: &Path, most_bytes: u64) -> Result<Self, PlaygroundError> {
        fs::create_dir_all(folder).map_err(PlaygroundError::file("create", folder))?;
        let found = fs::read_dir(folder).map_err(PlaygroundError::file("read", folder))?;
        let mut entries: Vec<(SystemTime, Entry)> = found
            .flatten()
            .map(|found| {
                let build = found.path().join(BUILD);
                let written = fs::symlink_metadata(&build).and_then(|metadata| metadata.modified());
                let entry = Entry {
                    key: found.file_name().to_string_lossy().into_owned(),
                    bytes: bytes_below(&build),
                };
                (written.unwrap_or(SystemTime::UNIX_EPOCH), entry)
            })
            .collect();
        entries.sort_by_key(|entry| entry.0);
        Ok(Self {
            folder: folder.to_path_buf(),
            most_bytes,
            entries: Mutex::new(entries.into_iter().map(|(_, entry)| entry).collect()),
        })
    }

    /// Notes that `key` was used.
    pub(super) fn touch(&self, key: &str) {
        let mut entries = self.entries();
        if let Some(place) = entries.iter().position(|entry| entry.key == key) {
            let entry = entries.remove(place);
            entries.push(entry);
        }
    }

    /// Notes how much `key` takes now, with `program_bytes` that lie elsewhere, and clears others until all of them fit;
    /// returns which.
    pub(super) fn settle(&self, key: &str, program_bytes: u64) -> Vec<String> {
        let bytes = bytes_below(&self.folder.join(key).join(BUILD)) + program_bytes;
        let mut entries = self.entries();
        entries.retain(|entry| entry.key != key);
        entries.push(Entry {
            key: key.to_owned(),
            bytes,
        });
        let mut cleared = Vec::new();
        let mut place = 0;
        while total(&entries) > self.most_bytes && place < entries.len() {
            match Place::try_take(&self.folder.join(&entries[place].key)) {
                Ok(Some(taken)) => {
                    taken.clear();
                    cleared.push(entries.remove(place).key);
                }
                // Somebody compiles there now, so it is not the one used longest ago.
                _ => place += 1,
            }
        }
        cleared
    }

    fn entries(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn total(entries: &[Entry]) -> u64 {
    entries.iter().map(|entry| entry.bytes).sum()
}

/// The sizes of all files below a folder; links are not followed.
fn bytes_below(folder: &Path) -> u64 {
    let mut bytes = 0;
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let Ok(metadata) = entry.metadata() else {
                continue;
            };
            if metadata.is_dir() {
                folders.push(entry.path());
            } else {
                bytes += metadata.len();
            }
        }
    }
    bytes
}
