//! caught by: all_jobs_run_at_once, any_number_of_jobs_works: two maps in a row start and join one thread after the other, for iterators are lazy
use std::any::Any;
use std::thread;

pub fn run_named<'a, T: Send + 'a>(
    jobs: Vec<(String, Box<dyn FnOnce() -> T + Send + 'a>)>,
) -> Vec<Result<T, String>> {
    thread::scope(|scope| {
        jobs.into_iter()
            .map(|(name, job)| {
                if name.contains('\0') {
                    return Err(format!("{name:?} contains a NUL byte"));
                }
                thread::Builder::new()
                    .name(name)
                    .spawn_scoped(scope, job)
                    .map_err(|error| error.to_string())
            })
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
