//! A static needs no owner: `Mutex::new` runs at compile time.
//@ explore: no, because two hundred thousand steps are too many; counter_in_a_mutex is the same program in small

// ANCHOR: main
use std::sync::Mutex;
use std::thread;

static COUNTER: Mutex<u64> = Mutex::new(0);

fn count_to_a_hundred_thousand() {
    for _ in 0..100_000 {
        *COUNTER.lock().unwrap() += 1;
    }
}

fn main() {
    let threads = [(); 2].map(|()| thread::spawn(count_to_a_hundred_thousand));
    for thread in threads {
        thread.join().unwrap();
    }
    println!("counted {}", COUNTER.lock().unwrap());
}
// ANCHOR_END: main
