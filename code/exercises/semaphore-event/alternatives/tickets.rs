//! design: numbered tickets, served in order: a permit is for the next number; an event lets the numbers before it through

use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

#[derive(Default)]
struct Line {
    free: usize,
    next: u64,
    waiting: BTreeSet<u64>,
}

/// A number of permits, given out first come, first served.
pub struct Semaphore {
    line: Mutex<Line>,
    changed: Condvar,
}

/// The right to be inside.
#[must_use]
pub struct Permit<'a>(&'a Semaphore);

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        Self {
            line: Mutex::new(Line {
                free: permits,
                ..Line::default()
            }),
            changed: Condvar::new(),
        }
    }

    pub fn acquire(&self) -> Permit<'_> {
        self.stand_in_line(None).expect("there is no deadline")
    }

    /// Only when nobody waits: who comes later does not jump the line.
    pub fn try_acquire(&self) -> Option<Permit<'_>> {
        let mut line = self.line.lock().unwrap();
        if line.free == 0 || !line.waiting.is_empty() {
            return None;
        }
        line.free -= 1;
        Some(Permit(self))
    }

    pub fn acquire_timeout(&self, limit: Duration) -> Option<Permit<'_>> {
        if limit.is_zero() {
            return self.try_acquire();
        }
        self.stand_in_line(Instant::now().checked_add(limit))
    }

    fn stand_in_line(&self, deadline: Option<Instant>) -> Option<Permit<'_>> {
        let mut line = self.line.lock().unwrap();
        let ticket = line.next;
        line.next += 1;
        line.waiting.insert(ticket);
        loop {
            if line.free > 0 && line.waiting.first() == Some(&ticket) {
                line.free -= 1;
                line.waiting.remove(&ticket);
                // The next in line may have a permit, too, and was not the first when it looked.
                self.changed.notify_all();
                return Some(Permit(self));
            }
            let Some(deadline) = deadline else {
                line = self.changed.wait(line).unwrap();
                continue;
            };
            let now = Instant::now();
            if now >= deadline {
                line.waiting.remove(&ticket);
                self.changed.notify_all();
                return None;
            }
            line = self.changed.wait_timeout(line, deadline - now).unwrap().0;
        }
    }

    pub fn available(&self) -> usize {
        self.line.lock().unwrap().free
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.0.line.lock().unwrap().free += 1;
        self.0.changed.notify_all();
    }
}

#[derive(Default)]
struct Gate {
    open: bool,
    arrived: u64,
    let_through: u64,
}

/// A flag that threads can wait for. `set` lets through everybody who has arrived, even if `clear` follows at once.
#[derive(Default)]
pub struct Event {
    gate: Mutex<Gate>,
    opened: Condvar,
}

impl Event {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn set(&self) {
        let mut gate = self.gate.lock().unwrap();
        gate.open = true;
        gate.let_through = gate.arrived;
        self.opened.notify_all();
    }

    pub fn clear(&self) {
        self.gate.lock().unwrap().open = false;
    }

    pub fn is_set(&self) -> bool {
        self.gate.lock().unwrap().open
    }

    pub fn wait(&self) {
        self.wait_timeout(Duration::MAX);
    }

    pub fn wait_timeout(&self, limit: Duration) -> bool {
        let started = Instant::now();
        let mut gate = self.gate.lock().unwrap();
        gate.arrived += 1;
        let ticket = gate.arrived;
        while !gate.open && gate.let_through < ticket {
            let Some(rest) = limit
                .checked_sub(started.elapsed())
                .filter(|rest| !rest.is_zero())
            else {
                return false;
            };
            gate = self.opened.wait_timeout(gate, rest).unwrap().0;
        }
        true
    }
}
