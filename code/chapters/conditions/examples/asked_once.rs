//! Asking with `if` instead of `while`: two are woken, and there is work for one.
//@ output: one-of
//@ because: a wait may also end without any notification
//@ explore: holds

use std::sync::{Condvar, Mutex};
use std::thread;

#[derive(Default)]
struct Inside {
    jobs: Vec<&'static str>,
    asleep: usize,
}

#[derive(Default)]
struct Office {
    inside: Mutex<Inside>,
    job_arrived: Condvar,
    fell_asleep: Condvar,
}

// ANCHOR: main
fn work(office: &Office) -> Option<&'static str> {
    let mut inside = office.inside.lock().unwrap();
    if inside.jobs.is_empty() {
        inside.asleep += 1;
        office.fell_asleep.notify_one();
        inside = office.job_arrived.wait(inside).unwrap();
    }
    inside.jobs.pop()
}

fn main() {
    let office = Office::default();
    let answers = thread::scope(|scope| {
        let workers = [(); 2].map(|()| scope.spawn(|| work(&office)));

        let inside = office.inside.lock().unwrap();
        let mut inside = office
            .fell_asleep
            .wait_while(inside, |inside| inside.asleep < 2)
            .unwrap();
        inside.jobs.push("resize");
        drop(inside);
        office.job_arrived.notify_all();

        workers.map(|worker| worker.join().unwrap())
    });
    let served = answers.iter().flatten().count();
    println!("woken with a job: {served}, for nothing: {}", 2 - served);
}
// ANCHOR_END: main
