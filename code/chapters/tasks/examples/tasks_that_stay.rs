//! Tasks of a `LocalSet` stay on one thread and need not be `Send`.
//@ explore: holds

// ANCHOR: main
use std::cell::RefCell;
use std::rc::Rc;
use tokio::task::{LocalSet, spawn_local, yield_now};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let log = Rc::new(RefCell::new(Vec::new()));
    let set = LocalSet::new();
    set.run_until(async {
        let tasks = [1, 2].map(|number| {
            let log = Rc::clone(&log);
            spawn_local(async move {
                yield_now().await;
                log.borrow_mut().push(number);
            })
        });
        for task in tasks {
            task.await.unwrap();
        }
    })
    .await;
    println!("{} entries", log.borrow().len());
}
// ANCHOR_END: main
