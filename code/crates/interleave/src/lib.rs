//! Runs concurrent Rust under a deterministic scheduler: explores its schedules, explains the one that fails, replays it.
//!
//! A program reaches the engine through *facades*: crates that look like `std`, `tokio`, `parking_lot` or `crossbeam` and are passed to the
//! compiler under those names, so that the program's source stays as it is. This crate is the engine below them. It is deliberately not a
//! facade, starts no compiler, and knows nothing of any particular library's types.
//!
//! # How to write a facade
//!
//! All explored threads are coroutines on **one** OS thread. Between two scheduling points nothing else runs, so a facade type keeps its
//! state in plain cells. Each method that others can notice has four parts:
//!
//! ```
//! use std::cell::Cell;
//! use interleave::{Access, Fact, Object, ObjectId, Operation, Place, Region, runtime};
//!
//! pub struct Gate { object: Object, open: Cell<bool> }
//!
//! impl Gate {
//!     // 1. An `Object` gives identity. `const` works, and the caller's place becomes its name.
//!     #[track_caller]
//!     pub const fn new() -> Self { Self { object: Object::new(), open: Cell::new(false) } }
//!
//!     // Registration: always through one private method, with all cells that hold state (they are restored if the gate is a static).
//!     fn id(&self, place: Place) -> ObjectId { self.object.id("gate", place, &[Region::of(self.open.as_ptr())]) }
//!
//!     #[track_caller]
//!     pub fn pass(&self) {
//!         let place = runtime::here();
//!         let id = self.id(place);
//!         // 2. The scheduling point: here with a condition. When it returns the condition holds, and nothing ran in between.
//!         runtime::wait(Operation::on(id, Access::Read, place, "waits at {object}"), &|| self.open.get());
//!         // 3. Knowledge: learn what the opener knew (an acquire).
//!         runtime::acquire(id);
//!         // 4. Words for the trace.
//!         runtime::event(place, id, Fact::Plain, || "passes {object}".to_owned());
//!     }
//!
//!     #[track_caller]
//!     pub fn open(&self) {
//!         let place = runtime::here();
//!         let id = self.id(place);
//!         runtime::step(Operation::on(id, Access::Write, place, "opens {object}"));
//!         self.open.set(true);
//!         runtime::release(id);
//!         runtime::event(place, id, Fact::Plain, || "opens {object}".to_owned());
//!     }
//! }
//! ```
//!
//! | need | use |
//! |---|---|
//! | identity, name from the source | [`Object::new`], [`Object::id`], [`runtime::name_object`] |
//! | scheduling point | [`runtime::step`] |
//! | block until a condition, with or without a deadline | [`runtime::wait`], [`runtime::wait_until`] (never keep waiter lists for locks: the condition *is* the queue) |
//! | wake one of several | keep your own list of [`TaskId`]s, remove the one [`runtime::choose_waiter`] picks; the waiter's condition is "I am not in the list" |
//! | any other nondeterminism | [`runtime::choose`] with a [`ChoiceKind`]; alternative 0 is the usual one |
//! | virtual time | [`runtime::now`], [`runtime::sleep`], deadlines of `wait_until` |
//! | hold a thread back to see who waits for it | [`runtime::hold_after`], [`runtime::let_go`] |
//! | a failed try, an unchanged read | [`runtime::idle`], and [`runtime::tried`] for `try_lock` and the like |
//! | release and acquire | [`runtime::release`], [`runtime::acquire`] with an object; [`runtime::knowledge`], [`runtime::learn`] with a message |
//! | atomics | [`memory::load`], [`memory::store`], [`memory::update`], [`memory::fence`] |
//! | threads and tasks | [`runtime::spawn`], [`runtime::join`], [`runtime::catch_thread`], [`runtime::observe_panic`] |
//! | poll a future atomically | `poll` it between two scheduling points; [`runtime::block_on`] does so in a loop |
//! | a missing feature | [`runtime::unsupported`], never a panic |
//! | a broken rule (data race, misuse) | [`runtime::fail`] |
//!
//! Rules: `#[track_caller]` on every public method; nothing random, no real clock, no address in what the program can see; destructors use
//! [`runtime::is_active`] because values may outlive an execution; releases need a scheduling point only when
//! [`runtime::releases_are_visible`].

mod choice;
mod config;
mod event;
mod execution;
mod explain;
mod graph;
pub mod isolated;
mod names;
mod object;
mod race;
mod random;
mod report;
mod run;
mod schedule;
mod search;
mod shrink;
mod task;
mod view;

pub mod memory;
pub mod runtime;

pub use choice::ChoiceKind;
pub use config::{Config, Leftovers, Search, Trace};
pub use event::Fact;
pub use execution::Access;
pub use graph::{Edge, Graph, State, ThreadState};
pub use isolated::explore;
pub use object::{Kind, Object, ObjectId, Place, Region};
pub use report::{Moment, Outcome, Report, Step, Wait};
pub use runtime::{Operation, Wake};
pub use task::TaskId;
pub use view::View;

/// Explores a function in this process. A function that aborts, exits or loops for ever takes the process with it.
pub fn explore_here(config: &Config, body: impl Fn()) -> Report {
    search::explore(config, &body, &mut search::Quiet)
}
