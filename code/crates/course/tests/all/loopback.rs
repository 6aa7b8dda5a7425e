//! The server that runs code, asked by friend and foe over raw sockets.
//!
//! Whoever can make a browser send requests can reach it; these tests hold that only its own pages, opened with its
//! token, make it do something, and that nothing it started outlives the answer or the server.

mod admission;
mod answers;
mod client;
mod crowd;
mod endings;
