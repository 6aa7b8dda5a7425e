//@ rejects: E0277
//! A job that must not leave its thread.

use std::num::NonZeroUsize;
use std::rc::Rc;

use answer::ThreadPool;

fn main() {
    let pool = ThreadPool::new(NonZeroUsize::MIN);
    let shared = Rc::new(1);
    let handle = pool.submit(move || *shared + 1);
    drop(handle);
}
