//! The queue between the ends.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::mpsc::{RecvTimeoutError, SendError, TryRecvError, TrySendError};
use std::time::Duration;

use interleave::{Access, Fact, Object, ObjectId, Operation, Place, View, Wake, runtime};

pub(super) struct Queue<T> {
    object: Object,
    bound: Option<usize>,
    messages: RefCell<VecDeque<(T, View)>>,
    senders: Cell<usize>,
    receiver: Cell<bool>,
    /// The receiver waits: a channel of bound 0 can hand over.
    receiving: Cell<bool>,
    /// Messages sent and taken in all, so that a rendezvous knows that its own was taken.
    sent: Cell<u64>,
    taken: Cell<u64>,
}

impl<T> Queue<T> {
    pub(super) fn new(bound: Option<usize>, created: Place) -> Rc<Self> {
        Rc::new(Self {
            object: Object::at(created),
            bound,
            messages: RefCell::new(VecDeque::new()),
            senders: Cell::new(1),
            receiver: Cell::new(true),
            receiving: Cell::new(false),
            sent: Cell::new(0),
            taken: Cell::new(0),
        })
    }

    fn id(&self, place: Place) -> ObjectId {
        self.object.id("channel", place, &[])
    }

    fn has_room(&self) -> bool {
        let waiting = self.messages.borrow().len();
        match self.bound {
            None => true,
            Some(0) => waiting == 0,
            Some(bound) => waiting < bound,
        }
    }

    pub(super) fn send(&self, message: T, place: Place) -> Result<(), SendError<T>> {
        let id = self.id(place);
        let operation = Operation::on(id, Access::Write, place, "waits for room in {object}");
        runtime::wait(operation, &|| !self.receiver.get() || self.has_room());
        if !self.receiver.get() {
            runtime::event(place, id, Fact::Plain, || {
                "sends to {object}: the receiver is gone".to_owned()
            });
            return Err(SendError(message));
        }
        if self.bound.is_some() {
            // The room may have been made by the receiver.
            runtime::acquire(id);
        }
        let ticket = self.push(id, message, place);
        if self.bound == Some(0) {
            let operation = Operation::on(
                id,
                Access::Write,
                place,
                "waits until its message is taken from {object}",
            );
            runtime::wait(operation, &|| {
                !self.receiver.get() || self.taken.get() >= ticket
            });
            if self.taken.get() < ticket
                && let Some((message, _)) = self.messages.borrow_mut().pop_back()
            {
                return Err(SendError(message));
            }
            runtime::acquire(id);
        }
        Ok(())
    }

    pub(super) fn try_send(&self, message: T, place: Place) -> Result<(), TrySendError<T>> {
        let id = self.id(place);
        runtime::step(Operation::on(
            id,
            Access::Write,
            place,
            "tries to send to {object}",
        ));
        if !self.receiver.get() {
            return Err(TrySendError::Disconnected(message));
        }
        if !self.has_room() || (self.bound == Some(0) && !self.receiving.get()) {
            runtime::event(place, id, Fact::Plain, || {
                "tries to send to {object}: it is full".to_owned()
            });
            runtime::idle();
            return Err(TrySendError::Full(message));
        }
        if self.bound.is_some() {
            runtime::acquire(id);
        }
        self.push(id, message, place);
        Ok(())
    }

    fn push(&self, id: ObjectId, message: T, place: Place) -> u64 {
        self.messages
            .borrow_mut()
            .push_back((message, runtime::knowledge()));
        self.sent.set(self.sent.get() + 1);
        runtime::touch(id, Access::Write);
        let length = self.messages.borrow().len();
        runtime::event(place, id, Fact::Plain, || {
            format!("sends to {{object}} ({length} waiting)")
        });
        self.sent.get()
    }

    pub(super) fn receive(
        &self,
        deadline: Option<Duration>,
        place: Place,
    ) -> Result<T, RecvTimeoutError> {
        let id = self.id(place);
        let operation = Operation::on(id, Access::Write, place, "waits to receive from {object}");
        self.receiving.set(true);
        let ready = || !self.messages.borrow().is_empty() || self.senders.get() == 0;
        let wake = runtime::wait_until(operation, deadline, &ready);
        self.receiving.set(false);
        if let Some(message) = self.pop(id, place) {
            return Ok(message);
        }
        if wake == Wake::TimedOut {
            runtime::event(place, id, Fact::Plain, || {
                "gives up receiving from {object}: its time is up".to_owned()
            });
            return Err(RecvTimeoutError::Timeout);
        }
        runtime::acquire(id);
        runtime::event(place, id, Fact::Plain, || {
            "receives from {object}: all senders are gone".to_owned()
        });
        Err(RecvTimeoutError::Disconnected)
    }

    pub(super) fn try_receive(&self, place: Place) -> Result<T, TryRecvError> {
        let id = self.id(place);
        runtime::step(Operation::on(
            id,
            Access::Write,
            place,
            "tries to receive from {object}",
        ));
        if let Some(message) = self.pop(id, place) {
            return Ok(message);
        }
        if self.senders.get() == 0 {
            runtime::acquire(id);
            return Err(TryRecvError::Disconnected);
        }
        runtime::event(place, id, Fact::Plain, || {
            "tries to receive from {object}: it is empty".to_owned()
        });
        runtime::idle();
        Err(TryRecvError::Empty)
    }

    fn pop(&self, id: ObjectId, place: Place) -> Option<T> {
        let (message, view) = self.messages.borrow_mut().pop_front()?;
        self.taken.set(self.taken.get() + 1);
        runtime::learn(&view);
        if self.bound.is_some() {
            // The sender that waits for room learns that it was made.
            runtime::release(id);
        }
        runtime::touch(id, Access::Write);
        let left = self.messages.borrow().len();
        runtime::event(place, id, Fact::Plain, || {
            format!("receives from {{object}} ({left} left)")
        });
        Some(message)
    }

    pub(super) fn add_sender(&self) {
        self.senders.set(self.senders.get() + 1);
        if runtime::is_active() {
            runtime::touch(self.id(self.object.created()), Access::Write);
        }
    }

    pub(super) fn remove_sender(&self) {
        if self.senders.get() == 1 && runtime::is_active() {
            let place = self.object.created();
            let id = self.id(place);
            runtime::step(Operation::on(
                id,
                Access::Write,
                place,
                "drops the last sender of {object}",
            ));
            runtime::release(id);
            runtime::event(place, id, Fact::Plain, || {
                "drops the last sender of {object}".to_owned()
            });
        }
        self.senders.set(self.senders.get() - 1);
    }

    pub(super) fn remove_receiver(&self) {
        if runtime::is_active() {
            let place = self.object.created();
            let id = self.id(place);
            runtime::step(Operation::on(
                id,
                Access::Write,
                place,
                "drops the receiver of {object}",
            ));
            runtime::release(id);
            runtime::event(place, id, Fact::Plain, || {
                "drops the receiver of {object}".to_owned()
            });
        }
        self.receiver.set(false);
        // A rendezvous whose message was not taken gets it back, see `send`.
        if self.bound != Some(0) {
            let messages = self.messages.take();
            drop(messages);
        }
    }
}
