//! What the schedule explorer finds in a listing is what its directive says and what the page shows.

use std::process::ExitCode;

use recorder::Kind;
use support::run_items;

fn main() -> ExitCode {
    run_items(Kind::Schedules, Vec::new())
}
