//! The wait has one deadline; on time-out the state decides, not the clock.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

struct Reply {
    value: Mutex<Option<u32>>,
    here: Condvar,
}

impl Reply {
    fn wait_until(&self, deadline: Instant) -> Option<u32> {
        let mut value = self.value.lock().unwrap();
        loop {
            if let Some(found) = value.take() {
                return Some(found);
            }
            let left = deadline.checked_duration_since(Instant::now()).filter(|d| !d.is_zero())?;
            value = self.here.wait_timeout(value, left).unwrap().0;
        }
    }
}

fn main() {
    let reply = Arc::new(Reply { value: Mutex::new(None), here: Condvar::new() });
    let server = {
        let reply = Arc::clone(&reply);
        thread::spawn(move || {
            thread::sleep(Duration::from_millis(10));
            *reply.value.lock().unwrap() = Some(3);
            reply.here.notify_one();
        })
    };
    let start = Instant::now();
    match reply.wait_until(start + Duration::from_millis(10)) {
        Some(value) => assert_eq!(value, 3),
        None => assert!(start.elapsed() >= Duration::from_millis(10)),
    }
    server.join().unwrap();
}
