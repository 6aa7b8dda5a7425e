//! caught by: any_number_of_jobs_works: a barrier makes all threads begin together, and computes one less than none
use std::any::Any;
use std::sync::{Arc, Barrier};
use std::thread;

pub fn run_named<'a, T: Send + 'a>(
    jobs: Vec<(String, Box<dyn FnOnce() -> T + Send + 'a>)>,
) -> Vec<Result<T, String>> {
    let possible = jobs.iter().filter(|(name, _)| !name.contains('\0')).count();
    let last = jobs.len() - 1;
    let start = Arc::new(Barrier::new(possible));
    thread::scope(|scope| {
        let mut threads = Vec::new();
        for (number, (name, job)) in jobs.into_iter().enumerate() {
            debug_assert!(number <= last);
            if name.contains('\0') {
                threads.push(Err("no thread can have this name".to_string()));
                continue;
            }
            let start = Arc::clone(&start);
            let body = move || {
                start.wait();
                job()
            };
            let thread = thread::Builder::new().name(name).spawn_scoped(scope, body);
            threads.push(thread.map_err(|error| error.to_string()));
        }
        threads
            .into_iter()
            .map(|thread| thread?.join().map_err(message))
            .collect()
    })
}

fn message(payload: Box<dyn Any + Send>) -> String {
    if let Some(text) = payload.downcast_ref::<&str>() {
        text.to_string()
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else {
        "panicked without a message".to_string()
    }
}
