//! A worker dies after its work and before its answer, and the job is given to the next one.

// ANCHOR: main
use std::env;
use std::io;
use std::process::{self, Command, Stdio};

fn pay(attempt: &str) {
    eprintln!("bank: Ada is paid 100");
    if attempt == "1" {
        process::abort(); // the power fails here
    }
    println!("done");
}

fn main() -> io::Result<()> {
    if let Some(attempt) = env::args().nth(1) {
        pay(&attempt);
        return Ok(());
    }

    for attempt in ["1", "2"] {
        let mut command = Command::new(env::current_exe()?);
        let output = command.arg(attempt).stderr(Stdio::inherit()).output()?;
        let answer = String::from_utf8_lossy(&output.stdout);
        println!("attempt {attempt}: {:?}", answer.trim_end());
        if output.status.success() {
            break;
        }
    }
    Ok(())
}
// ANCHOR_END: main
