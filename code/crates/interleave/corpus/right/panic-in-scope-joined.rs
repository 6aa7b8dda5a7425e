//! The scope goes on when the handle was joined.

use std::panic;
use std::thread;

fn main() {
    let results = thread::scope(|scope| {
        let handles: Vec<_> = [1, 2, 0].map(|number| scope.spawn(move || 10 / number)).into_iter().collect();
        handles.into_iter().map(|handle| handle.join().is_ok()).collect::<Vec<_>>()
    });
    assert_eq!(results, [true, true, false]);
    assert!(panic::catch_unwind(|| panic!("caught")).is_err());
}
