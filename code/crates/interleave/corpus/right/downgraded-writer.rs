//! A writer becomes a reader in one step: it still finds what it wrote.

use std::sync::{RwLock, RwLockWriteGuard};
use std::thread;

fn main() {
    let version = RwLock::new(0);
    thread::scope(|scope| {
        for number in 1..=2 {
            let version = &version;
            scope.spawn(move || {
                let mut writer = version.write().unwrap();
                *writer = number;
                let reader = RwLockWriteGuard::downgrade(writer);
                assert_eq!(*reader, number, "another writer came in between");
            });
        }
        scope.spawn(|| assert!(*version.read().unwrap() <= 2));
    });
}
