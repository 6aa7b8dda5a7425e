//! While a closure has the number, nobody can ask for it again.
//@ rejects: E0499

// ANCHOR: main
#[derive(Default)]
struct Counter {
    count: u64,
}

impl Counter {
    fn increment(&mut self) {
        self.count += 1;
    }

    fn with(&mut self, action: impl FnOnce(&mut u64)) {
        action(&mut self.count);
    }
}

fn main() {
    let mut counter = Counter::default();
    counter.with(|count| {
        *count += 1;
        counter.increment();
    });
}
// ANCHOR_END: main
