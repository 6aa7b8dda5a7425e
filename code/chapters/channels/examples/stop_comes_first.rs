//! `select_biased!` asks its channels in the order in which they are written.
//@ explore: holds

// ANCHOR: main
use crossbeam::channel::{self, select_biased};

fn main() {
    let (jobs, queue) = channel::unbounded();
    let (stop, stopped) = channel::bounded(1);
    jobs.send("first").unwrap();
    jobs.send("second").unwrap();
    stop.send(()).unwrap();

    let mut done = 0;
    loop {
        select_biased! {
            recv(stopped) -> _ => break,
            recv(queue) -> job => match job {
                Ok(_) => done += 1,
                Err(_) => break,
            },
        }
    }
    println!("{done} jobs done before the stop");
}
// ANCHOR_END: main
