//! The child dies at the third item, and its parent hears of it at once.

// ANCHOR: main
use std::env;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Command, Stdio};

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        for item in io::stdin().lines() {
            let price: u32 = item?.parse().expect("a price");
            println!("{}", price * 2);
        }
        return Ok(());
    }

    let mut command = Command::new(env::current_exe()?);
    command
        .arg("child")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = command.spawn()?;
    let mut items = child.stdin.take().unwrap();
    let mut results = BufReader::new(child.stdout.take().unwrap()).lines();
    for item in ["10", "20", "thirty", "40"] {
        writeln!(items, "{item}")?;
        match results.next().transpose()? {
            Some(result) => println!("{item}: {result}"),
            None => {
                println!("{item}: no answer, {}", child.wait()?);
                break;
            }
        }
    }
    Ok(())
}
// ANCHOR_END: main
