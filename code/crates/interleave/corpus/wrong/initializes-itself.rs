//@ finds: deadlock
//! The value needs itself.

use std::sync::OnceLock;

static CONFIG: OnceLock<u32> = OnceLock::new();

fn config() -> u32 {
    *CONFIG.get_or_init(|| config() + 1)
}

fn main() {
    assert_eq!(config(), 1);
}
