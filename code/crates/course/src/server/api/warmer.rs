//! Compiles what the reader has in sight, while nothing else is to be done.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use super::programs;
use super::service::Service;

/// More listings than any page has.
const MOST: usize = 64;

/// How often to look whether the machine is idle again.
const LOOK: Duration = Duration::from_millis(50);

/// The listings to compile, and the one that is being compiled.
#[derive(Default)]
pub(super) struct Warmer {
    state: Mutex<State>,
    wanted: Condvar,
}

#[derive(Default)]
struct State {
    listings: VecDeque<String>,
    current: Option<(String, Arc<AtomicBool>)>,
    ended: bool,
}

impl Warmer {
    /// These are in sight now; what was wanted before is not any more.
    pub(super) fn want(&self, listings: Vec<String>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.listings = listings.into_iter().take(MOST).collect();
        self.wanted.notify_all();
    }

    /// Makes way for a reader who waits; the listing that they want is compiled to its end.
    pub(super) fn yield_to(&self, listing: Option<&str>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((current, cancel)) = &state.current
            && listing != Some(current.as_str())
        {
            cancel.store(true, Ordering::Relaxed);
            let again = current.clone();
            state.listings.push_front(again);
        }
    }

    /// Stops for good.
    pub(super) fn end(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.ended = true;
        state.listings.clear();
        if let Some((_, cancel)) = &state.current {
            cancel.store(true, Ordering::Relaxed);
        }
        self.wanted.notify_all();
    }

    /// Compiles one after the other, until the end.
    pub(super) fn work(&self, service: &Arc<Service>) {
        while let Some((listing, cancel)) = self.next(service) {
            // Whoever runs it hears what is wrong with it.
            let _ = programs::warm_one(service, &listing, &cancel);
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            state.current = None;
        }
    }

    fn next(&self, service: &Service) -> Option<(String, Arc<AtomicBool>)> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if state.ended {
                return None;
            }
            if service.queue.is_idle()
                && let Some(listing) = state.listings.pop_front()
            {
                let cancel = Arc::new(AtomicBool::new(false));
                state.current = Some((listing.clone(), Arc::clone(&cancel)));
                return Some((listing, cancel));
            }
            state = if state.listings.is_empty() {
                self.wanted
                    .wait(state)
                    .unwrap_or_else(PoisonError::into_inner)
            } else {
                let waited = self.wanted.wait_timeout(state, LOOK);
                waited.unwrap_or_else(PoisonError::into_inner).0
            };
        }
    }
}
