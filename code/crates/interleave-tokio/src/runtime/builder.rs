//! `Builder`.

use std::io;
use std::time::Duration;

use interleave::{Place, runtime};

use super::scheduler::{Scheduler, Settings};
use super::{Runtime, RuntimeFlavor};

/// Settings of a new runtime. Those that only matter for speed are accepted and ignored.
#[derive(Debug)]
pub struct Builder {
    settings: Settings,
    place: Place,
}

impl Builder {
    /// A runtime that runs on the thread that calls `block_on`.
    #[track_caller]
    #[must_use]
    pub fn new_current_thread() -> Self {
        Self::new(RuntimeFlavor::CurrentThread, 1, runtime::here())
    }

    /// A runtime with workers of its own: two, unless [`Builder::worker_threads`] says otherwise.
    #[track_caller]
    #[must_use]
    pub fn new_multi_thread() -> Self {
        Self::new(RuntimeFlavor::MultiThread, 2, runtime::here())
    }

    fn new(flavor: RuntimeFlavor, workers: usize, place: Place) -> Self {
        Self {
            settings: Settings {
                flavor,
                workers,
                blocking: 512,
                has_timers: false,
                starts_paused: false,
            },
            place,
        }
    }

    /// Enables timers, and input and output, of which there is none here.
    pub fn enable_all(&mut self) -> &mut Self {
        self.settings.has_timers = true;
        self
    }

    /// Enables timers.
    pub fn enable_time(&mut self) -> &mut Self {
        self.settings.has_timers = true;
        self
    }

    /// Accepted and ignored.
    pub fn enable_io(&mut self) -> &mut Self {
        self
    }

    /// The number of workers of a multi-thread runtime.
    ///
    /// # Panics
    /// For zero.
    #[track_caller]
    pub fn worker_threads(&mut self, count: usize) -> &mut Self {
        assert!(count > 0, "Worker threads cannot be set to 0");
        if self.settings.flavor == RuntimeFlavor::MultiThread {
            self.settings.workers = count;
        }
        self
    }

    /// The greatest number of blocking calls at a time.
    ///
    /// # Panics
    /// For zero.
    #[track_caller]
    pub fn max_blocking_threads(&mut self, count: usize) -> &mut Self {
        assert!(count > 0, "Max blocking threads cannot be set to 0");
        self.settings.blocking = count;
        self
    }

    /// Whether the clock of a `current_thread` runtime starts stopped: time then passes only when no task can run.
    pub fn start_paused(&mut self, start_paused: bool) -> &mut Self {
        self.settings.starts_paused =
            start_paused && self.settings.flavor == RuntimeFlavor::CurrentThread;
        self
    }

    /// Accepted and ignored: tasks have names of their own.
    pub fn thread_name(&mut self, _: impl Into<String>) -> &mut Self {
        self
    }

    /// Accepted and ignored.
    pub fn name(&mut self, _: impl Into<String>) -> &mut Self {
        self
    }

    /// Accepted and ignored.
    pub fn thread_stack_size(&mut self, _: usize) -> &mut Self {
        self
    }

    /// Accepted and ignored.
    pub fn thread_keep_alive(&mut self, _: Duration) -> &mut Self {
        self
    }

    /// Accepted and ignored: which task runs next is always a choice.
    pub fn global_queue_interval(&mut self, _: u32) -> &mut Self {
        self
    }

    /// Accepted and ignored.
    pub fn event_interval(&mut self, _: u32) -> &mut Self {
        self
    }

    /// Builds the runtime.
    ///
    /// # Errors
    /// Never.
    pub fn build(&mut self) -> io::Result<Runtime> {
        Ok(Runtime::with(Scheduler::new(self.settings, self.place)))
    }
}
