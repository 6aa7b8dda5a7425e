//! The child dies in the middle of a frame, and its parent cannot mistake that for an end.

use std::env;
use std::process::{self, Command, Stdio};

use std::io::{self, BufRead, BufReader, Write};

fn read_frame(from: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    if from.fill_buf()?.is_empty() {
        return Ok(None);
    }
    let mut length = [0; 2];
    from.read_exact(&mut length)?;
    let mut message = vec![0; u16::from_be_bytes(length).into()];
    from.read_exact(&mut message)?;
    Ok(Some(message))
}

// ANCHOR: main
fn child(cut: usize) -> io::Result<()> {
    let two_frames = b"\x00\x09paid 1200\x00\x09paid 1500";
    io::stdout().write_all(&two_frames[..cut])?;
    io::stdout().flush()?;
    process::abort()
}

fn main() -> io::Result<()> {
    if let Some(cut) = env::args().nth(1) {
        return child(cut.parse().unwrap());
    }

    for cut in [11, 12, 20, 22] {
        let mut command = Command::new(env::current_exe()?);
        command.arg(cut.to_string()).stdout(Stdio::piped());
        let mut child = command.spawn()?;
        let mut frames = BufReader::new(child.stdout.take().unwrap());
        let first = read_frame(&mut frames)?.map(|frame| frame.len());
        let second = read_frame(&mut frames).map_err(|error| error.kind());
        let second = second.map(|frame| frame.map(|frame| frame.len()));
        println!("{cut} bytes: {first:?}, then {second:?}");
        child.wait()?;
    }
    Ok(())
}
// ANCHOR_END: main
