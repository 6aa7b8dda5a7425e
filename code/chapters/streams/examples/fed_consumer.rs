//! A consumer that is fed is a value with a method, or a closure.

// ANCHOR: main
#[derive(Default)]
struct Average {
    total: f64,
    count: f64,
}

impl Average {
    fn push(&mut self, value: f64) -> f64 {
        self.total += value;
        self.count += 1.0;
        self.total / self.count
    }

    fn finish(self) -> String {
        format!("{} values", self.count)
    }
}

fn measure(mut consumer: impl FnMut(f64)) {
    for value in [10.0, 20.0, 60.0] {
        consumer(value);
    }
}

fn main() {
    let mut average = Average::default();
    measure(|value| println!("{}", average.push(value)));
    measure(|value| println!("{}", average.push(value)));
    println!("{}", average.finish());
}
// ANCHOR_END: main
