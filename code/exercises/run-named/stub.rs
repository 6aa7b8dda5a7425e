//! Named threads: start them all, wait for them all, lose no panic.

/// Runs every job on a thread of its own with the name given to it, all at the same time.
///
/// The results are in the order of `jobs`. A job that panics gives `Err` with the message of the panic, or with
/// `"panicked without a message"` when the payload of the panic is neither a `&str` nor a `String`.
/// A job whose name no thread can have, because there is a NUL byte in it, gives an `Err` of any text.
pub fn run_named<'a, T: Send + 'a>(
    jobs: Vec<(String, Box<dyn FnOnce() -> T + Send + 'a>)>,
) -> Vec<Result<T, String>> {
    todo!(
        "start {} named threads, then collect what they return",
        jobs.len()
    )
}
