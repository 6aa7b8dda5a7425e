//! Makes a failing schedule shorter: leaves out deviations while the failure stays the same.

use crate::choice::{Deviation, deviations};
use crate::report::Outcome;
use crate::run::Run;

/// Executions spent at most.
const ATTEMPTS: usize = 300;

/// The smallest set of deviations found that fails in the same way as `run`.
pub(crate) fn shrink(run: &Run, execute: &mut dyn FnMut(Vec<Deviation>) -> Run) -> Vec<Deviation> {
    let mut best = deviations(&run.choices);
    let Some(kind) = kind(run) else { return best };
    let mut attempts = 0;
    let mut size = best.len().div_ceil(2);
    while size > 0 && !best.is_empty() && attempts < ATTEMPTS {
        let mut at = 0;
        let mut improved = false;
        while at < best.len() && attempts < ATTEMPTS {
            let mut candidate = best.clone();
            candidate.drain(at..(at + size).min(best.len()));
            attempts += 1;
            let shorter = execute(candidate);
            let found = deviations(&shorter.choices);
            if self::kind(&shorter) == Some(kind.clone()) && found.len() < best.len() {
                best = found;
                improved = true;
            } else {
                at += size;
            }
        }
        if size > 1 {
            size /= 2;
        } else if !improved {
            break;
        }
    }
    best
}

/// What must stay the same: the outcome, and for a panic the thread and the beginning of the message.
fn kind(run: &Run) -> Option<(Outcome, String)> {
    let failure = run.failure.as_ref()?;
    let message: String = if failure.outcome == Outcome::Panic {
        failure
            .message
            .chars()
            .take_while(|c| !c.is_ascii_digit())
            .collect()
    } else {
        String::new()
    };
    Some((failure.outcome, message))
}
