//! Variables are dropped from the last to the first, fields from the first to the last, and `_` keeps nothing.

// ANCHOR: main
struct Named(&'static str);

impl Drop for Named {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

struct Pair {
    _left: Named,
    _right: Named,
}

fn main() {
    let _first = Named("first");
    let _ = Named("underscore");
    println!("the word has {} letters", Named("temporary").0.len());
    let _pair = Pair {
        _right: Named("right"),
        _left: Named("left"),
    };
    let moved = Named("moved");
    drop(moved);
    println!("end of main");
}
// ANCHOR_END: main
