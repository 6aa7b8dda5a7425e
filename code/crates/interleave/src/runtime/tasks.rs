//! Threads and tasks: start, end, join, panics, thread-local storage, futures.

use std::any::Any;
use std::cell::Cell;
use std::future::Future;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake as Waking, Waker};

use super::{Operation, event, wait};
use crate::event::Fact;
use crate::execution::{Access, try_with, with};
use crate::object::Place;
use crate::report::Outcome;
use crate::task::{Task, TaskId};

/// How to start a thread or task.
#[derive(Clone, Debug)]
pub struct Spawn {
    /// Its name, if the program gave one.
    pub name: Option<String>,
    /// What it is called otherwise, before its number: `T` for threads, `task ` for tasks.
    pub label: &'static str,
    /// Where it was started.
    pub place: Place,
    /// Size of its stack in bytes; zero for the usual 2 MiB.
    pub stack_bytes: usize,
}

/// Starts a thread or task; the starter keeps running by default. `body` should not panic: use [`catch`] inside.
///
/// # Panics
/// Outside an exploration.
pub fn spawn(how: Spawn, body: Box<dyn FnOnce()>) -> TaskId {
    // No scheduling point: nobody can notice a thread before its first operation.
    let id = with(|execution| {
        let id = TaskId(execution.tasks.len() as u32);
        let object = execution.register("thread", how.place, how.place);
        let label = format!("{}{}", how.label, id.0);
        let namesake = execution.count_of_name(how.name.as_ref()) + 1;
        let mut task = Task::new(label, how.name, object, body, how.place);
        task.namesake = namesake;
        if how.stack_bytes != 0 {
            task.stack_bytes = how.stack_bytes.max(256 << 10);
        }
        task.view = execution.current_task().view.clone();
        task.ready_since = execution.clock;
        execution.tasks.push(task);
        if execution.tasks.len() > execution.bounds.threads {
            let message = format!(
                "the program starts more than {} threads and tasks",
                execution.bounds.threads
            );
            let current = execution.current;
            execution.fail(Outcome::Limit, message, Some(current));
        }
        id
    });
    if with(|execution| execution.failure.is_some()) {
        crate::schedule::abandon();
    }
    event(how.place, crate::ObjectId::NONE, Fact::Spawns(id), || {
        format!("starts {{task:{}}}", id.0)
    });
    id
}

/// Waits for the end of a thread and learns all that it knew.
pub fn join(task: TaskId, place: Place) {
    let object = with(|execution| execution.task(task).object);
    wait(
        Operation::on(object, Access::Read, place, "waits for the end of {object}"),
        &|| is_finished(task),
    );
    with(|execution| {
        let view = execution.task(task).view.clone();
        execution.current_task().view.join(&view);
    });
    event(place, crate::ObjectId::NONE, Fact::Joins(task), || {
        format!("joins {{task:{}}}", task.0)
    });
}

/// The life cycle of a thread as an object: written by its end, read by those who look.
#[must_use]
pub fn object_of(task: TaskId) -> crate::ObjectId {
    with(|execution| execution.task(task).object)
}

/// Whether a thread has ended.
#[must_use]
pub fn is_finished(task: TaskId) -> bool {
    with(|execution| execution.task(task).finished)
}

/// The running thread or task; [`TaskId::MAIN`] outside an exploration.
#[must_use]
pub fn current() -> TaskId {
    try_with(|execution| execution.current).unwrap_or(TaskId::MAIN)
}

/// The name the program gave to a thread, `main` for the first.
#[must_use]
pub fn name_of(task: TaskId) -> Option<String> {
    try_with(|execution| execution.task(task).name.clone()).flatten()
}

/// What traces call a thread: its name, or `T1`.
#[must_use]
pub fn display_name(task: TaskId) -> String {
    try_with(|execution| execution.task(task).display_name()).unwrap_or_default()
}

/// Names a thread after its start.
pub fn set_name(task: TaskId, name: String) {
    with(|execution| {
        let namesake = execution.count_of_name(Some(&name)) + 1;
        let task = execution.task(task);
        task.namesake = namesake;
        task.name = Some(name);
    });
}

/// Whether a thread ended by, or is unwinding from, a panic.
#[must_use]
pub fn has_panicked(task: TaskId) -> bool {
    with(|execution| execution.task(task).panic.is_some())
}

/// The program has seen that the thread panicked, so the panic alone is no failure.
pub fn observe_panic(task: TaskId) {
    with(|execution| execution.task(task).panic_observed = true);
}

/// Whether [`observe_panic`] was called for the thread.
#[must_use]
pub fn is_panic_observed(task: TaskId) -> bool {
    with(|execution| execution.task(task).panic_observed)
}

/// Whether the current thread unwinds; the real one cannot tell, because all explored threads share an OS thread.
#[must_use]
pub fn is_panicking() -> bool {
    try_with(|execution| execution.current_task().panicking > 0)
        .unwrap_or_else(std::thread::panicking)
}

/// As the real `catch_unwind`: the panic ends here, and is no failure.
///
/// # Errors
/// The payload of the panic.
pub fn catch<T>(body: impl FnOnce() -> T) -> Result<T, Box<dyn Any + Send>> {
    let before = try_with(|execution| execution.current_task().panic.clone());
    let result = catch_thread(body);
    if let (Err(_), Some(before)) = (&result, before) {
        try_with(|execution| execution.current_task().panic = before);
    }
    result
}

/// Runs the body of a thread. A panic stays on record until [`observe_panic`].
///
/// # Errors
/// The payload of the panic.
pub fn catch_thread<T>(body: impl FnOnce() -> T) -> Result<T, Box<dyn Any + Send>> {
    let before = try_with(|execution| execution.current_task().panicking);
    let result = catch_unwind(AssertUnwindSafe(body));
    if let (Err(_), Some(before)) = (&result, before) {
        try_with(|execution| execution.current_task().panicking = before);
    }
    result
}

/// Runs code of the program that may catch panics by means that the scheduler does not know, such as `catch_unwind` of
/// `futures`: a panic that began in it and did not leave it has ended there, and is no failure.
pub fn contain<T>(body: impl FnOnce() -> T) -> T {
    let before = try_with(|execution| {
        let task = execution.current_task();
        (task.panicking, task.panic.clone())
    });
    let result = body();
    if let Some((panicking, panic)) = before {
        try_with(|execution| {
            let task = execution.current_task();
            task.panicking = panicking;
            task.panic = panic;
        });
    }
    result
}

/// What is called at each panic.
pub type PanicHook = Arc<dyn Fn(&PanicHookInfo<'_>) + Send + Sync>;

/// Sets what is called at each panic of this execution; gives back what was set before.
pub fn set_panic_hook(hook: Option<PanicHook>) -> Option<PanicHook> {
    try_with(|execution| std::mem::replace(&mut execution.panic_hook, hook)).flatten()
}

/// Whether the program's panic hook is being called, which must return or end the process.
#[must_use]
pub fn is_in_hook() -> bool {
    try_with(|execution| execution.in_hook).unwrap_or(false)
}

/// To be called before `resume_unwind`, which the panic hook does not see.
pub fn mark_panicking(payload: &(dyn Any + Send)) {
    let message = crate::run::message_of(payload);
    try_with(|execution| {
        let task = execution.current_task();
        task.panicking += 1;
        task.panic
            .get_or_insert(crate::task::PanicRecord { message });
    });
}

/// Storage of one thread-local key for each explored thread.
pub type LocalSlot = Box<dyn Any>;

/// Runs `f` on the current thread's slot for the key at `address`, which is `None` before its first use.
pub fn with_local<R>(address: usize, f: impl FnOnce(&mut Option<LocalSlot>) -> R) -> R {
    let mut slot = try_with(|execution| {
        let locals = &mut execution.current_task().locals;
        locals
            .iter()
            .position(|(key, _)| *key == address)
            .map(|at| locals.remove(at).1)
    })
    .flatten();
    let result = f(&mut slot);
    if let Some(slot) = slot {
        try_with(|execution| execution.current_task().locals.push((address, slot)));
    }
    result
}

struct Flag {
    woken: AtomicBool,
}

impl Waking for Flag {
    fn wake(self: Arc<Self>) {
        // ORDERING: relaxed is enough, explored threads share one OS thread.
        self.woken.store(true, Ordering::Relaxed);
        crate::runtime::touch(crate::ObjectId::NONE, Access::Global);
    }
}

/// Drives a future on the current thread, sleeping in the scheduler while it is pending.
///
/// `before_poll` runs as the scheduling point before each poll; it must return once it is this task's turn, given
/// a test that says whether the future was woken.
pub fn block_on<F: Future>(
    mut future: Pin<&mut F>,
    before_poll: &mut dyn FnMut(&dyn Fn() -> bool),
) -> F::Output {
    let flag = Arc::new(Flag {
        woken: AtomicBool::new(true),
    });
    let waker = Waker::from(Arc::clone(&flag));
    let polls = Cell::new(0_u32);
    loop {
        before_poll(&|| flag.woken.load(Ordering::Relaxed));
        flag.woken.store(false, Ordering::Relaxed);
        polls.set(polls.get() + 1);
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return output;
        }
    }
}
