//! Reads both streams of a child line by line while it runs, one thread for each.
//@ output: any-order
//@ because: the two threads print whenever the system lets them
//@ explore: no, because processes are beyond its model

use std::env;
use std::io::{self, BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::thread;

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        println!("reading the map");
        eprintln!("the map is old");
        println!("arrived");
        return Ok(());
    }

    let mut command = Command::new(env::current_exe()?);
    command
        .arg("child")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    // ANCHOR: main
    let mut child = command.spawn()?;
    let show = |name, stream: &mut dyn Read| {
        for line in BufReader::new(stream).lines() {
            println!("{name}: {}", line?);
        }
        Ok::<_, io::Error>(())
    };
    let mut out = child.stdout.take().unwrap();
    let mut err = child.stderr.take().unwrap();
    thread::scope(|scope| {
        let warnings = scope.spawn(move || show("warning", &mut err));
        show("output", &mut out)?;
        warnings.join().unwrap()
    })?;
    println!("{}", child.wait()?);
    // ANCHOR_END: main
    Ok(())
}
