//! A panic in a `drop` that runs because of a panic ends the process at once.
//@ exit: 134

// ANCHOR: main
struct Lock;

impl Drop for Lock {
    fn drop(&mut self) {
        println!("lock file removed");
    }
}

struct Order;

impl Drop for Order {
    fn drop(&mut self) {
        panic!("an order must be sent or cancelled");
    }
}

fn main() {
    std::panic::set_hook(Box::new(|panic| {
        println!("panic: {}", panic.payload_as_str().unwrap());
    }));
    let _lock = Lock;
    let _order = Order;
    panic!("no paper");
}
// ANCHOR_END: main
