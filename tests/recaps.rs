//! Every Python recap runs and prints what is recorded and shown. Without Python they are skipped, with the reason.

use std::process::ExitCode;

use recorder::Kind;
use support::run_items;

fn main() -> ExitCode {
    run_items(Kind::Recap, Vec::new())
}
