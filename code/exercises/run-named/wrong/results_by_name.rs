//! caught by: any_name_works, any_number_of_jobs_works: keeps the threads in a map from their names, and two jobs of one name become one
use std::any::Any;
use std::collections::HashMap;
use std::thread;

pub fn run_named<'a, T: Send + 'a>(
    jobs: Vec<(String, Box<dyn FnOnce() -> T + Send + 'a>)>,
) -> Vec<Result<T, String>> {
    let order: Vec<String> = jobs.iter().map(|(name, _)| name.clone()).collect();
    thread::scope(|scope| {
        let mut threads = HashMap::new();
        for (name, job) in jobs {
            if name.contains('\0') {
                continue;
            }
            let thread = thread::Builder::new()
                .name(name.clone())
                .spawn_scoped(scope, job)
                .unwrap();
            threads.insert(name, thread);
        }
        order
            .into_iter()
            .map(|name| match threads.remove(&name) {
                Some(thread) => thread.join().map_err(message),
                None => Err(format!("no thread was started for {name:?}")),
            })
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
