//! What a shared array promises, with a second process that stops or dies before each of its system calls in turn.

#[path = "racer.rs"]
mod racer;

use std::env;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::atomic::{AtomicI64, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

use answer::{MAGIC, SharedArray, VERSION};
use harness_kit::processes::{Gate, arrive, arrived, doing, own, pass, step};
use harness_kit::{expect, expect_eq};

use racer::{CELLS, Racer, meanwhile, race};

/// What the other processes do.
pub fn play(role: &str, arguments: &[String]) {
    match role {
        "racer" => race(arguments),
        "adds" => {
            let array = SharedArray::open(&place("array"), CELLS).expect("the array is there");
            arrive("adder");
            pass("start");
            for _ in 0..COUNTS {
                for cell in array.cells() {
                    cell.fetch_add(1, SeqCst);
                }
            }
        }
        other => panic!("nobody plays `{other}`"),
    }
}

const COUNTS: i64 = 20_000;

pub fn an_array_is_shared() {
    doing("one process creates an array, another one opens it");
    let array = made(
        SharedArray::create(&place("array"), CELLS),
        "a new array can be created",
    );
    expect_eq(
        values(array.cells()),
        [0; CELLS].to_vec(),
        "a new array has so many cells, all zero",
    );
    array.cells()[1].store(-5, SeqCst);
    let mut other = Racer::start("open", "array", 0, "");
    expect_eq(
        other.line(),
        "ok",
        "a complete array can be opened by another process",
    );
    other.add(7);
    expect_eq(
        values(array.cells()),
        vec![7, 2, 7],
        "what one process stores is there for the others",
    );
    other.end();
    let again = made(
        SharedArray::open(&place("array"), CELLS),
        "a complete array can be opened",
    );
    expect_eq(
        values(again.cells()),
        vec![7, 2, 7],
        "an array keeps its values",
    );
    refused(
        SharedArray::create(&place("array"), CELLS),
        Some(ErrorKind::AlreadyExists),
        "create is for what is not there yet",
    );
    expect_eq(
        values(array.cells()),
        vec![7, 2, 7],
        "a refused create changes nothing",
    );
    let third = made(
        SharedArray::open_or_create(&place("array"), CELLS),
        "open_or_create opens what is there",
    );
    expect_eq(
        values(third.cells()),
        vec![7, 2, 7],
        "open_or_create opens what is there",
    );
    let fresh = made(
        SharedArray::open_or_create(&place("fresh"), CELLS),
        "open_or_create makes what is not there",
    );
    expect_eq(
        values(fresh.cells()),
        [0; CELLS].to_vec(),
        "open_or_create makes what is not there",
    );
}

pub fn the_layout_is_that_of_the_task() {
    doing("a file written by the rules of the task, and one that was created");
    file("by hand", &[MAGIC, VERSION, 3, 1, 10, 11, 12]);
    let array = made(
        SharedArray::open(&place("by hand"), 3),
        "a file of the layout of the task can be opened",
    );
    expect_eq(
        values(array.cells()),
        vec![10, 11, 12],
        "the cells follow the four words",
    );
    let array = made(
        SharedArray::create(&place("created"), 2),
        "a new array can be created",
    );
    array.cells()[0].store(1, SeqCst);
    array.cells()[1].store(-1, SeqCst);
    let bytes = fs::read(place("created")).expect("a created array is a file");
    let words: Vec<u64> = bytes
        .as_chunks()
        .0
        .iter()
        .map(|word| u64::from_ne_bytes(*word))
        .collect();
    expect_eq(
        words,
        vec![MAGIC, VERSION, 2, 1, 1, u64::MAX],
        "a created file has the four words of the task, and then its cells",
    );
}

pub fn what_is_no_array_is_refused() {
    doing("files that are no arrays");
    let property = "a file of another kind, version or length, or that is not complete, is refused";
    for (name, words) in [
        (
            "another magic",
            [MAGIC + 1, VERSION, 3, 1, 0, 0, 0].as_slice(),
        ),
        ("no magic", &[0, VERSION, 3, 1, 0, 0, 0]),
        ("another version", &[MAGIC, VERSION + 1, 3, 1, 0, 0, 0]),
        ("version 0", &[MAGIC, 0, 3, 1, 0, 0, 0]),
        ("another length", &[MAGIC, VERSION, 2, 1, 0, 0, 0]),
        ("a shorter array", &[MAGIC, VERSION, 2, 1, 0, 0]),
        ("a longer array", &[MAGIC, VERSION, 4, 1, 0, 0, 0, 0]),
        ("a file too long", &[MAGIC, VERSION, 3, 1, 0, 0, 0, 0]),
        ("cut off", &[MAGIC, VERSION, 3, 1, 0, 0]),
        ("header alone", &[MAGIC, VERSION, 3, 1]),
        ("half a header", &[MAGIC, VERSION]),
        ("empty", &[]),
        ("incomplete", &[MAGIC, VERSION, 3, 0, 0, 0, 0]),
        ("incomplete, magic", &[MAGIC + 1, VERSION, 3, 0, 0, 0, 0]),
        ("zeros", &[0; 7]),
    ] {
        step();
        file(name, words);
        let property = &format!("{property} (here: {name})");
        let expected = match name {
            "incomplete" | "zeros" | "empty" | "half a header" | "header alone" | "cut off"
            | "incomplete, magic" => None,
            _ => Some(ErrorKind::InvalidData),
        };
        refused(SharedArray::open(&place(name), 3), expected, property);
        // What a creator left that died may be mended. This one, though not complete either, is somebody else's.
        if expected.is_some() || name == "incomplete, magic" {
            step();
            refused(
                SharedArray::open_or_create(&place(name), 3),
                expected,
                property,
            );
            refused(
                SharedArray::create(&place(name), 3),
                Some(ErrorKind::AlreadyExists),
                "create is for what is not there yet",
            );
            let words: Vec<u8> = words.iter().flat_map(|word| word.to_ne_bytes()).collect();
            expect(
                fs::read(place(name)).is_ok_and(|bytes| bytes == words),
                &format!("a file that is refused is left as it is (here: {name})"),
            );
        }
    }
    refused(
        SharedArray::open(&place("nowhere"), 3),
        Some(ErrorKind::NotFound),
        "what is not there is NotFound",
    );
    expect(!place("nowhere").exists(), "open makes no file");
}

pub fn counts_of_four_processes_are_exact() {
    doing("four processes that add to the same cells at the same time");
    let array = made(
        SharedArray::create(&place("array"), CELLS),
        "a new array can be created",
    );
    let gate = Gate::closed("start");
    let mut adders: Vec<_> = (0..4)
        .map(|_| own("adds", &[]).spawn().expect("a process can be started"))
        .collect();
    // One that could not open the array does not arrive.
    let running = |adder: &mut Child| matches!(adder.try_wait(), Ok(None));
    while arrived("adder").len() < 4 && adders.iter_mut().all(running) {
        thread::sleep(Duration::from_millis(1));
    }
    gate.open();
    for adder in &mut adders {
        let status = adder.wait().expect("a process can be waited for");
        expect(
            status.success(),
            "an array can be opened by several processes at once",
        );
    }
    expect_eq(
        values(array.cells()),
        vec![4 * COUNTS; CELLS],
        "no addition of any process is lost",
    );
}

pub fn one_creator_wins() {
    for call in 1..MOST_CALLS {
        doing(&format!(
            "two creators, the first stopped before its system call {call}"
        ));
        let name = format!("array {call}");
        let mut first = Racer::start("create", &name, call, "pause");
        let paused = first.line();
        if paused != "paused" {
            expect_eq(paused, "ok", "a new array can be created");
            return first.end();
        }
        let mut second = Racer::start("create", &name, 0, "");
        let (second_said, at_once) = meanwhile(&mut first, &mut second);
        if at_once {
            second.add(7);
            first.resume();
        }
        let first_said = first.line();
        let mut both = [first_said, second_said.clone()];
        both.sort();
        expect_eq(
            both,
            ["AlreadyExists", "ok"].map(str::to_owned),
            "of two creators at the same time one succeeds, and the other gets AlreadyExists",
        );
        let array = made(
            SharedArray::open(&place(&name), CELLS),
            "after a race of creators the array is there",
        );
        let expected = if at_once && second_said == "ok" { 7 } else { 0 };
        expect_eq(
            values(array.cells()),
            vec![expected; CELLS],
            "the creator that comes too late changes nothing in the array",
        );
        first.end();
        second.end();
    }
}

pub fn nobody_sees_half_an_array() {
    for call in 1..MOST_CALLS {
        doing(&format!(
            "an opener, while the creator is stopped before its system call {call}"
        ));
        let name = format!("array {call}");
        let mut first = Racer::start("create", &name, call, "pause");
        if first.line() != "paused" {
            return first.end();
        }
        let mut second = Racer::start("open", &name, 0, "");
        let (said, at_once) = meanwhile(&mut first, &mut second);
        expect(
            !said.is_empty(),
            "an opener of an array that is not complete yet waits or is refused; it does not die",
        );
        if at_once {
            second.add(7);
            first.resume();
        }
        expect_eq(first.line(), "ok", "an opener does not disturb the creator");
        let array = made(
            SharedArray::open(&place(&name), CELLS),
            "a created array can be opened",
        );
        let expected = if at_once && said == "ok" { 7 } else { 0 };
        expect_eq(
            values(array.cells()),
            vec![expected; CELLS],
            "what is opened is complete: its creator changes nothing in it any more",
        );
        first.end();
        second.end();
    }
}

pub fn open_or_create_has_no_gap() {
    for call in 1..MOST_CALLS {
        doing(&format!(
            "two processes in open_or_create, the first stopped before its system call {call}"
        ));
        let name = format!("array {call}");
        let mut first = Racer::start("open_or_create", &name, call, "pause");
        if first.line() != "paused" {
            return first.end();
        }
        let mut second = Racer::start("open_or_create", &name, 0, "");
        let (second_said, at_once) = meanwhile(&mut first, &mut second);
        if at_once {
            second.add(7);
            first.resume();
        }
        let first_said = first.line();
        expect_eq(
            [first_said.as_str(), second_said.as_str()],
            ["ok", "ok"],
            "of two processes that open or create, each gets the array",
        );
        if !at_once {
            second.add(7);
        }
        first.add(100);
        let array = made(
            SharedArray::open(&place(&name), CELLS),
            "a created array can be opened",
        );
        expect_eq(
            values(array.cells()),
            vec![107; CELLS],
            "of two processes that open or create, both get the same array",
        );
        first.end();
        second.end();
    }
}

pub fn a_creator_that_dies_leaves_no_trap() {
    for call in 1..MOST_CALLS {
        doing(&format!(
            "a creator that dies before its system call {call}"
        ));
        let name = format!("array {call}");
        let mut first = Racer::start("create", &name, call, "die");
        let died = first.line().is_empty();
        first.end();
        if !died {
            return;
        }
        let whole = |opened: std::io::Result<SharedArray>| {
            step();
            let found = opened.map(|array| values(array.cells()));
            expect(
                found.is_err() || found.is_ok_and(|values| values == [0; CELLS]),
                "what a dead creator leaves is refused, or is a complete array",
            );
        };
        whole(SharedArray::open(&place(&name), CELLS));
        whole(SharedArray::open_or_create(&place(&name), CELLS));
        if !place(&name).exists() {
            continue;
        }
        // Whoever clears up can begin anew.
        expect(
            SharedArray::unlink(&place(&name)).is_ok(),
            "a name can be removed",
        );
        let array = made(
            SharedArray::create(&place(&name), CELLS),
            "when the name is free again an array can be created",
        );
        expect_eq(
            values(array.cells()),
            [0; CELLS].to_vec(),
            "a new array has zeros",
        );
    }
}

pub fn mappings_outlive_the_name() {
    doing("an array whose name is removed while it is mapped");
    let path = place("array");
    let array = made(
        SharedArray::create(&path, CELLS),
        "a new array can be created",
    );
    let mut other = Racer::start("open", "array", 0, "");
    expect_eq(
        other.line(),
        "ok",
        "a complete array can be opened by another process",
    );
    expect(SharedArray::unlink(&path).is_ok(), "a name can be removed");
    refused(
        SharedArray::open(&path, CELLS),
        Some(ErrorKind::NotFound),
        "a name that is removed is gone",
    );
    other.add(7);
    expect_eq(
        values(array.cells()),
        vec![7; CELLS],
        "mappings stay valid, and shared, when the name is gone",
    );
    let new = made(SharedArray::create(&path, CELLS), "a removed name is free");
    expect_eq(
        values(new.cells()),
        vec![0; CELLS],
        "a new array of the same name is another one",
    );
    expect_eq(
        values(array.cells()),
        vec![7; CELLS],
        "a new array of the same name is another one",
    );
    other.end();
    SharedArray::unlink(&path).expect("a name can be removed");
    refused(
        SharedArray::unlink(&path).map(|()| array),
        Some(ErrorKind::NotFound),
        "what is not there is NotFound",
    );
}

pub fn any_length_is_answered() {
    doing("arrays of no cells, of many, and of more than there can be");
    let none = made(
        SharedArray::create(&place("none"), 0),
        "an array may have no cells",
    );
    expect(none.cells().is_empty(), "an array may have no cells");
    expect(
        SharedArray::open(&place("none"), 0).is_ok(),
        "an array of no cells can be opened",
    );
    let many = made(
        SharedArray::create(&place("many"), 100_000),
        "an array may have many cells",
    );
    many.cells()[99_999].store(1, SeqCst);
    expect_eq(
        many.cells().len(),
        100_000,
        "an array has as many cells as were asked for",
    );
    for len in [usize::MAX, usize::MAX / 8, usize::MAX / 8 - 3] {
        step();
        expect(
            SharedArray::create(&place("too many"), len).is_err(),
            "more cells than a file can have are an error",
        );
        expect(
            SharedArray::open(&place("many"), len).is_err(),
            "more cells than a file can have are an error",
        );
    }
}

/// So many system calls no creator makes.
const MOST_CALLS: u32 = 100;

fn place(name: &str) -> PathBuf {
    env::current_dir().expect("a check has a folder").join(name)
}

fn file(name: &str, words: &[u64]) {
    let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_ne_bytes()).collect();
    fs::write(place(name), bytes).expect("a check may write files");
    expect(
        File::open(Path::new(name)).is_ok(),
        "a file of the check is there",
    );
}

fn values(cells: &[AtomicI64]) -> Vec<i64> {
    cells.iter().map(|cell| cell.load(SeqCst)).collect()
}

#[track_caller]
fn made(array: std::io::Result<SharedArray>, property: &str) -> SharedArray {
    array.unwrap_or_else(|error| panic!("{property}: found {error:?}"))
}

/// Any error will do when no kind is given.
#[track_caller]
fn refused(array: std::io::Result<SharedArray>, kind: Option<ErrorKind>, property: &str) {
    match (array, kind) {
        (Ok(_), _) => panic!("{property}: found no error"),
        (Err(error), Some(kind)) => expect_eq(error.kind(), kind, property),
        (Err(_), None) => {}
    }
}
