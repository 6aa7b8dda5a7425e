//! Killing the child leaves the grandchild alive; killing the group ends both.

use std::env;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

fn main() -> io::Result<()> {
    match env::args().nth(1).as_deref() {
        Some("grandchild") => return answer_until_the_end(),
        Some(_) => {
            let mut command = Command::new(env::current_exe()?);
            command.arg("grandchild").status()?;
            return Ok(());
        }
        None => {}
    }

    // ANCHOR: main
    let mut command = Command::new(env::current_exe()?);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.arg("child").process_group(0).spawn()?;
    let mut questions = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    let mut ask = || {
        writeln!(questions, "are you there?")?;
        line.clear();
        answers.read_line(&mut line)?;
        io::Result::Ok(line.clone())
    };
    print!("{}", ask()?); // from now on both are running

    child.kill()?;
    println!("child: {}", child.wait()?);
    print!("{}", ask()?);

    let group = child.id().cast_signed();
    // SAFETY: touches no memory; the grandchild is in the group and keeps
    // its number from being given away.
    let failed = unsafe { libc::kill(-group, libc::SIGKILL) };
    assert_eq!(failed, 0, "{}", io::Error::last_os_error());
    println!("bytes until the pipe ends: {}", answers.read(&mut [0])?);
    // ANCHOR_END: main
    Ok(())
}

fn answer_until_the_end() -> io::Result<()> {
    for _question in io::stdin().lines() {
        println!("grandchild: I am here");
    }
    Ok(())
}
