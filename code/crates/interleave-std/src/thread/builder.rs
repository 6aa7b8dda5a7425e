//! `spawn` and `Builder`.

use std::cell::RefCell;
use std::ffi::CString;
use std::io;
use std::rc::Rc;

use interleave::{Place, runtime};

use super::handle::{JoinHandle, Packet, Thread, set_current};

/// Starts a thread.
#[track_caller]
pub fn spawn<F, T>(body: F) -> JoinHandle<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let place = runtime::here();
    // SAFETY: the body is 'static.
    let (thread, packet) = unsafe { start(None, 0, body, || {}, place) };
    JoinHandle { thread, packet }
}

/// Settings of a new thread.
#[derive(Debug, Default)]
#[must_use = "must eventually spawn the thread"]
pub struct Builder {
    name: Option<String>,
    stack_bytes: usize,
}

impl Builder {
    /// The usual settings.
    pub const fn new() -> Self {
        Self {
            name: None,
            stack_bytes: 0,
        }
    }

    /// Names the thread.
    pub fn name(mut self, name: String) -> Self {
        self.name = Some(name);
        self
    }

    /// Sets the size of the stack in bytes.
    pub const fn stack_size(mut self, bytes: usize) -> Self {
        self.stack_bytes = bytes;
        self
    }

    /// Starts the thread.
    ///
    /// # Errors
    /// Never: the explored machine always has room for one more.
    ///
    /// # Panics
    /// When the name contains a NUL byte.
    #[track_caller]
    pub fn spawn<F, T>(self, body: F) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let place = runtime::here();
        let (name, stack_bytes) = self.parts();
        // SAFETY: the body is 'static.
        let (thread, packet) = unsafe { start(name, stack_bytes, body, || {}, place) };
        Ok(JoinHandle { thread, packet })
    }

    /// Starts a thread that may borrow what outlives the caller.
    ///
    /// # Errors
    /// Never.
    ///
    /// # Panics
    /// When the name contains a NUL byte.
    ///
    /// # Safety
    /// As the real one: the thread must be joined before what it borrows ends.
    #[track_caller]
    pub unsafe fn spawn_unchecked<F, T>(self, body: F) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T + Send,
        T: Send,
    {
        let place = runtime::here();
        let (name, stack_bytes) = self.parts();
        // SAFETY: the caller's promise.
        let (thread, packet) = unsafe { start(name, stack_bytes, body, || {}, place) };
        Ok(JoinHandle { thread, packet })
    }

    /// The settings, before anything has been started with them.
    ///
    /// # Panics
    /// As the real `spawn`, when the name contains a NUL byte.
    #[track_caller]
    pub(super) fn parts(self) -> (Option<String>, usize) {
        if let Some(Err(error)) = self.name.as_deref().map(CString::new) {
            panic!("thread name may not contain interior null bytes: {error:?}");
        }
        (self.name, self.stack_bytes)
    }
}

/// Starts a thread and calls `ended` on it at its end.
///
/// # Safety
/// The thread must end before what `body` and `ended` borrow.
pub(super) unsafe fn start<F, T>(
    name: Option<String>,
    stack_bytes: usize,
    body: F,
    ended: impl FnOnce(),
    place: Place,
) -> (Thread, Packet<T>)
where
    F: FnOnce() -> T,
{
    let packet: Packet<T> = Rc::new(RefCell::new(None));
    let handle: Rc<RefCell<Option<Thread>>> = Rc::new(RefCell::new(None));
    let (own_packet, own_handle) = (Rc::clone(&packet), Rc::clone(&handle));
    let whole: Box<dyn FnOnce() + '_> = Box::new(move || {
        if let Some(thread) = own_handle.borrow().clone() {
            set_current(thread);
        }
        let result = runtime::catch_thread(body);
        *own_packet.borrow_mut() = Some(result);
        drop(own_packet);
        ended();
    });
    // SAFETY: only the lifetime changes, and the caller promises that the thread ends in time.
    let whole: Box<dyn FnOnce()> = unsafe { std::mem::transmute(whole) };
    let shown = name.as_deref().map(Rc::from);
    let task = runtime::spawn(
        runtime::Spawn {
            name,
            label: "T",
            place,
            stack_bytes,
        },
        whole,
    );
    let thread = Thread::new(task, shown);
    *handle.borrow_mut() = Some(thread.clone());
    (thread, packet)
}
