//! Hears what mdBook logs while it builds.

use std::fmt::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

/// Errors and warnings in the order in which they were logged.
#[derive(Clone, Default)]
pub(super) struct Complaints {
    heard: Arc<Mutex<Vec<(Level, String)>>>,
}

impl Complaints {
    /// Runs `work` and hears everything that it logs on this thread.
    pub(super) fn collect<T>(&self, work: impl FnOnce() -> T) -> T {
        tracing::subscriber::with_default(self.clone(), work)
    }

    /// The errors, each with its causes, and the other warnings.
    pub(super) fn into_sentences(self) -> (Vec<String>, Vec<String>) {
        let heard = std::mem::take(&mut *self.heard.lock().unwrap_or_else(PoisonError::into_inner));
        let mut errors: Vec<String> = Vec::new();
        let mut warnings = Vec::new();
        for (level, message) in heard {
            match (
                level,
                message.strip_prefix("Caused By: "),
                errors.last_mut(),
            ) {
                (Level::ERROR, _, _) => errors.push(message),
                // mdBook logs the causes of an error as warnings of their own.
                (_, Some(cause), Some(error)) => error.extend([": ", cause]),
                _ => warnings.push(message),
            }
        }
        (errors, warnings)
    }
}

impl Subscriber for Complaints {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= Level::WARN && metadata.target().starts_with("mdbook")
    }

    fn event(&self, event: &Event<'_>) {
        let mut message = Message(String::new());
        event.record(&mut message);
        self.heard
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push((*event.metadata().level(), message.0));
    }

    // mdBook's spans carry nothing that a complaint needs.
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "message" {
            // Writing to a string cannot fail.
            let _ = write!(self.0, "{value:?}");
        }
    }
}
