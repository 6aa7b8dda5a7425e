//@ finds: deadlock
//! The hand-written future stores its waker only once: polled by another task later, it wakes the old one.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

#[derive(Default)]
struct State {
    value: Option<u32>,
    waker: Option<Waker>,
}

struct Promise(Arc<Mutex<State>>);

impl Future for Promise {
    type Output = u32;
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        let mut state = self.0.lock().unwrap();
        match state.value.take() {
            Some(value) => Poll::Ready(value),
            None => {
                state.waker.get_or_insert_with(|| context.waker().clone());
                Poll::Pending
            }
        }
    }
}

#[tokio::main]
async fn main() {
    let state = Arc::new(Mutex::new(State::default()));
    let mut promise = Box::pin(Promise(state.clone()));
    tokio::select! {
        biased;
        value = &mut promise => panic!("too early: {value}"),
        _ = tokio::task::yield_now() => {}
    }
    let waiter = tokio::spawn(promise);
    let fulfil = std::thread::spawn(move || {
        let mut state = state.lock().unwrap();
        state.value = Some(5);
        if let Some(waker) = state.waker.take() {
            waker.wake();
        }
    });
    assert_eq!(waiter.await.unwrap(), 5);
    fulfil.join().unwrap();
}
