//! A reference count that two threads would count at the same time.
//@ rejects: E0277

// ANCHOR: main
use std::rc::Rc;
use std::thread;

fn main() {
    let name = Rc::new("Ada".to_owned());
    let same_name = Rc::clone(&name);
    let thread = thread::spawn(move || println!("{same_name}"));
    thread.join().unwrap();
    println!("{name}");
}
// ANCHOR_END: main
