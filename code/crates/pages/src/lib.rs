//! The short Rust blocks of the book, as doctests: this library has no code.
//!
//! The build script copies every page of `src/`, all but those blocks blank, so that a failure names the page and the
//! line in it. Blocks that must not compile are left out: `tests/inline.rs` holds them against their error codes,
//! which rustdoc does not check. What could wait for ever is a listing, for doctests have no time limit.

include!(concat!(env!("OUT_DIR"), "/pages.rs"));
