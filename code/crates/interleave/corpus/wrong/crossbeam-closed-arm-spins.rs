//@ finds: livelock
//! A channel whose senders are gone is always ready: the loop never waits again.

use crossbeam::channel::{never, unbounded};
use crossbeam::select;

fn main() {
    let (sender, jobs) = unbounded::<u32>();
    let other = never::<u32>();
    drop(sender);
    let mut total = 0;
    loop {
        select! {
            recv(jobs) -> job => if let Ok(job) = job { total += job },
            recv(other) -> _ => break,
        }
    }
    println!("{total}");
}
