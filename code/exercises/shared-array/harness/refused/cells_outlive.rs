//@ rejects: E0505, E0597
//! The cells are used when the array, and with it the mapping, is gone.

use std::path::Path;
use std::sync::atomic::Ordering;

use answer::SharedArray;

fn main() {
    let array = SharedArray::open(Path::new("array"), 1).unwrap();
    let cells = array.cells();
    drop(array);
    cells[0].fetch_add(1, Ordering::Relaxed);
}
