//! `Once` and `OnceLock`: one thread initializes, the others wait; a panic poisons a `Once`, and leaves a `OnceLock` empty.
//!
//! # Why each schedule is a real one
//!
//! [`std::sync::Once`](https://doc.rust-lang.org/std/sync/struct.Once.html) runs one closure at a time, lets the others wait for its end, "poisons" itself when it panics, and promises
//! that whoever returns from it sees what the closure wrote; [`OnceLock`](https://doc.rust-lang.org/std/sync/struct.OnceLock.html) stays empty after a panic, so that the next one tries again.
//! Who of several comes first is open in both. To initialize it from within its own closure is documented as a deadlock or panic.

use std::cell::{Cell, UnsafeCell};
use std::fmt;

use interleave::{Access, Fact, Object, ObjectId, Operation, Place, Region, runtime};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    Incomplete,
    Running,
    Poisoned,
    Complete,
}

/// Something to be done once.
pub struct Once {
    object: Object,
    state: Cell<State>,
}

// SAFETY: all explored threads share one OS thread.
unsafe impl Send for Once {}
// SAFETY: see above.
unsafe impl Sync for Once {}

/// How a `Once` came to be called.
#[derive(Debug)]
pub struct OnceState(bool);

impl OnceState {
    /// Whether an earlier try panicked.
    #[must_use]
    pub const fn is_poisoned(&self) -> bool {
        self.0
    }
}

impl Once {
    /// Nothing done yet.
    #[track_caller]
    #[must_use]
    pub const fn new() -> Self {
        Self {
            object: Object::new(),
            state: Cell::new(State::Incomplete),
        }
    }

    fn id(&self, place: Place) -> ObjectId {
        self.object
            .id("once", place, &[Region::of(self.state.as_ptr())])
    }

    /// Does it, unless it was done; waits while another thread does.
    ///
    /// # Panics
    /// When an earlier try panicked.
    #[track_caller]
    pub fn call_once<F: FnOnce()>(&self, f: F) {
        let place = runtime::here();
        self.run(place, |state| {
            assert!(!state.0, "Once instance has previously been poisoned");
            f();
        });
    }

    /// Does it, unless it was done, even if an earlier try panicked.
    #[track_caller]
    pub fn call_once_force<F: FnOnce(&OnceState)>(&self, f: F) {
        self.run(runtime::here(), |state| f(state));
    }

    /// Waits until it is done.
    ///
    /// # Panics
    /// When a try panicked.
    #[track_caller]
    pub fn wait(&self) {
        let place = runtime::here();
        self.wait_for(place, &|state| {
            matches!(state, State::Complete | State::Poisoned)
        });
        assert!(
            self.state.get() == State::Complete,
            "Once instance has previously been poisoned"
        );
    }

    /// Waits until it is done, even if a try panicked.
    #[track_caller]
    pub fn wait_force(&self) {
        self.wait_for(runtime::here(), &|state| state == State::Complete);
    }

    fn wait_for(&self, place: Place, reached: &dyn Fn(State) -> bool) {
        let id = self.id(place);
        runtime::wait(
            Operation::on(id, Access::Read, place, "waits for {object}"),
            &|| reached(self.state.get()),
        );
        runtime::acquire(id);
    }

    /// Whether it is done.
    #[track_caller]
    pub fn is_completed(&self) -> bool {
        self.is_completed_at(runtime::here())
    }

    pub(super) fn is_completed_at(&self, place: Place) -> bool {
        let id = self.id(place);
        runtime::step(Operation::on(id, Access::Read, place, "looks at {object}"));
        let done = self.state.get() == State::Complete;
        if done {
            runtime::acquire(id);
        } else {
            runtime::idle();
        }
        done
    }

    pub(super) fn is_completed_exclusively(&self) -> bool {
        self.state.get() == State::Complete
    }

    pub(super) fn reset(&self) {
        self.state.set(State::Incomplete);
    }

    pub(super) fn run(&self, place: Place, f: impl FnOnce(&OnceState)) {
        let id = self.id(place);
        runtime::wait(
            Operation::on(
                id,
                Access::Write,
                place,
                "waits for another thread that initializes {object}",
            ),
            &|| self.state.get() != State::Running,
        );
        if self.state.get() == State::Complete {
            runtime::acquire(id);
            return;
        }
        let before = OnceState(self.state.get() == State::Poisoned);
        self.state.set(State::Running);
        runtime::acquire(id);
        runtime::event(place, id, Fact::Acquires, || {
            "begins to initialize {object}".to_owned()
        });
        let mut end = End {
            once: self,
            id,
            place,
            state: State::Poisoned,
        };
        f(&before);
        end.state = State::Complete;
    }
}

/// Ends the initialization, also by a panic.
struct End<'a> {
    once: &'a Once,
    id: ObjectId,
    place: Place,
    state: State,
}

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.once.state.set(self.state);
        runtime::release(self.id);
        let how = if self.state == State::Complete {
            "has initialized {object}"
        } else {
            "fails to initialize {object}"
        };
        runtime::event(self.place, self.id, Fact::Releases, || how.to_owned());
    }
}

impl Default for Once {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Once {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Once").finish_non_exhaustive()
    }
}

/// A cell that is written once.
pub struct OnceLock<T> {
    once: Once,
    value: UnsafeCell<Option<T>>,
}

// SAFETY: as for the real one.
unsafe impl<T: Send> Send for OnceLock<T> {}
// SAFETY: as for the real one.
unsafe impl<T: Send + Sync> Sync for OnceLock<T> {}

impl<T> OnceLock<T> {
    /// An empty cell.
    #[track_caller]
    #[must_use]
    pub const fn new() -> Self {
        Self {
            once: Once::new(),
            value: UnsafeCell::new(None),
        }
    }

    fn register(&self, place: Place, more: &[Region]) {
        let mut regions = vec![
            Region::of(self.once.state.as_ptr()),
            Region::of(self.value.get()),
        ];
        regions.extend_from_slice(more);
        self.once.object.id("oncelock", place, &regions);
    }

    fn read(&self) -> Option<&T> {
        // SAFETY: written once, before the state became `Complete`; exclusive access ends all shared references.
        unsafe { (*self.value.get()).as_ref() }
    }

    /// The value, if there is one.
    #[track_caller]
    pub fn get(&self) -> Option<&T> {
        let place = runtime::here();
        self.register(place, &[]);
        if self.once.is_completed_at(place) {
            self.read()
        } else {
            None
        }
    }

    /// The value, through exclusive access.
    pub fn get_mut(&mut self) -> Option<&mut T> {
        self.value.get_mut().as_mut()
    }

    /// Writes the value.
    ///
    /// # Errors
    /// The value, when there was one already.
    #[track_caller]
    pub fn set(&self, value: T) -> Result<(), T> {
        let place = runtime::here();
        let mut value = Some(value);
        self.fill(place, || value.take().expect("called once"));
        value.map_or(Ok(()), Err)
    }

    /// The value, made first if need be.
    #[track_caller]
    pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T {
        let place = runtime::here();
        self.fill(place, f);
        self.get_filled()
    }

    /// Waits until there is a value.
    #[track_caller]
    pub fn wait(&self) -> &T {
        let place = runtime::here();
        self.register(place, &[]);
        self.once.wait_force();
        self.read().expect("it was filled")
    }

    fn fill(&self, place: Place, f: impl FnOnce() -> T) {
        self.fill_with(place, &[], f);
    }

    /// The value, which is known to be there.
    pub(super) fn get_filled(&self) -> &T {
        self.read().expect("it was filled")
    }

    /// Makes the value if need be; `more` is restored together with it.
    pub(super) fn fill_with(&self, place: Place, more: &[Region], f: impl FnOnce() -> T) {
        self.register(place, more);
        self.once.run(place, |_| {
            let value = f();
            // SAFETY: only the one thread that runs this writes, and nobody reads before it is complete.
            unsafe { *self.value.get() = Some(value) };
        });
    }

    /// The value itself.
    #[must_use]
    pub fn into_inner(self) -> Option<T> {
        self.value.into_inner()
    }

    /// Takes the value out, through exclusive access.
    pub fn take(&mut self) -> Option<T> {
        let value = self.value.get_mut().take();
        if self.once.is_completed_exclusively() {
            self.once.reset();
        }
        value
    }
}

impl<T> Default for OnceLock<T> {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}

impl<T> From<T> for OnceLock<T> {
    #[track_caller]
    fn from(value: T) -> Self {
        let cell = Self {
            once: Once::new(),
            value: UnsafeCell::new(Some(value)),
        };
        cell.once.state.set(State::Complete);
        cell
    }
}

impl<T: Clone> Clone for OnceLock<T> {
    #[track_caller]
    fn clone(&self) -> Self {
        self.get()
            .map_or_else(Self::new, |value| Self::from(value.clone()))
    }
}

impl<T: PartialEq> PartialEq for OnceLock<T> {
    #[track_caller]
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl<T: Eq> Eq for OnceLock<T> {}

impl<T: fmt::Debug> fmt::Debug for OnceLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_tuple("OnceLock");
        match self.read() {
            Some(value) => out.field(value),
            None => out.field(&format_args!("<uninit>")),
        };
        out.finish()
    }
}

impl<T: std::panic::RefUnwindSafe + std::panic::UnwindSafe> std::panic::RefUnwindSafe
    for OnceLock<T>
{
}
impl std::panic::RefUnwindSafe for Once {}
impl std::panic::UnwindSafe for Once {}
