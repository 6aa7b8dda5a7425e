//! A job crosses to a worker, and an `Rc` may not cross.
//@ rejects: E0277

// ANCHOR: main
use std::rc::Rc;

type Job = Box<dyn FnOnce() + Send>;

fn main() {
    let customer = Rc::new(String::from("Ada"));
    let _job: Job = Box::new(move || println!("charged {customer}"));
}
// ANCHOR_END: main
