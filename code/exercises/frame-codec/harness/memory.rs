//! How much memory an answer asks for.

use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::alloc::{GlobalAlloc, Layout, System};

/// What reading a short frame may allocate at once, messages of errors included.
pub const LITTLE: usize = 64 << 10;

/// The bytes that are in use now.
pub fn bytes_alive() -> usize {
    ALIVE.load(Relaxed)
}

/// What `body` yields, and the largest number of bytes that it asked for at once.
pub fn largest_during<T>(body: impl FnOnce() -> T) -> (T, usize) {
    LARGEST.store(0, Relaxed);
    let output = body();
    (output, LARGEST.load(Relaxed))
}

/// The system's allocator, which remembers the largest request and the bytes that are in use.
struct Measured;

#[global_allocator]
static MEMORY: Measured = Measured;

// Atomics of `core`, which the engine does not see. Relaxed, because each check runs on one thread.
static LARGEST: AtomicUsize = AtomicUsize::new(0);
static ALIVE: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every request is passed on as it is, and what the system answers is returned as it is.
unsafe impl GlobalAlloc for Measured {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LARGEST.fetch_max(layout.size(), Relaxed);
        ALIVE.fetch_add(layout.size(), Relaxed);
        // SAFETY: the caller keeps the contract of this function, which is that of the system's.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        LARGEST.fetch_max(layout.size(), Relaxed);
        ALIVE.fetch_add(layout.size(), Relaxed);
        // SAFETY: as in `alloc`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        ALIVE.fetch_sub(layout.size(), Relaxed);
        // SAFETY: as in `alloc`.
        unsafe { System.dealloc(memory, layout) }
    }
}
