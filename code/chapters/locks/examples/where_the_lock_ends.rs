//! Where a lock ends: eight ways to write an access, and who is still inside afterwards.

// ANCHOR: main
use std::sync::Mutex;

fn state(jobs: &Mutex<Vec<u32>>) -> &'static str {
    if jobs.try_lock().is_ok() {
        "free"
    } else {
        "held"
    }
}

fn main() {
    let jobs = Mutex::new(vec![7]);

    let first = jobs.lock().unwrap()[0];
    println!("the statement after [{first}]: {}", state(&jobs));

    let guard = jobs.lock().unwrap();
    println!("a named guard: {}", state(&jobs));
    drop(guard);
    println!("after drop: {}", state(&jobs));

    if jobs.lock().unwrap().len() == 1 {
        println!("if, in the block: {}", state(&jobs));
    }

    if let Some(job) = jobs.lock().unwrap().first() {
        println!("if let {job}, in the block: {}", state(&jobs));
    }

    if let Some(job) = jobs.lock().unwrap().get(1) {
        println!("there is no second job, but here is {job}");
    } else {
        println!("if let, in the else block: {}", state(&jobs));
    }

    match jobs.lock().unwrap().len() {
        0 => println!("nothing to do"),
        length => println!("match {length}, in the arm: {}", state(&jobs)),
    }

    while let Some(job) = jobs.lock().unwrap().pop() {
        println!("while let {job}, in the body: {}", state(&jobs));
    }
}
// ANCHOR_END: main
