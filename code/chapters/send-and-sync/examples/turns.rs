//! Two threads compute for thirty milliseconds each, and note when they do not get on.
//@ output: pattern
//@ because: the times are those of a real clock
//@ explore: no, because computing takes no virtual time
//@ timeline: 100 ms

use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

// ANCHOR: main
type Event = (Instant, &'static str, &'static str);

fn compute(name: &'static str, begin: &Barrier) -> Vec<Event> {
    begin.wait();
    let mut last = Instant::now();
    let mut log = vec![(last, name, "computes")];
    let mut computed = Duration::ZERO;
    while computed < Duration::from_millis(30) {
        let now = Instant::now();
        if now - last > Duration::from_millis(2) {
            log.extend([(last, name, "waits for its turn"), (now, name, "computes")]);
        } else {
            computed += now - last;
        }
        last = now;
    }
    log.push((Instant::now(), name, "ends"));
    log
}
// ANCHOR_END: main

fn main() {
    let begin = Barrier::new(2);
    let mut log = thread::scope(|scope| {
        let threads = ["T1", "T2"].map(|name| scope.spawn(|| compute(name, &begin)));
        threads.map(|thread| thread.join().unwrap()).concat()
    });
    log.sort();
    let start = log[0].0;
    for (at, name, what) in log {
        println!(
            "{:5.1} ms  {name}  {what}",
            (at - start).as_secs_f64() * 1e3
        );
    }
}
