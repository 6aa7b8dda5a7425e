//! Schedules in order of their number of deviations from the default: none, then each single one, then pairs.
//!
//! Most concurrency bugs need one or two deviations, and a schedule with few of them is the easiest to read.

use std::collections::VecDeque;

use crate::choice::{Choice, Deviation};
use crate::random::Random;

struct Parent {
    script: Vec<Deviation>,
    /// Position of the first choice after the last deviation, and the number of alternatives from there on.
    from: usize,
    alternatives: Vec<u16>,
}

pub(crate) struct Systematic {
    level: usize,
    most: usize,
    parents: Vec<Parent>,
    queue: VecDeque<Vec<Deviation>>,
    started: bool,
    complete: bool,
    random: Random,
    next_parents: Vec<Parent>,
}

impl Systematic {
    /// Schedules with at most `most` deviations.
    pub(crate) fn new(most: usize, seed: u64) -> Self {
        Self {
            level: 0,
            most,
            parents: Vec::new(),
            queue: VecDeque::from([Vec::new()]),
            started: false,
            complete: true,
            random: Random::new(seed),
            next_parents: Vec::new(),
        }
    }

    /// The next script to run, when at most `budget` more may be run.
    pub(crate) fn next(&mut self, budget: usize) -> Option<Vec<Deviation>> {
        loop {
            if let Some(script) = self.queue.pop_front() {
                return Some(script);
            }
            if self.started {
                self.level += 1;
            }
            self.started = true;
            self.parents = std::mem::take(&mut self.next_parents);
            if self.parents.is_empty() {
                return None;
            }
            if self.level >= self.most {
                self.complete = false;
                return None;
            }
            self.fill(budget);
            if self.queue.is_empty() {
                return None;
            }
        }
    }

    /// Whether all schedules were produced.
    pub(crate) fn is_complete(&self) -> bool {
        self.complete && self.queue.is_empty() && self.next_parents.is_empty()
    }

    /// Notes which choices a script met, of which those from `from` on may be changed.
    pub(crate) fn learn(&mut self, script: &[Deviation], from: usize, choices: &[Choice]) {
        let alternatives = choices
            .iter()
            .skip(from)
            .map(|choice| choice.alternatives)
            .collect();
        self.next_parents.push(Parent {
            script: script.to_vec(),
            from,
            alternatives,
        });
    }

    fn fill(&mut self, budget: usize) {
        let total: usize = self
            .parents
            .iter()
            .map(|parent| {
                parent
                    .alternatives
                    .iter()
                    .map(|count| usize::from(*count) - 1)
                    .sum::<usize>()
            })
            .sum();
        let mut scripts = Vec::new();
        for parent in &self.parents {
            for (offset, count) in parent.alternatives.iter().enumerate() {
                for picked in 1..*count {
                    // Of a level that does not fit, an even sample.
                    if total > budget.max(1) {
                        self.complete = false;
                        if self.random.below(total) >= budget.saturating_mul(5) / 4 {
                            continue;
                        }
                    }
                    let mut script = parent.script.clone();
                    script.push(Deviation {
                        at: (parent.from + offset) as u32,
                        picked,
                    });
                    scripts.push(script);
                }
            }
        }
        if total > budget {
            for index in (1..scripts.len()).rev() {
                scripts.swap(index, self.random.below(index + 1));
            }
        }
        self.queue = scripts.into();
    }
}
