//! What has passed and would pass again, because nothing that it depends on has changed.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use libtest_mimic::Failed;

use crate::{files, root};

/// Runs `test` unless it has passed before with everything as it is now; `COURSE_FORGET=1` runs everything.
///
/// `depends_on` must change with whatever can change the outcome, save this program, the crates of the course and the compiler.
///
/// # Errors
/// What `test` fails with; and when what has passed cannot be written down.
pub fn remembered(
    what: &str,
    depends_on: impl Hash,
    test: impl FnOnce() -> Result<(), Failed>,
) -> Result<(), Failed> {
    let mut hasher = DefaultHasher::new();
    (what, machinery(), depends_on).hash(&mut hasher);
    let memory = root().join("target/interleave/passed");
    let mark = memory.join(format!("{:016x}", hasher.finish()));
    if env::var_os("COURSE_FORGET").is_none() && mark.is_file() {
        return Ok(());
    }
    test()?;
    fs::create_dir_all(&memory)?;
    fs::write(&mark, format!("{what}\n"))?;
    Ok(())
}

/// A number that changes with the names and contents of the files below this folder.
///
/// # Panics
/// When one of them cannot be read.
pub fn contents(folder: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for path in files(folder, &[]) {
        let text = fs::read(root().join(&path))
            .unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()));
        (path, text).hash(&mut hasher);
    }
    hasher.finish()
}

/// Changes with this program, the crates of the course, what they are built with, and the compiler.
fn machinery() -> u64 {
    static MACHINERY: OnceLock<u64> = OnceLock::new();
    *MACHINERY.get_or_init(|| {
        let mut hasher = DefaultHasher::new();
        let program: PathBuf = env::current_exe().expect("a running program has a file");
        fs::read(program)
            .expect("a running program can be read")
            .hash(&mut hasher);
        contents("code/crates").hash(&mut hasher);
        for file in ["Cargo.toml", "Cargo.lock"] {
            fs::read(root().join(file)).ok().hash(&mut hasher);
        }
        let rustc = Command::new("rustc").arg("-vV").output();
        rustc.expect("rustc can be asked").stdout.hash(&mut hasher);
        hasher.finish()
    })
}
