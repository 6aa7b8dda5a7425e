//! `yield_now`.

use std::future::{Future, poll_fn};
use std::task::Poll;

use interleave::{Operation, runtime};

use crate::shared::reach;

/// Lets other tasks run. The real one may be polled again before them; here another that can run always goes first, which only
/// leaves schedules out.
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
