//! One recorded choice for every nondeterminism, and the token that lists them.
//!
//! Alternative 0 is always the default: keep running, wake the longest waiter, read the newest value, poll branches in order.
//! A schedule is therefore told by its deviations alone, and a token is their compressed list.

use crate::execution::Footprint;
use crate::task::TaskId;

/// What a choice decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChoiceKind {
    /// Which thread runs next.
    Schedule,
    /// Which waiter a notification wakes.
    Notify,
    /// Whether a condition variable wakes up without a notification.
    Spurious,
    /// Which of the stores that the orderings allow a load reads.
    Read,
    /// Which order of admission a lock uses.
    Policy,
    /// Whether an operation that may fail for no reason does so.
    Failure,
    /// Which branch is polled first.
    Branch,
}

/// A choice that was made: alternative `picked` of `alternatives`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) kind: ChoiceKind,
    pub(crate) alternatives: u16,
    pub(crate) picked: u16,
}

/// A thread that may run next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Candidate {
    /// It can go on.
    Run(TaskId),
    /// It goes on because virtual time jumps to its deadline.
    TimeOut(TaskId),
}

impl Candidate {
    pub(crate) fn task(self) -> TaskId {
        match self {
            Self::Run(task) | Self::TimeOut(task) => task,
        }
    }
}

/// A choice about to be made.
pub(crate) struct Point<'a> {
    pub(crate) kind: ChoiceKind,
    pub(crate) alternatives: usize,
    /// For [`ChoiceKind::Schedule`], the threads, default first.
    pub(crate) candidates: &'a [Candidate],
    /// For [`ChoiceKind::Schedule`], whether the thread that ran so far gave way on its own.
    pub(crate) yielded: Option<TaskId>,
    /// A hash of the program's state, when asked for.
    pub(crate) state: u64,
}

/// A way to make choices.
pub(crate) trait Chooser: 'static {
    /// The alternative to take, or `None` to give this execution up as redundant.
    fn choose(&mut self, point: &Point<'_>) -> Option<usize>;

    /// A thread's step ended, having touched these objects.
    fn stepped(&mut self, task: TaskId, footprint: &Footprint) {
        let _ = (task, footprint);
    }

    /// Gives back the concrete type after an execution.
    fn into_any(self: Box<Self>) -> Box<dyn std::any::Any>;

    /// Whether [`Point::state`] must be filled in.
    fn wants_states(&self) -> bool {
        false
    }

    /// Whether loads choose among all stores that they may read, so that states differ by those too.
    fn follows_reads(&self) -> bool {
        false
    }

    /// Whether single-candidate steps are reported too.
    fn wants_forced(&self) -> bool {
        false
    }
}

/// A choice that was not the default: the how-manieth choice, and what was picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Deviation {
    pub(crate) at: u32,
    pub(crate) picked: u16,
}

/// The deviations among recorded choices.
pub(crate) fn deviations(choices: &[Choice]) -> Vec<Deviation> {
    (0_u32..)
        .zip(choices)
        .filter(|(_, choice)| choice.picked != 0)
        .map(|(at, choice)| Deviation {
            at,
            picked: choice.picked,
        })
        .collect()
}

/// Takes the listed deviations and defaults otherwise.
#[derive(Debug)]
pub(crate) struct Script {
    deviations: Vec<Deviation>,
    next: usize,
    at: u32,
    /// A deviation did not fit the program: it named an alternative that was not there.
    pub(crate) diverged: bool,
}

impl Script {
    pub(crate) fn new(deviations: Vec<Deviation>) -> Self {
        Self {
            deviations,
            next: 0,
            at: 0,
            diverged: false,
        }
    }
}

impl Chooser for Script {
    fn choose(&mut self, point: &Point<'_>) -> Option<usize> {
        let at = self.at;
        self.at += 1;
        let Some(deviation) = self
            .deviations
            .get(self.next)
            .filter(|deviation| deviation.at == at)
        else {
            return Some(0);
        };
        self.next += 1;
        if usize::from(deviation.picked) >= point.alternatives {
            self.diverged = true;
            return Some(0);
        }
        Some(usize::from(deviation.picked))
    }

    fn into_any(self: Box<Self>) -> Box<dyn std::any::Any> {
        self
    }
}

/// A schedule in a form that can be pasted: `i1` (with `r` when releases are scheduling points), then `.gap` or `.gap-picked` in base 32.
pub(crate) mod token {
    use super::Deviation;

    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

    /// Writes a token.
    pub(crate) fn write(deviations: &[Deviation], release_points: bool) -> String {
        let mut text = String::from(if release_points { "i1r" } else { "i1" });
        let mut last = 0;
        for deviation in deviations {
            text.push('.');
            number(&mut text, u64::from(deviation.at - last));
            if deviation.picked != 1 {
                text.push('-');
                number(&mut text, u64::from(deviation.picked));
            }
            last = deviation.at;
        }
        text
    }

    /// Reads a token.
    pub(crate) fn read(text: &str) -> Option<(Vec<Deviation>, bool)> {
        let mut parts = text.trim().split('.');
        let release_points = match parts.next()? {
            "i1" => false,
            "i1r" => true,
            _ => return None,
        };
        let mut at = 0_u32;
        let mut deviations = Vec::new();
        for part in parts {
            let (gap, picked) = part.split_once('-').unwrap_or((part, "1"));
            at = at.checked_add(u32::try_from(parse(gap)?).ok()?)?;
            deviations.push(Deviation {
                at,
                picked: u16::try_from(parse(picked)?).ok()?,
            });
        }
        Some((deviations, release_points))
    }

    fn number(text: &mut String, mut value: u64) {
        let mut digits = Vec::new();
        loop {
            digits.push(DIGITS[(value % 32) as usize]);
            value /= 32;
            if value == 0 {
                break;
            }
        }
        text.extend(digits.iter().rev().map(|digit| char::from(*digit)));
    }

    fn parse(text: &str) -> Option<u64> {
        if text.is_empty() || text.len() > 12 {
            return None;
        }
        text.bytes().try_fold(0_u64, |value, byte| {
            let digit = DIGITS.iter().position(|known| *known == byte)?;
            Some(value * 32 + digit as u64)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_survive_a_round_trip() {
        let deviations = vec![
            Deviation { at: 0, picked: 3 },
            Deviation { at: 70, picked: 1 },
            Deviation { at: 71, picked: 40 },
        ];
        let text = token::write(&deviations, true);
        assert_eq!(token::read(&text), Some((deviations, true)), "{text}");
        assert_eq!(token::read("i1"), Some((Vec::new(), false)));
        assert_eq!(token::read("i1.u"), None, "not a digit");
        assert_eq!(token::read("s1.0"), None, "another version");
    }
}
