//! A task that closes its connection in its last line is aborted, wherever it is.
//@ output: one-of
//@ because: nothing says how far the task is when it is aborted
//@ explore: outcomes

// ANCHOR: main
use std::sync::{Arc, Mutex};
use tokio::sync::mpsc;

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

#[tokio::main(worker_threads = 1)]
async fn main() {
    let state = Arc::new(Mutex::new("never opened"));
    let work = Connection::open(Arc::clone(&state));
    let task = tokio::spawn(async { work.await.close().await });
    task.abort();
    drop(task.await);
    println!("{}", state.lock().unwrap());
}
// ANCHOR_END: main
