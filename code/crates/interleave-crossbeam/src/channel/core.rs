//! The state that all ends of a channel share.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use interleave::{Access, Fact, Object, ObjectId, Operation, Place, TaskId, View, runtime};

/// Where a message changes hands on a channel of capacity 0.
type Packet<T> = Rc<RefCell<Option<(T, View)>>>;

/// A thread that waits for one of several operations.
pub struct Wait {
    task: TaskId,
    /// The operation that another thread has paired with its own.
    pub(super) selected: Cell<Option<usize>>,
}

impl Wait {
    pub(super) fn new() -> Rc<Self> {
        Rc::new(Self {
            task: runtime::current(),
            selected: Cell::new(None),
        })
    }
}

/// An operation on a channel of capacity 0 that waits for its counterpart.
struct Offer<T> {
    wait: Rc<Wait>,
    operation: usize,
    packet: Packet<T>,
}

impl<T> Offer<T> {
    fn is_open_to(&self, task: TaskId) -> bool {
        self.wait.selected.get().is_none() && self.wait.task != task
    }
}

/// An operation that was picked and has to be completed.
enum Held<T> {
    /// A message, or the news that none will come.
    Received(Option<(T, View)>),
    /// The message is, or will be, in the packet.
    Receives(Packet<T>),
    /// The message goes into the packet.
    Hands(Packet<T>),
    /// Room is kept in the buffer.
    Room,
    /// No receiver is left.
    Refused,
}

/// A side of the channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Send,
    Receive,
}

pub(super) struct Core<T> {
    object: Object,
    pub(super) capacity: Option<usize>,
    messages: RefCell<VecDeque<(T, View)>>,
    /// Room kept for sends that were picked.
    promised: Cell<usize>,
    senders: Cell<usize>,
    receivers: Cell<usize>,
    sending: RefCell<Vec<Offer<T>>>,
    receiving: RefCell<Vec<Offer<T>>>,
    held: RefCell<Vec<(u64, Held<T>)>>,
    tickets: Cell<u64>,
}

impl<T> Core<T> {
    pub(super) fn new(capacity: Option<usize>, created: Place) -> Rc<Self> {
        Rc::new(Self {
            object: Object::at(created),
            capacity,
            messages: RefCell::new(VecDeque::new()),
            promised: Cell::new(0),
            senders: Cell::new(1),
            receivers: Cell::new(1),
            sending: RefCell::new(Vec::new()),
            receiving: RefCell::new(Vec::new()),
            held: RefCell::new(Vec::new()),
            tickets: Cell::new(0),
        })
    }

    pub(super) fn id(&self, place: Place) -> ObjectId {
        self.object.id("channel", place, &[])
    }

    pub(super) fn len(&self) -> usize {
        self.messages.borrow().len()
    }

    pub(super) fn is_full(&self) -> bool {
        self.capacity
            .is_some_and(|capacity| self.len() + self.promised.get() >= capacity)
    }

    pub(super) fn is_rendezvous(&self) -> bool {
        self.capacity == Some(0)
    }

    fn offers(&self, side: Side) -> &RefCell<Vec<Offer<T>>> {
        match side {
            Side::Send => &self.sending,
            Side::Receive => &self.receiving,
        }
    }

    pub(super) fn is_ready(&self, side: Side) -> bool {
        let others = match side {
            Side::Send => self.receivers.get(),
            Side::Receive => self.senders.get(),
        };
        if self.is_rendezvous() {
            let me = runtime::current();
            return others == 0
                || self
                    .offers(side.other())
                    .borrow()
                    .iter()
                    .any(|offer| offer.is_open_to(me));
        }
        match side {
            Side::Send => others == 0 || !self.is_full(),
            Side::Receive => others == 0 || self.len() > 0,
        }
    }

    /// As [`Core::is_ready`], asked on behalf of a thread that waits.
    pub(super) fn is_ready_for(&self, side: Side, wait: &Wait) -> bool {
        if !self.is_rendezvous() {
            return self.is_ready(side);
        }
        let others = match side {
            Side::Send => self.receivers.get(),
            Side::Receive => self.senders.get(),
        };
        others == 0
            || self
                .offers(side.other())
                .borrow()
                .iter()
                .any(|offer| offer.is_open_to(wait.task))
    }

    pub(super) fn offer(&self, side: Side, wait: &Rc<Wait>, operation: usize) {
        if self.is_rendezvous() {
            let offer = Offer {
                wait: Rc::clone(wait),
                operation,
                packet: Packet::default(),
            };
            self.offers(side).borrow_mut().push(offer);
        }
    }

    /// Takes an offer back; a ticket when it was accepted.
    pub(super) fn withdraw(&self, side: Side, wait: &Rc<Wait>, operation: usize) -> Option<u64> {
        let mut offers = self.offers(side).borrow_mut();
        let at = offers
            .iter()
            .position(|offer| Rc::ptr_eq(&offer.wait, wait) && offer.operation == operation)?;
        let offer = offers.remove(at);
        drop(offers);
        (wait.selected.get() == Some(operation)).then(|| {
            self.hold(match side {
                Side::Send => Held::Hands(offer.packet),
                Side::Receive => Held::Receives(offer.packet),
            })
        })
    }

    /// Begins an operation that is ready; it has to be completed with the ticket.
    pub(super) fn accept(&self, side: Side, id: ObjectId) -> u64 {
        runtime::touch(id, Access::Write);
        if self.is_rendezvous() {
            return self.accept_offer(side, id);
        }
        match side {
            Side::Receive => {
                let message = self.messages.borrow_mut().pop_front();
                if self.capacity.is_some() && message.is_some() {
                    // The sender that waits for room learns that it was made.
                    runtime::release(id);
                }
                self.hold(Held::Received(message))
            }
            Side::Send if self.receivers.get() == 0 => self.hold(Held::Refused),
            Side::Send => {
                self.promised.set(self.promised.get() + 1);
                self.hold(Held::Room)
            }
        }
    }

    fn accept_offer(&self, side: Side, id: ObjectId) -> u64 {
        let me = runtime::current();
        let offers = self.offers(side.other()).borrow();
        let open: Vec<&Offer<T>> = offers.iter().filter(|offer| offer.is_open_to(me)).collect();
        if open.is_empty() {
            return self.hold(match side {
                Side::Send => Held::Refused,
                Side::Receive => Held::Received(None),
            });
        }
        let tasks: Vec<TaskId> = open.iter().map(|offer| offer.wait.task).collect();
        let offer = open[runtime::choose_waiter(&tasks)];
        offer.wait.selected.set(Some(offer.operation));
        runtime::release(id);
        let packet = Rc::clone(&offer.packet);
        self.hold(match side {
            Side::Send => Held::Hands(packet),
            Side::Receive => Held::Receives(packet),
        })
    }

    fn hold(&self, held: Held<T>) -> u64 {
        let ticket = self.tickets.get();
        self.tickets.set(ticket + 1);
        self.held.borrow_mut().push((ticket, held));
        ticket
    }

    fn held(&self, ticket: u64) -> Held<T> {
        let mut held = self.held.borrow_mut();
        let at = held
            .iter()
            .position(|(known, _)| *known == ticket)
            .expect("the operation was selected on this channel");
        held.remove(at).1
    }

    /// Completes a receive; `None` when all senders are gone.
    pub(super) fn complete_receive(&self, ticket: u64, place: Place) -> Option<T> {
        let id = self.id(place);
        let message = match self.held(ticket) {
            Held::Received(message) => message,
            Held::Receives(packet) => {
                if packet.borrow().is_none() {
                    // Its sender was paired by `select!` and still computes the message.
                    let operation = Operation::on(
                        id,
                        Access::Write,
                        place,
                        "waits for the message of {object}",
                    );
                    runtime::wait(operation, &|| packet.borrow().is_some());
                }
                packet.take()
            }
            _ => unreachable!("the ticket is of a receive"),
        };
        match message {
            Some((message, view)) => {
                runtime::learn(&view);
                runtime::acquire(id);
                let left = self.len();
                runtime::event(place, id, Fact::Plain, || match self.capacity {
                    Some(0) => "receives from {object}".to_owned(),
                    _ => format!("receives from {{object}} ({left} left)"),
                });
                Some(message)
            }
            None => {
                runtime::acquire(id);
                runtime::event(place, id, Fact::Plain, || {
                    "receives from {object}: all senders are gone".to_owned()
                });
                // A loop that asks again and again gets nowhere.
                runtime::idle();
                None
            }
        }
    }

    /// Completes a send.
    pub(super) fn complete_send(&self, ticket: u64, message: T, place: Place) -> Result<(), T> {
        let id = self.id(place);
        match self.held(ticket) {
            Held::Room => {
                self.promised.set(self.promised.get() - 1);
                self.messages
                    .borrow_mut()
                    .push_back((message, runtime::knowledge()));
                if self.capacity.is_some() {
                    runtime::acquire(id);
                }
            }
            Held::Hands(packet) => {
                runtime::acquire(id);
                *packet.borrow_mut() = Some((message, runtime::knowledge()));
            }
            Held::Refused => {
                runtime::event(place, id, Fact::Plain, || {
                    "sends to {object}: all receivers are gone".to_owned()
                });
                return Err(message);
            }
            _ => unreachable!("the ticket is of a send"),
        }
        runtime::touch(id, Access::Write);
        let length = self.len();
        runtime::event(place, id, Fact::Plain, || match self.capacity {
            Some(0) => "hands a message over through {object}".to_owned(),
            _ => format!("sends to {{object}} ({length} waiting)"),
        });
        Ok(())
    }

    pub(super) fn add(&self, side: Side) {
        let count = self.count(side);
        count.set(count.get() + 1);
    }

    pub(super) fn remove(&self, side: Side) {
        let count = self.count(side);
        if count.get() == 1 && runtime::is_active() {
            let what = match side {
                Side::Send => "drops the last sender of {object}",
                Side::Receive => "drops the last receiver of {object}",
            };
            let place = self.object.created();
            let id = self.id(place);
            runtime::step(Operation::on(id, Access::Write, place, what));
            runtime::release(id);
            runtime::event(place, id, Fact::Plain, || what.to_owned());
        }
        count.set(count.get() - 1);
        if side == Side::Receive && self.receivers.get() == 0 {
            let messages = self.messages.take();
            drop(messages);
        }
    }

    fn count(&self, side: Side) -> &Cell<usize> {
        match side {
            Side::Send => &self.senders,
            Side::Receive => &self.receivers,
        }
    }
}

impl Side {
    fn other(self) -> Self {
        match self {
            Self::Send => Self::Receive,
            Self::Receive => Self::Send,
        }
    }
}
