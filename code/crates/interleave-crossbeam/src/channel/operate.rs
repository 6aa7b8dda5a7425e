//! Waiting for the first of several operations: what every send, receive and select comes down to.

use std::rc::Rc;
use std::time::Duration;

use interleave::{Access, ChoiceKind, Fact, ObjectId, Operation, Place, runtime};

use super::core::{Core, Side, Wait};
use super::timer::Timer;
use super::{Receiver, RecvError, SendError, Sender};

/// What is done when several operations are ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Any of them.
    Any,
    /// The one that is named first.
    First,
}

/// How long to wait.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Patience {
    Forever,
    Until(Duration),
    /// Not at all.
    Never,
}

/// An operation on a channel, whatever its messages.
pub trait Handle {
    #[doc(hidden)]
    fn operation(&self) -> &dyn Ready;
}

/// What waiting needs to know of an operation.
pub trait Ready {
    /// The channel.
    fn id(&self, place: Place) -> ObjectId;
    /// Whether it waits for a counterpart on a channel of capacity 0.
    fn is_rendezvous(&self) -> bool;
    /// When virtual time makes it ready.
    fn due(&self) -> Option<Duration>;
    #[doc(hidden)]
    fn is_ready_for(&self, wait: &Wait) -> bool;
    #[doc(hidden)]
    fn offer(&self, wait: &Rc<Wait>, operation: usize);
    #[doc(hidden)]
    fn withdraw(&self, wait: &Rc<Wait>, operation: usize) -> Option<u64>;
    #[doc(hidden)]
    fn accept(&self, id: ObjectId) -> u64;
}

/// Does the first operation that is ready: its number, and the ticket to complete it with. `None` when patience ran out.
pub(crate) fn operate(
    handles: &[&dyn Handle],
    patience: Patience,
    order: Order,
    what: &'static str,
    place: Place,
) -> Option<(usize, u64)> {
    let operations: Vec<&dyn Ready> = handles.iter().map(|handle| handle.operation()).collect();
    let ids: Vec<ObjectId> = operations
        .iter()
        .map(|operation| operation.id(place))
        .collect();
    let object = if let [only] = ids.as_slice() {
        *only
    } else {
        ObjectId::NONE
    };
    let point = Operation::on(object, Access::Write, place, what);
    let wait = Wait::new();
    let ready = || -> Vec<usize> {
        let is_ready = |index: &usize| operations[*index].is_ready_for(&wait);
        (0..operations.len()).filter(is_ready).collect()
    };
    let waits = !matches!(patience, Patience::Never);
    let pairs = operations.iter().any(|operation| operation.is_rendezvous());
    if pairs || !waits {
        runtime::step(point);
    }
    let picked = if waits && (!pairs || ready().is_empty()) {
        block(&operations, &wait, patience, point)
    } else {
        None
    };
    for id in &ids {
        runtime::touch(*id, Access::Write);
    }
    if picked.is_some() {
        return picked;
    }
    let ready = ready();
    if ready.is_empty() {
        return None;
    }
    let index = match order {
        Order::Any => ready[runtime::choose(ChoiceKind::Branch, ready.len())],
        Order::First => ready[0],
    };
    Some((index, operations[index].accept(ids[index])))
}

/// Waits until an operation is ready, or until another thread has paired one with its own, which is then the one.
fn block(
    operations: &[&dyn Ready],
    wait: &Rc<Wait>,
    patience: Patience,
    point: Operation,
) -> Option<(usize, u64)> {
    for (index, operation) in operations.iter().enumerate() {
        operation.offer(wait, index);
    }
    let limit = if let Patience::Until(limit) = patience {
        Some(limit)
    } else {
        None
    };
    let due = operations
        .iter()
        .filter_map(|operation| operation.due())
        .chain(limit)
        .min();
    let ready = || {
        wait.selected.get().is_some()
            || operations
                .iter()
                .any(|operation| operation.is_ready_for(wait))
    };
    runtime::wait_until(point, due, &ready);
    let mut picked = None;
    for (index, operation) in operations.iter().enumerate() {
        if let Some(ticket) = operation.withdraw(wait, index) {
            picked = Some((index, ticket));
        }
    }
    picked
}

const SELECTS: &str = "waits in select!";

/// For `select!` without a default.
///
/// # Panics
/// Without operations.
#[doc(hidden)]
#[track_caller]
pub fn first_of(handles: &[&dyn Handle], order: Order) -> (usize, u64) {
    let place = runtime::here();
    operate(handles, Patience::Forever, order, SELECTS, place).expect("patience does not run out")
}

/// For `select!` with a default.
#[doc(hidden)]
#[track_caller]
pub fn first_of_now(handles: &[&dyn Handle], order: Order) -> Option<(usize, u64)> {
    let place = runtime::here();
    let what = "tries the operations of select!";
    let picked = operate(handles, Patience::Never, order, what, place);
    if picked.is_none() {
        runtime::event(place, ObjectId::NONE, Fact::Plain, || {
            "tries the operations of select!: none is ready".to_owned()
        });
        runtime::idle();
    }
    picked
}

/// For `select!` with a default after some time.
#[doc(hidden)]
#[track_caller]
pub fn first_of_until(
    handles: &[&dyn Handle],
    order: Order,
    limit: Duration,
) -> Option<(usize, u64)> {
    let deadline = runtime::clock().saturating_add(limit);
    let place = runtime::here();
    let picked = operate(handles, Patience::Until(deadline), order, SELECTS, place);
    if picked.is_none() {
        runtime::event(place, ObjectId::NONE, Fact::Plain, || {
            "gives up select!: its time is up".to_owned()
        });
    }
    picked
}

/// Completes a receive.
///
/// # Errors
/// When all senders are gone.
#[doc(hidden)]
#[track_caller]
pub fn complete_receive<T>(receiver: &Receiver<T>, ticket: u64) -> Result<T, RecvError> {
    receiver.complete(ticket, runtime::here())
}

/// Completes a send.
///
/// # Errors
/// The message, when all receivers are gone.
#[doc(hidden)]
#[track_caller]
pub fn complete_send<T>(sender: &Sender<T>, ticket: u64, message: T) -> Result<(), SendError<T>> {
    sender.complete(ticket, message, runtime::here())
}

/// Sending to a channel.
pub(super) struct SendSide<T>(pub(super) Rc<Core<T>>);

/// Receiving from a channel.
pub(super) struct ReceiveSide<T>(pub(super) Rc<Core<T>>);

macro_rules! side {
    ($name:ident $side:expr) => {
        impl<T> Ready for $name<T> {
            fn id(&self, place: Place) -> ObjectId {
                self.0.id(place)
            }

            fn is_rendezvous(&self) -> bool {
                self.0.is_rendezvous()
            }

            fn due(&self) -> Option<Duration> {
                None
            }

            fn is_ready_for(&self, wait: &Wait) -> bool {
                self.0.is_ready_for($side, wait)
            }

            fn offer(&self, wait: &Rc<Wait>, operation: usize) {
                self.0.offer($side, wait, operation);
            }

            fn withdraw(&self, wait: &Rc<Wait>, operation: usize) -> Option<u64> {
                self.0.withdraw($side, wait, operation)
            }

            fn accept(&self, id: ObjectId) -> u64 {
                self.0.accept($side, id)
            }
        }
    };
}

side!(SendSide Side::Send);
side!(ReceiveSide Side::Receive);

/// Receiving from a channel that virtual time fills.
pub(super) struct TimerSide<T>(pub(super) Rc<Timer<T>>);

impl<T> Ready for TimerSide<T> {
    fn id(&self, _: Place) -> ObjectId {
        ObjectId::CLOCK
    }

    fn is_rendezvous(&self) -> bool {
        false
    }

    fn due(&self) -> Option<Duration> {
        self.0.next()
    }

    fn is_ready_for(&self, _: &Wait) -> bool {
        self.0.is_ready()
    }

    fn offer(&self, _: &Rc<Wait>, _: usize) {}

    fn withdraw(&self, _: &Rc<Wait>, _: usize) -> Option<u64> {
        None
    }

    fn accept(&self, _: ObjectId) -> u64 {
        0
    }
}

/// Receiving from a channel that stays empty for ever.
pub(super) struct NeverSide;

impl Ready for NeverSide {
    fn id(&self, _: Place) -> ObjectId {
        ObjectId::NONE
    }

    fn is_rendezvous(&self) -> bool {
        false
    }

    fn due(&self) -> Option<Duration> {
        None
    }

    fn is_ready_for(&self, _: &Wait) -> bool {
        false
    }

    fn offer(&self, _: &Rc<Wait>, _: usize) {}

    fn withdraw(&self, _: &Rc<Wait>, _: usize) -> Option<u64> {
        None
    }

    fn accept(&self, _: ObjectId) -> u64 {
        unreachable!("it is never ready")
    }
}
