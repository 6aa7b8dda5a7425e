//! Several receivers share the jobs of one channel; a wait group tells when all are done.

use std::sync::Arc;

use crossbeam::atomic::AtomicCell;
use crossbeam::channel::bounded;
use crossbeam::sync::WaitGroup;

fn main() {
    let (sender, jobs) = bounded::<u32>(1);
    let total = Arc::new(AtomicCell::new(0_u32));
    let group = WaitGroup::new();
    for _ in 0..2 {
        let (jobs, total, group) = (jobs.clone(), Arc::clone(&total), group.clone());
        std::thread::spawn(move || {
            for job in jobs {
                total.fetch_add(job);
            }
            drop(group);
        });
    }
    drop(jobs);
    for job in 1..=3 {
        sender.send(job).unwrap();
    }
    drop(sender);
    group.wait();
    assert_eq!(total.load(), 6);
}
