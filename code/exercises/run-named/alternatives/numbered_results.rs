//! design: the threads send numbered results through a channel, and the caller puts them into order

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc;
use std::thread::{self, Builder};

pub fn run_named<'a, T: Send + 'a>(
    jobs: Vec<(String, Box<dyn FnOnce() -> T + Send + 'a>)>,
) -> Vec<Result<T, String>> {
    let (results, arrivals) = mpsc::channel();
    thread::scope(|scope| {
        for (number, (name, job)) in jobs.into_iter().enumerate() {
            let own = results.clone();
            let started = panic::catch_unwind(AssertUnwindSafe(|| {
                Builder::new().name(name).spawn_scoped(scope, move || {
                    let result = panic::catch_unwind(AssertUnwindSafe(job));
                    let _ = own.send((number, result.map_err(|payload| words(&*payload))));
                })
            }));
            let refused = match started {
                Ok(Ok(_)) => continue,
                Ok(Err(error)) => error.to_string(),
                Err(payload) => words(&*payload),
            };
            let _ = results.send((number, Err(refused)));
        }
        drop(results);
        let mut all: Vec<_> = arrivals.iter().collect();
        all.sort_by_key(|(number, _)| *number);
        all.into_iter().map(|(_, result)| result).collect()
    })
}

fn words(payload: &(dyn Any + Send)) -> String {
    match (
        payload.downcast_ref::<&str>(),
        payload.downcast_ref::<String>(),
    ) {
        (Some(text), _) => text.to_string(),
        (_, Some(text)) => text.clone(),
        _ => "panicked without a message".to_string(),
    }
}
