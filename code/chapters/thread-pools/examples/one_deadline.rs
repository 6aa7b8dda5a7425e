//! One deadline for the whole call: finished results are kept, in their places.
//@ explore: holds

// ANCHOR: collect
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

fn collect<R>(jobs: usize, deadline: Instant, finished: &Receiver<(usize, R)>) -> Vec<Option<R>> {
    let mut outcomes: Vec<Option<R>> = (0..jobs).map(|_| None).collect();
    for _ in 0..jobs {
        let left = deadline.saturating_duration_since(Instant::now());
        match finished.recv_timeout(left) {
            Ok((position, result)) => outcomes[position] = Some(result),
            Err(_) => break,
        }
    }
    outcomes
}
// ANCHOR_END: collect

// ANCHOR: main
fn main() {
    let (results, finished) = mpsc::channel();
    let (open, gate) = mpsc::channel::<()>();
    let send = |position, page: &'static str| {
        let results = results.clone();
        move || results.send((position, page.len())).unwrap()
    };
    let send_late = send(1, "blog");
    let late = thread::spawn(move || {
        gate.recv().unwrap();
        send_late();
    });
    thread::spawn(send(0, "home page")).join().unwrap();
    thread::spawn(send(2, "shop page")).join().unwrap();

    let deadline = Instant::now() + Duration::from_millis(50);
    println!("{:?}", collect(3, deadline, &finished));
    open.send(()).unwrap();
    late.join().unwrap();
}
// ANCHOR_END: main
