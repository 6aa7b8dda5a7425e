//! Answers that come piece by piece: one line of JSON for each event, sent as soon as it happens.

use std::convert::Infallible;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;
use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use futures::stream;
use playground::{Event, Stage};
use serde::Serialize;
use serde_json::{Value, json};
use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::mpsc::{self, UnboundedSender};
use tokio::task;

use super::Refusal;
use super::queue::Place;
use super::service::Service;

/// Where the lines of one answer go.
///
/// The lines wait in memory and not in the work that writes them: a reader who does not read must not keep a program from
/// being ended in time. What a run can print is bounded, so this is too.
#[derive(Clone)]
pub(super) struct Lines {
    sender: UnboundedSender<String>,
    /// Set when nobody reads any more.
    cancel: Arc<AtomicBool>,
}

impl Lines {
    /// Sends a line.
    pub(super) fn send(&self, event: &impl Serialize) {
        let mut line = serde_json::to_string(event).expect("an event has only text keys");
        line.push('\n');
        if self.sender.send(line).is_err() {
            self.cancel.store(true, Ordering::Relaxed);
        }
    }

    /// What ends the work when it is set.
    pub(super) fn cancel(&self) -> &AtomicBool {
        &self.cancel
    }
}

/// Ends the work when the answer is dropped, which is when its reader has gone.
struct EndOnDrop(Arc<AtomicBool>);

impl Drop for EndOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Does `work` on a thread of its own as soon as there is a place, and answers with the lines it sends; what it returns
/// is the last of them.
///
/// # Errors
/// When too many others wait.
pub(super) fn answer(
    service: &Arc<Service>,
    work: impl FnOnce(&Lines) -> Result<Value> + Send + 'static,
) -> Result<Response, Refusal> {
    let place = service.queue.place()?;
    let cancel = service.begin();
    let (sender, receiver) = mpsc::unbounded_channel();
    let lines = Lines {
        sender,
        cancel: Arc::clone(&cancel),
    };
    tokio::spawn(async move {
        let permit = match place {
            Place::Free(permit) => permit,
            Place::Waiting(waiting) => {
                lines.send(&Event::stage(Stage::Queued));
                let sender = lines.sender.clone();
                tokio::select! {
                    Some(permit) = waiting.turn() => permit,
                    () = sender.closed() => return,
                }
            }
        };
        task::spawn_blocking(move || perform(work, &lines, permit));
    });
    let lines = stream::unfold(
        (receiver, EndOnDrop(cancel)),
        |(mut receiver, end)| async move {
            let line = receiver.recv().await?;
            Some((Ok::<_, Infallible>(line), (receiver, end)))
        },
    );
    Ok((
        [(CONTENT_TYPE, "application/x-ndjson")],
        Body::from_stream(lines),
    )
        .into_response())
}

/// Does the work; a fault of ours is the last line.
fn perform(
    work: impl FnOnce(&Lines) -> Result<Value>,
    lines: &Lines,
    permit: OwnedSemaphorePermit,
) {
    let done = panic::catch_unwind(AssertUnwindSafe(|| work(lines)));
    // Who hears the end and asks again at once must not find the place taken.
    drop(permit);
    lines.send(&match done {
        Ok(Ok(last)) => last,
        Ok(Err(error)) => failed(&crate::sentence(&error)),
        Err(_) => {
            failed("this is a bug in the course; what `cargo course serve` printed says more")
        }
    });
}

fn failed(error: &str) -> Value {
    json!({ "event": "failed", "error": error })
}
