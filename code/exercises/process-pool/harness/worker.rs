//! The worker of these checks: every job is a line that says what it does.

use std::fs::File;
use std::io::{self, Read, Write};
use std::thread;

use harness_kit::processes::{arrive, arrived, end_by, pass, wait_until};

/// Serves until its input ends.
pub fn serve(arguments: &[String]) {
    let how = arguments.first().map_or("", String::as_str);
    if how == "dies at start" {
        std::process::exit(1);
    }
    arrive("worker");
    if how == "reads nothing" {
        for_ever();
    }
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    let mut header = [0; 4];
    while input.read_exact(&mut header).is_ok() {
        let length = u32::from_be_bytes(header) as usize;
        if length > LONG {
            stream(&mut input, &mut output, length);
            continue;
        }
        let mut job = vec![0; length];
        input.read_exact(&mut job).expect("a job is a whole frame");
        let reply = work(&job, &mut output);
        reply_with(&mut output, &reply);
    }
    arrive("ended");
    if how == "stays" {
        for_ever();
    }
}

/// Longer jobs are answered with themselves, and the answer begins before the job has come.
pub const LONG: usize = 1 << 20;

fn stream(input: &mut impl Read, output: &mut impl Write, length: usize) {
    let whole = output.write_all(&(length as u32).to_be_bytes());
    whole.and_then(|()| output.flush()).expect("somebody reads");
    let mut piece = vec![0; 4096];
    let mut left = length;
    while left > 0 {
        let wanted = left.min(piece.len());
        let count = input
            .read(&mut piece[..wanted])
            .expect("a job is a whole frame");
        assert!(count > 0, "a job is a whole frame");
        output
            .write_all(&piece[..count])
            .and_then(|()| output.flush())
            .expect("somebody reads");
        left -= count;
        if left / LONG != (left + count) / LONG {
            arrive(&format!("{} megabytes", left / LONG));
        }
    }
}

fn work(job: &[u8], output: &mut impl Write) -> Vec<u8> {
    let text = String::from_utf8_lossy(job);
    let (what, how) = text.split_once(' ').unwrap_or((&text, ""));
    let number = || how.parse().expect("the job has a number");
    match what {
        "meet" => {
            arrive("meeting");
            wait_until(|| arrived("meeting").len() >= number());
        }
        "pass" => pass(how),
        "note" => File::create(format!("note {how}"))
            .map(drop)
            .expect("a worker may write"),
        "who" => return std::process::id().to_string().into_bytes(),
        "die-after" => {
            let _ = output.write_all(&b"\0\0\0\x04last"[..number()]);
            let _ = output.flush();
            end_by(9);
        }
        "exit" => std::process::exit(number() as i32),
        "hang" => {
            arrive("hanging");
            for_ever();
        }
        "garbage" => {
            let _ = output.write_all(b"Segmentation fault\n");
            let _ = output.flush();
            for_ever();
        }
        _ => {}
    }
    job.to_vec()
}

fn reply_with(output: &mut impl Write, reply: &[u8]) {
    let written = output.write_all(&(reply.len() as u32).to_be_bytes());
    // Nobody may be there to read it any more.
    let _ = written
        .and_then(|()| output.write_all(reply))
        .and_then(|()| output.flush());
}

fn for_ever() -> ! {
    loop {
        thread::park();
    }
}
