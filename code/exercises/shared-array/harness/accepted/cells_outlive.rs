//! The cells are used while the array is there, by several threads.

use std::path::Path;
use std::sync::atomic::Ordering;
use std::thread;

use answer::SharedArray;

fn main() {
    let array = SharedArray::open(Path::new("array"), 1).unwrap();
    thread::scope(|scope| {
        scope.spawn(|| array.cells()[0].fetch_add(1, Ordering::Relaxed));
        scope.spawn(|| array.cells()[0].fetch_add(1, Ordering::Relaxed));
    });
    drop(array);
}
