//! A hook tells a supervisor of each panic, and the hook from before is put back.

use std::sync::mpsc;
use std::{panic, thread};

fn main() {
    let before = panic::take_hook();
    let (reports, inbox) = mpsc::channel();
    panic::set_hook(Box::new(move |info| {
        let line = info.location().map_or(0, panic::Location::line);
        let name = thread::current().name().map(str::to_owned);
        let _ = reports.send((name, info.payload_as_str().map(str::to_owned), line));
    }));
    let workers = ["a", "b"].map(|name| {
        let body = move || {
            if name == "b" {
                panic!("out of paper");
            }
        };
        thread::Builder::new().name(name.to_owned()).spawn(body).unwrap()
    });
    let failed = workers.map(|worker| worker.join().is_err());
    panic::set_hook(before);
    assert_eq!(failed, [false, true]);
    let (name, text, line) = inbox.recv().unwrap();
    assert_eq!((name.as_deref(), text.as_deref(), line), (Some("b"), Some("out of paper"), 17));
    assert!(panic::catch_unwind(|| panic!("told to nobody")).is_err());
    assert!(inbox.try_recv().is_err());
}
