//! A task runs on a thread, a thread in a process: who shares what with whom.
//@ explore: no, because a process and tasks are beyond its model

// ANCHOR: main
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, process, thread};

static CALLS: AtomicU32 = AtomicU32::new(0);

fn where_am_i(what: &str) -> (u32, thread::ThreadId) {
    // ORDERING: Relaxed, a counter that publishes nothing else.
    let calls = CALLS.fetch_add(1, Ordering::Relaxed) + 1;
    println!("{what}: call {calls}");
    (process::id(), thread::current().id())
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    if env::args().nth(1).is_some_and(|word| word == "child") {
        where_am_i("in a child process");
        return;
    }

    let (process, thread) = where_am_i("in main");
    let on_thread = thread::spawn(|| where_am_i("in a thread")).join().unwrap();
    let in_task = tokio::spawn(async { where_am_i("in a task") })
        .await
        .unwrap();
    let program = env::current_exe().unwrap();
    process::Command::new(program)
        .arg("child")
        .status()
        .unwrap();

    println!(
        "thread: same process {}, same thread {}",
        on_thread.0 == process,
        on_thread.1 == thread
    );
    println!(
        "task: same process {}, same thread {}",
        in_task.0 == process,
        in_task.1 == thread
    );
}
// ANCHOR_END: main
