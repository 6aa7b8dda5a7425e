//! `JoinError`.

use std::any::Any;
use std::fmt;
use std::io;

use super::Id;

/// Why a task has no output.
pub struct JoinError {
    id: Id,
    /// What it panicked with; `None` when it was cancelled.
    payload: Option<Box<dyn Any + Send + 'static>>,
}

// SAFETY: the payload is only reachable by value, or for its text by shared references to `&str` and `String`.
unsafe impl Sync for JoinError {}

impl JoinError {
    pub(crate) const fn cancelled(id: Id) -> Self {
        Self { id, payload: None }
    }

    pub(crate) const fn panicked(id: Id, payload: Box<dyn Any + Send + 'static>) -> Self {
        Self {
            id,
            payload: Some(payload),
        }
    }

    /// Whether the task was cancelled.
    #[must_use]
    pub const fn is_cancelled(&self) -> bool {
        self.payload.is_none()
    }

    /// Whether the task panicked.
    #[must_use]
    pub const fn is_panic(&self) -> bool {
        self.payload.is_some()
    }

    /// What the task panicked with.
    ///
    /// # Panics
    /// When it was cancelled.
    #[track_caller]
    #[must_use]
    pub fn into_panic(self) -> Box<dyn Any + Send + 'static> {
        self.try_into_panic()
            .expect("`JoinError` reason is not a panic.")
    }

    /// What the task panicked with.
    ///
    /// # Errors
    /// When it was cancelled.
    pub fn try_into_panic(self) -> Result<Box<dyn Any + Send + 'static>, Self> {
        let id = self.id;
        self.payload.ok_or(Self { id, payload: None })
    }

    /// The task.
    #[must_use]
    pub const fn id(&self) -> Id {
        self.id
    }

    fn text(&self) -> Option<&str> {
        let payload = self.payload.as_deref()?;
        payload
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| payload.downcast_ref::<&'static str>().copied())
    }
}

impl fmt::Display for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.payload, self.text()) {
            (None, _) => write!(f, "task {} was cancelled", self.id),
            (Some(_), Some(text)) => write!(f, "task {} panicked with message {text:?}", self.id),
            (Some(_), None) => write!(f, "task {} panicked", self.id),
        }
    }
}

impl fmt::Debug for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.payload, self.text()) {
            (None, _) => write!(f, "JoinError::Cancelled({:?})", self.id),
            (Some(_), Some(text)) => write!(f, "JoinError::Panic({:?}, {text:?}, ...)", self.id),
            (Some(_), None) => write!(f, "JoinError::Panic({:?}, ...)", self.id),
        }
    }
}

impl std::error::Error for JoinError {}

impl From<JoinError> for io::Error {
    fn from(error: JoinError) -> Self {
        Self::other(if error.is_cancelled() {
            "task was cancelled"
        } else {
            "task panicked"
        })
    }
}
