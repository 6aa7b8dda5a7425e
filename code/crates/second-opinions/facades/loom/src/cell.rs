//! Cells that tell loom of each access through `get`.

pub use ::std::cell::*;

use ::std::panic::Location;

/// An `UnsafeCell` that loom watches.
///
/// Loom wants to know whether an access reads or writes; `get` does not say, so the line of the call decides.
#[derive(Debug)]
pub struct UnsafeCell<T>(loom::cell::UnsafeCell<T>);

impl<T> UnsafeCell<T> {
    /// A cell with a value.
    pub fn new(value: T) -> Self {
        Self(loom::cell::UnsafeCell::new(value))
    }

    /// A pointer to the value, for one access now.
    #[track_caller]
    pub fn get(&self) -> *mut T {
        if writes(Location::caller()) {
            self.0.with_mut(|value| value)
        } else {
            self.0.with(<*const T>::cast_mut)
        }
    }

    /// The value.
    pub fn into_inner(self) -> T {
        self.0.into_inner()
    }
}

/// Whether the source after the call assigns to it, or calls something on it.
fn writes(place: &Location<'_>) -> bool {
    let Ok(source) = ::std::fs::read_to_string(place.file()) else {
        return true;
    };
    let line = source
        .lines()
        .nth(place.line() as usize - 1)
        .unwrap_or_default();
    let Some((before, after)) = line.split_once(".get()") else {
        return true;
    };
    let after = after.trim_start_matches([')', ' ']);
    let assigns = after.starts_with('=') && !after.starts_with("==")
        || ["+=", "-=", "*=", "|=", "^=", "&="]
            .iter()
            .any(|sign| after.starts_with(sign));
    assigns
        || before.contains("&mut *")
        || after.starts_with(".write")
        || after.starts_with(".take")
        || after.starts_with(".push")
}
