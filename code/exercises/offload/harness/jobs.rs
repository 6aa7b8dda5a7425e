//! Jobs that wait until they are let go, and the runtimes that call for them.

use std::sync::mpsc;

use answer::Offload;
use harness_kit::note;
use tokio::runtime::Builder;
use tokio::sync::oneshot;

/// A job that is held: it ends when it is let go, or when this is dropped.
pub(super) struct Held {
    begun: oneshot::Receiver<()>,
    go: mpsc::Sender<()>,
}

impl Held {
    /// Waits until the job has begun.
    pub(super) async fn begins(&mut self) {
        let _ = (&mut self.begun).await;
    }

    /// Lets the job end.
    pub(super) fn go(self) {
        note(|| "the job is let go".to_owned());
        let _ = self.go.send(());
    }
}

/// A job that yields `value` once it is let go.
pub(super) fn held<T: Send + 'static>(value: T) -> (Held, impl FnOnce() -> T + Send + 'static) {
    let (tell, begun) = oneshot::channel();
    let (go, gone) = mpsc::channel();
    let job = move || {
        note(|| "the job begins".to_owned());
        let _ = tell.send(());
        let _ = gone.recv();
        value
    };
    (Held { begun, go }, job)
}

pub(super) fn pool(threads: usize, queue: usize) -> Offload {
    let threads = threads.try_into().expect("the checks ask for a thread");
    Offload::new(threads, queue)
}

/// On the thread of the caller: who blocks it stops everything else.
pub(super) fn run<F: Future>(future: F) -> F::Output {
    Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime can be built")
        .block_on(future)
}

pub(super) fn run_on_two_workers<F: Future>(future: F) -> F::Output {
    Builder::new_multi_thread()
        .worker_threads(2)
        .enable_time()
        .build()
        .expect("a runtime can be built")
        .block_on(future)
}
