//! A match that forgets one kind of message.
//@ rejects: E0004

// ANCHOR: main
use std::sync::mpsc;

enum Message {
    Reading(i32),
    Reset,
    Stop,
}

fn main() {
    let (mailbox, messages) = mpsc::channel();
    mailbox.send(Message::Reading(20)).unwrap();
    mailbox.send(Message::Reset).unwrap();
    mailbox.send(Message::Stop).unwrap();

    let mut sum = 0;
    for message in messages {
        match message {
            Message::Reading(degrees) => sum += degrees,
            Message::Reset => sum = 0,
        }
    }
}
// ANCHOR_END: main
