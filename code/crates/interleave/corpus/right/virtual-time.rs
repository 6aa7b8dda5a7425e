//! Sleeps last as long as they say, and cost nothing.

use std::thread;
use std::time::{Duration, Instant};

fn main() {
    let start = Instant::now();
    let sleeper = thread::spawn(|| thread::sleep(Duration::from_secs(3600)));
    thread::sleep(Duration::from_secs(60));
    assert!(start.elapsed() >= Duration::from_secs(60));
    sleeper.join().unwrap();
    assert!(start.elapsed() >= Duration::from_secs(3600));
}
