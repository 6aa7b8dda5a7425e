//! A barrier: nobody begins the second phase before everybody has ended the first.
//@ output: one-of
//@ because: inside a phase the threads run in any order
//@ explore: outcomes

// ANCHOR: main
use std::sync::Barrier;
use std::thread;

fn main() {
    let all_here = Barrier::new(2);
    thread::scope(|scope| {
        for name in ["A", "B"] {
            let all_here = &all_here;
            scope.spawn(move || {
                println!("{name} computes");
                all_here.wait();
                println!("{name} exchanges");
            });
        }
    });
}
// ANCHOR_END: main
