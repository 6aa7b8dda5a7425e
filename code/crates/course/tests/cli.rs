//! What the command line promises to people and to other programs.
//!
//! Every test works on a small course of its own in a temporary folder; see [`fixture`].

#[path = "cli/bad_input.rs"]
mod bad_input;
#[path = "cli/explore.rs"]
mod explore;
#[path = "cli/fixture.rs"]
mod fixture;
#[path = "cli/good_input.rs"]
mod good_input;
#[path = "cli/learner.rs"]
mod learner;
#[path = "cli/server.rs"]
mod server;
