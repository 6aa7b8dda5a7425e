//! A consumer that has been finished is fed once more.
//@ rejects: E0382

// ANCHOR: main
#[derive(Default)]
struct Sum(u32);

impl Sum {
    fn push(&mut self, value: u32) {
        self.0 += value;
    }

    fn finish(self) -> u32 {
        self.0
    }
}

fn main() {
    let mut sum = Sum::default();
    sum.push(1);
    println!("{}", sum.finish());
    sum.push(2);
}
// ANCHOR_END: main
