//! caught by: results_come_in_input_order, any_number_of_jobs_works, a_panic_stays_with_its_job: the channel delivers in the order in which the jobs end
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;

pub fn run_named<'a, T: Send + 'a>(
    jobs: Vec<(String, Box<dyn FnOnce() -> T + Send + 'a>)>,
) -> Vec<Result<T, String>> {
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for (name, job) in jobs {
            let sender = sender.clone();
            if name.contains('\0') {
                sender.send(Err("bad name".to_string())).unwrap();
                continue;
            }
            thread::Builder::new()
                .name(name)
                .spawn_scoped(scope, move || {
                    let result = catch_unwind(AssertUnwindSafe(job)).map_err(message);
                    sender.send(result).unwrap();
                })
                .unwrap();
        }
    });
    drop(sender);
    receiver.into_iter().collect()
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
