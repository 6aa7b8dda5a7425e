//! design: a sorted map from numbers to lines behind a read-write lock, so that cursors read side by side

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

#[derive(Default)]
pub struct SharedLog {
    table: RwLock<Table>,
}

#[derive(Default)]
struct Table {
    next: u64,
    lines: BTreeMap<u64, String>,
}

impl SharedLog {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn push(&self, line: impl Into<String>) {
        let line = line.into();
        let mut table = self.table.write().unwrap_or_else(PoisonError::into_inner);
        let number = table.next;
        table.next += 1;
        table.lines.insert(number, line);
    }

    pub fn drain(&self) -> Vec<String> {
        let mut table = self.table.write().unwrap_or_else(PoisonError::into_inner);
        let lines = std::mem::take(&mut table.lines);
        drop(table);
        lines.into_values().collect()
    }
}

pub struct Cursor<'a> {
    log: &'a SharedLog,
    next: Cell<u64>,
}

impl<'a> Cursor<'a> {
    pub fn new(log: &'a SharedLog) -> Self {
        Cursor {
            log,
            next: Cell::new(0),
        }
    }

    pub fn new_lines(&self) -> Vec<String> {
        let table = self
            .log
            .table
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        let from = self.next.replace(table.next);
        table
            .lines
            .range(from..)
            .map(|(_, line)| line.clone())
            .collect()
    }
}
