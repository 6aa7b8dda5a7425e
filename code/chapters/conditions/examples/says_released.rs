//! A line of a log is no release: the guard is still alive when it is printed.

// ANCHOR: main
use std::sync::Mutex;

fn main() {
    let place = Mutex::new(());
    {
        let _permit = place.lock().unwrap();
        println!("A: acquired");
        println!("A: released");
        println!("free now? {}", place.try_lock().is_ok());
    }
    println!("free now? {}", place.try_lock().is_ok());
}
// ANCHOR_END: main
