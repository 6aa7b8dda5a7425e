//@ finds: panic
//! The client gives up after 30 ms and sends again; the first payment was under way.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

struct Payment {
    amount: u32,
    reply: mpsc::Sender<u32>,
}

fn main() {
    let (requests, inbox) = mpsc::channel::<Payment>();
    let server = thread::spawn(move || {
        let mut charged = 0;
        for payment in inbox {
            thread::sleep(Duration::from_millis(20));
            charged += payment.amount;
            let _ = payment.reply.send(charged);
        }
        charged
    });
    loop {
        let (reply, answer) = mpsc::channel();
        requests.send(Payment { amount: 5, reply }).unwrap();
        match answer.recv_timeout(Duration::from_millis(30)) {
            Ok(_) => break,
            Err(RecvTimeoutError::Timeout) => continue,
            Err(RecvTimeoutError::Disconnected) => unreachable!(),
        }
    }
    drop(requests);
    assert_eq!(server.join().unwrap(), 5, "the customer paid twice");
}
