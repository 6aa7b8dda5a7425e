//! Both workers are woken.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;

fn main() {
    let stop = Arc::new((Mutex::new(false), Condvar::new()));
    let workers: Vec<_> = (0..2)
        .map(|number| {
            let stop = Arc::clone(&stop);
            let body = move || {
                let mut stopped = stop.0.lock().unwrap();
                while !*stopped {
                    stopped = stop.1.wait(stopped).unwrap();
                }
            };
            thread::Builder::new().name(format!("worker-{number}")).spawn(body).unwrap()
        })
        .collect();
    *stop.0.lock().unwrap() = true;
    stop.1.notify_all();
    for worker in workers {
        worker.join().unwrap();
    }
}
