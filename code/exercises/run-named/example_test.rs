//! A first look at the named threads. Add what you like: the graded checks are others.

use std::sync::Barrier;
use std::thread;

use run_named::run_named;

type Job<'a, T> = (String, Box<dyn FnOnce() -> T + Send + 'a>);

fn job<'a, T>(name: &str, body: impl FnOnce() -> T + Send + 'a) -> Job<'a, T> {
    (name.to_string(), Box::new(body))
}

#[test]
fn results_and_failures() {
    let results = run_named(vec![
        job("ada", || 500),
        job("bob", || panic!("card declined")),
        job("cy", || 125),
    ]);
    assert_eq!(
        results,
        [Ok(500), Err("card declined".to_string()), Ok(125)]
    );
}

#[test]
fn names_are_the_threads_names() {
    let name = || thread::current().name().map(str::to_string);
    let results = run_named(vec![job("first", name), job("second", name)]);
    assert_eq!(
        results,
        [
            Ok(Some("first".to_string())),
            Ok(Some("second".to_string()))
        ]
    );
}

// A job that waits for the others hangs this test when the jobs run one after the other; the graded checks say so.
#[test]
fn jobs_meet() {
    let meeting = Barrier::new(2);
    let results = run_named(vec![
        job("left", || meeting.wait().is_leader()),
        job("right", || meeting.wait().is_leader()),
    ]);
    let leaders = results.iter().filter(|result| **result == Ok(true)).count();
    assert_eq!(leaders, 1);
}
