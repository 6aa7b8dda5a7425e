//! When a store can no longer be overlooked.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use super::{load, store};
use crate::object::{Object, Region};
use crate::runtime::{Spawn, here, join, sleep, spawn};
use crate::{Config, Outcome, explore_here};

/// A relaxed flag, as a facade has it.
struct Flag {
    object: Object,
    value: Cell<bool>,
}

impl Flag {
    fn cell(&self) -> (u64, Region) {
        (u64::from(self.value.get()), Region::of(self.value.as_ptr()))
    }

    fn raise(&self) {
        let show = |bits| format!("{}", bits != 0);
        store(
            &|| self.cell(),
            &self.object,
            1,
            Ordering::Relaxed,
            show,
            here(),
        );
        self.value.set(true);
    }

    fn is_raised(&self) -> bool {
        let show = |bits| format!("{}", bits != 0);
        let bits = load(
            &|| self.cell(),
            &self.object,
            Ordering::Relaxed,
            show,
            here(),
        );
        bits != 0
    }
}

/// What can be read `seconds` after another thread has raised the flag and slept.
fn readings(seconds: u64) -> BTreeSet<bool> {
    let seen = RefCell::new(BTreeSet::new());
    let report = explore_here(&Config::default(), || {
        let flag = Rc::new(Flag {
            object: Object::new(),
            value: Cell::new(false),
        });
        let raised = flag.clone();
        let thread = Spawn {
            name: None,
            label: "T",
            place: here(),
            stack_bytes: 0,
        };
        let thread = spawn(thread, Box::new(move || raised.raise()));
        sleep(Duration::from_secs(seconds), here());
        let was_raised = flag.is_raised();
        seen.borrow_mut().insert(was_raised);
        join(thread, here());
    });
    assert_eq!(report.outcome, Outcome::Ok, "{}", report.message);
    seen.into_inner()
}

#[test]
fn a_store_may_be_overlooked_for_a_while() {
    assert_eq!(readings(0), BTreeSet::from([false, true]));
}

#[test]
fn a_store_is_seen_in_the_end() {
    assert_eq!(readings(3), BTreeSet::from([true]));
}
