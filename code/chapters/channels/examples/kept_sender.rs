//! A sender that main forgot to drop keeps the channel open, and the loop waits for ever.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use std::sync::mpsc;
use std::thread;

fn main() {
    let (sender, receiver) = mpsc::channel();

    let station_sender = sender.clone();
    let station = thread::spawn(move || station_sender.send(20).unwrap());

    for degrees in receiver {
        println!("{degrees} degrees");
    }
    println!("end of the day");
    station.join().unwrap();
}
// ANCHOR_END: main
