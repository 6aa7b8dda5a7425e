//! Lamport's bakery for three customers.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use std::thread;

#[derive(Default)]
struct Bakery {
    choosing: [AtomicBool; 3],
    number: [AtomicU32; 3],
    inside: AtomicU32,
}

impl Bakery {
    fn enter(&self, me: usize) {
        self.choosing[me].store(true, SeqCst);
        let highest = self.number.iter().map(|n| n.load(SeqCst)).max().unwrap();
        self.number[me].store(highest + 1, SeqCst);
        self.choosing[me].store(false, SeqCst);
        for other in (0..3).filter(|other| *other != me) {
            while self.choosing[other].load(SeqCst) {
                thread::yield_now();
            }
            loop {
                let number = self.number[other].load(SeqCst);
                if number == 0 || (self.number[me].load(SeqCst), me) < (number, other) {
                    break;
                }
                thread::yield_now();
            }
        }
    }
}

fn main() {
    let bakery = Arc::new(Bakery::default());
    let customers: Vec<_> = (0..3)
        .map(|me| {
            let bakery = Arc::clone(&bakery);
            thread::spawn(move || {
                bakery.enter(me);
                assert_eq!(bakery.inside.fetch_add(1, SeqCst), 0, "two customers at the counter");
                bakery.inside.fetch_sub(1, SeqCst);
                bakery.number[me].store(0, SeqCst);
            })
        })
        .collect();
    customers.into_iter().for_each(|c| c.join().unwrap());
}
