//! What `run_named` promises, in small scenarios.

use std::collections::HashSet;
use std::panic::panic_any;
use std::sync::{Arc, Barrier};
use std::thread;

use answer::run_named;
use harness_kit::{Tally, expect, expect_eq, let_time_pass, seconds};

/// Owns what it needs, so that an answer which allows no borrowing can be run as well.
type Job<T> = (String, Box<dyn FnOnce() -> T + Send>);

fn job<T>(name: &str, body: impl FnOnce() -> T + Send + 'static) -> Job<T> {
    (name.to_owned(), Box::new(body))
}

/// The type that a job without a value has.
fn fail(with: impl FnOnce() + Send + 'static) -> Box<dyn FnOnce() -> u32 + Send> {
    Box::new(move || {
        with();
        unreachable!("the job panics")
    })
}

pub fn results_come_in_input_order() {
    let results = run_named(vec![
        job("late", || {
            thread::sleep(seconds(1));
            10
        }),
        job("early", || 20),
        job("later", || 30),
    ]);
    expect_eq(
        results,
        [Ok(10), Ok(20), Ok(30)],
        "the results are in the order of the jobs, whichever job ends first",
    );
}

pub fn all_jobs_run_at_once() {
    let meeting = Arc::new(Barrier::new(3));
    let jobs = ["one", "two", "three"]
        .map(|name| {
            let meeting = Arc::clone(&meeting);
            job(name, move || {
                meeting.wait();
            })
        })
        .into();
    expect_eq(
        run_named(jobs),
        [Ok(()), Ok(()), Ok(())],
        "jobs that wait for each other meet",
    );
}

pub fn each_job_has_its_own_named_thread() {
    let names = ["first", "second", "third"];
    let who = || {
        let thread = thread::current();
        (thread.name().map(str::to_owned), thread.id())
    };
    let results = run_named(names.map(|name| job(name, who)).into());
    let mut ids = HashSet::from([who().1]);
    expect_eq(results.len(), names.len(), "there is a result for each job");
    for (result, name) in results.into_iter().zip(names) {
        let Ok((found, id)) = result else {
            panic!("a job that returns has a result: found {result:?}");
        };
        expect_eq(
            found.as_deref(),
            Some(name),
            "thread::current().name() is the name of the job that runs",
        );
        expect(
            ids.insert(id),
            "no two jobs run on one thread, and none on the caller's",
        );
    }
}

pub fn a_panic_stays_with_its_job() {
    let ended = Tally::new();
    let (before, after) = (ended.clone(), ended.clone());
    let results = run_named(vec![
        job("before", move || {
            thread::sleep(seconds(1));
            before.add();
            1
        }),
        ("fails".to_owned(), fail(|| panic!("no paper"))),
        job("after", move || {
            thread::sleep(seconds(1));
            after.add();
            3
        }),
    ]);
    expect_eq(
        results,
        [Ok(1), Err("no paper".to_owned()), Ok(3)],
        "a panic becomes the Err of its own job, and the others keep their results",
    );
    expect_eq(ended.get(), 2, "a panic stops no other job");
}

pub fn a_panic_brings_its_message() {
    let page = Tally::new();
    page.raise(7);
    let results = run_named(vec![
        ("literal".to_owned(), fail(|| panic!("no paper"))),
        (
            "formatted".to_owned(),
            fail(move || panic!("no ink on page {}", page.get())),
        ),
        (
            "any".to_owned(),
            fail(|| panic_any(String::from("no power"))),
        ),
    ]);
    expect_eq(
        results,
        [
            Err("no paper".to_owned()),
            Err("no ink on page 7".to_owned()),
            Err("no power".to_owned()),
        ],
        "the Err of a job that panics is the message of the panic",
    );
}

pub fn any_payload_gives_an_err() {
    let results = run_named(vec![
        ("number".to_owned(), fail(|| panic_any(404_u16))),
        job("returns", || 2),
        (
            "boxed".to_owned(),
            fail(|| panic_any(Some(String::from("inside")))),
        ),
    ]);
    let silent = || Err("panicked without a message".to_owned());
    expect_eq(
        results,
        [silent(), Ok(2), silent()],
        "a payload that is no text gives the documented Err",
    );
}

pub fn any_name_works() {
    let results = run_named(vec![
        job("twin", || 1),
        job("two\0words", || 2),
        job("twin", || 3),
        job("", || 4),
        job("\u{e9}t\u{e9}", || 5),
    ]);
    expect_eq(results.len(), 5, "there is a result for each job");
    expect(
        results[1].is_err(),
        "a name with a NUL byte gives that job an Err",
    );
    for (place, value) in [(0, 1), (2, 3), (3, 4), (4, 5)] {
        expect_eq(
            &results[place],
            &Ok(value),
            "jobs with equal, empty or foreign names run, also beside one whose name no thread can have",
        );
    }
}

pub fn any_number_of_jobs_works() {
    let none = run_named(Vec::<Job<u8>>::new());
    expect_eq(none, [], "no job, no result");

    const MANY: usize = 200;
    let meeting = Arc::new(Barrier::new(MANY));
    let jobs = (0..MANY)
        .map(|number| {
            let meeting = Arc::clone(&meeting);
            job("one of many", move || {
                meeting.wait();
                number
            })
        })
        .collect();
    let results = run_named(jobs);
    expect(
        results.into_iter().eq((0..MANY).map(Ok)),
        "two hundred jobs run at once, each with its result",
    );
}

pub fn waiting_is_sleeping() {
    let results = run_named(vec![
        job("long", || {
            let_time_pass("who waits for the jobs sleeps until one ends");
        }),
        job("short", || ()),
    ]);
    if let Some(Err(broken)) = results.first() {
        panic!("{broken}");
    }
}
