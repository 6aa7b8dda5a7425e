//! Polls a future at the root of a stack until it is done.

use std::future::Future;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context as PollContext, Poll};

use interleave::{Place, runtime};

use crate::context::{self, Context};
use crate::root::{Flag, Root};
use crate::seats::Seats;

/// Polls whenever the future was woken and has a worker. `None` when it was cancelled. Still sits on its worker when it returns.
pub(crate) fn drive<F: Future + ?Sized>(
    root: &Rc<Root>,
    mut future: Pin<&mut F>,
) -> Option<F::Output> {
    let waker = root.waker();
    while root.wait_for_turn() {
        let mut polling = PollContext::from_waker(&waker);
        if let Poll::Ready(output) = runtime::contain(|| future.as_mut().poll(&mut polling)) {
            return Some(output);
        }
        root.stand_up();
    }
    None
}

/// Blocks the current thread on a future, outside any runtime: for `blocking_lock` and its like.
///
/// # Panics
/// In asynchronous code, as in tokio.
#[track_caller]
pub(crate) fn wait_on_thread<F: Future>(future: F, place: Place) -> F::Output {
    assert!(
        context::root().is_none(),
        "Cannot block the current thread from within a runtime. This happens because a function attempted to block the current thread while the thread is being used to drive asynchronous tasks."
    );
    block_thread(future, place)
}

/// Blocks the current thread on a future, wherever it is: a task keeps its worker meanwhile.
pub fn block_thread<F: Future>(future: F, place: Place) -> F::Output {
    let context = context::get();
    let root = Root::new(
        Flag::new(place),
        Rc::new(Seats::new(1, false, place)),
        place,
    );
    root.become_worker();
    let restore = context::enter(Context {
        root: Some(Rc::clone(&root)),
        ..context
    });
    let output = drive(&root, pin!(future)).expect("nobody cancels a thread");
    root.retire();
    drop(restore);
    output
}
