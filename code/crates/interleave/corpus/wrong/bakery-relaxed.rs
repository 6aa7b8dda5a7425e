//@ finds: panic
//! A bakery whose tickets are relaxed: a customer does not see the other's ticket.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use std::thread;

#[derive(Default)]
struct Bakery {
    choosing: [AtomicBool; 2],
    number: [AtomicU32; 2],
    inside: AtomicU32,
}

impl Bakery {
    fn enter(&self, me: usize) {
        self.choosing[me].store(true, Relaxed);
        let highest = self.number.iter().map(|n| n.load(Relaxed)).max().unwrap();
        self.number[me].store(highest + 1, Relaxed);
        self.choosing[me].store(false, Relaxed);
        for other in (0..2).filter(|other| *other != me) {
            while self.choosing[other].load(Relaxed) {
                thread::yield_now();
            }
            loop {
                let number = self.number[other].load(Relaxed);
                if number == 0 || (self.number[me].load(Relaxed), me) < (number, other) {
                    break;
                }
                thread::yield_now();
            }
        }
    }
}

fn main() {
    let bakery = Arc::new(Bakery::default());
    let customers: Vec<_> = (0..2)
        .map(|me| {
            let bakery = Arc::clone(&bakery);
            thread::spawn(move || {
                bakery.enter(me);
                assert_eq!(bakery.inside.fetch_add(1, Relaxed), 0, "two customers at the counter");
                bakery.inside.fetch_sub(1, Relaxed);
                bakery.number[me].store(0, Relaxed);
            })
        })
        .collect();
    customers.into_iter().for_each(|c| c.join().unwrap());
}
