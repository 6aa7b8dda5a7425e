//! `select_biased!` prefers the work that is there to the stop.

use crossbeam::channel::{select_biased, unbounded};

fn main() {
    let (work, jobs) = unbounded();
    let (stop, stopped) = unbounded();
    let worker = std::thread::spawn(move || {
        let mut done = 0;
        loop {
            select_biased! {
                recv(jobs) -> job => match job {
                    Ok("job") => done += 1,
                    Ok(_) => unreachable!(),
                    Err(_) => return done,
                },
                recv(stopped) -> _ => return done,
            }
        }
    });
    work.send("job").unwrap();
    stop.send(()).unwrap();
    assert_eq!(worker.join().unwrap(), 1);
}
