//! What the first grading needs, made while nobody waits for it, and word of it for those who come before it is there.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// How often one who waits looks whether they were told to stop.
const LOOK: Duration = Duration::from_millis(100);

/// What is being made at this moment, if anything.
#[derive(Default)]
pub(super) struct Preparation {
    current: Mutex<Option<String>>,
    changed: Condvar,
}

/// Ends the preparation when dropped, also when it has failed: then who needs it tries again, and hears why.
pub(super) struct Preparing<'a>(&'a Preparation);

impl Preparation {
    /// Others wait from now on.
    pub(super) fn begin(&self, what: &str) -> Preparing<'_> {
        let preparing = Preparing(self);
        preparing.say(what);
        preparing
    }

    /// Waits until nothing is being made, or `cancel` is set, and tells what is.
    pub(super) fn wait(&self, cancel: &AtomicBool, tell: &dyn Fn(&str)) {
        let mut told = None;
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        while !cancel.load(Ordering::Relaxed) {
            let Some(what) = current.as_ref() else { return };
            if told.as_ref() != Some(what) {
                tell(what);
                told = Some(what.clone());
            }
            let waited = self.changed.wait_timeout(current, LOOK);
            current = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn set(&self, what: Option<String>) {
        *self.current.lock().unwrap_or_else(PoisonError::into_inner) = what;
        self.changed.notify_all();
    }
}

impl Preparing<'_> {
    /// What is being made now.
    pub(super) fn say(&self, what: &str) {
        self.0.set(Some(what.to_owned()));
    }
}

impl Drop for Preparing<'_> {
    fn drop(&mut self) {
        self.0.set(None);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc;
    use std::thread;

    use super::Preparation;

    #[test]
    fn who_waits_hears_what_for_and_goes_on_when_it_is_there() {
        let preparation = Preparation::default();
        let never = AtomicBool::new(false);
        preparation.wait(&never, &|what| panic!("waits for {what}"));

        let preparing = preparation.begin("the first");
        let (sender, heard) = mpsc::channel();
        thread::scope(|scope| {
            scope.spawn(|| preparation.wait(&never, &|what| sender.send(what.to_owned()).unwrap()));
            assert_eq!(heard.recv().unwrap(), "the first");
            preparing.say("the second");
            assert_eq!(heard.recv().unwrap(), "the second");
            drop(preparing);
        });
    }

    #[test]
    fn who_is_told_to_stop_does_not_wait() {
        let preparation = Preparation::default();
        let cancel = AtomicBool::new(false);
        let _preparing = preparation.begin("something");
        preparation.wait(&cancel, &|_| cancel.store(true, Ordering::Relaxed));
    }
}
