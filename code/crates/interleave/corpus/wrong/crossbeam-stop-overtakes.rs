//@ finds: panic
//! `select!` may take the stop although there is still work.

use crossbeam::channel::unbounded;
use crossbeam::select;

fn main() {
    let (work, jobs) = unbounded();
    let (stop, stopped) = unbounded();
    let worker = std::thread::spawn(move || {
        let mut done = 0;
        loop {
            select! {
                recv(jobs) -> _ => done += 1,
                recv(stopped) -> _ => break done,
            }
        }
    });
    work.send("job").unwrap();
    stop.send(()).unwrap();
    assert_eq!(worker.join().unwrap(), 1);
}
