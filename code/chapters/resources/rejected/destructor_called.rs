//! `drop` of a value, called like any other method.
//@ rejects: E0040

// ANCHOR: main
struct Seat(u32);

impl Drop for Seat {
    fn drop(&mut self) {
        println!("seat {} free again", self.0);
    }
}

fn main() {
    let seat = Seat(12);
    seat.drop();
}
// ANCHOR_END: main
