//! design: a table of results behind one lock, filled by the threads; what stays empty was a panic, and the handle knows which

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::thread;

pub fn run_named<'a, T: Send + 'a>(
    jobs: Vec<(String, Box<dyn FnOnce() -> T + Send + 'a>)>,
) -> Vec<Result<T, String>> {
    let table = Mutex::new(BTreeMap::new());
    let enter = |number: usize, result| {
        let mut table = table.lock().unwrap_or_else(PoisonError::into_inner);
        table.insert(number, result);
    };
    thread::scope(|scope| {
        let enter = &enter;
        let mut threads = Vec::with_capacity(jobs.len());
        for (number, (name, job)) in jobs.into_iter().enumerate() {
            if name.bytes().any(|byte| byte == 0) {
                enter(
                    number,
                    Err(format!("{name:?} cannot be the name of a thread")),
                );
                continue;
            }
            let thread = thread::Builder::new()
                .name(name)
                .spawn_scoped(scope, move || {
                    let value = job();
                    enter(number, Ok(value));
                });
            match thread {
                Ok(thread) => threads.push((number, thread)),
                Err(error) => enter(number, Err(error.to_string())),
            }
        }
        for (number, thread) in threads {
            let Err(payload) = thread.join() else {
                continue;
            };
            let text = if payload.is::<String>() {
                *payload.downcast::<String>().unwrap()
            } else if payload.is::<&'static str>() {
                payload.downcast::<&'static str>().unwrap().to_string()
            } else {
                String::from("panicked without a message")
            };
            enter(number, Err(text));
        }
    });
    table
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner)
        .into_values()
        .collect()
}
