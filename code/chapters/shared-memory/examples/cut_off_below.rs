//! A file is shortened while a process has it mapped, and the process dies at the next access.
//@ explore: no, because it starts a process

// ANCHOR: main
use memmap2::MmapRaw;
use std::fs::{self, File};
use std::os::unix::process::ExitStatusExt;
use std::process::Command;
use std::{env, io};

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        let file = File::options().read(true).write(true).open("page")?;
        let map = MmapRaw::map_raw(&file)?;
        file.set_len(0)?; // any process that may write to the file can do this
        // SAFETY: it is not: mapped, and no file behind it any more.
        println!("read: {}", unsafe { map.as_ptr().read_volatile() });
        return Ok(());
    }
    let _scratch = Scratch("page");
    File::create_new("page")?.set_len(4096)?;
    let status = Command::new(env::current_exe()?).arg("child").status()?;
    let bus_error = status.signal() == Some(libc::SIGBUS);
    println!("the child printed nothing, and ended by SIGBUS: {bus_error}");
    Ok(())
}
// ANCHOR_END: main

/// A file that goes when its owner does, also after an error.
struct Scratch(&'static str);

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(self.0); // already gone is fine
    }
}
