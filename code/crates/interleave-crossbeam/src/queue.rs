//! `crossbeam::queue`: each operation is one step.
//!
//! # Why each schedule is a real one
//!
//! [`ArrayQueue`](https://docs.rs/crossbeam/latest/crossbeam/queue/struct.ArrayQueue.html) and [`SegQueue`](https://docs.rs/crossbeam/latest/crossbeam/queue/struct.SegQueue.html) are queues for many producers and consumers: each push and pop takes effect
//! at one point between its call and its return. So does each step here; their order is up to the schedule. A pop knows what the push knew.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::fmt;

use interleave::{Access, Fact, Object, ObjectId, Operation, Place, Region, View, runtime};

/// What both queues have in common.
struct Queue<T> {
    object: Object,
    items: RefCell<VecDeque<(T, View)>>,
}

impl<T> Queue<T> {
    const fn at(created: Place) -> Self {
        Self {
            object: Object::at(created),
            items: RefCell::new(VecDeque::new()),
        }
    }

    fn reach(&self, what: &'static str, place: Place) -> ObjectId {
        let id = self
            .object
            .id("queue", place, &[Region::of(self.items.as_ptr())]);
        runtime::step(Operation::on(id, Access::Write, place, what));
        id
    }

    fn push(&self, id: ObjectId, item: T, place: Place) {
        self.items
            .borrow_mut()
            .push_back((item, runtime::knowledge()));
        runtime::release(id);
        let length = self.items.borrow().len();
        runtime::event(place, id, Fact::Plain, || {
            format!("pushes to {{object}} ({length} in it)")
        });
    }

    fn pop(&self, id: ObjectId, place: Place) -> Option<T> {
        let popped = self.items.borrow_mut().pop_front();
        let Some((item, view)) = popped else {
            runtime::event(place, id, Fact::Plain, || {
                "tries to pop from {object}: it is empty".to_owned()
            });
            runtime::idle();
            return None;
        };
        runtime::learn(&view);
        runtime::release(id);
        let left = self.items.borrow().len();
        runtime::event(place, id, Fact::Plain, || {
            format!("pops from {{object}} ({left} left)")
        });
        Some(item)
    }

    fn len(&self, place: Place) -> usize {
        self.reach("counts what is in {object}", place);
        self.items.borrow().len()
    }
}

macro_rules! queue {
    ($name:ident) => {
        // SAFETY: all explored threads share one OS thread, and no borrow lasts across a scheduling point.
        unsafe impl<T: Send> Send for $name<T> {}
        // SAFETY: see above.
        unsafe impl<T: Send> Sync for $name<T> {}

        impl<T> std::panic::UnwindSafe for $name<T> {}
        impl<T> std::panic::RefUnwindSafe for $name<T> {}

        impl<T> fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(concat!(stringify!($name), " { .. }"))
            }
        }

        impl<T> IntoIterator for $name<T> {
            type Item = T;
            type IntoIter = IntoIter<T>;
            fn into_iter(self) -> IntoIter<T> {
                IntoIter(self.queue.items.into_inner().into_iter())
            }
        }
    };
}

/// A queue without bound.
pub struct SegQueue<T> {
    queue: Queue<T>,
}

queue!(SegQueue);

impl<T> SegQueue<T> {
    /// An empty queue.
    #[track_caller]
    #[must_use]
    pub const fn new() -> Self {
        Self {
            queue: Queue::at(std::panic::Location::caller()),
        }
    }

    /// Adds an item at the end.
    #[track_caller]
    pub fn push(&self, item: T) {
        let place = runtime::here();
        let id = self.queue.reach("pushes to {object}", place);
        self.queue.push(id, item, place);
    }

    /// Takes the first item.
    #[track_caller]
    pub fn pop(&self) -> Option<T> {
        let place = runtime::here();
        let id = self.queue.reach("pops from {object}", place);
        self.queue.pop(id, place)
    }

    /// Whether there is no item.
    #[track_caller]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of items.
    #[track_caller]
    pub fn len(&self) -> usize {
        self.queue.len(runtime::here())
    }
}

impl<T> Default for SegQueue<T> {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}

/// A queue with a bound.
pub struct ArrayQueue<T> {
    queue: Queue<T>,
    capacity: usize,
}

queue!(ArrayQueue);

impl<T> ArrayQueue<T> {
    /// An empty queue for so many items.
    ///
    /// # Panics
    /// For zero.
    #[track_caller]
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        assert!(capacity > 0, "capacity must be non-zero");
        Self {
            queue: Queue::at(runtime::here()),
            capacity,
        }
    }

    /// Adds an item at the end.
    ///
    /// # Errors
    /// The item, when the queue is full.
    #[track_caller]
    pub fn push(&self, item: T) -> Result<(), T> {
        let place = runtime::here();
        let id = self.queue.reach("pushes to {object}", place);
        if self.is_at_its_bound() {
            runtime::event(place, id, Fact::Plain, || {
                "tries to push to {object}: it is full".to_owned()
            });
            runtime::idle();
            return Err(item);
        }
        self.queue.push(id, item, place);
        Ok(())
    }

    /// Adds an item at the end; when the queue is full, in exchange for the first one.
    #[track_caller]
    pub fn force_push(&self, item: T) -> Option<T> {
        let place = runtime::here();
        let id = self.queue.reach("pushes to {object}", place);
        let first = if self.is_at_its_bound() {
            self.queue.pop(id, place)
        } else {
            None
        };
        self.queue.push(id, item, place);
        first
    }

    /// Takes the first item.
    #[track_caller]
    pub fn pop(&self) -> Option<T> {
        let place = runtime::here();
        let id = self.queue.reach("pops from {object}", place);
        self.queue.pop(id, place)
    }

    /// The bound.
    #[must_use]
    pub const fn capacity(&self) -> usize {
        self.capacity
    }

    /// Whether there is no item.
    #[track_caller]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether there is no room.
    #[track_caller]
    pub fn is_full(&self) -> bool {
        self.len() == self.capacity
    }

    /// The number of items.
    #[track_caller]
    pub fn len(&self) -> usize {
        self.queue.len(runtime::here())
    }

    fn is_at_its_bound(&self) -> bool {
        self.queue.items.borrow().len() >= self.capacity
    }
}

/// The items of a queue, the first one first.
pub struct IntoIter<T>(std::collections::vec_deque::IntoIter<(T, View)>);

impl<T> Iterator for IntoIter<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        self.0.next().map(|(item, _)| item)
    }
}

impl<T> fmt::Debug for IntoIter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("IntoIter { .. }")
    }
}
