//! caught by: any_number_of_jobs_works: does not start the next jobs before the first sixty-four have ended
use std::any::Any;
use std::thread;

pub fn run_named<'a, T: Send + 'a>(
    jobs: Vec<(String, Box<dyn FnOnce() -> T + Send + 'a>)>,
) -> Vec<Result<T, String>> {
    let mut results = Vec::with_capacity(jobs.len());
    let mut jobs = jobs.into_iter().peekable();
    while jobs.peek().is_some() {
        thread::scope(|scope| {
            let threads: Vec<_> = jobs
                .by_ref()
                .take(64)
                .map(|(name, job)| {
                    if name.contains('\0') {
                        return Err("the name contains a NUL byte".to_string());
                    }
                    thread::Builder::new()
                        .name(name)
                        .spawn_scoped(scope, job)
                        .map_err(|error| error.to_string())
                })
                .collect();
            for thread in threads {
                results.push(thread.and_then(|thread| thread.join().map_err(message)));
            }
        });
    }
    results
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
