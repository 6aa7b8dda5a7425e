//! When several channels are ready, `select!` takes any of them.
//@ output: one-of
//@ because: select! chooses at random among the channels that are ready
//@ explore: outcomes

// ANCHOR: main
use crossbeam::{channel, select};

fn main() {
    let (jobs, queue) = channel::unbounded();
    let (stop, stopped) = channel::bounded(1);
    jobs.send("first").unwrap();
    jobs.send("second").unwrap();
    stop.send(()).unwrap();

    let mut done = 0;
    loop {
        select! {
            recv(queue) -> job => match job {
                Ok(_) => done += 1,
                Err(_) => break,
            },
            recv(stopped) -> _ => break,
        }
    }
    println!("{done} jobs done before the stop");
}
// ANCHOR_END: main
