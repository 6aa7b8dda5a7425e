//! A job borrows from the caller, and so does its result.

use answer::run_named;

fn main() {
    let text = String::from("borrowed by a job and by its result");
    let jobs: Vec<(String, Box<dyn FnOnce() -> _ + Send + '_>)> =
        vec![("first word".to_owned(), Box::new(|| &text[..8]))];
    let results = run_named(jobs);
    println!("{results:?}");
    drop(text);
}
