//! Everyone takes the fork with the smaller number first.

use std::sync::{Arc, Mutex};
use std::thread;

const SEATS: usize = 3;

fn main() {
    let forks: Arc<Vec<Mutex<u32>>> = Arc::new((0..SEATS).map(|_| Mutex::new(0)).collect());
    let philosophers: Vec<_> = (0..SEATS)
        .map(|seat| {
            let forks = Arc::clone(&forks);
            thread::spawn(move || {
                let (first, second) = (seat.min((seat + 1) % SEATS), seat.max((seat + 1) % SEATS));
                let mut left = forks[first].lock().unwrap();
                let mut right = forks[second].lock().unwrap();
                *left += 1;
                *right += 1;
            })
        })
        .collect();
    for philosopher in philosophers {
        philosopher.join().unwrap();
    }
}
