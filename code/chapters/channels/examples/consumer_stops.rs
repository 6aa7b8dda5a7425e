//! A consumer that fails closes the channel, and the producer's next send says so.
//@ output: one-of
//@ because: the operating system decides how far the producer is when the consumer fails
//@ explore: outcomes

// ANCHOR: main
use std::num::ParseIntError;
use std::sync::mpsc::{self, Receiver};
use std::thread;

fn add_up(lines: Receiver<&str>) -> Result<u32, ParseIntError> {
    let mut sum = 0;
    for line in lines {
        sum += line.parse::<u32>()?;
    }
    Ok(sum)
}

fn main() {
    let (sender, receiver) = mpsc::sync_channel(2);
    let consumer = thread::spawn(|| add_up(receiver));

    for (number, line) in (1..).zip(["10", "20", "3O", "40", "50", "60", "70"]) {
        if sender.send(line).is_err() {
            println!("line {number} came back");
            break;
        }
    }
    drop(sender);
    match consumer.join().unwrap() {
        Ok(sum) => println!("sum {sum}"),
        Err(error) => println!("no sum: {error}"),
    }
}
// ANCHOR_END: main
