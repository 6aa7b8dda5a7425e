//! All tests in one program: while one waits for a limit, others run.

mod batch;
mod corpus;
mod gaps;
mod interface;
mod isolation;
mod litmus;
mod reports;
mod tokio_test;
