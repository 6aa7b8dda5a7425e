//! The same task with a guard that hands the closing to a tracker: never opened, or closed.
//@ output: one-of
//@ because: nothing says how far the task is when it is aborted
//@ explore: outcomes

use std::sync::{Arc, Mutex};
use tokio::sync::mpsc;
use tokio_util::task::TaskTracker;

struct Connection {
    state: Arc<Mutex<&'static str>>,
    answers: mpsc::Receiver<()>,
}

impl Connection {
    async fn open(state: Arc<Mutex<&'static str>>) -> Self {
        let (server, mut answers) = mpsc::channel(1);
        tokio::spawn(async move { while server.send(()).await.is_ok() {} });
        answers.recv().await; // hello
        *state.lock().unwrap() = "open";
        Connection { state, answers }
    }

    async fn close(mut self) {
        self.answers.recv().await; // goodbye
        *self.state.lock().unwrap() = "closed";
    }
}

// ANCHOR: main
struct Guarded {
    connection: Option<Connection>,
    closing: TaskTracker,
}

impl Drop for Guarded {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.closing.spawn(connection.close());
        }
    }
}

#[tokio::main(worker_threads = 1)]
async fn main() {
    let (closing, state) = (TaskTracker::new(), Arc::new(Mutex::new("never opened")));
    let task = tokio::spawn({
        let (closing, state) = (closing.clone(), Arc::clone(&state));
        async move {
            let connection = Some(Connection::open(state).await);
            let _guarded = Guarded {
                connection,
                closing,
            };
        }
    });
    task.abort();
    drop(task.await);
    closing.close();
    closing.wait().await;
    println!("{}", state.lock().unwrap());
}
// ANCHOR_END: main
