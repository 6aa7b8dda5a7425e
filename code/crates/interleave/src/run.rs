//! Runs one execution: coroutines on one OS thread, resumed in the order the schedule says.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::sync::Once;

use corosensei::stack::DefaultStack;
use corosensei::{Coroutine, CoroutineResult, Yielder};

use crate::choice::{Choice, Chooser};
use crate::config::Leftovers;
use crate::event::{Event, Fact};
use crate::execution::{self, Access, Bounds, Execution, Failure, Recording, try_with, with};
use crate::object::ObjectId;
use crate::report::Outcome;
use crate::runtime::Operation;
use crate::schedule;
use crate::task::{PanicRecord, Task, TaskId};

/// What one execution came to.
pub(crate) struct Run {
    pub(crate) failure: Option<Failure>,
    pub(crate) pruned: bool,
    pub(crate) choices: Vec<Choice>,
    pub(crate) steps: u32,
    pub(crate) output: String,
    pub(crate) tries: bool,
    pub(crate) unfair: bool,
    pub(crate) chooser: Box<dyn Chooser>,
    /// The state at the end, for explanations.
    pub(crate) execution: Box<Execution>,
}

impl Run {
    pub(crate) fn events(&self) -> &[Event] {
        &self.execution.events
    }
}

type Thread = Coroutine<(), (), (), DefaultStack>;

/// Stack of the main thread, as usual on Linux.
const MAIN_STACK: usize = 8 << 20;

thread_local! {
    /// Stacks to use again, because mapping one costs more than a small execution.
    static STACKS: RefCell<Vec<(usize, DefaultStack)>> = const { RefCell::new(Vec::new()) };
}

/// Runs `body` as the main thread of a new execution.
pub(crate) fn run(
    body: &dyn Fn(),
    bounds: Bounds,
    chooser: Box<dyn Chooser>,
    recording: Recording,
    release_points: bool,
) -> Run {
    install_hook();
    let mut execution = Box::new(Execution::new(bounds, chooser, recording));
    execution.release_points = release_points;
    let object = execution.register("thread", Execution::nowhere(), Execution::nowhere());
    let body: Box<dyn FnOnce() + '_> = Box::new(body);
    // SAFETY: only the lifetime changes; the body is dropped, finished or abandoned before this function returns.
    let body: Box<dyn FnOnce()> = unsafe { std::mem::transmute(body) };
    let mut main = Task::new(
        "main".to_owned(),
        Some("main".to_owned()),
        object,
        body,
        Execution::nowhere(),
    );
    main.stack_bytes = MAIN_STACK;
    execution.tasks.push(main);
    execution::install(execution);
    let mut threads: Vec<Option<Thread>> = Vec::new();
    let mut next = schedule::pick(None);
    while let Some(task) = next {
        next = resume(&mut threads, task);
    }
    abandon(threads);
    let mut execution = execution::uninstall();
    execution.judge();
    Run {
        failure: execution.failure.clone(),
        pruned: execution.pruned,
        choices: std::mem::take(&mut execution.choices),
        steps: execution.steps,
        output: std::mem::take(&mut execution.output),
        tries: execution.tries,
        unfair: execution.unfair,
        chooser: execution
            .chooser
            .take()
            .expect("the chooser is put back after each choice"),
        execution,
    }
}

fn resume(threads: &mut Vec<Option<Thread>>, task: TaskId) -> Option<TaskId> {
    let index = task.index();
    if threads.len() <= index {
        threads.resize_with(index + 1, || None);
    }
    let Some(mut thread) = threads[index].take().or_else(|| start(task)) else {
        with(|execution| {
            let live = execution.tasks.iter().filter(|task| !task.finished).count();
            let message = format!("there is no memory for the stacks of {live} threads at once");
            execution.fail(Outcome::Limit, message, Some(task));
        });
        return None;
    };
    match thread.resume(()) {
        CoroutineResult::Yield(()) => {
            threads[index] = Some(thread);
            with(|execution| execution.next.take())
        }
        CoroutineResult::Return(()) => {
            let size = with(|execution| execution.task(task).stack_bytes);
            keep(size, thread.into_stack());
            with(|execution| execution.finish(task));
            let over = with(|execution| {
                execution.main_ended && execution.bounds.leftovers == Leftovers::EndWithMain
            });
            if over { None } else { schedule::pick(None) }
        }
    }
}

/// `None` when there is no memory for its stack.
fn start(task: TaskId) -> Option<Thread> {
    let (body, size) = with(|execution| {
        let task = execution.task(task);
        (
            task.body.take().expect("a thread starts once"),
            task.stack_bytes,
        )
    });
    let stack = STACKS.with_borrow_mut(|stacks| {
        let at = stacks.iter().position(|(bytes, _)| *bytes == size)?;
        Some(stacks.swap_remove(at).1)
    });
    let stack = stack.or_else(|| DefaultStack::new(size).ok())?;
    Some(Coroutine::with_stack(
        stack,
        move |yielder: &Yielder<(), ()>, ()| {
            with(|execution| execution.task(task).yielder = std::ptr::from_ref(yielder));
            let result = catch_unwind(AssertUnwindSafe(body));
            if let Err(payload) = result {
                with(|execution| execution.task(task).panicking = 0);
                drop(payload);
            }
            drop_locals(task);
            if task == TaskId::MAIN {
                let cuts_others_short = with(|execution| {
                    execution.bounds.leftovers == Leftovers::EndWithMain
                        && execution.others_live(task)
                });
                if cuts_others_short {
                    // How far the others get before the process ends is up to the scheduler.
                    schedule::wait(Operation::global(Execution::nowhere(), "ends"), None, None);
                }
                return;
            }
            // The end of a thread that did nothing else is its first operation.
            let (starting, object) =
                with(|execution| (execution.task(task).starting, execution.task(task).object));
            if starting {
                schedule::wait(
                    Operation::on(object, Access::Write, Execution::nowhere(), "ends"),
                    None,
                    None,
                );
            }
        },
    ))
}

/// Thread-locals end with their thread, last made first, and may make others. The standard library aborts when one panics.
fn drop_locals(task: TaskId) {
    loop {
        let local = with(|execution| execution.task(task).locals.pop());
        let Some((_, slot)) = local else { return };
        if catch_unwind(AssertUnwindSafe(|| drop(slot))).is_err() {
            let message = "the program aborts: a thread-local value panics in its destructor";
            with(|execution| {
                execution.task(task).panicking = 0;
                execution.fail(Outcome::Panic, message.to_owned(), Some(task));
            });
        }
    }
}

fn keep(size: usize, stack: DefaultStack) {
    STACKS.with_borrow_mut(|stacks| stacks.push((size, stack)));
}

/// Threads of an execution that ended early: their frames are forgotten, never run again, and their stacks reused.
fn abandon(threads: Vec<Option<Thread>>) {
    for (index, thread) in threads.into_iter().enumerate() {
        let Some(mut thread) = thread else { continue };
        let size = with(|execution| execution.tasks[index].stack_bytes);
        // SAFETY: no code of this execution runs any more, so nothing can refer to the frames that are given up, save leaked heap data.
        unsafe { thread.force_reset() };
        keep(size, thread.into_stack());
    }
}

impl Execution {
    fn others_live(&self, task: TaskId) -> bool {
        (0_u32..)
            .zip(&self.tasks)
            .any(|(index, other)| TaskId(index) != task && !other.finished)
    }

    fn finish(&mut self, task: TaskId) {
        if self.recording == Recording::On {
            let clock = self.clock;
            let panicked = self.task(task).panic.is_some();
            let text = if panicked {
                "ends by its panic"
            } else {
                "ends"
            }
            .to_owned();
            self.tell(Event {
                task,
                clock,
                place: None,
                object: ObjectId::NONE,
                fact: Fact::Ends,
                text,
            });
        }
        self.task(task).finished = true;
        let object = self.task(task).object;
        self.footprint.add(object, crate::Access::Write);
        self.current = task;
        self.end_step();
        if task == TaskId::MAIN {
            self.main_ended = true;
            if let Some(panic) = self.task(task).panic.clone() {
                self.fail(Outcome::Panic, panic.message, Some(task));
            }
        }
    }

    /// A panic that nobody saw is a failure, even though the program ended.
    fn judge(&mut self) {
        if self.failure.is_some() || self.pruned {
            return;
        }
        let unseen = (0_u32..)
            .zip(&self.tasks)
            .filter(|(_, task)| task.panic.is_some() && !task.panic_observed && task.finished)
            .map(|(index, _)| TaskId(index))
            .next();
        if let Some(task) = unseen {
            let message = self.tasks[task.index()]
                .panic
                .as_ref()
                .map(|panic| panic.message.clone())
                .unwrap_or_default();
            self.fail(Outcome::Panic, message, Some(task));
        }
    }
}

/// Notes panics of explored threads quietly; others are shown as ever.
fn install_hook() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if execution::epoch() == 0 || !note_panic(info) {
                before(info);
            } else {
                schedule::call_hook(info);
            }
        }));
    });
}

fn note_panic(info: &PanicHookInfo<'_>) -> bool {
    let message = message_of(info.payload());
    let unwinds_from = try_with(|execution| {
        let task = execution.current_task();
        let first = task.panic.as_ref().filter(|_| task.panicking > 0)?;
        Some(first.message.clone())
    })
    .flatten();
    match unwinds_from {
        None => crate::isolated::note_panic(&message),
        // What the runtime adds before it aborts; the two panics are noted.
        Some(_) if message == "panic in a destructor during cleanup" => {}
        Some(first) => {
            crate::isolated::note_panic(&format!("{message}, while it unwinds from: {first}"))
        }
    }
    try_with(|execution| {
        let (current, clock) = (execution.current, execution.clock);
        // The location lives as long as the program: it is a constant of the code that panicked.
        let place = info
            .location()
            .map(|location| crate::names::intern(location));
        if execution.recording == Recording::On {
            let text = format!("panics: {message}");
            execution.tell(Event {
                task: current,
                clock,
                place,
                object: ObjectId::NONE,
                fact: Fact::Panics,
                text,
            });
        }
        let task = execution.task(current);
        task.panicking += 1;
        task.panic = Some(PanicRecord { message });
    })
    .is_some()
}

/// The text of a panic's payload.
pub(crate) fn message_of(payload: &(dyn Any + Send)) -> String {
    if let Some(text) = payload.downcast_ref::<&str>() {
        (*text).to_owned()
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else {
        "(a value that is not text)".to_owned()
    }
}
