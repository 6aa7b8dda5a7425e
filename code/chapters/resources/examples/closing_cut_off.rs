//! The task that is to close a connection ends with the runtime, before it has begun.
//@ explore: holds

use tokio::task::yield_now;
use tokio_util::task::TaskTracker;

struct Connection;

impl Connection {
    async fn close(self) {
        println!("closing");
        yield_now().await;
        println!("closed");
    }
}

struct Guarded {
    connection: Option<Connection>,
    closing: TaskTracker,
}

impl Drop for Guarded {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            println!("the closing is handed over");
            self.closing.spawn(connection.close());
        }
    }
}

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let _guarded = Guarded {
        connection: Some(Connection),
        closing: TaskTracker::new(),
    };
    println!("main ends");
}
// ANCHOR_END: main
