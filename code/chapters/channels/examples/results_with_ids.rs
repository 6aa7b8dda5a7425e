//! Answers arrive in any order; the number that travels with each puts it back into its place.
//@ explore: holds

// ANCHOR: main
use crossbeam::channel;
use std::thread;

fn main() {
    let words = ["lock", "channel", "atomic"];
    let (tasks, queue) = channel::unbounded();
    let (results, answers) = channel::unbounded();

    for task in words.iter().enumerate() {
        tasks.send(task).unwrap();
    }
    drop(tasks);

    let mut lengths = [None; 3];
    thread::scope(|scope| {
        for _ in 0..2 {
            let (queue, results) = (queue.clone(), results.clone());
            scope.spawn(move || {
                for (id, word) in queue {
                    results.send((id, word.len())).unwrap();
                }
            });
        }
        drop(results);
        for (id, length) in answers {
            lengths[id] = Some(length);
        }
    });
    println!("{lengths:?}");
}
// ANCHOR_END: main
