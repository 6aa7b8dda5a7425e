//! The channel closes when its last sender is gone: no value has to mean "the end".
//@ explore: holds

// ANCHOR: main
use std::sync::mpsc;
use std::thread;

fn main() {
    let (sender, receiver) = mpsc::channel();

    let station = thread::spawn(move || {
        for reading in [Some(20), None, Some(22)] {
            sender.send(reading).expect("main receives until the end");
        }
    });

    for reading in receiver {
        match reading {
            Some(degrees) => println!("{degrees} degrees"),
            None => println!("no reading"),
        }
    }
    println!("end of the day");
    station.join().expect("the station does not panic");
}
// ANCHOR_END: main
