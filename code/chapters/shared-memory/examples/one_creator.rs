//! Eight processes race to create one file, and exactly one of them does.
//@ explore: no, because it starts processes

// ANCHOR: main
use std::env;
use std::fs::{self, File};
use std::io::{self, ErrorKind::AlreadyExists};
use std::process::{Command, Stdio};

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        io::read_to_string(io::stdin())?; // the starting gun: the end of the pipe
        match File::create_new("table") {
            Ok(_file) => println!("created"),
            Err(error) if error.kind() == AlreadyExists => println!("too late"),
            Err(error) => return Err(error),
        }
        return Ok(());
    }

    let _scratch = Scratch("table");
    let (line, gun) = io::pipe()?;
    let start = |_| {
        let mut command = Command::new(env::current_exe()?);
        command
            .arg("child")
            .stdin(line.try_clone()?)
            .stdout(Stdio::piped())
            .spawn()
    };
    let racers: Vec<_> = (0..8).map(start).collect::<io::Result<_>>()?;
    drop(gun);
    let mut outputs = Vec::new();
    for racer in racers {
        outputs.push(racer.wait_with_output()?.stdout);
    }
    let count = |text: &str| {
        outputs
            .iter()
            .filter(|output| **output == text.as_bytes())
            .count()
    };
    println!(
        "{} created it, {} came too late",
        count("created\n"),
        count("too late\n")
    );
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
