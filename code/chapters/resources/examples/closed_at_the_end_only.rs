//! A connection that is closed in the last line of a function, which is given up after so many polls.
//@ explore: holds

// ANCHOR: connection
use std::cell::RefCell;
use std::pin::pin;
use std::task::{Context, Waker};
use tokio::task::yield_now;

struct Connection<'a>(&'a RefCell<Vec<&'static str>>);

impl<'a> Connection<'a> {
    async fn open(log: &'a RefCell<Vec<&'static str>>) -> Self {
        yield_now().await; // the server takes its time
        log.borrow_mut().push("open");
        Connection(log)
    }

    async fn close(self) {
        self.0.borrow_mut().push("closing");
        yield_now().await; // and again
        self.0.borrow_mut().push("closed");
    }
}
// ANCHOR_END: connection

// ANCHOR: main
async fn work(log: &RefCell<Vec<&'static str>>) {
    let connection = Connection::open(log).await;
    yield_now().await; // the work
    connection.close().await;
}

/// Polls at most so many times, and drops the future. Whether it was done by then.
fn cancel_after(polls: usize, future: impl Future) -> bool {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    (0..polls).any(|_| future.as_mut().poll(&mut context).is_ready())
}

fn main() {
    for polls in 1.. {
        let log = RefCell::new(Vec::new());
        let done = cancel_after(polls, work(&log));
        println!("dropped after {polls} polls: {:?}", log.borrow());
        if done {
            break;
        }
    }
}
// ANCHOR_END: main
