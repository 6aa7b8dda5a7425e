//! A failed Once is poisoned; call_once_force repairs it, and OnceLock tries again.

use std::sync::{LazyLock, Once, OnceLock};
use std::thread;
static SETUP: Once = Once::new();
static VALUE: OnceLock<u32> = OnceLock::new();
static BROKEN: LazyLock<u32> = LazyLock::new(|| panic!("no value"));
fn main() {
    assert!(thread::spawn(|| SETUP.call_once(|| panic!("first try"))).join().is_err());
    assert!(!SETUP.is_completed());
    assert!(thread::spawn(|| SETUP.call_once(|| ())).join().is_err());
    SETUP.call_once_force(|state| assert!(state.is_poisoned()));
    assert!(SETUP.is_completed());
    let first = thread::spawn(|| VALUE.get_or_init(|| panic!("no luck")).to_owned()).join();
    assert!(first.is_err());
    assert_eq!(*VALUE.get_or_init(|| 4), 4);
    for _ in 0..2 {
        assert!(thread::spawn(|| *BROKEN).join().is_err());
    }
}
