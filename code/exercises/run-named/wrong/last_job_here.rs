//! caught by: each_job_has_its_own_named_thread: saves a thread by running the last job on the one that waits anyway
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

pub fn run_named<'a, T: Send + 'a>(
    jobs: Vec<(String, Box<dyn FnOnce() -> T + Send + 'a>)>,
) -> Vec<Result<T, String>> {
    let mut jobs = jobs;
    let Some((last_name, last_job)) = jobs.pop() else {
        return Vec::new();
    };
    thread::scope(|scope| {
        let mut threads = Vec::new();
        for (name, job) in jobs {
            if name.contains('\0') {
                threads.push(Err("no thread can have this name".to_string()));
                continue;
            }
            let thread = thread::Builder::new().name(name).spawn_scoped(scope, job);
            threads.push(thread.map_err(|error| error.to_string()));
        }
        let last = if last_name.contains('\0') {
            Err("no thread can have this name".to_string())
        } else {
            catch_unwind(AssertUnwindSafe(last_job)).map_err(message)
        };
        let mut results: Vec<_> = threads
            .into_iter()
            .map(|thread| thread?.join().map_err(message))
            .collect();
        results.push(last);
        results
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
