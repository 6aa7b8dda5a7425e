//! `Semaphore`: first come, first served.
//!
//! # Why each schedule is a real one
//!
//! [`tokio::sync::Semaphore`](https://docs.rs/tokio/latest/tokio/sync/struct.Semaphore.html): "permits are given out in the order they were requested", also when a large request blocks smaller ones behind it.

use std::future::Future;
use std::sync::Arc;

use interleave::{Access, Fact, ObjectId, Operation, Place, runtime};
use tokio::sync as real;
use tokio::sync::{AcquireError, TryAcquireError};

use crate::drive::wait_on_thread;
use crate::shared::{Held, Shared, failed, reach, watch};

const WAITS: &str = "waits for a permit of {object}";
const TRIES: &str = "tries to get a permit of {object}";
const NONE: &str = "tries to get a permit of {object}: there is none";
const RETURNS: &str = "returns its permit to {object}";

/// A number of permits.
#[derive(Debug)]
pub struct Semaphore {
    real: Shared<real::Semaphore>,
}

impl Semaphore {
    /// The greatest number of permits.
    pub const MAX_PERMITS: usize = real::Semaphore::MAX_PERMITS;

    /// A semaphore with some permits.
    #[track_caller]
    #[must_use]
    pub fn new(permits: usize) -> Self {
        Self {
            real: Shared::at(real::Semaphore::new(permits), runtime::here()),
        }
    }

    /// As [`Semaphore::new`], in a constant.
    #[track_caller]
    #[must_use]
    pub const fn const_new(permits: usize) -> Self {
        Self {
            real: Shared::at(
                real::Semaphore::const_new(permits),
                std::panic::Location::caller(),
            ),
        }
    }

    fn id(&self, place: Place) -> ObjectId {
        self.real.id("semaphore", place)
    }

    /// The number of free permits.
    #[track_caller]
    #[must_use]
    pub fn available_permits(&self) -> usize {
        let place = runtime::here();
        let id = self.id(place);
        runtime::tried();
        reach(Operation::on(
            id,
            Access::Read,
            place,
            "counts the permits of {object}",
        ));
        let permits = self.real.available_permits();
        runtime::event(place, id, Fact::Plain, || {
            format!("counts the free permits of {{object}}: {permits}")
        });
        permits
    }

    /// Adds permits.
    #[track_caller]
    pub fn add_permits(&self, count: usize) {
        let place = runtime::here();
        let id = self.id(place);
        reach(Operation::on(
            id,
            Access::Write,
            place,
            "adds permits to {object}",
        ));
        runtime::release(id);
        runtime::event(place, id, Fact::Plain, || {
            format!("adds {count} to {{object}}")
        });
        self.real.add_permits(count);
    }

    /// Takes free permits away for good; how many there were.
    #[track_caller]
    pub fn forget_permits(&self, count: usize) -> usize {
        let place = runtime::here();
        let id = self.id(place);
        reach(Operation::on(
            id,
            Access::Write,
            place,
            "takes permits away from {object}",
        ));
        self.real.forget_permits(count)
    }

    /// Waits for its turn and takes a permit.
    ///
    /// # Errors
    /// When the semaphore is closed.
    #[track_caller]
    pub fn acquire(&self) -> impl Future<Output = Result<SemaphorePermit<'_>, AcquireError>> {
        self.acquire_at(1, runtime::here())
    }

    /// Waits for its turn and takes several permits at once.
    ///
    /// # Errors
    /// When the semaphore is closed.
    #[track_caller]
    pub fn acquire_many(
        &self,
        count: u32,
    ) -> impl Future<Output = Result<SemaphorePermit<'_>, AcquireError>> {
        self.acquire_at(count, runtime::here())
    }

    async fn acquire_at(
        &self,
        count: u32,
        place: Place,
    ) -> Result<SemaphorePermit<'_>, AcquireError> {
        let id = self.id(place);
        let permit = watch(id, place, WAITS, self.real.acquire_many(count)).await?;
        Ok(SemaphorePermit {
            held: taken(id, count, place),
            permit,
            semaphore: self,
        })
    }

    /// As [`Semaphore::acquire`], with a permit that keeps the semaphore alive.
    ///
    /// # Errors
    /// When the semaphore is closed.
    #[track_caller]
    pub fn acquire_owned(
        self: Arc<Self>,
    ) -> impl Future<Output = Result<OwnedSemaphorePermit, AcquireError>> {
        self.acquire_owned_at(1, runtime::here())
    }

    /// As [`Semaphore::acquire_many`], with a permit that keeps the semaphore alive.
    ///
    /// # Errors
    /// When the semaphore is closed.
    #[track_caller]
    pub fn acquire_many_owned(
        self: Arc<Self>,
        count: u32,
    ) -> impl Future<Output = Result<OwnedSemaphorePermit, AcquireError>> {
        self.acquire_owned_at(count, runtime::here())
    }

    async fn acquire_owned_at(
        self: Arc<Self>,
        count: u32,
        place: Place,
    ) -> Result<OwnedSemaphorePermit, AcquireError> {
        let permit = self.acquire_at(count, place).await?;
        Ok(permit.into_owned(&self))
    }

    /// Blocks the thread until it has a permit.
    ///
    /// # Errors
    /// When the semaphore is closed.
    ///
    /// # Panics
    /// In asynchronous code.
    #[track_caller]
    pub fn blocking_acquire(&self) -> Result<SemaphorePermit<'_>, AcquireError> {
        self.blocking_acquire_many(1)
    }

    /// Blocks the thread until it has several permits at once.
    ///
    /// # Errors
    /// When the semaphore is closed.
    ///
    /// # Panics
    /// In asynchronous code.
    #[track_caller]
    pub fn blocking_acquire_many(&self, count: u32) -> Result<SemaphorePermit<'_>, AcquireError> {
        let place = runtime::here();
        wait_on_thread(self.acquire_at(count, place), place)
    }

    /// As [`Semaphore::blocking_acquire`], with a permit that keeps the semaphore alive.
    ///
    /// # Errors
    /// When the semaphore is closed.
    ///
    /// # Panics
    /// In asynchronous code.
    #[track_caller]
    pub fn blocking_acquire_owned(self: Arc<Self>) -> Result<OwnedSemaphorePermit, AcquireError> {
        self.blocking_acquire_many_owned(1)
    }

    /// As [`Semaphore::blocking_acquire_many`], with a permit that keeps the semaphore alive.
    ///
    /// # Errors
    /// When the semaphore is closed.
    ///
    /// # Panics
    /// In asynchronous code.
    #[track_caller]
    pub fn blocking_acquire_many_owned(
        self: Arc<Self>,
        count: u32,
    ) -> Result<OwnedSemaphorePermit, AcquireError> {
        let place = runtime::here();
        wait_on_thread(self.acquire_owned_at(count, place), place)
    }

    /// Takes a permit that is free.
    ///
    /// # Errors
    /// When there is none, or the semaphore is closed.
    #[track_caller]
    pub fn try_acquire(&self) -> Result<SemaphorePermit<'_>, TryAcquireError> {
        self.try_acquire_at(1, runtime::here())
    }

    /// Takes several permits that are free.
    ///
    /// # Errors
    /// When there are too few, or the semaphore is closed.
    #[track_caller]
    pub fn try_acquire_many(&self, count: u32) -> Result<SemaphorePermit<'_>, TryAcquireError> {
        self.try_acquire_at(count, runtime::here())
    }

    /// As [`Semaphore::try_acquire`], with a permit that keeps the semaphore alive.
    ///
    /// # Errors
    /// When there is none, or the semaphore is closed.
    #[track_caller]
    pub fn try_acquire_owned(self: Arc<Self>) -> Result<OwnedSemaphorePermit, TryAcquireError> {
        let permit = self.try_acquire_at(1, runtime::here())?;
        Ok(permit.into_owned(&self))
    }

    /// As [`Semaphore::try_acquire_many`], with a permit that keeps the semaphore alive.
    ///
    /// # Errors
    /// When there are too few, or the semaphore is closed.
    #[track_caller]
    pub fn try_acquire_many_owned(
        self: Arc<Self>,
        count: u32,
    ) -> Result<OwnedSemaphorePermit, TryAcquireError> {
        let permit = self.try_acquire_at(count, runtime::here())?;
        Ok(permit.into_owned(&self))
    }

    fn try_acquire_at(
        &self,
        count: u32,
        place: Place,
    ) -> Result<SemaphorePermit<'_>, TryAcquireError> {
        let id = self.id(place);
        runtime::tried();
        reach(Operation::on(id, Access::Write, place, TRIES));
        match self.real.try_acquire_many(count) {
            Ok(permit) => {
                runtime::acquire(id);
                Ok(SemaphorePermit {
                    held: taken(id, count, place),
                    permit,
                    semaphore: self,
                })
            }
            Err(error) => {
                failed(id, place, NONE);
                Err(error)
            }
        }
    }

    /// Lets nobody take a permit any more; those who wait fail.
    #[track_caller]
    pub fn close(&self) {
        let place = runtime::here();
        let id = self.id(place);
        reach(Operation::on(id, Access::Write, place, "closes {object}"));
        runtime::release(id);
        runtime::event(place, id, Fact::Plain, || "closes {object}".to_owned());
        self.real.close();
    }

    /// Whether it is closed.
    #[track_caller]
    #[must_use]
    pub fn is_closed(&self) -> bool {
        let place = runtime::here();
        reach(Operation::on(
            self.id(place),
            Access::Read,
            place,
            "looks whether {object} is closed",
        ));
        self.real.is_closed()
    }
}

fn taken(id: ObjectId, count: u32, place: Place) -> Held {
    runtime::event(place, id, Fact::AcquiresShared, || match count {
        1 => "takes a permit of {object}".to_owned(),
        _ => format!("takes {count} permits of {{object}}"),
    });
    Held::new(id, place, RETURNS)
}

/// A permit, returned when it is dropped.
#[derive(Debug)]
#[must_use]
pub struct SemaphorePermit<'a> {
    held: Held,
    permit: real::SemaphorePermit<'a>,
    semaphore: &'a Semaphore,
}

impl<'a> SemaphorePermit<'a> {
    /// Never returns the permit.
    #[track_caller]
    pub fn forget(self) {
        let place = runtime::here();
        let Self {
            held,
            permit,
            semaphore,
        } = self;
        held.forget();
        runtime::event(place, semaphore.id(place), Fact::Releases, || {
            "forgets its permit of {object}: it never comes back".to_owned()
        });
        permit.forget();
    }

    /// Takes over the permits of another one of the same semaphore.
    ///
    /// # Panics
    /// When it is of another semaphore.
    #[track_caller]
    pub fn merge(&mut self, other: Self) {
        let Self { held, permit, .. } = other;
        held.forget();
        self.permit.merge(permit);
    }

    /// Splits off some of its permits, if it has as many.
    pub fn split(&mut self, count: usize) -> Option<Self> {
        let permit = self.permit.split(count)?;
        Some(Self {
            held: self.held.again(),
            permit,
            semaphore: self.semaphore,
        })
    }

    /// The number of permits.
    #[must_use]
    pub fn num_permits(&self) -> usize {
        self.permit.num_permits()
    }

    fn into_owned(self, semaphore: &Arc<Semaphore>) -> OwnedSemaphorePermit {
        // SAFETY: the permit borrows from the semaphore that the `Arc` beside it keeps alive, and is dropped before it.
        let permit =
            unsafe { std::mem::transmute::<SemaphorePermit<'a>, SemaphorePermit<'static>>(self) };
        OwnedSemaphorePermit {
            permit,
            semaphore: Arc::clone(semaphore),
        }
    }
}

/// As [`SemaphorePermit`], keeping the semaphore alive.
#[derive(Debug)]
#[must_use]
pub struct OwnedSemaphorePermit {
    permit: SemaphorePermit<'static>,
    semaphore: Arc<Semaphore>,
}

impl OwnedSemaphorePermit {
    /// Never returns the permit.
    #[track_caller]
    pub fn forget(self) {
        self.permit.forget();
    }

    /// Takes over the permits of another one of the same semaphore.
    ///
    /// # Panics
    /// When it is of another semaphore.
    #[track_caller]
    pub fn merge(&mut self, other: Self) {
        self.permit.merge(other.permit);
    }

    /// Splits off some of its permits, if it has as many.
    pub fn split(&mut self, count: usize) -> Option<Self> {
        Some(Self {
            permit: self.permit.split(count)?,
            semaphore: Arc::clone(&self.semaphore),
        })
    }

    /// The number of permits.
    #[must_use]
    pub fn num_permits(&self) -> usize {
        self.permit.num_permits()
    }

    /// The semaphore.
    #[must_use]
    pub const fn semaphore(&self) -> &Arc<Semaphore> {
        &self.semaphore
    }
}
