//! A model: two workers share a pipe, and each writes its frame with two calls.
//@ output: one-of
//@ because: whose call comes next is up to the operating system
//@ explore: outcomes

// ANCHOR: main
use std::sync::Mutex;
use std::thread;

fn main() {
    let pipe = Mutex::new(String::new());
    let write = |bytes: &str| pipe.lock().unwrap().push_str(bytes);
    thread::scope(|scope| {
        scope.spawn(|| {
            write("2"); // the length
            write("no");
        });
        scope.spawn(|| {
            write("3");
            write("yes");
        });
    });
    println!("{}", pipe.into_inner().unwrap());
}
// ANCHOR_END: main
