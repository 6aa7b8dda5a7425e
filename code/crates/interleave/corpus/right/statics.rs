//! Statics start anew in each execution.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex, Once, OnceLock};
use std::thread;

static NAMES: Mutex<Vec<&str>> = Mutex::new(Vec::new());
static HITS: AtomicUsize = AtomicUsize::new(10);
static TABLE: LazyLock<Mutex<Vec<usize>>> = LazyLock::new(|| Mutex::new(vec![1]));
static FIRST: OnceLock<&str> = OnceLock::new();
static START: Once = Once::new();

fn main() {
    assert!(NAMES.lock().unwrap().is_empty());
    assert_eq!(HITS.load(Ordering::Relaxed), 10);
    assert_eq!(TABLE.lock().unwrap().len(), 1);
    assert!(FIRST.get().is_none() && !START.is_completed());
    let threads = ["a", "b"].map(|name| {
        thread::spawn(move || {
            START.call_once(|| {
                HITS.fetch_add(100, Ordering::Relaxed);
            });
            NAMES.lock().unwrap().push(name);
            HITS.fetch_add(1, Ordering::Relaxed);
            TABLE.lock().unwrap().push(2);
            FIRST.get_or_init(|| name);
        })
    });
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(NAMES.lock().unwrap().len(), 2);
    assert_eq!(HITS.load(Ordering::Relaxed), 112);
    assert_eq!(TABLE.lock().unwrap().len(), 3);
}
