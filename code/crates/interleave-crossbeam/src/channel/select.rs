//! `Select`: a list of operations that is made while the program runs.

use std::fmt;
use std::time::Duration;

use interleave::{Place, runtime};
use interleave_std::time::Instant;

use super::operate::{Handle, Order, Patience, operate};
use super::{
    ReadyTimeoutError, Receiver, RecvError, SelectTimeoutError, SendError, Sender, TryReadyError,
    TrySelectError,
};

const SELECTS: &str = "waits in select()";

/// Waits for the first of a list of operations.
#[derive(Clone)]
pub struct Select<'a> {
    handles: Vec<Option<&'a dyn Handle>>,
    order: Order,
}

impl<'a> Select<'a> {
    /// An empty list.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            handles: Vec::new(),
            order: Order::Any,
        }
    }

    /// An empty list, of which the first operation that is ready is done.
    #[must_use]
    pub const fn new_biased() -> Self {
        Self {
            handles: Vec::new(),
            order: Order::First,
        }
    }

    /// Adds a send; its number.
    pub fn send<T>(&mut self, sender: &'a Sender<T>) -> usize {
        self.handles.push(Some(sender));
        self.handles.len() - 1
    }

    /// Adds a receive; its number.
    pub fn recv<T>(&mut self, receiver: &'a Receiver<T>) -> usize {
        self.handles.push(Some(receiver));
        self.handles.len() - 1
    }

    /// Removes an operation.
    ///
    /// # Panics
    /// For a number that was not given, or was removed already.
    pub fn remove(&mut self, index: usize) {
        assert!(
            index < self.handles.len(),
            "index out of bounds; {index} >= {}",
            self.handles.len()
        );
        assert!(
            self.handles[index].take().is_some(),
            "no operation with this index"
        );
    }

    fn operate(&self, patience: Patience, place: Place) -> Option<SelectedOperation<'a>> {
        let (numbers, handles): (Vec<usize>, Vec<&dyn Handle>) = self
            .handles
            .iter()
            .enumerate()
            .filter_map(|(index, handle)| Some((index, (*handle)?)))
            .unzip();
        let (picked, ticket) = operate(&handles, patience, self.order, SELECTS, place)?;
        let handle = handles[picked];
        Some(SelectedOperation {
            index: numbers[picked],
            ticket: Some(ticket),
            handle: address(handle),
            list: std::marker::PhantomData,
        })
    }

    /// Does an operation that is ready.
    ///
    /// # Errors
    /// When none is.
    #[track_caller]
    pub fn try_select(&mut self) -> Result<SelectedOperation<'a>, TrySelectError> {
        let selected = self.operate(Patience::Never, runtime::here());
        if selected.is_none() {
            runtime::idle();
        }
        selected.ok_or(TrySelectError)
    }

    /// Waits until an operation is ready and does it.
    ///
    /// # Panics
    /// When the list is empty.
    #[track_caller]
    pub fn select(&mut self) -> SelectedOperation<'a> {
        assert!(
            self.handles.iter().any(Option::is_some),
            "no operations have been added to `Select`"
        );
        self.operate(Patience::Forever, runtime::here())
            .expect("patience does not run out")
    }

    /// As [`Select::select`], at most for the given time.
    ///
    /// # Errors
    /// When none was ready.
    #[track_caller]
    pub fn select_timeout(
        &mut self,
        limit: Duration,
    ) -> Result<SelectedOperation<'a>, SelectTimeoutError> {
        let deadline = runtime::clock().saturating_add(limit);
        self.operate(Patience::Until(deadline), runtime::here())
            .ok_or(SelectTimeoutError)
    }

    /// As [`Select::select`], until a point of time.
    ///
    /// # Errors
    /// When none was ready.
    #[track_caller]
    pub fn select_deadline(
        &mut self,
        deadline: Instant,
    ) -> Result<SelectedOperation<'a>, SelectTimeoutError> {
        self.operate(Patience::Until(deadline.__since_start()), runtime::here())
            .ok_or(SelectTimeoutError)
    }

    /// The number of an operation that is ready, without doing it.
    ///
    /// # Errors
    /// When none is.
    pub fn try_ready(&mut self) -> Result<usize, TryReadyError> {
        runtime::unsupported("crossbeam::channel::Select::try_ready")
    }

    /// Waits until an operation is ready, without doing it.
    pub fn ready(&mut self) -> usize {
        runtime::unsupported("crossbeam::channel::Select::ready")
    }

    /// As [`Select::ready`], at most for the given time.
    ///
    /// # Errors
    /// When none was ready.
    pub fn ready_timeout(&mut self, _: Duration) -> Result<usize, ReadyTimeoutError> {
        runtime::unsupported("crossbeam::channel::Select::ready_timeout")
    }
}

/// Tells channel ends apart.
fn address(handle: &dyn Handle) -> *const () {
    std::ptr::from_ref(handle).cast()
}

impl Default for Select<'_> {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Select<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("Select { .. }")
    }
}

/// An operation that was picked and has to be completed.
#[must_use]
pub struct SelectedOperation<'a> {
    index: usize,
    ticket: Option<u64>,
    handle: *const (),
    list: std::marker::PhantomData<&'a ()>,
}

impl SelectedOperation<'_> {
    /// Its number.
    #[must_use]
    pub const fn index(&self) -> usize {
        self.index
    }

    /// Completes a send.
    ///
    /// # Errors
    /// The message, when all receivers are gone.
    ///
    /// # Panics
    /// With another sender than the one that was added.
    #[track_caller]
    pub fn send<T>(mut self, sender: &Sender<T>, message: T) -> Result<(), SendError<T>> {
        assert!(
            self.handle == address(sender),
            "passed a sender that wasn't selected"
        );
        sender.complete(self.take(), message, runtime::here())
    }

    /// Completes a receive.
    ///
    /// # Errors
    /// When all senders are gone.
    ///
    /// # Panics
    /// With another receiver than the one that was added.
    #[track_caller]
    pub fn recv<T>(mut self, receiver: &Receiver<T>) -> Result<T, RecvError> {
        assert!(
            self.handle == address(receiver),
            "passed a receiver that wasn't selected"
        );
        receiver.complete(self.take(), runtime::here())
    }

    fn take(&mut self) -> u64 {
        self.ticket.take().expect("it is completed once")
    }
}

impl Drop for SelectedOperation<'_> {
    fn drop(&mut self) {
        assert!(
            self.ticket.is_none() || runtime::is_panicking(),
            "dropped `SelectedOperation` without completing the operation"
        );
    }
}

impl fmt::Debug for SelectedOperation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("SelectedOperation { .. }")
    }
}
