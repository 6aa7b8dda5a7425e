//! What /proc shows of a child that has ended, before and after its parent waits for it.

// ANCHOR: main
use std::process::Command;
use std::{env, fs, io, thread};

/// R for a process that runs, S for one that sleeps, Z for a zombie.
fn state(pid: u32) -> Option<char> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, after_name) = stat.rsplit_once(") ")?;
    after_name.chars().next()
}

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        return Ok(()); // this child does nothing and ends
    }

    let mut child = Command::new(env::current_exe()?).arg("child").spawn()?;
    while state(child.id()).is_some_and(|state| state != 'Z') {
        thread::yield_now(); // it has not ended yet
    }
    println!("ended: {:?}", state(child.id()));
    println!("{}", child.wait()?);
    println!("waited for: {:?}", state(child.id()));
    Ok(())
}
// ANCHOR_END: main
