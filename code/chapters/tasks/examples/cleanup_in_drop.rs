//! What must happen in any case stands in a `Drop`, which runs when the future is dropped.
//@ explore: holds

// ANCHOR: main
use std::cell::RefCell;
use std::time::Duration;
use tokio::time::{sleep, timeout};

struct Seat<'a> {
    taken: &'a RefCell<Vec<u32>>,
    number: u32,
}

impl<'a> Seat<'a> {
    fn take(taken: &'a RefCell<Vec<u32>>, number: u32) -> Self {
        taken.borrow_mut().push(number);
        Seat { taken, number }
    }
}

impl Drop for Seat<'_> {
    fn drop(&mut self) {
        self.taken.borrow_mut().retain(|seat| *seat != self.number);
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let taken = RefCell::new(Vec::new());
    let order = async {
        let _seat = Seat::take(&taken, 12);
        sleep(Duration::from_secs(3)).await; // waits for the payment
    };
    let result = timeout(Duration::from_secs(1), order).await;
    println!("{result:?}, seats taken: {:?}", taken.borrow());
}
// ANCHOR_END: main
