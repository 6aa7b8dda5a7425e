//! One seat, one condition for "free" and "taken", and a notification that reaches the wrong guest.
//@ output: explored
//@ because: a run hangs only when a notification wakes a thread that cannot use it
//@ explore: fails deadlock
//@ graph

// ANCHOR: main
use std::sync::{Condvar, Mutex};
use std::thread;

fn main() {
    let item = Mutex::new(false);
    let changed = Condvar::new();
    let put = || {
        let mut full = item.lock().unwrap();
        while *full {
            full = changed.wait(full).unwrap();
        }
        *full = true;
        changed.notify_one();
    };
    let get = || {
        let mut full = item.lock().unwrap();
        while !*full {
            full = changed.wait(full).unwrap();
        }
        *full = false;
        changed.notify_one();
    };
    thread::scope(|scope| {
        let named = |name: &str| thread::Builder::new().name(name.to_owned());
        named("get-1").spawn_scoped(scope, get).unwrap();
        named("get-2").spawn_scoped(scope, get).unwrap();
        named("put-1").spawn_scoped(scope, put).unwrap();
        named("put-2").spawn_scoped(scope, put).unwrap();
    });
    println!("two items came through");
}
// ANCHOR_END: main
