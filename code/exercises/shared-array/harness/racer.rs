//! A process that makes one call of the answer, stopped where a check wants it, and does as it is told then.

use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::atomic::Ordering::SeqCst;
use std::thread;
use std::time::Duration;

use answer::SharedArray;
use harness_kit::processes::{Stop, before_call, own, step};

/// The number of cells in these checks.
pub const CELLS: usize = 3;

/// The other process of a check.
pub struct Racer {
    child: Child,
    input: ChildStdin,
    lines: BufReader<ChildStdout>,
}

impl Racer {
    /// Starts a process that makes the call `what`, and stops before its system call number `call`; 0 for never.
    pub fn start(what: &str, path: &str, call: u32, stop: &str) -> Self {
        let mut child = own("racer", &[what, path, &call.to_string(), stop])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a process can be started");
        Self {
            input: child.stdin.take().expect("its input is a pipe"),
            lines: BufReader::new(child.stdout.take().expect("its output is a pipe")),
            child,
        }
    }

    /// What it says next: `paused`, `ok`, an error, or nothing when it has died.
    pub fn line(&mut self) -> String {
        step();
        let mut line = String::new();
        self.lines.read_line(&mut line).expect("a racer says words");
        line.trim_end().to_owned()
    }

    /// Lets it go on.
    pub fn resume(&mut self) {
        self.tell("");
    }

    /// Adds to every cell, when it has an array.
    pub fn add(&mut self, number: i64) {
        self.tell(&number.to_string());
        self.line();
    }

    fn tell(&mut self, words: &str) {
        let _ = writeln!(self.input, "{words}");
    }

    /// Waits for the end.
    pub fn end(mut self) {
        drop(self.input);
        let _ = self.child.wait();
    }
}

/// What a second process says, and whether it said so while the first one was stopped; that one goes on when it did not.
pub fn meanwhile(first: &mut Racer, second: &mut Racer) -> (String, bool) {
    thread::scope(|scope| {
        let saying = scope.spawn(|| second.line());
        // For how long is of no weight: who waits is heard later.
        for _ in 0..PATIENCE {
            if saying.is_finished() {
                break;
            }
            thread::sleep(Duration::from_millis(1));
        }
        let at_once = saying.is_finished();
        if !at_once {
            first.resume();
        }
        (saying.join().expect("a racer says words"), at_once)
    })
}

const PATIENCE: u32 = 50;

/// The other process itself.
pub fn race(arguments: &[String]) {
    let [what, path, call, stop] = arguments else {
        panic!("a racer has four arguments");
    };
    let path = Path::new(path);
    let stop = match stop.as_str() {
        "die" => Stop::Die,
        _ => Stop::Pause,
    };
    let call = call.parse().expect("the call is a number");
    let make = || match what.as_str() {
        "create" => SharedArray::create(path, CELLS),
        "open" => SharedArray::open(path, CELLS),
        _ => SharedArray::open_or_create(path, CELLS),
    };
    let made = match call {
        0 => make(),
        _ => before_call(call, stop, make),
    };
    match &made {
        Ok(_) => println!("ok"),
        Err(error) => println!("{:?}", error.kind()),
    }
    for line in io::stdin().lines().map_while(Result::ok) {
        if let (Ok(number), Ok(array)) = (line.parse(), &made) {
            for cell in array.cells() {
                cell.fetch_add(number, SeqCst);
            }
        }
        println!("done");
    }
}
