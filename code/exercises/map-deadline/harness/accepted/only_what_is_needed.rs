//! Items and values move between threads without being shared, copied or owned for ever; the function borrows.

use std::cell::Cell;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use answer::map_deadline;

struct Page<'a>(Cell<u32>, &'a AtomicUsize);

fn main() {
    let counted = AtomicUsize::new(0);
    let pages = vec![Page(Cell::new(1), &counted), Page(Cell::new(2), &counted)];
    let outcomes = map_deadline(pages, NonZeroUsize::MIN, Duration::MAX, |page, _stop| {
        counted.fetch_add(1, Ordering::Relaxed);
        page
    });
    println!("{}", outcomes.len() + counted.load(Ordering::Relaxed));
}
