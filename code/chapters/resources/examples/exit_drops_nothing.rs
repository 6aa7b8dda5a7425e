//! `process::exit` ends the program where it stands.
//@ exit: 1

// ANCHOR: main
use std::process::{ExitCode, exit};

struct Lock;

impl Drop for Lock {
    fn drop(&mut self) {
        println!("  lock file removed");
    }
}

fn returns_a_code() -> ExitCode {
    let _lock = Lock;
    println!("a code is returned");
    ExitCode::FAILURE
}

fn exits() -> ! {
    let _lock = Lock;
    println!("exit is called");
    exit(1)
}

fn main() {
    returns_a_code();
    exits();
}
// ANCHOR_END: main
