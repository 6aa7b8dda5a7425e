//! caught by: waiting_is_sleeping: looks every millisecond which of the threads have ended
use std::any::Any;
use std::thread;
use std::time::Duration;

pub fn run_named<'a, T: Send + 'a>(
    jobs: Vec<(String, Box<dyn FnOnce() -> T + Send + 'a>)>,
) -> Vec<Result<T, String>> {
    thread::scope(|scope| {
        let mut threads: Vec<_> = jobs
            .into_iter()
            .map(|(name, job)| {
                if name.contains('\0') {
                    return Err("the name contains a NUL byte".to_string());
                }
                let thread = thread::Builder::new().name(name).spawn_scoped(scope, job);
                thread.map(Some).map_err(|error| error.to_string())
            })
            .collect();
        let mut results: Vec<Option<Result<T, String>>> = threads.iter().map(|_| None).collect();
        while results.iter().any(|result| result.is_none()) {
            for (slot, thread) in results.iter_mut().zip(&mut threads) {
                match thread {
                    Err(error) => *slot = Some(Err(error.clone())),
                    Ok(thread) => {
                        if let Some(ended) = thread.take_if(|thread| thread.is_finished()) {
                            *slot = Some(ended.join().map_err(message));
                        }
                    }
                }
            }
            thread::sleep(Duration::from_millis(1));
        }
        results.into_iter().flatten().collect()
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
