//! `mpsc`: channels with many senders and one receiver.
//!
//! # Why each schedule is a real one
//!
//! [`tokio::sync::mpsc`](https://docs.rs/tokio/latest/tokio/sync/mpsc/index.html): order per channel, senders wait for room first come first served, `recv` is cancel safe and `send` is not: a message given to a
//! cancelled `send` is gone. The end of all senders is seen only after all messages.

mod bounded;
mod permit;
mod unbounded;

pub use tokio::sync::mpsc::error;

pub use bounded::{Receiver, Sender, WeakSender, channel};
pub use permit::{OwnedPermit, Permit, PermitIterator};
pub use unbounded::{UnboundedReceiver, UnboundedSender, WeakUnboundedSender, unbounded_channel};

use std::sync::Arc;

use interleave::{Access, Fact, Object, ObjectId, Operation, Place, runtime};

use crate::shared::reach;

const RECEIVES: &str = "waits to receive from {object}";
const SENDS: &str = "waits for room in {object}";

/// The identity that all ends of a channel share.
#[derive(Clone, Debug)]
struct Link(Arc<Object>);

impl Link {
    #[track_caller]
    fn new() -> Self {
        Self(Arc::new(Object::new()))
    }

    fn id(&self, place: Place) -> ObjectId {
        self.0.id("channel", place, &[])
    }

    /// A scheduling point for an operation that never waits.
    fn reach(&self, place: Place, what: &'static str) -> ObjectId {
        let id = self.id(place);
        reach(Operation::on(id, Access::Write, place, what));
        id
    }

    /// As [`Link::reach`], before an operation that publishes something.
    fn publish(&self, place: Place, what: &'static str) -> ObjectId {
        let id = self.reach(place, what);
        runtime::release(id);
        id
    }

    /// Before an end is dropped; others notice if it is the last of its kind.
    fn drops(&self, what: &'static str) {
        if runtime::is_active() {
            let place = self.0.created();
            let id = self.publish(place, what);
            runtime::event(place, id, Fact::Plain, || what.to_owned());
        }
    }
}

/// Tells what came of a receive.
fn received<T>(id: ObjectId, place: Place, message: Option<&T>, left: usize) {
    runtime::event(place, id, Fact::Plain, || match message {
        Some(_) => format!("receives from {{object}} ({left} left)"),
        None => "receives from {object}: all senders are gone".to_owned(),
    });
}

/// Tells how many messages came at once.
fn received_many(id: ObjectId, place: Place, count: usize) {
    runtime::event(place, id, Fact::Plain, || match count {
        0 => "receives from {object}: all senders are gone".to_owned(),
        1 => "receives 1 message from {object}".to_owned(),
        _ => format!("receives {count} messages from {{object}}"),
    });
}

/// Tells what came of a send.
fn sent<E>(id: ObjectId, place: Place, result: &Result<(), E>) {
    runtime::event(place, id, Fact::Plain, || {
        if result.is_ok() {
            "sends to {object}"
        } else {
            "sends to {object}: the receiver is gone"
        }
        .to_owned()
    });
}
