//@ finds: deadlock
//! Two lazy statics need each other while two threads start them from both ends.

use std::sync::LazyLock;
use std::thread;

static ROUTES: LazyLock<usize> = LazyLock::new(|| 1 + *LIMITS);
static LIMITS: LazyLock<usize> = LazyLock::new(|| {
    let from_routes = thread::spawn(|| *ROUTES);
    from_routes.join().unwrap_or(5)
});

fn main() {
    let other = thread::spawn(|| *LIMITS);
    let _routes = *ROUTES;
    let _limits = other.join();
}
