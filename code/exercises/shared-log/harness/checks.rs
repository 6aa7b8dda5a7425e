//! What a shared log and its cursors promise, in small scenarios.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::thread;

use answer::{Cursor, SharedLog};
use harness_kit::{expect, expect_eq, scoped};

const NOTHING: [&str; 0] = [];

pub fn lines_come_out_in_order() {
    let log = SharedLog::new();
    expect_eq(log.drain(), NOTHING, "a new log is empty");
    log.push("one");
    log.push(String::from("two"));
    log.push('3');
    log.push("two");
    expect_eq(
        log.drain(),
        ["one", "two", "3", "two"],
        "drain takes all lines out, in the order in which they were pushed",
    );
    expect_eq(log.drain(), NOTHING, "what was drained is gone");
    log.push("");
    log.push("four\nrows");
    expect_eq(
        log.drain(),
        ["", "four\nrows"],
        "a drained log goes on, and a line is any text, as it was pushed",
    );
}

pub fn every_line_is_in_one_drain() {
    let log = SharedLog::new();
    log.push("1");
    log.push("2");
    let drains = thread::scope(|scope| {
        scoped(scope, "ada", || ["a1", "a2"].map(|line| log.push(line)));
        scoped(scope, "bob", || log.push("b"));
        let drainer = scoped(scope, "drainer", || log.drain());
        [log.drain(), drainer.join().unwrap_or_default()]
    });
    let rest = log.drain();
    let mut all = [&drains.concat()[..], &rest].concat();
    all.sort();
    expect_eq(
        all,
        ["1", "2", "a1", "a2", "b"],
        "every line that was pushed is in exactly one drain",
    );
    let has = |lines: &[String], line: &str| lines.iter().any(|known| known == line);
    expect(
        drains
            .iter()
            .any(|lines| has(lines, "1") && has(lines, "2")),
        format!(
            "a drain takes everything that is there at one moment: found {drains:?}, where two lines were there before"
        ),
    );
    expect(
        !has(&rest, "a1") || has(&rest, "a2"),
        "a drain takes everything that is there: no line is drained before an older one",
    );
    for lines in [&drains[0], &drains[1], &rest] {
        expect(
            lines
                .iter()
                .filter(|line| line.starts_with('a'))
                .is_sorted(),
            format!("the lines of one thread stay in its order: found {lines:?}"),
        );
    }
}

pub fn a_cursor_sees_each_line_once() {
    let log = SharedLog::new();
    log.push("before");
    let cursor = Cursor::new(&log);
    log.push("between");
    let other = Cursor::new(&log);
    expect_eq(
        cursor.new_lines(),
        ["before", "between"],
        "a new cursor sees what was pushed before it was made",
    );
    expect_eq(cursor.new_lines(), NOTHING, "a cursor sees each line once");
    log.push("after");
    expect_eq(
        cursor.new_lines(),
        ["after"],
        "a cursor sees each line once",
    );
    expect_eq(
        other.new_lines(),
        ["before", "between", "after"],
        "each cursor has a place of its own",
    );
    expect_eq(
        log.drain(),
        ["before", "between", "after"],
        "a cursor leaves the lines in the log",
    );
    for _ in 0..2 {
        log.push("tick");
        log.push("tick");
        expect_eq(
            cursor.new_lines(),
            ["tick", "tick"],
            "lines with the same text are different lines",
        );
    }
}

pub fn a_cursor_skips_what_was_drained() {
    let log = SharedLog::new();
    let (reader, idle) = (Cursor::new(&log), Cursor::new(&log));
    for line in ["one", "two"] {
        log.push(line);
    }
    expect_eq(
        reader.new_lines(),
        ["one", "two"],
        "a cursor sees every line",
    );
    expect_eq(log.drain().len(), 2, "drain takes all lines out");
    expect_eq(
        reader.new_lines(),
        NOTHING,
        "after a drain there is nothing new",
    );
    log.push("three");
    expect_eq(
        reader.new_lines(),
        ["three"],
        "a cursor finds its place again after a drain",
    );
    expect_eq(
        idle.new_lines(),
        ["three"],
        "lines that were drained before the cursor looked are skipped, and no others",
    );

    expect_eq(log.drain(), ["three"], "drain takes all lines out");
    for line in ["four", "five", "six"] {
        log.push(line);
    }
    for cursor in [&reader, &idle, &Cursor::new(&log)] {
        expect_eq(
            cursor.new_lines(),
            ["four", "five", "six"],
            "a cursor finds its place again after a drain, however many lines came since",
        );
    }
    log.drain();
    log.drain();
    log.push("seven");
    for cursor in [&reader, &idle] {
        expect_eq(
            cursor.new_lines(),
            ["seven"],
            "a cursor finds its place again after two drains",
        );
    }
}

pub fn a_cursor_misses_nothing() {
    let log = SharedLog::new();
    let lines = ["1", "2", "3"];
    let cursor = Cursor::new(&log);
    let mut seen = Vec::new();
    log.push(lines[0]);
    thread::scope(|scope| {
        scoped(scope, "writer", || log.push(lines[1]));
        seen.extend(cursor.new_lines());
        expect(
            !seen.is_empty(),
            "a cursor sees what was pushed before it looks, also while others push",
        );
        seen.extend(cursor.new_lines());
    });
    log.push(lines[2]);
    seen.extend(cursor.new_lines());
    expect_eq(
        seen,
        lines,
        "a cursor that reads along sees every line once, in the order of the log",
    );
}

pub fn a_cursor_keeps_its_place_beside_drains() {
    let log = SharedLog::new();
    log.push("1");
    let cursor = Cursor::new(&log);
    let mut seen = cursor.new_lines();
    let mut drained = Vec::new();
    thread::scope(|scope| {
        let drainer = scoped(scope, "drainer", || log.drain());
        scoped(scope, "writer", || ["2", "3"].map(|line| log.push(line)));
        seen.extend(cursor.new_lines());
        drained.extend(drainer.join().unwrap_or_default());
    });
    seen.extend(cursor.new_lines());
    let rest = log.drain();
    log.push("4");
    seen.extend(cursor.new_lines());
    expect(
        seen.is_sorted_by(|one, next| one < next),
        format!("beside a drain a cursor still sees each line once: found {seen:?}"),
    );
    expect(
        rest.iter().all(|line| seen.contains(line)) && seen.contains(&"4".to_owned()),
        format!(
            "a cursor sees every line that was not drained before it looked: found {seen:?}, where only {drained:?} were drained early"
        ),
    );
}

pub fn there_is_one_order() {
    let log = SharedLog::new();
    log.push("1");
    thread::scope(|scope| {
        let _ = scoped(scope, "helper", || log.push("2")).join();
    });
    log.push("3");
    let cursor = Cursor::new(&log);
    let mut seen = cursor.new_lines();
    expect_eq(
        &seen[..],
        ["1", "2", "3"],
        "a push that returned before another one began stands before it, on whichever threads",
    );
    thread::scope(|scope| {
        scoped(scope, "ada", || log.push("a"));
        scoped(scope, "bob", || log.push("b"));
        seen.extend(cursor.new_lines());
    });
    seen.extend(cursor.new_lines());
    expect_eq(seen.len(), 5, "no line is lost when two threads push");
    expect_eq(
        seen,
        log.drain(),
        "a cursor that reads along and a drain agree about the order of the log",
    );
}

struct Fails;

impl From<Fails> for String {
    fn from(_: Fails) -> Self {
        panic!("this line cannot be written down")
    }
}

pub fn a_line_that_panics_hurts_nobody() {
    let log = SharedLog::new();
    log.push("one");
    let cursor = Cursor::new(&log);
    let failed = catch_unwind(AssertUnwindSafe(|| log.push(Fails)));
    expect(failed.is_err(), "a panic of `into` reaches the caller");
    log.push("two");
    expect_eq(
        cursor.new_lines(),
        ["one", "two"],
        "after a push whose `into` panicked the log goes on, without that line",
    );
    expect_eq(
        log.drain(),
        ["one", "two"],
        "after a push whose `into` panicked the log goes on, without that line",
    );
}

/// Writes a line of its own before it becomes one.
struct Announced<'a>(&'a SharedLog, &'a Mutex<usize>);

impl From<Announced<'_>> for String {
    fn from(line: Announced<'_>) -> Self {
        line.0.push("the next line is long");
        let drained = line.0.drain().len();
        *line.1.lock().unwrap() = drained;
        "long".to_owned()
    }
}

pub fn a_line_may_use_the_log() {
    let log = SharedLog::new();
    let drained = Mutex::new(0);
    log.push(Announced(&log, &drained));
    expect_eq(
        drained.into_inner().unwrap(),
        1,
        "`into` may push and drain",
    );
    expect_eq(log.drain(), ["long"], "the line is pushed after its `into`");
}
