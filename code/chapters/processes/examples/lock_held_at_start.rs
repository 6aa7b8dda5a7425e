//! The parent holds a lock while it starts a child, and the child has a lock of its own.

// ANCHOR: main
use std::process::Command;
use std::sync::Mutex;
use std::{env, io};

static JOURNAL: Mutex<Vec<&str>> = Mutex::new(Vec::new());

fn main() -> io::Result<()> {
    let mut journal = JOURNAL.lock().unwrap();
    journal.push("first entry");
    if env::args().nth(1).is_some() {
        println!("child: {journal:?}");
        return Ok(());
    }

    journal.push("starting a child");
    let status = Command::new(env::current_exe()?).arg("child").status()?;
    println!("parent: {journal:?}, {status}");
    Ok(())
}
// ANCHOR_END: main
