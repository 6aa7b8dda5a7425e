//! A repeated request carries its number: the server charges each number once.

use std::collections::HashSet;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

fn main() {
    let (requests, inbox) = mpsc::channel::<(u64, u32, Sender<u32>)>();
    let server = thread::spawn(move || {
        let (mut seen, mut charged) = (HashSet::new(), 0);
        for (number, amount, reply) in inbox {
            thread::sleep(Duration::from_millis(20));
            if seen.insert(number) {
                charged += amount;
            }
            let _ = reply.send(charged);
        }
        charged
    });
    for _attempt in 0..3 {
        let (reply, answer) = mpsc::channel();
        requests.send((1, 5, reply)).unwrap();
        match answer.recv_timeout(Duration::from_millis(30)) {
            Ok(_) => break,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
        }
    }
    drop(requests);
    assert_eq!(server.join().unwrap(), 5);
}
