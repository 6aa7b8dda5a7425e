//@ rejects: E0277
//! Several threads would count with one `Cell`.

use std::cell::Cell;
use std::num::NonZeroUsize;
use std::time::Duration;

use answer::map_deadline;

struct Page(Cell<u32>);

fn main() {
    let counted = Cell::new(0);
    let pages = vec![Page(Cell::new(1)), Page(Cell::new(2))];
    let outcomes = map_deadline(pages, NonZeroUsize::MIN, Duration::MAX, |page, _stop| {
        counted.set(counted.get() + 1);
        page.0
    });
    println!("{}", outcomes.len() + counted.get());
}
