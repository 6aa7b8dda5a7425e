//! A seat is given back on every way out of a function: at its end, by `?`, and by a panic.

// ANCHOR: main
use std::num::ParseIntError;
use std::panic::catch_unwind;

struct Seat(u32);

impl Seat {
    fn take(number: u32) -> Self {
        println!("  seat {number} taken");
        Seat(number)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        println!("  seat {} free again", self.0);
    }
}

fn share_of_a_hundred(text: &str) -> Result<u32, ParseIntError> {
    let _seat = Seat::take(12);
    let people: u32 = text.parse()?;
    Ok(100 / people)
}

fn main() {
    for text in ["4", "four", "0"] {
        println!("{text:?}:");
        match catch_unwind(|| share_of_a_hundred(text)) {
            Ok(result) => println!("  {result:?}"),
            Err(_) => println!("  panicked"),
        }
    }
}
// ANCHOR_END: main
