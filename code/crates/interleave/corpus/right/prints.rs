//! Output is captured, thread-locals belong to their thread, exit(0) is a good end.

use std::cell::Cell;
use std::io::Write;
use std::thread;

thread_local! {
    static SEEN: Cell<u32> = const { Cell::new(0) };
    static NAMES: std::cell::RefCell<Vec<String>> = std::cell::RefCell::new(vec![String::from("main")]);
}

fn main() {
    SEEN.set(5);
    NAMES.with_borrow_mut(|names| names.push(String::from("x")));
    let other = thread::Builder::new().name("other".into()).spawn(|| {
        println!("hello from {}", thread::current().name().unwrap());
        SEEN.with(|seen| seen.set(seen.get() + 1));
        (SEEN.get(), NAMES.with_borrow(Vec::len))
    });
    assert_eq!(other.unwrap().join().unwrap(), (1, 1));
    assert_eq!(SEEN.get(), 5);
    writeln!(std::io::stdout(), "main is {:?}", thread::current().name()).unwrap();
    eprintln!("done");
    std::process::exit(0);
}
