//! Futures that are dropped at a chosen await.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Drops `future` when it is pending for the `pending`-th time, and yields `None` then; its output if it ends earlier.
///
/// Run for 1, 2, 3 … until it yields `Some`, it cancels at every await point that the future reaches.
pub fn cancel_after<F: Future>(pending: usize, future: F) -> CancelAfter<F> {
    CancelAfter {
        left: pending,
        future: Some(Box::pin(future)),
    }
}

/// The future of [`cancel_after`].
pub struct CancelAfter<F> {
    left: usize,
    future: Option<Pin<Box<F>>>,
}

impl<F: Future> Future for CancelAfter<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let future = self
            .future
            .as_mut()
            .expect("polled again after it was ready");
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            self.future = None;
            return Poll::Ready(Some(output));
        }
        self.left = self.left.saturating_sub(1);
        if self.left > 0 {
            return Poll::Pending;
        }
        self.future = None;
        Poll::Ready(None)
    }
}

#[cfg(test)]
mod tests {
    use std::future;
    use std::pin::pin;
    use std::task::Waker;

    use super::*;

    fn poll_to_end<T>(future: impl Future<Output = T>) -> T {
        let mut future = pin!(future);
        let mut context = Context::from_waker(Waker::noop());
        loop {
            if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
                return output;
            }
        }
    }

    fn pending_twice() -> impl Future<Output = u8> {
        let mut left = 2;
        future::poll_fn(move |_| {
            if left == 0 {
                return Poll::Ready(7);
            }
            left -= 1;
            Poll::Pending
        })
    }

    #[test]
    fn every_await_is_reached() {
        let outputs: Vec<_> = (1..=3)
            .map(|k| poll_to_end(cancel_after(k, pending_twice())))
            .collect();
        assert_eq!(outputs, [None, None, Some(7)]);
    }
}
