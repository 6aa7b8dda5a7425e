//! A meeting point of one's own that can be used again: threads wait for the generation to change, not for the count.

use std::sync::{Condvar, Mutex};
use std::thread;

struct Meeting {
    state: Mutex<(usize, usize)>,
    all: Condvar,
}

impl Meeting {
    fn meet(&self) {
        let mut state = self.state.lock().unwrap();
        let generation = state.1;
        state.0 += 1;
        if state.0 == 2 {
            *state = (0, generation + 1);
            self.all.notify_all();
        } else {
            drop(self.all.wait_while(state, |state| state.1 == generation).unwrap());
        }
    }
}

fn main() {
    let meeting = Meeting { state: Mutex::new((0, 0)), all: Condvar::new() };
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                meeting.meet();
                meeting.meet();
            });
        }
    });
}
