//! Whoever may be the only one to upgrade its read looks and changes in one go: `cargo run -p interleave-parking-lot --example upgrade`.

use interleave::{Config, Report, Search};
use interleave_parking_lot::{RwLock, RwLockUpgradableReadGuard};
use interleave_std::thread;

fn main() {
    let report = explore();
    println!("{} (every schedule: {})", report.message, report.exhaustive);
}

fn explore() -> Report {
    let config = Config {
        search: Search::Exhaustive,
        ..Config::default()
    };
    interleave::explore_here(&config, || {
        let seats = RwLock::new(1);
        let taken: usize = thread::scope(|scope| {
            let buyers = [(); 2].map(|()| {
                scope.spawn(|| {
                    let free = seats.upgradable_read();
                    if *free == 0 {
                        return 0;
                    }
                    *RwLockUpgradableReadGuard::upgrade(free) -= 1;
                    1
                })
            });
            buyers
                .map(|buyer| buyer.join().expect("a buyer does not panic"))
                .iter()
                .sum()
        });
        assert_eq!(taken, 1, "one seat is sold once");
    })
}

#[test]
fn sells_the_seat_once_in_every_schedule() {
    let report = explore();
    assert_eq!(
        report.outcome,
        interleave::Outcome::Ok,
        "{}",
        report.message
    );
    assert!(report.exhaustive, "{}", report.message);
}
