//! A cursor goes to the thread that reads with it; the log is shared, and owned by several.

use std::sync::Arc;
use std::thread;

use answer::{Cursor, SharedLog};

fn main() {
    let log = Arc::new(SharedLog::new());
    let cursor = Cursor::new(&log);
    thread::scope(|scope| {
        scope.spawn(move || cursor.new_lines());
        scope.spawn(|| log.push("shared"));
    });
    let owner = Arc::clone(&log);
    let _ = thread::spawn(move || owner.drain()).join();
}
