//! The output is written aside and moved into place when it is whole.
//@ explore: no, because it writes a file

// ANCHOR: main
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tokio::task::spawn_blocking;

/// The file that is being written. Dropped before `keep`, it is removed.
struct Aside(PathBuf);

impl Aside {
    fn keep(self, path: &Path) -> io::Result<()> {
        fs::rename(&self.0, path)
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        // After `keep` it is not there any more.
        fs::remove_file(&self.0).ok();
    }
}

fn shout(from: &Path, to: &Path) -> io::Result<()> {
    let text = fs::read_to_string(from)?;
    let aside = Aside(to.with_extension("part"));
    fs::write(&aside.0, text.to_uppercase())?;
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
