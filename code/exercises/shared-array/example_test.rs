//! A first look at the array. Add what you like: the graded checks are others.

use std::env;
use std::io::ErrorKind;
use std::process;
use std::sync::atomic::Ordering;

use shared_array::SharedArray;

#[test]
fn two_mappings_of_one_array() {
    let path = env::temp_dir().join(format!("shared-array-example-{}", process::id()));
    let one = SharedArray::create(&path, 3).unwrap();
    let again = SharedArray::create(&path, 3).err().unwrap();
    assert_eq!(again.kind(), ErrorKind::AlreadyExists);
    let other = SharedArray::open(&path, 3).unwrap();
    SharedArray::unlink(&path).unwrap();
    one.cells()[2].store(7, Ordering::Relaxed);
    assert_eq!(other.cells()[2].load(Ordering::Relaxed), 7);
    assert_eq!(other.cells().len(), 3);
}
