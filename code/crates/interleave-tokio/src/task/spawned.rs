//! Starting a task, and what it shares with its handles.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::rc::Rc;
use std::sync::Arc;
use std::task::Waker;

use interleave::{Fact, ObjectId, Place, TaskId, runtime};

use super::{Id, JoinError, JoinHandle};
use crate::context::{self, Context};
use crate::drive::drive;
use crate::root::{Flag, Root};
use crate::runtime::Handle;
use crate::seats::Seats;
use crate::task::local::LocalShared;

/// The end of a task as its handles see it, whatever its output.
pub(crate) struct Header {
    pub(crate) flag: Arc<Flag>,
    task: Cell<TaskId>,
    place: Place,
    /// The step at which it ended.
    finished: Cell<Option<u32>>,
    joiner: RefCell<Option<Waker>>,
    /// A blocking call that has begun cannot be aborted.
    pub(crate) can_abort: Cell<bool>,
}

impl Header {
    pub(crate) fn new(place: Place) -> Rc<Self> {
        Rc::new(Self {
            flag: Flag::new(place),
            task: Cell::new(TaskId::MAIN),
            place,
            finished: Cell::new(None),
            joiner: RefCell::new(None),
            can_abort: Cell::new(true),
        })
    }

    /// To be called right after the task was started.
    pub(crate) fn started(&self, task: TaskId) {
        self.task.set(task);
    }

    pub(crate) fn task(&self) -> TaskId {
        self.task.get()
    }

    pub(crate) fn id(&self) -> Id {
        Id::of(self.task.get())
    }

    pub(crate) fn object(&self) -> ObjectId {
        if self.task.get() == TaskId::MAIN {
            ObjectId::NONE
        } else {
            runtime::object_of(self.task.get())
        }
    }

    pub(crate) fn place(&self) -> Place {
        self.place
    }

    pub(crate) fn finished(&self) -> Option<u32> {
        self.finished.get()
    }

    /// Wakes `waker` at the end, in the place of any other.
    pub(crate) fn wake_at_end(&self, waker: &Waker) {
        *self.joiner.borrow_mut() = Some(waker.clone());
    }

    fn finish(&self) {
        self.finished.set(Some(runtime::steps()));
        self.flag.end();
        runtime::release(self.object());
        if let Some(waker) = self.joiner.take() {
            waker.wake();
        }
    }
}

/// What a task leaves behind.
pub(crate) struct State<T> {
    pub(crate) header: Rc<Header>,
    pub(crate) result: RefCell<Option<Result<T, JoinError>>>,
}

impl<T> State<T> {
    pub(crate) fn new(header: &Rc<Header>) -> Rc<Self> {
        Rc::new(Self {
            header: Rc::clone(header),
            result: RefCell::new(None),
        })
    }

    pub(crate) fn complete(&self, result: Result<T, JoinError>) {
        if self.header.finished().is_some() {
            return;
        }
        if let Err(error) = &result
            && error.is_cancelled()
        {
            runtime::event(self.header.place, ObjectId::NONE, Fact::Plain, || {
                "is cancelled".to_owned()
            });
        }
        *self.result.borrow_mut() = Some(result);
        self.header.finish();
    }
}

/// Starts a task on a runtime.
pub(crate) fn spawn<F: Future + 'static>(
    handle: &Handle,
    future: F,
    place: Place,
) -> JoinHandle<F::Output> {
    let seats = Rc::clone(handle.scheduler().seats());
    spawn_with(Some(handle.clone()), None, seats, future, place)
}

/// Starts a task on a runtime or on a `LocalSet`.
pub(crate) fn spawn_with<F: Future + 'static>(
    handle: Option<Handle>,
    local: Option<Rc<LocalShared>>,
    seats: Rc<Seats>,
    future: F,
    place: Place,
) -> JoinHandle<F::Output> {
    let header = Header::new(place);
    let state = State::new(&header);
    let join_handle = JoinHandle::new(Rc::clone(&state));
    let scheduler = handle
        .as_ref()
        .filter(|_| local.is_none())
        .map(|handle| Rc::clone(handle.scheduler()));
    if scheduler
        .as_ref()
        .is_some_and(|scheduler| scheduler.is_stopped())
    {
        state.complete(Err(JoinError::cancelled(header.id())));
        return join_handle;
    }
    if let Some(scheduler) = &scheduler {
        scheduler.task_starts(&header.flag);
    }
    if let Some(local) = &local {
        local.task_starts(&header.flag);
    }
    let body = move || {
        let header = Rc::clone(&state.header);
        let root = Root::new(Arc::clone(&header.flag), seats, place);
        context::replace(Context {
            handle,
            root: Some(Rc::clone(&root)),
            task: Some(Id::of(runtime::current())),
            local: local.clone(),
        });
        let result = runtime::catch_thread(|| {
            let mut future = Box::pin(future);
            drive(&root, future.as_mut())
        });
        state.complete(match result {
            Ok(Some(output)) => Ok(output),
            Ok(None) => Err(JoinError::cancelled(header.id())),
            Err(payload) => Err(JoinError::panicked(header.id(), payload)),
        });
        drop(state);
        root.stand_up();
        if let Some(scheduler) = scheduler {
            scheduler.task_ends();
        }
        if let Some(local) = local {
            local.task_ends();
        }
    };
    context::acts();
    let task = runtime::spawn(
        runtime::Spawn {
            name: None,
            label: "task ",
            place,
            stack_bytes: 0,
        },
        Box::new(body),
    );
    header.started(task);
    join_handle
}
