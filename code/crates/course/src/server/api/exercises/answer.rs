//! The file that holds the learner's answer: read, and written without losing what an editor has saved meanwhile.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use catalog::Exercise;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use workbook::Workbook;

use crate::learner;
use crate::server::api::refusal::Refusal;
use crate::server::api::service::Service;

/// What the page begins with.
pub(super) struct Answer {
    pub(super) text: String,
    /// `workbook` or `stub`.
    pub(super) origin: &'static str,
    pub(super) stub: String,
}

impl Answer {
    /// The learner's own text, or the stub when there is none.
    pub(super) fn read(workbook: Option<&Workbook>, exercise: &Exercise) -> Result<Self> {
        let stub = read(&exercise.stub())?;
        let path = workbook.map(|workbook| workbook.answer(exercise));
        Ok(match path.filter(|path| path.exists()) {
            Some(path) => Self {
                text: read(&path)?,
                origin: "workbook",
                stub,
            },
            None => Self {
                text: stub.clone(),
                origin: "stub",
                stub,
            },
        })
    }
}

/// The first 16 digits of the SHA-256 of a text: enough to notice that somebody has changed it.
pub(super) fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Puts `text` in the place of the answer if that still is the text with the hash `based_on`.
///
/// # Errors
/// A conflict, with what is on disk, when it is not; nothing is changed then.
pub(super) fn save(
    service: &Service,
    exercise: &Exercise,
    text: &str,
    based_on: &str,
) -> Result<Value, Refusal> {
    let Some(workbook) = learner::workbook_if_any(&service.root)? else {
        return Err(Refusal::bad_request(
            "there is no workbook to save to; `cargo course init` writes one",
        ));
    };
    let path = workbook.answer(exercise);
    let expect_unchanged = || -> Result<(), Refusal> {
        let now = Answer::read(Some(&workbook), exercise)?.text;
        if hash(&now) == based_on || now == text {
            return Ok(());
        }
        Err(Refusal::conflict(
            "the file was changed elsewhere since this page read it; compare the two, then save again",
            &now,
            &hash(&now),
        ))
    };
    expect_unchanged()?;
    let new = prepare(&path, text)?;
    // Writing took a while, in which an editor may have saved.
    expect_unchanged()?;
    new.persist(&path)
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(json!({ "path": learner::shorten(&path), "hash": hash(text) }))
}

/// The new text beside the old one, on disk.
fn prepare(path: &Path, text: &str) -> Result<tempfile::NamedTempFile> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let write = || -> std::io::Result<tempfile::NamedTempFile> {
        fs::create_dir_all(folder)?;
        let mut new = tempfile::Builder::new()
            .prefix(".answer-")
            .tempfile_in(folder)?;
        new.write_all(text.as_bytes())?;
        // Temporary files are for their owner only; the answer is as readable as it was.
        let permissions = fs::metadata(path).map(|metadata| metadata.permissions());
        if let Ok(permissions) = permissions.or_else(|_| readable_by_all()) {
            new.as_file().set_permissions(permissions)?;
        }
        new.as_file().sync_all()?;
        Ok(new)
    };
    write().with_context(|| format!("cannot write beside {}", path.display()))
}

fn readable_by_all() -> std::io::Result<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::Permissions::from_mode(0o644))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}
