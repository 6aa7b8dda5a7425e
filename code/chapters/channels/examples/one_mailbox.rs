//! One channel whose message type lists everything that can happen.
//@ explore: holds

// ANCHOR: main
use std::sync::mpsc;
use std::thread;

enum Message {
    Reading(i32),
    Reset,
    Report(mpsc::Sender<i32>),
}

fn main() {
    let (mailbox, messages) = mpsc::channel();
    let adder = thread::spawn(move || {
        let mut sum = 0;
        for message in messages {
            match message {
                Message::Reading(degrees) => sum += degrees,
                Message::Reset => sum = 0,
                Message::Report(answer) => answer.send(sum).expect("the caller waits"),
            }
        }
    });

    for message in [
        Message::Reading(90),
        Message::Reset,
        Message::Reading(20),
        Message::Reading(22),
    ] {
        mailbox.send(message).unwrap();
    }
    let (answer, answers) = mpsc::channel();
    mailbox.send(Message::Report(answer)).unwrap();
    println!("sum {}", answers.recv().unwrap());

    drop(mailbox);
    adder.join().unwrap();
}
// ANCHOR_END: main
