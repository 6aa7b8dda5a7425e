//! Threads as loom has them, and scopes made of them.

pub use ::std::thread::Result;
pub use loom::thread::{
    Builder, JoinHandle, LocalKey, Thread, ThreadId, current, panicking, park, spawn, yield_now,
};

use ::std::cell::RefCell;
use ::std::marker::PhantomData;
use ::std::mem;
use ::std::rc::Rc;
use ::std::sync::{Arc, Mutex};

/// Threads that end before the scope does.
pub struct Scope<'scope, 'env: 'scope> {
    handles: RefCell<Vec<Slot>>,
    scope: PhantomData<&'scope mut &'scope ()>,
    env: PhantomData<&'env mut &'env ()>,
}

type Slot = Rc<RefCell<Option<JoinHandle<()>>>>;

/// A thread of a scope.
pub struct ScopedJoinHandle<'scope, T> {
    handle: Slot,
    result: Arc<Mutex<Option<T>>>,
    scope: PhantomData<&'scope ()>,
}

impl<T> ScopedJoinHandle<'_, T> {
    /// Waits for the thread's value. A panic has already ended the whole model.
    pub fn join(self) -> Result<T> {
        if let Some(handle) = self.handle.borrow_mut().take() {
            handle.join()?;
        }
        Ok(self
            .result
            .lock()
            .expect("only one has it")
            .take()
            .expect("the thread has ended"))
    }
}

/// Runs a function whose threads may borrow from the caller.
pub fn scope<'env, F, T>(body: F) -> T
where
    F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T,
{
    let scope = Scope {
        handles: RefCell::new(Vec::new()),
        scope: PhantomData,
        env: PhantomData,
    };
    let value = body(&scope);
    let handles = mem::take(&mut *scope.handles.borrow_mut());
    for slot in handles {
        let handle = slot.borrow_mut().take();
        if let Some(handle) = handle {
            handle.join().expect("a panic ends the whole model");
        }
    }
    value
}

impl<'scope> Scope<'scope, '_> {
    /// Starts a thread.
    pub fn spawn<F, T>(&'scope self, body: F) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        let result = Arc::new(Mutex::new(None));
        let place = Arc::clone(&result);
        let run: Box<dyn FnOnce() + 'scope> = Box::new(move || {
            let value = body();
            *place.lock().expect("only one has it") = Some(value);
        });
        // SAFETY: `scope` joins every thread before it returns; if it unwinds, the model and all its threads are over.
        let run: Box<dyn FnOnce() + 'static> = unsafe { mem::transmute(run) };
        let handle = Rc::new(RefCell::new(Some(spawn(run))));
        self.handles.borrow_mut().push(Rc::clone(&handle));
        ScopedJoinHandle {
            handle,
            result,
            scope: PhantomData,
        }
    }
}
