//! `crossbeam::deque`: queues of tasks from which other threads steal.
//!
//! # Why each schedule is a real one
//!
//! [`crossbeam::deque`](https://docs.rs/crossbeam/latest/crossbeam/deque/index.html): a worker pushes and pops at its own queue, others steal at the front. Each push and pop takes effect
//! at one point between its call and its return, and so does each step here. A steal looks first and takes then; it is told to
//! [`Retry`](https://docs.rs/crossbeam/latest/crossbeam/deque/enum.Steal.html) only when another one took from the front in between. How much a batch holds is not promised: here it is half of what is there.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

pub use crossbeam::deque::Steal;

use interleave::{Access, Fact, Object, ObjectId, Operation, Place, Region, View, runtime};

/// The most that a batch holds, unless the program says less.
const BATCH: usize = 32;

/// What the ends of a queue share.
struct Tasks<T> {
    object: Object,
    items: RefCell<VecDeque<(T, View)>>,
    /// How often something was taken where thieves take.
    taken: Cell<u64>,
}

// SAFETY: all explored threads share one OS thread, and no borrow lasts across a scheduling point.
unsafe impl<T: Send> Send for Tasks<T> {}
// SAFETY: see above.
unsafe impl<T: Send> Sync for Tasks<T> {}

impl<T> Tasks<T> {
    const fn at(created: Place) -> Self {
        Self {
            object: Object::at(created),
            items: RefCell::new(VecDeque::new()),
            taken: Cell::new(0),
        }
    }

    fn reach(&self, what: &'static str, place: Place) -> ObjectId {
        let regions = [
            Region::of(self.items.as_ptr()),
            Region::of(self.taken.as_ptr()),
        ];
        let id = self.object.id("queue", place, &regions);
        runtime::step(Operation::on(id, Access::Write, place, what));
        id
    }

    fn push(&self, item: T, place: Place) {
        let id = self.reach("pushes to {object}", place);
        self.items
            .borrow_mut()
            .push_back((item, runtime::knowledge()));
        runtime::release(id);
        let length = self.items.borrow().len();
        runtime::event(place, id, Fact::Plain, || {
            format!("pushes to {{object}} ({length} in it)")
        });
    }

    fn pop(&self, end: End, place: Place) -> Option<T> {
        let id = self.reach("pops from {object}", place);
        let mut items = self.items.borrow_mut();
        let is_last = items.len() == 1;
        let popped = match end {
            End::Front => items.pop_front(),
            End::Back => items.pop_back(),
        };
        let left = items.len();
        drop(items);
        let Some((item, view)) = popped else {
            runtime::event(place, id, Fact::Plain, || {
                "tries to pop from {object}: it is empty".to_owned()
            });
            runtime::idle();
            return None;
        };
        if is_last || end == End::Front {
            self.taken.set(self.taken.get() + 1);
        }
        runtime::learn(&view);
        runtime::release(id);
        runtime::event(place, id, Fact::Plain, || {
            format!("pops from {{object}} ({left} left)")
        });
        Some(item)
    }

    /// Takes up to half of the items, and at most so many; never none when it succeeds.
    fn steal(&self, most: usize, place: Place) -> Steal<VecDeque<(T, View)>> {
        assert!(most > 0, "a batch holds at least one task");
        let id = self.reach("looks for something to steal in {object}", place);
        if self.items.borrow().is_empty() {
            runtime::event(place, id, Fact::Plain, || {
                "tries to steal from {object}: it is empty".to_owned()
            });
            runtime::idle();
            return Steal::Empty;
        }
        let seen = self.taken.get();
        let length = self.items.borrow().len();
        runtime::event(place, id, Fact::Plain, || {
            format!("looks at {{object}} to steal ({length} in it)")
        });
        let id = self.reach("steals from {object}", place);
        if self.taken.get() != seen {
            runtime::event(place, id, Fact::Plain, || {
                "tries to steal from {object}: another one was faster".to_owned()
            });
            runtime::idle();
            return Steal::Retry;
        }
        let mut items = self.items.borrow_mut();
        let count = items.len().div_ceil(2).min(most);
        let batch: VecDeque<_> = items.drain(..count).collect();
        let left = items.len();
        drop(items);
        self.taken.set(seen + 1);
        for (_, view) in &batch {
            runtime::learn(view);
        }
        runtime::release(id);
        runtime::event(place, id, Fact::Plain, || {
            format!("steals {count} from {{object}} ({left} left)")
        });
        Steal::Success(batch)
    }

    /// Steals, and keeps the first.
    fn steal_first(&self, place: Place) -> Steal<T> {
        self.steal(1, place).map(|mut batch| first(&mut batch))
    }

    fn steal_batch(&self, worker: &Worker<T>, most: usize, place: Place) -> Steal<()> {
        self.steal(most, place)
            .map(|batch| worker.receive(batch, place))
    }

    fn steal_batch_and_pop(&self, worker: &Worker<T>, most: usize, place: Place) -> Steal<T> {
        self.steal(most, place).map(|mut batch| {
            let item = first(&mut batch);
            worker.receive(batch, place);
            item
        })
    }

    fn len(&self, place: Place) -> usize {
        self.reach("counts what is in {object}", place);
        self.items.borrow().len()
    }
}

fn first<T>(batch: &mut VecDeque<(T, View)>) -> T {
    let (item, _) = batch
        .pop_front()
        .expect("a steal that succeeds takes something");
    item
}

trait Map<T> {
    fn map<U>(self, change: impl FnOnce(T) -> U) -> Steal<U>;
}

impl<T> Map<T> for Steal<T> {
    fn map<U>(self, change: impl FnOnce(T) -> U) -> Steal<U> {
        match self {
            Steal::Success(value) => Steal::Success(change(value)),
            Steal::Empty => Steal::Empty,
            Steal::Retry => Steal::Retry,
        }
    }
}

/// Where a worker pops.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Front,
    Back,
}

/// The queue of one thread.
pub struct Worker<T> {
    tasks: Arc<Tasks<T>>,
    end: End,
    /// It is used by one thread at a time.
    not_sync: PhantomData<Cell<()>>,
}

impl<T> Worker<T> {
    /// Pops what was pushed first.
    #[track_caller]
    #[must_use]
    pub fn new_fifo() -> Self {
        Self::popping_at(End::Front, runtime::here())
    }

    /// Pops what was pushed last.
    #[track_caller]
    #[must_use]
    pub fn new_lifo() -> Self {
        Self::popping_at(End::Back, runtime::here())
    }

    fn popping_at(end: End, place: Place) -> Self {
        Self {
            tasks: Arc::new(Tasks::at(place)),
            end,
            not_sync: PhantomData,
        }
    }

    /// The right to steal from this queue.
    #[must_use]
    pub fn stealer(&self) -> Stealer<T> {
        Stealer(Arc::clone(&self.tasks))
    }

    /// Adds a task.
    #[track_caller]
    pub fn push(&self, task: T) {
        self.tasks.push(task, runtime::here());
    }

    /// Takes a task.
    #[track_caller]
    pub fn pop(&self) -> Option<T> {
        self.tasks.pop(self.end, runtime::here())
    }

    /// Whether there is no task.
    #[track_caller]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of tasks.
    #[track_caller]
    pub fn len(&self) -> usize {
        self.tasks.len(runtime::here())
    }

    /// Adds what was stolen, so that it is popped in the order in which it was pushed.
    fn receive(&self, batch: VecDeque<(T, View)>, place: Place) {
        if batch.is_empty() {
            return;
        }
        let id = self.tasks.reach("pushes to {object}", place);
        let count = batch.len();
        let mut items = self.tasks.items.borrow_mut();
        match self.end {
            End::Front => items.extend(batch),
            End::Back => items.extend(batch.into_iter().rev()),
        }
        let length = items.len();
        drop(items);
        runtime::release(id);
        runtime::event(place, id, Fact::Plain, || {
            format!("pushes {count} to {{object}} ({length} in it)")
        });
    }
}

impl<T> fmt::Debug for Worker<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("Worker { .. }")
    }
}

/// The right to steal from the queue of a worker.
pub struct Stealer<T>(Arc<Tasks<T>>);

impl<T> Clone for Stealer<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> fmt::Debug for Stealer<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("Stealer { .. }")
    }
}

/// A queue for all threads: they push to it and steal from it.
pub struct Injector<T>(Tasks<T>);

impl<T> Injector<T> {
    /// An empty one.
    #[track_caller]
    #[must_use]
    pub const fn new() -> Self {
        Self(Tasks::at(std::panic::Location::caller()))
    }

    /// Adds a task.
    #[track_caller]
    pub fn push(&self, task: T) {
        self.0.push(task, runtime::here());
    }
}

impl<T> Default for Injector<T> {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}

impl<T> fmt::Debug for Injector<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("Injector { .. }")
    }
}

macro_rules! steals {
    ($name:ident) => {
        impl<T> $name<T> {
            /// Steals one task.
            #[track_caller]
            pub fn steal(&self) -> Steal<T> {
                self.0.steal_first(runtime::here())
            }

            /// Steals some tasks and gives them to a worker.
            #[track_caller]
            pub fn steal_batch(&self, worker: &Worker<T>) -> Steal<()> {
                self.0.steal_batch(worker, BATCH, runtime::here())
            }

            /// As `steal_batch`, at most so many.
            #[track_caller]
            pub fn steal_batch_with_limit(&self, worker: &Worker<T>, limit: usize) -> Steal<()> {
                self.0.steal_batch(worker, limit, runtime::here())
            }

            /// Steals some tasks, and gives all but the first to a worker.
            #[track_caller]
            pub fn steal_batch_and_pop(&self, worker: &Worker<T>) -> Steal<T> {
                self.0.steal_batch_and_pop(worker, BATCH, runtime::here())
            }

            /// As `steal_batch_and_pop`, at most so many.
            #[track_caller]
            pub fn steal_batch_with_limit_and_pop(
                &self,
                worker: &Worker<T>,
                limit: usize,
            ) -> Steal<T> {
                self.0.steal_batch_and_pop(worker, limit, runtime::here())
            }

            /// Whether there is no task.
            #[track_caller]
            pub fn is_empty(&self) -> bool {
                self.len() == 0
            }

            /// The number of tasks.
            #[track_caller]
            pub fn len(&self) -> usize {
                self.0.len(runtime::here())
            }
        }
    };
}

steals!(Stealer);
steals!(Injector);
