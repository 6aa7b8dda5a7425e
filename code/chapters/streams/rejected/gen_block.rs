//! A generator as the language will write it one day.
//@ rejects: E0658

// ANCHOR: main
fn main() {
    let squares = gen {
        for number in 1..=3 {
            yield number * number;
        }
    };
    println!("{:?}", squares.collect::<Vec<_>>());
}
// ANCHOR_END: main
