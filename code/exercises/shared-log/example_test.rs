//! A first look at the log. Add what you like: the graded checks are others.

use std::thread;

use shared_log::{Cursor, SharedLog};

#[test]
fn lines_and_places() {
    let log = SharedLog::new();
    log.push("door opens");
    let cursor = Cursor::new(&log);
    assert_eq!(cursor.new_lines(), ["door opens"]);
    log.push(String::from("door closes"));
    assert_eq!(cursor.new_lines(), ["door closes"]);
    assert_eq!(log.drain(), ["door opens", "door closes"]);
    assert!(cursor.new_lines().is_empty());
}

#[test]
fn threads_share_the_log() {
    let log = SharedLog::new();
    thread::scope(|scope| {
        for name in ["ada", "bob"] {
            let log = &log;
            scope.spawn(move || {
                log.push(format!("{name} comes"));
                log.push(format!("{name} goes"));
            });
        }
    });
    assert_eq!(log.drain().len(), 4);
}
