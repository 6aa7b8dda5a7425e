//@ rejects: E0277
//! Two threads read with one cursor, so that each would get a part of the lines.

use std::thread;

use answer::{Cursor, SharedLog};

fn main() {
    let log = SharedLog::new();
    let cursor = Cursor::new(&log);
    thread::scope(|scope| {
        scope.spawn(|| cursor.new_lines());
    });
}
