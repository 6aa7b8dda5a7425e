//! Properties in words.

use std::fmt::Debug;

/// Panics with `property` when it does not hold.
///
/// The sentence says what has to hold for every caller, in the words of the task: "an item is handed out once".
#[track_caller]
pub fn expect(holds: bool, property: impl AsRef<str>) {
    if !holds {
        panic!("{}", property.as_ref());
    }
}

/// Panics with `property` and both values when they differ.
#[track_caller]
pub fn expect_eq<A: Debug + PartialEq<B>, B: Debug>(
    found: A,
    expected: B,
    property: impl AsRef<str>,
) {
    if found != expected {
        panic!(
            "{}: found {found:?}, expected {expected:?}",
            property.as_ref()
        );
    }
}
