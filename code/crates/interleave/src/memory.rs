//! Atomics: which of its stores a location may show to a load.
//!
//! The model is the view-based reading of the C++20 rules. The modification order of a location is the order in which the
//! execution performs its stores. A load may read any store that is not older than one the thread knows of:
//! what it read or wrote itself (coherence), and what came along acquire/release synchronization, fences and locks.
//!
//! * A release store carries the thread's view; a relaxed one the view of the thread's last release fence.
//! * An acquire load joins what the store carries; a relaxed one keeps it for the next acquire fence.
//! * A read-modify-write reads the newest store and passes on what that store carried: the release sequence.
//! * `SeqCst`: one view shared by all such operations and fences, so that a `SeqCst` load never reads anything older than the last
//!   `SeqCst` operation saw at that location, and two `SeqCst` fences order all between them. The total order of `SeqCst` operations
//!   is the order of the execution; since every order is explored, nothing is lost.
//!
//! Not modelled, so never reported: a load that reads a store which comes later (load buffering), and a modification order that differs
//! from the order of execution (2+2W). Both are rarer than what is modelled; a program that passes here may still show them on weak hardware.
//!
//! # Why each schedule is a real one
//!
//! Each execution of this model is one of [C++20](https://eel.is/c++draft/intro.races), which [the standard library](https://doc.rust-lang.org/std/sync/atomic/index.html) adopts.
//! Take the order of steps as witness. It contains program order, and reads only look back in it, so nothing comes from thin air. The modification order of each location is its order in it.
//! *Coherence*: a thread's view of a location only grows, and joins whatever happens before, so no load sees a store that another one, known to it, has replaced.
//! *Exchanges* read the newest store: the one right before their own. *Release sequences*: only exchanges pass on what a store carried, as C++20 has it.
//! *Sequential consistency*: the order of steps also is the order of such operations; what one of them saw at a location, none later reads older, and fences exchange
//! all that their threads know, so no cycle through "reads before" can arise. Where the model asks for more than C++20 does, it only leaves executions out.
//! A store becomes visible [in finite time](https://eel.is/c++draft/intro.progress#18): the same stale value is read at most twice in a row, and nothing is read
//! that was overwritten longer ago than a thread may be delayed.

mod readable;

use std::sync::atomic::Ordering;

use crate::choice::{ChoiceKind, Point};
use crate::event::Fact;
use crate::execution::{Access, Execution, with};
use crate::object::{Kind, Object, ObjectId, Place, Region};
use crate::runtime::{self, Operation};
use crate::schedule;
use crate::view::View;

/// Stale alternatives offered for one load; the choice is bounded, not the history.
const MOST_STALE: usize = 7;
/// How often in a row a thread may read the same stale store: stores become visible in finite time.
const STALE_PATIENCE: u8 = 2;

#[derive(Debug)]
struct Store {
    value: u64,
    carries: View,
    /// The virtual time of the store.
    since: u64,
}

#[derive(Debug, Default)]
struct Location {
    stores: Vec<Store>,
    /// Stores before this one were overwritten through exclusive access: nobody can read them any more.
    floor: usize,
}

/// All atomic locations of an execution.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    locations: Vec<Location>,
    /// The location of an object, plus one.
    of_object: Vec<u32>,
    sequential: View,
    /// An operation was weaker than `SeqCst`: loads may be stale from here on.
    pub(crate) is_weak: bool,
}

impl Memory {
    /// The newest values, for state hashes and graphs.
    pub(crate) fn newest(&self, object: ObjectId) -> Option<u64> {
        let location = *self.of_object.get(object.0 as usize)?;
        self.locations
            .get((location as usize).checked_sub(1)?)?
            .stores
            .last()
            .map(|store| store.value)
    }

    fn location(&mut self, object: ObjectId, current: u64) -> usize {
        let index = object.0 as usize;
        if self.of_object.len() <= index {
            self.of_object.resize(index + 1, 0);
        }
        if self.of_object[index] == 0 {
            self.locations.push(Location::default());
            self.of_object[index] = self.locations.len() as u32;
        }
        let at = self.of_object[index] as usize - 1;
        let Location { stores, floor } = &mut self.locations[at];
        // The first use, or a change through `get_mut`: exclusive access, so everyone who gets here already knows of it.
        if stores.last().is_none_or(|store| store.value != current) {
            *floor = stores.len();
            stores.push(Store {
                value: current,
                carries: View::default(),
                since: 0,
            });
        }
        at
    }
}

const KIND: Kind = "atomic";

/// A load, which may be stale. Returns the bits read.
#[must_use]
pub fn load(
    cell: &dyn Fn() -> (u64, Region),
    object: &Object,
    ordering: Ordering,
    show: fn(u64) -> String,
    place: Place,
) -> u64 {
    if !runtime::is_active() {
        return cell().0;
    }
    let id = object.id(KIND, place, &[cell().1]);
    runtime::step(Operation::on(id, Access::Read, place, "reads {object}"));
    let current = cell().0;
    runtime::show(id, || Some(show(current)));
    let (value, newest) = with(|execution| execution.read(id, current, ordering, place, &|_| true))
        .unwrap_or_else(|| schedule::abandon());
    runtime::event(
        place,
        id,
        Fact::Reads {
            value: show(value),
            stale: !newest,
        },
        || {
            let (value, current) = (show(value), show(current));
            if newest {
                format!("reads {{object}} = {value}")
            } else if value == current {
                format!("reads {{object}} = {value} (stale: the newest write is another {value})")
            } else {
                format!("reads {{object}} = {value} (stale: the newest value is {current})")
            }
        },
    );
    value
}

/// A store. The caller writes `new` to its storage afterwards.
pub fn store(
    cell: &dyn Fn() -> (u64, Region),
    object: &Object,
    new: u64,
    ordering: Ordering,
    show: fn(u64) -> String,
    place: Place,
) {
    if !runtime::is_active() {
        return;
    }
    let id = object.id(KIND, place, &[cell().1]);
    runtime::step(Operation::on(id, Access::Write, place, "writes {object}"));
    let old = cell().0;
    with(|execution| execution.write(id, old, new, ordering, Carried::Nothing));
    runtime::show(id, || Some(show(new)));
    runtime::event(
        place,
        id,
        Fact::Writes {
            old: show(old),
            new: show(new),
        },
        || format!("writes {{object}} = {} (was {})", show(new), show(old)),
    );
}

/// A read-modify-write. `change` gets the newest bits; `None` means that the operation fails and is a load, which may be stale.
///
/// Returns the bits read, `Ok` when the change was made; the caller then writes them to its storage.
///
/// # Errors
/// The bits read when `change` refused.
pub fn update(
    cell: &dyn Fn() -> (u64, Region),
    object: &Object,
    orderings: (Ordering, Ordering),
    change: &dyn Fn(u64) -> Option<u64>,
    show: fn(u64) -> String,
    place: Place,
) -> Result<u64, u64> {
    if !runtime::is_active() {
        let current = cell().0;
        return change(current).map(|_| current).ok_or(current);
    }
    let id = object.id(KIND, place, &[cell().1]);
    runtime::step(Operation::on(id, Access::Write, place, "changes {object}"));
    let current = cell().0;
    let for_no_reason =
        with(|execution| std::mem::take(&mut execution.current_task().fails_for_no_reason));
    // A failing exchange is a load and may see an older store, if that one refuses too.
    let refused = with(|execution| execution.read_refusal(id, current, orderings.1, place, change))
        .unwrap_or_else(|| schedule::abandon());
    if let Some((value, newest)) = refused {
        runtime::idle();
        runtime::event(
            place,
            id,
            Fact::Reads {
                value: show(value),
                stale: !newest,
            },
            || {
                let stale = if newest { "" } else { " (stale)" };
                let why = if for_no_reason {
                    " for no reason (spurious failure)"
                } else {
                    ""
                };
                format!(
                    "tries to change {{object}}, finds {}{stale}: fails{why}",
                    show(value)
                )
            },
        );
        return Err(value);
    }
    let new = change(current).unwrap_or(current);
    with(|execution| execution.modify(id, current, new, orderings.0));
    runtime::show(id, || Some(show(new)));
    runtime::event(
        place,
        id,
        Fact::Updates {
            old: show(current),
            new: show(new),
        },
        || {
            format!(
                "atomically changes {{object}}: {} -> {}",
                show(current),
                show(new)
            )
        },
    );
    Ok(current)
}

/// A memory fence.
pub fn fence(ordering: Ordering, place: Place) {
    if !runtime::is_active() {
        return;
    }
    // Only sequentially consistent fences are noticed by others.
    if ordering == Ordering::SeqCst {
        runtime::step(Operation::global(place, "passes a fence"));
    }
    with(|execution| {
        if acquires(ordering) {
            let task = execution.current_task();
            let unacquired = std::mem::take(&mut task.unacquired);
            task.view.join(&unacquired);
        }
        if ordering == Ordering::SeqCst {
            let mut view = std::mem::take(&mut execution.current_task().view);
            view.join(&execution.memory.sequential);
            execution.memory.sequential.join(&view);
            execution.current_task().view = view;
        }
        if releases(ordering) {
            let task = execution.current_task();
            task.fenced = task.view.clone();
        }
    });
    runtime::event(place, ObjectId::NONE, Fact::Plain, || {
        format!("passes a fence ({ordering:?})")
    });
}

fn acquires(ordering: Ordering) -> bool {
    matches!(
        ordering,
        Ordering::Acquire | Ordering::AcqRel | Ordering::SeqCst
    )
}

fn releases(ordering: Ordering) -> bool {
    matches!(
        ordering,
        Ordering::Release | Ordering::AcqRel | Ordering::SeqCst
    )
}

enum Carried {
    Nothing,
    /// What the store before carried, passed on by a read-modify-write.
    Previous,
}

impl Execution {
    /// Picks the store to read and learns from it. Returns its value, and whether it is the newest.
    fn read(
        &mut self,
        object: ObjectId,
        current: u64,
        ordering: Ordering,
        place: Place,
        wanted: &dyn Fn(u64) -> bool,
    ) -> Option<(u64, bool)> {
        let me = self.current;
        let at = self.memory.location(object, current);
        self.memory.is_weak |= ordering != Ordering::SeqCst;
        let newest = self.memory.locations[at].stores.len() - 1;
        let task = &self.tasks[me.index()];
        let mut oldest = (task.view.seen(at) as usize).max(self.memory.locations[at].floor);
        if ordering == Ordering::SeqCst {
            oldest = oldest.max(self.memory.sequential.seen(at) as usize);
        }
        let stores = &self.memory.locations[at].stores;
        let known_to_all = stores
            .iter()
            .rposition(|store| store.since + schedule::LONGEST_DELAY <= self.clock);
        oldest = oldest.max(known_to_all.unwrap_or(0));
        // Nearest first, so that alternative 0 is the newest.
        let mut visible: Vec<usize> = (oldest..newest)
            .rev()
            .filter(|index| wanted(stores[*index].value))
            .take(MOST_STALE)
            .collect();
        let stale = task.stale;
        visible.retain(|index| {
            !(stale.0 == at as u32 && stale.1 == *index as u32 && stale.2 >= STALE_PATIENCE)
        });
        visible.insert(0, newest);
        let picked = if visible.len() > 1 {
            self.choose(&Point {
                kind: ChoiceKind::Read,
                alternatives: visible.len(),
                candidates: &[],
                yielded: None,
                state: 0,
            })?
        } else {
            0
        };
        let index = visible[picked.min(visible.len() - 1)];
        let (value, carries) = {
            let store = &self.memory.locations[at].stores[index];
            (store.value, store.carries.clone())
        };
        let task = &mut self.tasks[me.index()];
        task.view.see(at, index as u32);
        if acquires(ordering) {
            task.view.join(&carries);
        } else {
            task.unacquired.join(&carries);
        }
        if ordering == Ordering::SeqCst {
            self.memory.sequential.see(at, index as u32);
        }
        task.stale = if index == newest {
            (0, 0, 0)
        } else if task.stale.0 == at as u32 && task.stale.1 == index as u32 {
            (at as u32, index as u32, task.stale.2 + 1)
        } else {
            (at as u32, index as u32, 1)
        };
        self.notice_repeated_read(object, place, value);
        if self.wants_states() {
            let task = self.current_task();
            task.history = crate::graph::mix(task.history, value);
        }
        Some((value, index == newest))
    }

    /// For a conditional read-modify-write: `Some(Some(..))` when it fails, with what it read.
    fn read_refusal(
        &mut self,
        object: ObjectId,
        current: u64,
        ordering: Ordering,
        place: Place,
        change: &dyn Fn(u64) -> Option<u64>,
    ) -> Option<Option<(u64, bool)>> {
        if change(current).is_some() {
            return Some(None);
        }
        self.read(object, current, ordering, place, &|value| {
            change(value).is_none()
        })
        .map(Some)
    }

    fn write(
        &mut self,
        object: ObjectId,
        old: u64,
        new: u64,
        ordering: Ordering,
        carried: Carried,
    ) {
        let me = self.current;
        let at = self.memory.location(object, old);
        self.memory.is_weak |= ordering != Ordering::SeqCst;
        let index = self.memory.locations[at].stores.len() as u32;
        let task = &mut self.tasks[me.index()];
        task.view.see(at, index);
        let mut carries = if releases(ordering) {
            task.view.clone()
        } else {
            task.fenced.clone()
        };
        carries.see(at, index);
        if let Carried::Previous = carried
            && let Some(previous) = self.memory.locations[at].stores.last()
        {
            carries.join(&previous.carries);
        }
        if ordering == Ordering::SeqCst {
            self.memory.sequential.see(at, index);
        }
        self.memory.locations[at].stores.push(Store {
            value: new,
            carries,
            since: self.clock,
        });
        self.footprint.add(object, Access::Write);
    }

    fn modify(&mut self, object: ObjectId, old: u64, new: u64, ordering: Ordering) {
        let me = self.current;
        let at = self.memory.location(object, old);
        let newest = self.memory.locations[at].stores.len() - 1;
        let carries = self.memory.locations[at].stores[newest].carries.clone();
        let task = &mut self.tasks[me.index()];
        task.view.see(at, newest as u32);
        if acquires(ordering) {
            task.view.join(&carries);
        } else {
            task.unacquired.join(&carries);
        }
        if ordering == Ordering::SeqCst {
            let sequential = self.memory.sequential.seen(at);
            self.tasks[me.index()].view.see(at, sequential);
        }
        if self.wants_states() {
            let task = self.current_task();
            task.history = crate::graph::mix(task.history, old);
        }
        self.write(object, old, new, ordering, Carried::Previous);
    }

    /// A read of the same value at the same place again: the thread may be spinning.
    fn notice_repeated_read(&mut self, object: ObjectId, place: Place, value: u64) {
        let task = self.current_task();
        let known = task
            .reads
            .iter_mut()
            .find(|(of, at, _)| *of == object && std::ptr::eq(*at, place));
        let repeated = match known {
            Some((_, _, last)) => std::mem::replace(last, value) == value,
            None => {
                task.reads.push((object, place, value));
                false
            }
        };
        if repeated {
            self.step_was_idle = true;
            let task = self.current_task();
            task.idle += 1;
            if task.idle >= 2 {
                task.yielded = true;
                self.unfair = true;
            }
        }
    }
}

#[cfg(test)]
mod tests;
