//! caught by: any_payload_gives_an_err: what is no &str must be a String, it says, and panics on the third kind
use std::any::Any;
use std::thread;

pub fn run_named<'a, T: Send + 'a>(
    jobs: Vec<(String, Box<dyn FnOnce() -> T + Send + 'a>)>,
) -> Vec<Result<T, String>> {
    thread::scope(|scope| {
        let threads: Vec<_> = jobs
            .into_iter()
            .map(|(name, job)| {
                if name.contains('\0') {
                    return Err(format!("{name:?} is no name for a thread"));
                }
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
    match payload.downcast_ref::<&str>() {
        Some(text) => text.to_string(),
        None => *payload
            .downcast::<String>()
            .expect("a panic message is text"),
    }
}
