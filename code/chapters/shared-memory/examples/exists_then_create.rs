//! Two processes, here threads, look whether a name exists and create it if it does not.
//@ output: one-of
//@ because: the look and the creation are two steps
//@ explore: outcomes
//@ graph

// ANCHOR: main
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use std::thread;

fn main() {
    let name_exists = AtomicBool::new(false);
    let creators = AtomicU32::new(0);
    thread::scope(|scope| {
        for process in ["A", "B"] {
            let open_or_create = || {
                if !name_exists.load(SeqCst) {
                    name_exists.store(true, SeqCst);
                    creators.fetch_add(1, SeqCst);
                }
            };
            let builder = thread::Builder::new().name(process.to_owned());
            builder.spawn_scoped(scope, open_or_create).unwrap();
        }
    });
    println!("creators: {}", creators.into_inner());
}
// ANCHOR_END: main
