//! Nobody begins the second phase before all have ended the first.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;

fn main() {
    let meeting = Arc::new(Barrier::new(2));
    let ended = Arc::new(AtomicUsize::new(0));
    let threads: Vec<_> = (0..2)
        .map(|_| {
            let (meeting, ended) = (Arc::clone(&meeting), Arc::clone(&ended));
            thread::spawn(move || {
                ended.fetch_add(1, Ordering::Relaxed);
                let leader = meeting.wait().is_leader();
                assert_eq!(ended.load(Ordering::Relaxed), 2);
                leader
            })
        })
        .collect();
    let leaders = threads
        .into_iter()
        .filter(|_| true)
        .map(|thread| thread.join().unwrap())
        .filter(|leader| *leader)
        .count();
    assert_eq!(leaders, 1);
}
