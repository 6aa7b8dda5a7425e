//! What the command line promises to people and to other programs.
//!
//! Every test works on a small course of its own in a temporary folder; see [`crate::fixture`].

mod bad_input;
mod explore;
mod good_input;
mod learner;
mod server;
