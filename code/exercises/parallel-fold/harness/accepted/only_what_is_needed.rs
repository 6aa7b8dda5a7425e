//! The results move between threads without being shared; `combine` stays with the caller.

use std::cell::Cell;
use std::num::NonZeroUsize;

use answer::parallel_fold;

struct Line(String);

fn main() {
    let lines = [Line(String::from("one")), Line(String::from("two"))];
    let counted = Cell::new(0);
    let longest = parallel_fold(
        &lines,
        NonZeroUsize::MIN,
        || Cell::new(0),
        |longest, line| {
            longest.set(line.0.len().max(longest.get()));
            longest
        },
        |left, right| {
            counted.set(counted.get() + 1);
            Cell::new(left.get().max(right.get()))
        },
    );
    println!("{} {}", longest.get(), counted.get());
}
