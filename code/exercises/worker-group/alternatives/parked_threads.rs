//! design: one lock and a list of threads that park, for workers and collectors alike

use std::any::Any;
use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle, Thread};

pub struct Idle<T, R> {
    workers: NonZeroUsize,
    work: Arc<dyn Fn(T) -> R + Send + Sync>,
}

struct State<T, R> {
    tasks: VecDeque<(TaskId, T)>,
    results: VecDeque<(TaskId, Result<R, Failed>)>,
    added: u64,
    handed_out: u64,
    closed: bool,
    sleepers: Vec<Thread>,
}

impl<T, R> State<T, R> {
    fn wake(&mut self) {
        self.sleepers.drain(..).for_each(|thread| thread.unpark());
    }
}

pub struct Running<T, R> {
    state: Arc<Mutex<State<T, R>>>,
    threads: Vec<JoinHandle<()>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TaskId(pub u64);

#[derive(Debug, PartialEq, Eq)]
pub struct Failed(pub String);

/// Asks until there is an answer, and sleeps in between. The thread is on the list before the lock is given up.
fn wait_for<T, R, A>(
    state: &Mutex<State<T, R>>,
    mut question: impl FnMut(&mut State<T, R>) -> Option<A>,
) -> A {
    loop {
        let mut locked = state.lock().unwrap();
        if let Some(answer) = question(&mut locked) {
            return answer;
        }
        locked.sleepers.push(thread::current());
        drop(locked);
        thread::park();
    }
}

impl<T: Send + 'static, R: Send + 'static> Idle<T, R> {
    pub fn new(workers: NonZeroUsize, work: impl Fn(T) -> R + Send + Sync + 'static) -> Self {
        Self {
            workers,
            work: Arc::new(work),
        }
    }

    pub fn start(self) -> Running<T, R> {
        let state = Arc::new(Mutex::new(State {
            tasks: VecDeque::new(),
            results: VecDeque::new(),
            added: 0,
            handed_out: 0,
            closed: false,
            sleepers: Vec::new(),
        }));
        let threads = (0..self.workers.get())
            .map(|_| {
                let (state, work) = (state.clone(), self.work.clone());
                thread::spawn(move || {
                    let next = || {
                        wait_for(&state, |state| match state.tasks.pop_front() {
                            Some(task) => Some(Some(task)),
                            None => state.closed.then_some(None),
                        })
                    };
                    while let Some((id, task)) = next() {
                        let result = catch_unwind(AssertUnwindSafe(|| work(task)))
                            .map_err(|payload| Failed(message(payload)));
                        let mut state = state.lock().unwrap();
                        state.results.push_back((id, result));
                        state.wake();
                    }
                })
            })
            .collect();
        Running { state, threads }
    }
}

impl<T: Send + 'static, R: Send + 'static> Running<T, R> {
    pub fn add(&self, task: T) -> TaskId {
        let mut state = self.state.lock().unwrap();
        let id = TaskId(state.added);
        state.added += 1;
        state.tasks.push_back((id, task));
        state.wake();
        id
    }

    pub fn next_result(&self) -> Option<(TaskId, Result<R, Failed>)> {
        wait_for(&self.state, |state| {
            if let Some(result) = state.results.pop_front() {
                state.handed_out += 1;
                state.wake();
                return Some(Some(result));
            }
            (state.handed_out == state.added).then_some(None)
        })
    }

    pub fn stop(mut self) -> Vec<(TaskId, Result<R, Failed>)> {
        self.end();
        let mut rest: Vec<_> = self.state.lock().unwrap().results.drain(..).collect();
        rest.sort_by_key(|(id, _)| *id);
        rest
    }
}

impl<T, R> Running<T, R> {
    fn end(&mut self) {
        let mut state = self.state.lock().unwrap();
        state.closed = true;
        state.wake();
        drop(state);
        for thread in self.threads.drain(..) {
            thread.join().unwrap();
        }
    }
}

impl<T, R> Drop for Running<T, R> {
    fn drop(&mut self) {
        self.end();
    }
}

fn message(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => match payload.downcast::<&str>() {
            Ok(text) => text.to_string(),
            Err(_) => String::from("a panic without a message"),
        },
    }
}
