//! caught by: a_panic_brings_its_message: a formatted message is a String, and only the &str is looked for
use std::any::Any;
use std::thread;

pub fn run_named<'a, T: Send + 'a>(
    jobs: Vec<(String, Box<dyn FnOnce() -> T + Send + 'a>)>,
) -> Vec<Result<T, String>> {
    thread::scope(|scope| {
        let mut threads = Vec::new();
        for (name, job) in jobs {
            threads.push(if name.contains('\0') {
                None
            } else {
                thread::Builder::new()
                    .name(name)
                    .spawn_scoped(scope, job)
                    .ok()
            });
        }
        threads
            .into_iter()
            .map(|thread| match thread {
                Some(thread) => thread.join().map_err(message),
                None => Err("could not be started".to_string()),
            })
            .collect()
    })
}

fn message(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast_ref::<&'static str>() {
        Some(text) => text.to_string(),
        None => "panicked without a message".to_string(),
    }
}
