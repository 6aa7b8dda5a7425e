//! A model of two pipes with room for one message: the parent asks everything before it reads.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use std::sync::mpsc::sync_channel;
use std::thread;

const QUESTIONS: u32 = 4;

fn main() {
    let (ask, questions) = sync_channel(1);
    let (reply, answers) = sync_channel(1);
    thread::spawn(move || {
        for question in questions {
            reply.send(question * question).unwrap();
        }
    });

    for question in 1..=QUESTIONS {
        ask.send(question).unwrap();
    }
    println!("all questions are asked");
    drop(ask);
    println!("{:?}", answers.iter().collect::<Vec<u32>>());
}
// ANCHOR_END: main
