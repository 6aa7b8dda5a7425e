//! All tests but those in a browser, in one program: while one waits for a limit, others run.

mod fixture;
mod loopback;
mod terminal;
mod verdicts;
