//! caught by: as_many_at_once_as_threads, a_panic_is_an_outcome: a thread that was woken counts as idle until it runs, so a second job gets no thread of its own
use std::any::Any;
use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

#[derive(Debug, PartialEq, Eq)]
pub enum OffloadError {
    Busy,
    Panicked(String),
}

struct J {
    run: Box<dyn FnOnce() + Send>,
    id: u64,
}
struct S {
    q: VecDeque<J>,
    idle: usize,
    live: usize,
    id: u64,
    closed: bool,
}
struct In {
    s: Mutex<S>,
    c: Condvar,
    max: usize,
}
struct Own(Arc<In>);
impl Drop for Own {
    fn drop(&mut self) {
        self.0.s.lock().unwrap().closed = true;
        self.0.c.notify_all();
    }
}
#[derive(Clone)]
pub struct Offload {
    o: Arc<Own>,
    places: Arc<Semaphore>,
}
fn worker(i: Arc<In>) {
    let mut s = i.s.lock().unwrap();
    loop {
        if let Some(j) = s.q.pop_front() {
            drop(s);
            (j.run)();
            s = i.s.lock().unwrap();
            continue;
        }
        if s.closed {
            return;
        }
        s.idle += 1;
        s = i.c.wait(s).unwrap();
        s.idle -= 1;
    }
}
impl Offload {
    pub fn new(threads: NonZeroUsize, queue: usize) -> Self {
        Self {
            o: Arc::new(Own(Arc::new(In {
                s: Mutex::new(S {
                    q: VecDeque::new(),
                    idle: 0,
                    live: 0,
                    id: 0,
                    closed: false,
                }),
                c: Condvar::new(),
                max: threads.get(),
            }))),
            places: Arc::new(Semaphore::new(
                threads
                    .get()
                    .checked_add(queue)
                    .filter(|n| *n <= Semaphore::MAX_PERMITS)
                    .unwrap_or(Semaphore::MAX_PERMITS),
            )),
        }
    }

    pub async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        let p = self.places.clone().acquire_owned().await.unwrap();
        self.go(p, job).await
    }
    pub async fn try_run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        let p = self
            .places
            .clone()
            .try_acquire_owned()
            .map_err(|_| OffloadError::Busy)?;
        self.go(p, job).await
    }

    async fn go<T: Send + 'static>(
        &self,
        p: OwnedSemaphorePermit,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        let (a, b) = oneshot::channel();
        let run = Box::new(move || {
            let r = catch_unwind(AssertUnwindSafe(job));
            drop(p);
            let _ = a.send(r);
        });
        let i = &self.o.0;
        let id = {
            let mut s = i.s.lock().unwrap();
            s.id += 1;
            let id = s.id;
            s.q.push_back(J { run, id });
            if s.idle == 0 && s.live < i.max {
                s.live += 1;
                let i = i.clone();
                thread::spawn(move || worker(i));
            } else {
                i.c.notify_one();
            }
            id
        };
        struct G<'a>(&'a In, u64);
        impl Drop for G<'_> {
            fn drop(&mut self) {
                let mut s = self.0.s.lock().unwrap();
                let k = s.q.iter().position(|j| j.id == self.1);
                let j = k.and_then(|k| s.q.remove(k));
                drop(s);
                drop(j);
            }
        }
        let _g = G(i, id);
        b.await
            .unwrap()
            .map_err(|e| OffloadError::Panicked(text(e)))
    }
}

fn text(p: Box<dyn Any + Send>) -> String {
    if let Some(s) = p.downcast_ref::<&str>() {
        s.to_string()
    } else if let Some(s) = p.downcast_ref::<String>() {
        s.clone()
    } else {
        "?".into()
    }
}
