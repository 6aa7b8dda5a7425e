//! caught by: all_jobs_run_at_once, any_number_of_jobs_works: waits for each thread before it starts the next one
use std::any::Any;
use std::thread;

pub fn run_named<'a, T: Send + 'a>(
    jobs: Vec<(String, Box<dyn FnOnce() -> T + Send + 'a>)>,
) -> Vec<Result<T, String>> {
    let mut results = Vec::new();
    thread::scope(|scope| {
        for (name, job) in jobs {
            if name.contains('\0') {
                results.push(Err("bad name".to_string()));
                continue;
            }
            let thread = thread::Builder::new()
                .name(name)
                .spawn_scoped(scope, job)
                .unwrap();
            results.push(thread.join().map_err(message));
        }
    });
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
