//! The pacer never sends faster than one per 10 ms: sleep takes at least what is asked.

use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

const GAP: Duration = Duration::from_millis(10);

struct Pacer {
    next: Mutex<Instant>,
}

impl Pacer {
    fn pace(&self) -> Instant {
        let slot = {
            let mut next = self.next.lock().unwrap();
            let slot = (*next).max(Instant::now());
            *next = slot + GAP;
            slot
        };
        thread::sleep(slot.saturating_duration_since(Instant::now()));
        assert!(Instant::now() >= slot);
        slot
    }
}

fn main() {
    let pacer = Pacer { next: Mutex::new(Instant::now()) };
    let mut times = thread::scope(|scope| {
        let handles: Vec<_> = (0..3).map(|_| scope.spawn(|| pacer.pace())).collect();
        handles.into_iter().map(|h| h.join().unwrap()).collect::<Vec<_>>()
    });
    times.sort();
    for pair in times.windows(2) {
        assert!(pair[1] - pair[0] >= GAP, "two sends within {GAP:?}");
    }
}
