//! Eight leaves, two threads, and one of the threads is held up: which halves does the other take?
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};
use std::ops::Range;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

struct Leaves {
    done: SyncSender<usize>,
    others: Mutex<Receiver<usize>>,
}

fn halve(range: Range<usize>, leaves: &Leaves) {
    if range.len() == 1 {
        return leaf(range.start, leaves);
    }
    let middle = range.start.midpoint(range.end);
    let (left, right) = (range.start..middle, middle..range.end);
    rayon::join_context(
        |_| halve(left, leaves),
        |context| {
            if context.migrated() {
                println!("the other thread takes {right:?}");
            }
            halve(right.clone(), leaves);
        },
    );
}
// ANCHOR_END: main

// ANCHOR: leaf
fn leaf(number: usize, leaves: &Leaves) {
    if number > 0 {
        println!("leaf {number}");
        leaves.done.send(number).unwrap();
        return;
    }
    let others = leaves.others.lock().unwrap();
    for _ in 1..8 {
        others.recv().unwrap(); // leaf 0 takes as long as all the others together
    }
    println!("leaf 0");
}

fn main() -> Result<(), ThreadPoolBuildError> {
    let (done, others) = sync_channel(8);
    let leaves = Leaves {
        done,
        others: Mutex::new(others),
    };
    let pool = ThreadPoolBuilder::new().num_threads(2).build()?;
    pool.install(|| halve(0..8, &leaves));
    Ok(())
}
// ANCHOR_END: leaf
