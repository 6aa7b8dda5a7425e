//! What may still be read, for state graphs: two states in which threads could read different stores are two.

use std::hash::{Hash, Hasher};

use crate::execution::Execution;
use crate::schedule::LONGEST_DELAY;
use crate::view::View;

impl Execution {
    /// Adds to a state what each thread may read at each location, and what it would learn by that.
    pub(crate) fn hash_readable(&self, into: &mut impl Hasher) {
        let locations = &self.memory.locations;
        let seen = |view: &View, into: &mut _| {
            (0..locations.len()).for_each(|at| view.seen(at).hash(into));
        };
        for task in self.tasks.iter().filter(|task| !task.finished) {
            task.stale.hash(into);
            for view in [&task.view, &task.unacquired, &task.fenced] {
                seen(view, into);
            }
        }
        for object in &self.objects {
            seen(&object.view, into);
        }
        seen(&self.memory.sequential, into);
        for location in locations {
            location.floor.hash(into);
            for store in &location.stores {
                let age = self.clock.saturating_sub(store.since);
                (store.value, age.min(LONGEST_DELAY)).hash(into);
                seen(&store.carries, into);
            }
        }
    }
}
