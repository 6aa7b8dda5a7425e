//! The clock of the system passes with the program's own time, and its moments can be compared.

use std::sync::Mutex;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const PAUSE: Duration = Duration::from_secs(90);

fn main() {
    let start = SystemTime::now();
    let stamps = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                thread::sleep(PAUSE);
                stamps.lock().unwrap().push(SystemTime::now());
            });
        }
    });
    for stamp in stamps.into_inner().unwrap() {
        assert!(stamp.duration_since(start).unwrap() >= PAUSE);
        assert!(stamp >= start + PAUSE && stamp - PAUSE >= start);
    }
    let mut limit = start;
    limit += PAUSE;
    limit -= PAUSE / 2;
    assert_eq!(start.checked_add(PAUSE / 2), Some(limit));
    assert_eq!(limit.checked_sub(PAUSE / 2), Some(start));
    assert!(start.elapsed().unwrap() >= PAUSE);
    assert!(SystemTime::UNIX_EPOCH == UNIX_EPOCH && UNIX_EPOCH < start);
    assert_eq!(start.duration_since(limit).unwrap_err().duration(), PAUSE / 2);
}
