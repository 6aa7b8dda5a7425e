//! Random choices: a random walk, and random priorities (PCT, after Burckhardt and others).

use crate::choice::{Candidate, ChoiceKind, Chooser, Point};
use crate::random::Random;
use crate::task::TaskId;

/// How likely the running thread is to go on, by execution: not favored at all, or stopped once in so many steps.
///
/// Where each step is a fair draw, no thread gets far while another one rests halfway, which some bugs need.
const KEEPS: [usize; 4] = [0, 0, 4, 12];

/// A random walk: any runnable thread may be next, the running one with some preference.
pub(crate) struct Walk {
    random: Random,
    keeps: usize,
}

impl Walk {
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let keeps = KEEPS[random.below(KEEPS.len())];
        Self { random, keeps }
    }
}

impl Chooser for Walk {
    fn choose(&mut self, point: &Point<'_>) -> Option<usize> {
        Some(match point.kind {
            // The first candidate is the one that runs, unless it has to wait or gave way.
            ChoiceKind::Schedule if self.keeps > 0 && !self.random.one_in(self.keeps) => 0,
            ChoiceKind::Schedule => schedule(&mut self.random, point),
            _ => other(&mut self.random, point),
        })
    }

    fn into_any(self: Box<Self>) -> Box<dyn std::any::Any> {
        self
    }
}

fn schedule(random: &mut Random, point: &Point<'_>) -> usize {
    let picked = random.below(point.alternatives);
    // Time that passes although others can run is rarer than a switch.
    if matches!(point.candidates[picked], Candidate::TimeOut(_)) && !random.one_in(2) {
        random.below(point.alternatives)
    } else {
        picked
    }
}

fn other(random: &mut Random, point: &Point<'_>) -> usize {
    match point.kind {
        ChoiceKind::Notify | ChoiceKind::Branch | ChoiceKind::Policy => {
            random.below(point.alternatives)
        }
        ChoiceKind::Spurious | ChoiceKind::Failure => {
            usize::from(random.one_in(8)).min(point.alternatives - 1)
        }
        ChoiceKind::Read | ChoiceKind::Schedule => {
            if random.one_in(3) {
                random.below(point.alternatives)
            } else {
                0
            }
        }
    }
}

/// The thread of highest priority runs; at a few random steps the running one drops to the bottom.
pub(crate) struct Pct {
    random: Random,
    priorities: Vec<(TaskId, u64)>,
    changes: Vec<u32>,
    at: u32,
    bottom: u64,
}

impl Pct {
    /// With `depth` change points among `length` steps.
    pub(crate) fn new(seed: u64, length: u32, depth: usize) -> Self {
        let mut random = Random::new(seed);
        let changes = (1..depth)
            .map(|_| random.below(length.max(1) as usize) as u32)
            .collect();
        Self {
            random,
            priorities: Vec::new(),
            changes,
            at: 0,
            bottom: 1 << 31,
        }
    }

    fn priority(&mut self, task: TaskId) -> u64 {
        if let Some((_, priority)) = self.priorities.iter().find(|(known, _)| *known == task) {
            return *priority;
        }
        let priority = (1 << 32) + self.random.next() % (1 << 32);
        self.priorities.push((task, priority));
        priority
    }

    fn demote(&mut self, task: TaskId) {
        self.priority(task);
        self.bottom -= 1;
        let bottom = self.bottom;
        if let Some(entry) = self.priorities.iter_mut().find(|(known, _)| *known == task) {
            entry.1 = bottom;
        }
    }

    fn best(&mut self, point: &Point<'_>) -> usize {
        let mut best = (0, 0);
        for (index, candidate) in point.candidates.iter().enumerate() {
            let mut priority = self.priority(candidate.task());
            if matches!(candidate, Candidate::TimeOut(_)) && !self.random.one_in(4) {
                priority /= 1 << 16;
            }
            if priority >= best.1 {
                best = (index, priority);
            }
        }
        best.0
    }
}

impl Chooser for Pct {
    fn choose(&mut self, point: &Point<'_>) -> Option<usize> {
        if point.kind != ChoiceKind::Schedule {
            return Some(other(&mut self.random, point));
        }
        self.at += 1;
        if let Some(task) = point.yielded {
            self.demote(task);
        }
        if self.changes.contains(&self.at) {
            let best = self.best(point);
            self.demote(point.candidates[best].task());
        }
        Some(self.best(point))
    }

    fn into_any(self: Box<Self>) -> Box<dyn std::any::Any> {
        self
    }
}
