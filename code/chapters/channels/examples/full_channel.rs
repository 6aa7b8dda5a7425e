//! A bounded channel refuses what has no room, and hands it back.
//@ explore: holds

// ANCHOR: main
use std::sync::mpsc::{self, TrySendError};

fn main() {
    let (sender, receiver) = mpsc::sync_channel(2);

    for parcel in 1..=3 {
        match sender.try_send(parcel) {
            Ok(()) => println!("parcel {parcel} waits"),
            Err(TrySendError::Full(parcel)) => println!("no room for parcel {parcel}"),
            Err(TrySendError::Disconnected(_)) => println!("nobody is there"),
        }
    }

    println!("taken: {:?}", receiver.recv());
    println!("parcel 3: {:?}", sender.try_send(3));
    drop(receiver);
    println!("parcel 4: {:?}", sender.try_send(4));
}
// ANCHOR_END: main
