//! caught by: all_jobs_run_at_once, a_panic_stays_with_its_job, any_number_of_jobs_works: each thread holds the lock of the results while its job runs, and a panic poisons it
use std::any::Any;
use std::thread;

use std::sync::Mutex;

pub fn run_named<'a, T: Send + 'a>(
    jobs: Vec<(String, Box<dyn FnOnce() -> T + Send + 'a>)>,
) -> Vec<Result<T, String>> {
    let results = Mutex::new(Vec::new());
    results.lock().unwrap().resize_with(jobs.len(), || None);
    thread::scope(|scope| {
        let mut threads = Vec::new();
        for (number, (name, job)) in jobs.into_iter().enumerate() {
            if name.contains('\0') {
                results.lock().unwrap()[number] = Some(Err("bad name".to_string()));
                continue;
            }
            let results = &results;
            let thread = thread::Builder::new()
                .name(name)
                .spawn_scoped(scope, move || {
                    let mut results = results.lock().unwrap();
                    results[number] = Some(Ok(job()));
                })
                .unwrap();
            threads.push((number, thread));
        }
        for (number, thread) in threads {
            if let Err(payload) = thread.join() {
                results.lock().unwrap()[number] = Some(Err(message(payload)));
            }
        }
    });
    let results = results.into_inner().unwrap();
    results.into_iter().map(|result| result.unwrap()).collect()
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
