//! Asks the compiler of each type: may it be sent to another thread, may it be shared with one?
//@ explore: no, because no thread runs: the question is one for the compiler

use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::atomic::AtomicI32;
use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, RwLock};

// ANCHOR: probe
struct Probe<T>(PhantomData<T>);

impl<T: Send> Probe<T> {
    const SEND: &'static str = "Send";
}

impl<T: Sync> Probe<T> {
    const SYNC: &'static str = "Sync";
}

/// What `Probe::<T>` falls back to when `T` is not `Send`, not `Sync`.
trait Otherwise {
    const SEND: &'static str = "-";
    const SYNC: &'static str = "-";
}

impl<T> Otherwise for Probe<T> {}
// ANCHOR_END: probe

// ANCHOR: table
macro_rules! table {
    ($($type:ty),* $(,)?) => {
        $(row(stringify!($type), Probe::<$type>::SEND, Probe::<$type>::SYNC);)*
    };
}

fn row(name: &str, send: &str, sync: &str) {
    println!("{name:20} {send:5} {sync}");
}

fn main() {
    table![
        i32,
        String,
        Vec<String>,
        &String,
        Box<i32>,
        Rc<i32>,
        Arc<i32>,
        Arc<Rc<i32>>,
        Cell<i32>,
        &Cell<i32>,
        RefCell<i32>,
        Arc<RefCell<i32>>,
        AtomicI32,
        Mutex<Cell<i32>>,
        RwLock<Cell<i32>>,
        MutexGuard<i32>,
        Sender<i32>,
        Receiver<i32>,
        *const i32,
    ];
}
// ANCHOR_END: table
