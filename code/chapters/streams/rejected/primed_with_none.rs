//! A consumer of numbers is given something that is no number.
//@ rejects: E0308

// ANCHOR: main
#[derive(Default)]
struct Sum(u32);

impl Sum {
    fn push(&mut self, value: u32) {
        self.0 += value;
    }
}

fn main() {
    let mut sum = Sum::default();
    sum.push(None);
    sum.push(1);
}
// ANCHOR_END: main
