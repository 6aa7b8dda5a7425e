//! caught by: any_name_works: Builder panics on a NUL byte in a name, and the caller with it
use std::any::Any;
use std::thread;

pub fn run_named<'a, T: Send + 'a>(
    jobs: Vec<(String, Box<dyn FnOnce() -> T + Send + 'a>)>,
) -> Vec<Result<T, String>> {
    thread::scope(|scope| {
        let threads: Vec<_> = jobs
            .into_iter()
            .map(|(name, job)| {
                thread::Builder::new()
                    .name(name)
                    .spawn_scoped(scope, job)
                    .map_err(|error| error.to_string())
            })
            .collect();
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
