//! The end of the channel does not say why it ended: ask the producer's handle.
//@ explore: no, because the panic is the point of the program

// ANCHOR: main
use std::sync::mpsc;
use std::thread;

fn main() {
    let (sender, receiver) = mpsc::channel();
    let station = thread::spawn(move || {
        for line in ["20", "21", "2z", "23"] {
            let degrees: i32 = line.parse().expect("the sensor sends numbers");
            sender.send(degrees).unwrap();
        }
    });

    let readings: Vec<i32> = receiver.iter().collect();
    println!("the channel closed after {} readings", readings.len());
    match station.join() {
        Ok(()) => println!("average: {}", readings.iter().sum::<i32>() / 4),
        Err(_) => println!("no average: the station failed"),
    }
}
// ANCHOR_END: main
