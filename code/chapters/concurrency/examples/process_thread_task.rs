//! A task runs on a thread, a thread in a process: who shares what with whom.
//@ explore: no, because a process and tasks are beyond its model

// ANCHOR: main
use std::process::{self, Command};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::{self, ThreadId};
use std::{env, io};

static CALLS: AtomicU32 = AtomicU32::new(0);

fn where_am_i(place: &str) -> (u32, ThreadId) {
    // ORDERING: Relaxed, a counter that publishes nothing else.
    let calls = CALLS.fetch_add(1, Ordering::Relaxed) + 1;
    println!("in {place}: call {calls}");
    (process::id(), thread::current().id())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    if env::args().any(|argument| argument == "child") {
        where_am_i("a child process");
        return Ok(());
    }

    let main = where_am_i("main");
    let thread = thread::spawn(|| where_am_i("a thread")).join().unwrap();
    let task = tokio::spawn(async { where_am_i("a task") }).await?;
    let mut child = Command::new(env::current_exe()?);
    assert!(child.arg("child").status()?.success());

    for (name, place) in [("thread", thread), ("task", task)] {
        let (same_process, same_thread) = (place.0 == main.0, place.1 == main.1);
        println!("{name}: same process {same_process}, same thread {same_thread}");
    }
    Ok(())
}
// ANCHOR_END: main
