//! A small server owns the numbers; two client processes ask it to change them.
//@ explore: no, because its clients are processes

use std::collections::BTreeMap;
use std::env;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Barrier, Mutex};
use std::thread;

// ANCHOR: server
/// What the clients share: only this process can touch it.
#[derive(Default)]
struct Numbers(Mutex<BTreeMap<String, i64>>);

impl Numbers {
    /// Answers one line, in one step, whatever other clients ask meanwhile. `None` changes nothing.
    fn answer(&self, line: &str) -> Option<i64> {
        let mut numbers = self.0.lock().unwrap();
        let old = |name| numbers.get(name).copied().unwrap_or(0);
        let (name, new) = match line.split_whitespace().collect::<Vec<_>>()[..] {
            ["get", name] => return Some(old(name)),
            ["set", name, value] => (name, value.parse().ok()?),
            ["add", name, amount] => (name, old(name).checked_add(amount.parse().ok()?)?),
            _ => return None,
        };
        numbers.insert(name.to_owned(), new);
        Some(new)
    }

    /// Serves one client until it has nothing more to ask.
    fn serve(
        &self,
        questions: ChildStdout,
        mut answers: ChildStdin,
        both_asked: &Barrier,
    ) -> io::Result<()> {
        let mut questions = BufReader::new(questions);
        let mut line = String::new();
        while questions.read_line(&mut line)? > 0 && line.ends_with('\n') {
            let answer = self.answer(&line);
            if line.starts_with("get") {
                both_asked.wait(); // both clients look before either of them writes
            }
            match answer {
                Some(number) => writeln!(answers, "{number}")?,
                None => writeln!(answers, "not understood")?,
            }
            line.clear();
        }
        Ok(())
    }
}
// ANCHOR_END: server

// ANCHOR: client
fn client(how: &str) -> io::Result<()> {
    let ask = |question: String| {
        println!("{question}");
        let mut answer = String::new();
        io::stdin().read_line(&mut answer)?;
        answer.trim().parse::<i64>().map_err(io::Error::other)
    };
    if how == "get and set" {
        let count = ask("get count".to_owned())?;
        ask(format!("set count {}", count + 1))?;
    } else {
        ask("add count 1".to_owned())?;
    }
    Ok(())
}
// ANCHOR_END: client

// ANCHOR: main
fn main() -> io::Result<()> {
    if let Some(how) = env::args().nth(1) {
        return client(&how);
    }
    for how in ["get and set", "add"] {
        let (numbers, both_asked) = (Numbers::default(), Barrier::new(2));
        let mut clients = [start(how)?, start(how)?];
        thread::scope(|scope| {
            let threads = clients.each_mut().map(|client| {
                let (questions, answers) =
                    (client.stdout.take().unwrap(), client.stdin.take().unwrap());
                scope.spawn(|| numbers.serve(questions, answers, &both_asked))
            });
            let mut ends = threads.into_iter().map(|thread| thread.join().unwrap());
            ends.try_for_each(|end| end)
        })?;
        for mut client in clients {
            assert!(client.wait()?.success());
        }
        println!("{how}: {:?}", numbers.0.into_inner().unwrap());
    }
    Ok(())
}
// ANCHOR_END: main

fn start(how: &str) -> io::Result<Child> {
    let mut command = Command::new(env::current_exe()?);
    command
        .arg(how)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
}
