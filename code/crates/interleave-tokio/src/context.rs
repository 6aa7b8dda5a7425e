//! What surrounds a poll: the task, its runtime, its `LocalSet`. One context per explored thread or task.

use std::rc::Rc;

use interleave::runtime;

use crate::root::Root;
use crate::runtime::Handle;
use crate::task::Id;
use crate::task::local::LocalShared;

/// Where the running code is.
#[derive(Clone, Default)]
pub(crate) struct Context {
    /// The runtime that `Handle::current` finds.
    pub(crate) handle: Option<Handle>,
    /// What is being polled, if the code is asynchronous.
    pub(crate) root: Option<Rc<Root>>,
    /// The task or blocking call that runs on this stack.
    pub(crate) task: Option<Id>,
    /// The set that `spawn_local` finds.
    pub(crate) local: Option<Rc<LocalShared>>,
}

static KEY: u8 = 0;

/// The key under which the context lies among an explored thread's values. It stays when a task changes its worker.
pub(crate) fn key() -> usize {
    std::ptr::from_ref(&KEY) as usize
}

/// A copy of the context.
pub(crate) fn get() -> Context {
    runtime::with_local(key(), |slot| {
        slot.as_ref()
            .and_then(|slot| slot.downcast_ref::<Context>())
            .cloned()
    })
    .unwrap_or_default()
}

/// Sets the context and gives back the one before.
pub(crate) fn replace(context: Context) -> Context {
    let before = get();
    runtime::with_local(key(), |slot| *slot = Some(Box::new(context)));
    before
}

/// Restores a context when it is dropped.
pub(crate) struct Restore(Option<Context>);

/// Sets the context until the value is dropped.
pub(crate) fn enter(context: Context) -> Restore {
    Restore(Some(replace(context)))
}

impl Drop for Restore {
    fn drop(&mut self) {
        if let Some(context) = self.0.take() {
            replace(context);
        }
    }
}

/// What is being polled.
pub(crate) fn root() -> Option<Rc<Root>> {
    get().root
}

/// The running poll does something that others may notice, without a scheduling point.
pub(crate) fn acts() {
    if let Some(root) = root() {
        root.acts();
    }
}
