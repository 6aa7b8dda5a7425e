//! Locks of all kinds in statics, each as new in every execution.

use parking_lot::{Condvar, FairMutex, Mutex, Once, RwLock};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, LazyLock};
use std::thread;

static QUEUE: Mutex<VecDeque<u32>> = Mutex::new(VecDeque::new());
static FILLED: Condvar = Condvar::new();
static NAMES: RwLock<BTreeMap<u32, String>> = RwLock::new(BTreeMap::new());
static TURN: FairMutex<u32> = FairMutex::new(0);
static SETUP: Once = Once::new();
static SHARED: LazyLock<Arc<RwLock<Vec<u32>>>> = LazyLock::new(|| Arc::new(RwLock::new(vec![1])));

fn main() {
    SETUP.call_once(|| {
        NAMES.write().insert(0, "zero".to_owned());
    });
    assert_eq!(NAMES.read().len(), 1);
    assert!(QUEUE.lock().is_empty());
    let worker = thread::spawn(|| {
        let mut queue = QUEUE.lock();
        FILLED.wait_while(&mut queue, |queue| queue.is_empty());
        let job = queue.pop_front().unwrap();
        drop(queue);
        NAMES.write().insert(job, "job".to_owned());
        *TURN.lock() += 1;
        SHARED.write_arc().push(2);
    });
    QUEUE.lock().push_back(7);
    FILLED.notify_one();
    *TURN.lock() += 1;
    worker.join().unwrap();
    assert_eq!(*TURN.lock(), 2);
    assert_eq!(*SHARED.read_arc(), [1, 2]);
    let any: Arc<Mutex<dyn Fn(u32) -> u32 + Send>> = Arc::new(Mutex::new(|x| x + 1));
    assert_eq!((any.lock())(4), 5);
    assert_eq!((any.lock_arc())(5), 6);
    assert_eq!(NAMES.read().len(), 2);
}
