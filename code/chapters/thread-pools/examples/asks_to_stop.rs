//! A job that is asked to stop, and looks: nothing else stops a thread.
//@ explore: holds

// ANCHOR: main
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;

fn main() {
    let stop = AtomicBool::new(false);
    let (sender, started) = mpsc::channel();
    thread::scope(|scope| {
        let job = scope.spawn(|| {
            let mut pages = 0_u64;
            // ORDERING: the flag carries no data; join orders everything else.
            while !stop.load(Ordering::Relaxed) {
                pages += 1;
                if pages == 1 {
                    sender.send("the job is at work").unwrap();
                }
            }
            pages
        });
        println!("{}", started.recv().unwrap());
        // ORDERING: pairs with nothing; see the load.
        stop.store(true, Ordering::Relaxed);
        println!(
            "stopped after at least one page: {}",
            job.join().unwrap() >= 1
        );
    });
}
// ANCHOR_END: main
