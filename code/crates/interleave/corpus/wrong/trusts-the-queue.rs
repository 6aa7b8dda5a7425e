//@ finds: panic
//! A signal may wake any waiter, not the one that waits longest.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;

struct Desk {
    waiting: Mutex<(u32, u32, Vec<u32>)>,
    called: Condvar,
}

fn main() {
    let desk = Arc::new(Desk { waiting: Mutex::new((0, 0, Vec::new())), called: Condvar::new() });
    let clients: Vec<_> = (0..2)
        .map(|_| {
            let desk = Arc::clone(&desk);
            thread::spawn(move || {
                let mut state = desk.waiting.lock().unwrap();
                let ticket = state.0;
                state.0 += 1;
                while state.1 == 0 {
                    state = desk.called.wait(state).unwrap();
                }
                state.1 -= 1;
                state.2.push(ticket);
            })
        })
        .collect();
    loop {
        let mut state = desk.waiting.lock().unwrap();
        if state.0 == 2 {
            state.1 = 1;
            break;
        }
        drop(state);
        thread::yield_now();
    }
    desk.called.notify_one();
    loop {
        let mut state = desk.waiting.lock().unwrap();
        if state.2.len() == 1 {
            state.1 = 1;
            desk.called.notify_all();
            break;
        }
        drop(state);
        thread::yield_now();
    }
    for client in clients {
        client.join().unwrap();
    }
    assert_eq!(desk.waiting.lock().unwrap().2, [0, 1], "served in order of arrival");
}
