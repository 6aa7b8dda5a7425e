//! `yield_now`.

use std::future::{Future, poll_fn};
use std::task::Poll;

use interleave::{Operation, runtime};

use crate::shared::reach;

/// Lets other tasks run.
///
/// # Why each schedule is a real one
///
/// Of [`yield_now`](https://docs.rs/tokio/latest/tokio/task/fn.yield_now.html#non-guarantees) tokio says that "the runtime may choose to poll the task that just ran `yield_now()` again immediately without polling any
/// other tasks first". By default another one that can run goes first; that this one goes on at once is a choice, until it has given way
/// several times in a row: then it counts as one that spins.
#[track_caller]
pub fn yield_now() -> impl Future<Output = ()> {
    let place = runtime::here();
    let mut yielded = false;
    poll_fn(move |context| {
        if std::mem::replace(&mut yielded, true) {
            return Poll::Ready(());
        }
        reach(Operation::local(place, "gives way"));
        context.waker().wake_by_ref();
        Poll::Pending
    })
}
