//@ finds: panic
//! The one who asked may be gone when the answer comes.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

fn main() {
    let (ask, questions) = mpsc::channel::<mpsc::Sender<u32>>();
    let server = thread::spawn(move || {
        for reply in questions {
            thread::sleep(Duration::from_millis(20));
            reply.send(42).expect("somebody waits for the answer");
        }
    });
    let (reply, answer) = mpsc::channel();
    ask.send(reply).unwrap();
    let _ = answer.recv_timeout(Duration::from_millis(20));
    drop(answer);
    drop(ask);
    server.join().unwrap();
}
