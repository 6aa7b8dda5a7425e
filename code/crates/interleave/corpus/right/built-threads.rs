//! Threads with names, stacks and identities of their own, some of them in a scope.

use std::thread::{self, Builder};

struct SaysWhy<'a>(&'a str);

impl Drop for SaysWhy<'_> {
    fn drop(&mut self) {
        assert!(!thread::panicking(), "{}", self.0);
    }
}

fn main() {
    assert!(thread::available_parallelism().unwrap().get() > 0);
    let words = String::from("shared");
    let ids = thread::scope(|scope| {
        let start = |name: &str| {
            let words = &words;
            let builder = Builder::new().name(name.to_owned()).stack_size(512 * 1024);
            builder
                .spawn_scoped(scope, move || {
                    let _says = SaysWhy(words);
                    (thread::current().id(), thread::current().name().unwrap().len())
                })
                .unwrap()
        };
        let both = [start("first"), start("second")];
        both.map(|thread| thread.join().unwrap())
    });
    assert_ne!(ids[0].0, ids[1].0);
    assert_eq!((ids[0].1, ids[1].1), (5, 6));
    let alone = Builder::new().name("alone".to_owned()).spawn(|| 7).unwrap();
    assert_ne!(alone.thread().id(), thread::current().id());
    assert_eq!(dbg!(alone.join().unwrap()), 7);
}
