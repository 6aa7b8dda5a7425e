//! `tokio::fs` needs a thread of the blocking pool: here the pool has one, and it is taken.
//@ explore: no, because it reads a file

// ANCHOR: main
use std::sync::mpsc;
use tokio::runtime::Builder;
use tokio::task::{spawn_blocking, yield_now};

fn main() -> std::io::Result<()> {
    std::fs::write("note.txt", "buy paper")?;
    let runtime = Builder::new_current_thread()
        .max_blocking_threads(1)
        .build()?;
    runtime.block_on(async {
        let (release, released) = mpsc::channel::<()>();
        let taken = spawn_blocking(move || released.recv());
        let read = tokio::spawn(tokio::fs::read_to_string("note.txt"));
        for _ in 0..1000 {
            yield_now().await;
        }
        println!("read while the thread is taken: {}", read.is_finished());
        drop(release);
        println!("then: {:?}", read.await.expect("it does not panic"));
        taken.await.expect("it does not panic").unwrap_err();
    });
    std::fs::remove_file("note.txt")
}
// ANCHOR_END: main
