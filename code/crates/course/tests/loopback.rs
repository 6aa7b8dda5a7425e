//! The server that runs code, asked by friend and foe over raw sockets.
//!
//! Whoever can make a browser send requests can reach it; these tests hold that only its own pages, opened with its
//! token, make it do something, and that nothing it started outlives the answer or the server.

#[path = "loopback/admission.rs"]
mod admission;
#[path = "loopback/answers.rs"]
mod answers;
#[path = "loopback/client.rs"]
mod client;
#[path = "loopback/crowd.rs"]
mod crowd;
#[path = "loopback/endings.rs"]
mod endings;
#[path = "cli/fixture.rs"]
#[expect(dead_code, reason = "the tests of the command line use more of it")]
mod fixture;
