//! Two threads use a printer that is for one at a time.
//@ rejects: E0499

use std::thread;

struct Printer;

// ANCHOR: main
impl Printer {
    fn print(&mut self, text: &str) {
        println!("{text}");
    }
}

fn main() {
    let mut printer = Printer;
    thread::scope(|scope| {
        scope.spawn(|| printer.print("invoice"));
        scope.spawn(|| printer.print("receipt"));
    });
}
// ANCHOR_END: main
