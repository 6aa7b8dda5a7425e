//! Every rejected program is refused, with exactly the codes or lints it declares and the message that is shown.

use std::process::ExitCode;

use recorder::Kind;
use support::run_items;

fn main() -> ExitCode {
    run_items(Kind::Rejected, Vec::new())
}
