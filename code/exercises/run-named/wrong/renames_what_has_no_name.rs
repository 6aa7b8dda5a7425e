//! caught by: any_name_works: cuts the NUL byte out and runs the job under a name that nobody gave it
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
                    .name(name.replace('\0', ""))
                    .spawn_scoped(scope, job)
                    .unwrap()
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().map_err(message))
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
