//! caught by: a_panic_stays_with_its_job, any_payload_gives_an_err, a_panic_brings_its_message: the first failure becomes the result of every later job
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
                    return Err(format!("{name:?} contains a NUL byte"));
                }
                thread::Builder::new()
                    .name(name)
                    .spawn_scoped(scope, job)
                    .map_err(|error| error.to_string())
            })
            .collect();
        let mut failure: Option<String> = None;
        let mut results = Vec::new();
        for thread in threads {
            let result = match thread {
                Ok(thread) => thread
                    .join()
                    .map_err(|payload| failure.get_or_insert_with(|| message(payload)).clone()),
                Err(error) => Err(error),
            };
            results.push(match &failure {
                Some(text) => Err(text.clone()),
                None => result,
            });
        }
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
