//! An address in a struct: the compiler cannot know what else points there.
//@ rejects: E0277

// ANCHOR: main
use std::{ptr, thread};

/// A picture that belongs to a library written in C.
struct Texture {
    _address: *const u8,
}

fn main() {
    let _address = ptr::null();
    let texture = Texture { _address };
    thread::spawn(move || drop(texture)).join().unwrap();
}
// ANCHOR_END: main
