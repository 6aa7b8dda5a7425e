//! What was seen under the read lock is out of date under the write lock.
//@ output: one-of
//@ because: both threads may find the old token before one of them renews it
//@ explore: outcomes
//@ graph

// ANCHOR: main
use std::sync::RwLock;
use std::thread;

fn main() {
    let token = RwLock::new(1); // has expired
    let renew = || {
        let seen = *token.read().unwrap();
        if seen == 1 {
            *token.write().unwrap() += 1;
        }
    };
    thread::scope(|scope| {
        scope.spawn(renew);
        scope.spawn(renew);
    });
    println!("token {}", token.into_inner().unwrap());
}
// ANCHOR_END: main
