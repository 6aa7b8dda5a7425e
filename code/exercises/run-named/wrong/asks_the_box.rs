//! caught by: a_panic_brings_its_message, a_panic_stays_with_its_job: a reference to the box is a dyn Any as well, and what is in it is a box, never a text
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
                    return Err("bad name".to_string());
                }
                Ok(thread::Builder::new()
                    .name(name)
                    .spawn_scoped(scope, job)
                    .unwrap())
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread?.join().map_err(|payload| message(&payload)))
            .collect()
    })
}

fn message(payload: &(dyn Any + Send)) -> String {
    if let Some(text) = payload.downcast_ref::<&str>() {
        text.to_string()
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else {
        "panicked without a message".to_string()
    }
}
