//! Data races on `UnsafeCell`: two accesses to the same cell, one of them a write, that no synchronization orders.
//!
//! A race is reported whether or not the values came out right in this execution: the program has no defined meaning.
//! `UnsafeCell::get` does not say what its pointer is used for, so that is read from the source line: an assignment through it, a mutable
//! borrow and `ptr::write` write; everything else counts as a read. A pointer that is kept is not followed.

use std::cell::RefCell;

use crate::event::Fact;
use crate::execution::{Access, with};
use crate::names::Sources;
use crate::object::{Object, Place, Region};
use crate::report::Outcome;
use crate::runtime::{self, Operation};
use crate::task::TaskId;

#[derive(Clone, Copy, Debug)]
struct Touch {
    task: TaskId,
    step: u32,
    place: Place,
}

/// Accesses to one cell that a later one must be ordered after.
#[derive(Debug, Default)]
pub(crate) struct History {
    write: Option<Touch>,
    reads: Vec<Touch>,
}

thread_local! {
    /// What each place does, judged once.
    static JUDGED: RefCell<Vec<(Place, Access)>> = const { RefCell::new(Vec::new()) };
    static SOURCES: RefCell<Option<Sources>> = const { RefCell::new(None) };
}

/// Tells where sources are, before an exploration.
pub(crate) fn use_sources(roots: &[std::path::PathBuf]) {
    SOURCES.set(Some(Sources::new(roots)));
}

/// An access to a cell; fails the execution when it races.
pub(crate) fn access(object: &Object, region: Region, place: Place) {
    if !runtime::is_active() {
        return;
    }
    let id = object.id("cell", place, &[region]);
    let access = judge(place);
    runtime::step(Operation::on(id, access, place, "uses {object}"));
    let race = with(|execution| {
        let me = execution.current;
        let now = Touch {
            task: me,
            step: execution.task(me).steps,
            place,
        };
        let index = id.0 as usize;
        if execution.cells.len() <= index {
            execution.cells.resize_with(index + 1, History::default);
        }
        let view = &execution.tasks[me.index()].view;
        let history = &mut execution.cells[index];
        let races =
            |touch: &&Touch| touch.task != me && !view.includes(touch.task.index(), touch.step);
        let mut race = history
            .write
            .as_ref()
            .filter(races)
            .copied()
            .map(|touch| (touch, "write"));
        if access == Access::Write {
            race = race.or_else(|| {
                history
                    .reads
                    .iter()
                    .find(races)
                    .copied()
                    .map(|touch| (touch, "read"))
            });
            history.write = Some(now);
            history.reads.clear();
        } else {
            history.reads.retain(|touch| touch.task != me);
            history.reads.push(now);
        }
        race
    });
    let what = if access == Access::Write {
        "writes"
    } else {
        "reads"
    };
    runtime::event(place, id, Fact::Plain, || {
        format!("{what} {{object}} (not atomically)")
    });
    if let Some((other, how)) = race {
        let me = runtime::current().index();
        let message = format!(
            "{{task:{me}}} {what} {{object:{}}} (line {}), and nothing orders that after the {how} by {{task:{}}} (line {})",
            id.0,
            place.line(),
            other.task.index(),
            other.place.line()
        );
        runtime::fail(Outcome::DataRace, message);
    }
}

fn judge(place: Place) -> Access {
    JUDGED.with_borrow_mut(|judged| {
        if let Some((_, access)) = judged.iter().find(|(known, _)| std::ptr::eq(*known, place)) {
            return *access;
        }
        let around = SOURCES
            .with_borrow_mut(|sources| sources.as_mut().and_then(|sources| sources.around(place)));
        let access = around.map_or(Access::Read, |(before, after)| judge_text(&before, &after));
        judged.push((place, access));
        access
    })
}

fn judge_text(before: &str, after: &str) -> Access {
    let after = after
        .trim_start()
        .trim_start_matches("get")
        .trim_start()
        .trim_start_matches("()")
        .trim_start();
    let borrows = [
        "&mut *",
        "&mut (*",
        "&raw mut",
        "ptr::write(",
        "ptr::replace(",
    ]
    .iter()
    .any(|start| begins_with(before, start));
    let calls = [
        ".write(",
        ".replace(",
        ".as_mut()",
        ".swap(",
        ".write_volatile(",
        ".cast::<T>().write(",
    ]
    .iter()
    .any(|call| after.starts_with(call));
    let rest = after
        .trim_start_matches(')')
        .trim_start_matches(|c: char| c.is_alphanumeric() || "._[]".contains(c))
        .trim_start();
    let operator = rest.trim_start_matches(['+', '-', '*', '/', '%', '&', '|', '^', '<', '>']);
    let assigns = before.contains('*')
        && operator.starts_with('=')
        && !operator.starts_with("==")
        && !rest.starts_with("<=")
        && !rest.starts_with(">=")
        && !rest.starts_with("!=");
    let mutates = before.contains("(*")
        && [
            ".push",
            ".pop",
            ".insert",
            ".remove",
            ".take(",
            ".clear(",
            ".extend",
            ".write(",
            ".assume_init_drop",
            ".get_or_insert",
        ]
        .iter()
        .any(|call| after.trim_start_matches(')').starts_with(call));
    if borrows || calls || assigns || mutates {
        Access::Write
    } else {
        Access::Read
    }
}

/// Whether the last thing before the access begins with these words: the first argument of a call, the place of a borrow.
fn begins_with(before: &str, start: &str) -> bool {
    before
        .rfind(start)
        .is_some_and(|at| !before[at + start.len()..].contains([',', ';', '=']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_are_told_from_reads_by_the_source_line() {
        for (before, after, access) in [
            ("unsafe { *self.value.", "get() = 1 };", Access::Write),
            ("unsafe { *CELL.", "get() += 1 };", Access::Write),
            ("unsafe { &mut *self.data.", "get() }", Access::Write),
            (
                "unsafe { (*self.slot.",
                "get()).write(value) }",
                Access::Write,
            ),
            ("unsafe { self.slot.", "get().write(value) }", Access::Write),
            ("unsafe { *self.value.", "get() }", Access::Read),
            ("if unsafe { *self.value.", "get() == 3 } {", Access::Read),
            ("unsafe { &*self.data.", "get() }", Access::Read),
            ("unsafe { (*self.queue.", "get()).push(1) }", Access::Write),
            ("unsafe { *self.value.", "get() <= 3 }", Access::Read),
            (
                "unsafe { ptr::write(place, *self.value.",
                "get()) }",
                Access::Read,
            ),
            (
                "let first = unsafe { &mut *spare }; let copy = *self.value.",
                "get();",
                Access::Read,
            ),
        ] {
            assert_eq!(judge_text(before, after), access, "{before}{after}");
        }
    }
}
