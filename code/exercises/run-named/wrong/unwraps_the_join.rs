//! caught by: a_panic_stays_with_its_job, a_panic_brings_its_message, any_payload_gives_an_err: one job that panics takes the caller with it
use std::thread;

pub fn run_named<'a, T: Send + 'a>(
    jobs: Vec<(String, Box<dyn FnOnce() -> T + Send + 'a>)>,
) -> Vec<Result<T, String>> {
    thread::scope(|scope| {
        let mut threads = Vec::new();
        for (name, job) in jobs {
            if name.contains('\0') {
                threads.push(Err("the name contains a NUL byte".to_string()));
                continue;
            }
            let thread = thread::Builder::new().name(name).spawn_scoped(scope, job);
            threads.push(thread.map_err(|error| error.to_string()));
        }
        threads
            .into_iter()
            .map(|thread| thread.map(|thread| thread.join().unwrap()))
            .collect()
    })
}
