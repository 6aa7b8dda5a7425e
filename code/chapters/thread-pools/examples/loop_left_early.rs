//! A question mark in the loop over results: the first failure ends the loop.
//@ explore: holds

// ANCHOR: main
use std::sync::mpsc::{self, Receiver};
use std::thread;

type Page = Result<&'static str, &'static str>;

fn show_all(finished: &Receiver<Page>) -> Result<(), &'static str> {
    for page in finished {
        println!("{}", page?);
    }
    Ok(())
}

fn main() {
    let (results, finished) = mpsc::channel::<Page>();
    let (open, loop_is_over) = mpsc::channel();
    let home_results = results.clone();
    let home = thread::spawn(move || {
        loop_is_over.recv().unwrap();
        home_results.send(Ok("HOME")).unwrap();
    });
    let blog = thread::spawn(move || results.send(Err("blog is down")).unwrap());

    println!("the loop is left: {:?}", show_all(&finished));
    open.send(()).unwrap();
    home.join().unwrap();
    blog.join().unwrap();
    println!("nobody asked for {:?}", finished.recv());
}
// ANCHOR_END: main
