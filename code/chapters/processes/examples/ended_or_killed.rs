//! A model: the limit passes at the moment in which the child ends.
//@ output: one-of
//@ because: who comes first is up to the operating system
//@ explore: outcomes

// ANCHOR: main
use std::sync::Mutex;
use std::thread;

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Running,
    Exited,
    Killed,
}
use State::{Exited, Killed, Running};

/// Only who runs can end, and only once.
fn end(child: &Mutex<State>, how: State) {
    let mut state = child.lock().unwrap();
    if *state == Running {
        *state = how;
    }
}

fn main() {
    let child = Mutex::new(Running);
    let in_time = thread::scope(|scope| {
        scope.spawn(|| end(&child, Exited));
        let in_time = *child.lock().unwrap() != Running; // the last try_wait
        if !in_time {
            end(&child, Killed); // the kill
        }
        in_time
    });
    println!(
        "in time: {in_time}, status: {:?}",
        child.into_inner().unwrap()
    );
}
// ANCHOR_END: main
