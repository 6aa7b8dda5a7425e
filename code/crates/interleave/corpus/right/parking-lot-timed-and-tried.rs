//! Giving up is part of the answer.

use parking_lot::RwLock;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

fn main() {
    let gauge = Arc::new(RwLock::new(0_u32));
    let writers: Vec<_> = (0..2)
        .map(|index| {
            let gauge = Arc::clone(&gauge);
            thread::spawn(move || match index {
                0 => match gauge.try_write_for(Duration::from_millis(10)) {
                    Some(mut gauge) => {
                        *gauge += 1;
                        1
                    }
                    None => 0,
                },
                _ => match gauge.try_write_until(Instant::now() + Duration::from_millis(10)) {
                    Some(mut gauge) => {
                        *gauge += 1;
                        1
                    }
                    None => 0,
                },
            })
        })
        .collect();
    if let Some(seen) = gauge.try_read() {
        assert!(*seen <= 2);
    }
    if let Some(seen) = gauge.try_upgradable_read() {
        assert!(*seen <= 2);
    }
    let done: u32 = writers
        .into_iter()
        .map(|writer| writer.join().unwrap())
        .sum();
    assert_eq!(*gauge.read(), done);
}
