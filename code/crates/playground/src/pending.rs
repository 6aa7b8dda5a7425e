//! Something that is being made, and those who wait for it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use crate::{Event, PlaygroundError, Progress, Stage};

/// How often one who waits looks whether they were told to stop.
const LOOK: Duration = Duration::from_millis(100);

/// Not there yet, there, or known to fail.
#[derive(Debug)]
pub(crate) struct Pending<T> {
    /// What it is, for those who wait.
    name: &'static str,
    state: Mutex<State<T>>,
    changed: Condvar,
}

#[derive(Debug)]
enum State<T> {
    Building(Progress),
    Ready(T),
    Failed(String),
}

impl<T: Clone> Pending<T> {
    pub(crate) fn new(name: &'static str) -> Self {
        Self {
            name,
            state: Mutex::new(State::Building(Progress { done: 0, total: 0 })),
            changed: Condvar::new(),
        }
    }

    /// Tells those who wait how far it is.
    pub(crate) fn progress(&self, progress: Progress) {
        self.set(State::Building(progress));
    }

    /// Lets those who wait go on, or tells them why they cannot.
    pub(crate) fn finish(&self, result: &Result<T, PlaygroundError>) {
        self.set(match result {
            Ok(made) => State::Ready(made.clone()),
            Err(PlaygroundError::Crates { messages }) => State::Failed(messages.clone()),
            Err(error) => State::Failed(error.to_string()),
        });
    }

    fn set(&self, state: State<T>) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = state;
        self.changed.notify_all();
    }

    /// Waits for it, and says how far it is.
    pub(crate) fn wait(
        &self,
        cancel: &AtomicBool,
        on_event: &mut dyn FnMut(Event),
    ) -> Result<T, PlaygroundError> {
        let mut said = None;
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match &*state {
                State::Ready(made) => return Ok(made.clone()),
                State::Failed(messages) => {
                    return Err(PlaygroundError::Crates {
                        messages: messages.clone(),
                    });
                }
                State::Building(progress) if said != Some(*progress) => {
                    said = Some(*progress);
                    on_event(self.building(*progress));
                }
                State::Building(_) => {}
            }
            if cancel.load(Ordering::Relaxed) {
                return Err(PlaygroundError::Cancelled);
            }
            let waited = self.changed.wait_timeout(state, LOOK);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn building(&self, progress: Progress) -> Event {
        let name = self.name;
        let says = match progress {
            Progress { done: 0, total: 0 } => format!("Building {name}, once."),
            Progress { done, total: 0 } => format!("Building {name}, once: {done} crates so far."),
            Progress { done, total } => format!("Building {name}, once: {done} of {total}."),
        };
        Event::Stage {
            stage: Stage::Building,
            says: Some(says),
        }
    }
}
