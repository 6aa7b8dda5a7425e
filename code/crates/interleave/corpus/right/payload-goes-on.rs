//! A panic is caught, looked at and sent on its way; `join` hands it over with its payload.

use std::panic::{catch_unwind, resume_unwind};
use std::thread;

fn main() {
    let worker = thread::spawn(|| {
        let caught = catch_unwind(|| std::panic::panic_any(40_u32)).unwrap_err();
        let number = *caught.downcast::<u32>().unwrap();
        resume_unwind(Box::new(number + 2));
    });
    let payload = worker.join().unwrap_err();
    assert_eq!(payload.downcast_ref::<u32>(), Some(&42));
}
