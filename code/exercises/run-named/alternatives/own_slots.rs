//! design: a place for each result, lent to its thread alone; panics are caught inside the thread

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

pub fn run_named<'a, T: Send + 'a>(
    jobs: Vec<(String, Box<dyn FnOnce() -> T + Send + 'a>)>,
) -> Vec<Result<T, String>> {
    let mut slots: Vec<Option<Result<T, String>>> = Vec::new();
    slots.resize_with(jobs.len(), || None);
    thread::scope(|scope| {
        for ((name, job), slot) in jobs.into_iter().zip(&mut slots) {
            if name.contains('\0') {
                *slot = Some(Err("no thread can have this name".to_string()));
                continue;
            }
            thread::Builder::new()
                .name(name)
                .spawn_scoped(scope, move || {
                    let result = catch_unwind(AssertUnwindSafe(job));
                    *slot = Some(result.map_err(|payload| {
                        if let Some(text) = payload.downcast_ref::<&str>() {
                            text.to_string()
                        } else if let Some(text) = payload.downcast_ref::<String>() {
                            text.clone()
                        } else {
                            "panicked without a message".to_string()
                        }
                    }));
                })
                .expect("the system has room for a thread");
        }
    });
    slots
        .into_iter()
        .map(|slot| slot.expect("every thread fills its slot"))
        .collect()
}
