//! The output is written aside and moved into place when it is whole.
//@ explore: no, because it writes a file

// ANCHOR: main
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tokio::task::spawn_blocking;

/// A file that is being written. Dropped before it is kept, it is removed.
struct Aside {
    path: PathBuf,
    kept: bool,
}

impl Aside {
    /// Refused when the file is there: somebody else is writing it, or was cut off.
    fn create(path: PathBuf) -> io::Result<(Self, File)> {
        let file = File::create_new(&path)?;
        Ok((Aside { path, kept: false }, file))
    }

    fn keep(mut self, path: &Path) -> io::Result<()> {
        fs::rename(&self.path, path)?;
        self.kept = true;
        Ok(())
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        if !self.kept {
            fs::remove_file(&self.path).ok(); // nobody is left to be told
        }
    }
}

fn shout(from: &Path, to: &Path) -> io::Result<()> {
    let (aside, mut file) = Aside::create(to.with_extension("part"))?;
    let text = fs::read_to_string(from)?;
    file.write_all(text.to_uppercase().as_bytes())?;
    file.sync_all()?;
    aside.keep(to)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let letter = Path::new("letter.txt");
    fs::write(letter, "straße")?;
    spawn_blocking(|| shout(letter, letter)).await??;
    println!("{}", fs::read_to_string(letter)?);

    fs::write(letter, b"no text: \xff")?;
    println!(
        "{:?}",
        spawn_blocking(|| shout(letter, letter))
            .await?
            .map_err(|error| error.kind())
    );
    println!(
        "still {} bytes, and a part is left: {}",
        fs::metadata(letter)?.len(),
        fs::exists("letter.part")?
    );
    fs::remove_file(letter)
}
// ANCHOR_END: main
