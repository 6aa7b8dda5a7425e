//! A guard that starts a task for the closing when it is dropped, dropped at every await.
//@ explore: holds

use std::pin::pin;
use tokio::task::yield_now;
use tokio_util::task::TaskTracker;

struct Connection;

impl Connection {
    async fn open() -> Self {
        yield_now().await;
        println!("  open");
        Connection
    }

    async fn close(self) {
        println!("  closing");
        yield_now().await;
        println!("  closed");
    }
}

// ANCHOR: guard
struct Guarded {
    connection: Option<Connection>,
    closing: TaskTracker,
}

impl Guarded {
    async fn open(closing: &TaskTracker) -> Self {
        Guarded {
            connection: Some(Connection::open().await),
            closing: closing.clone(),
        }
    }

    /// Cancel safe: whoever gives up waiting does not give up the closing.
    async fn close(mut self) {
        let connection = self.connection.take().expect("there until it is closed");
        let closed = self.closing.spawn(connection.close());
        closed.await.expect("closing does not panic");
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.closing.spawn(connection.close());
        }
    }
}
// ANCHOR_END: guard

// ANCHOR: main
async fn work(closing: &TaskTracker) {
    let connection = Guarded::open(closing).await;
    yield_now().await; // the work
    connection.close().await;
}

/// Polls at most so many times, and drops the future. Whether it was done by then.
async fn cancel_after(polls: usize, future: impl Future) -> bool {
    let mut future = pin!(future);
    for _ in 0..polls {
        if futures::poll!(future.as_mut()).is_ready() {
            return true;
        }
        yield_now().await; // the other tasks go on
    }
    false
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for polls in 1.. {
        println!("dropped after {polls} polls");
        let closing = TaskTracker::new();
        let done = cancel_after(polls, work(&closing)).await;
        closing.close(); // no more will come
        closing.wait().await;
        if done {
            break;
        }
    }
}
// ANCHOR_END: main
