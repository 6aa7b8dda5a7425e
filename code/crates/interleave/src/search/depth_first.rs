//! Every schedule, depth first, with sleep sets.
//!
//! After a thread's step was tried at some point, its siblings need not try it again before a step that it depends on:
//! the other order leads to the same state. A schedule in which only such threads are left is given up.
//! The argument needs a fair view of independence, so programs that spin, yield or read the clock are searched without it.

use crate::choice::{Candidate, ChoiceKind, Chooser, Point};
use crate::execution::Footprint;
use crate::task::TaskId;

struct Node {
    alternatives: usize,
    picked: usize,
    /// Threads at a scheduling node, by alternative; empty for other choices.
    tasks: Vec<TaskId>,
    /// Alternatives that may be taken, and those already taken with what their step touched.
    asleep: Vec<(TaskId, Footprint)>,
    /// What the picked thread's step touched, known once it ended.
    footprint: Option<Footprint>,
}

/// The tree walked so far.
pub(crate) struct DepthFirst {
    nodes: Vec<Node>,
    at: usize,
    /// Threads asleep now, with the footprint of the step they would do.
    asleep: Vec<(TaskId, Footprint)>,
    /// The scheduling node whose step is running.
    running: Option<usize>,
    reduce: bool,
}

impl DepthFirst {
    /// A walk from the root, with or without reduction.
    pub(crate) fn new(reduce: bool) -> Self {
        Self {
            nodes: Vec::new(),
            at: 0,
            asleep: Vec::new(),
            running: None,
            reduce,
        }
    }

    pub(crate) fn reduces(&self) -> bool {
        self.reduce
    }

    /// Moves to the next path; false when there is none.
    pub(crate) fn advance(&mut self) -> bool {
        self.at = 0;
        self.asleep.clear();
        self.running = None;
        while let Some(node) = self.nodes.last_mut() {
            if self.reduce && !node.tasks.is_empty() {
                let task = node.tasks[node.picked];
                if let Some(footprint) = node.footprint.take() {
                    node.asleep.push((task, footprint));
                }
            }
            let next = (node.picked + 1..node.alternatives).find(|next| {
                node.tasks.is_empty()
                    || !node
                        .asleep
                        .iter()
                        .any(|(task, _)| *task == node.tasks[*next])
            });
            match next {
                Some(next) => {
                    node.picked = next;
                    node.footprint = None;
                    return true;
                }
                None => {
                    self.nodes.pop();
                }
            }
        }
        false
    }

    /// How many choices the next path shares with the last one, the changed one included.
    pub(crate) fn depth(&self) -> usize {
        self.nodes.len()
    }

    fn visit_again(&mut self, at: usize) -> usize {
        let node = &self.nodes[at];
        if !node.tasks.is_empty() {
            self.asleep.clone_from(&node.asleep);
            self.running = Some(at);
        }
        node.picked
    }
}

impl Chooser for DepthFirst {
    fn choose(&mut self, point: &Point<'_>) -> Option<usize> {
        let at = self.at;
        self.at += 1;
        if at < self.nodes.len() {
            return Some(self.visit_again(at));
        }
        let tasks: Vec<TaskId> = if point.kind == ChoiceKind::Schedule {
            point
                .candidates
                .iter()
                .map(|candidate| candidate.task())
                .collect()
        } else {
            Vec::new()
        };
        let mut picked = 0;
        if point.kind == ChoiceKind::Schedule {
            let free = |candidate: &Candidate| {
                !self
                    .asleep
                    .iter()
                    .any(|(task, _)| *task == candidate.task())
            };
            if self.reduce {
                picked = point.candidates.iter().position(free)?;
            }
            self.running = Some(at);
        }
        self.nodes.push(Node {
            alternatives: point.alternatives,
            picked,
            tasks,
            asleep: self.asleep.clone(),
            footprint: None,
        });
        Some(picked)
    }

    fn stepped(&mut self, task: TaskId, footprint: &Footprint) {
        if !self.reduce {
            return;
        }
        if let Some(at) = self.running.take() {
            let node = &mut self.nodes[at];
            if node.tasks.get(node.picked) == Some(&task) {
                node.footprint = Some(footprint.clone());
            }
        }
        self.asleep
            .retain(|(sleeper, theirs)| *sleeper != task && !theirs.depends_on(footprint));
    }

    fn into_any(self: Box<Self>) -> Box<dyn std::any::Any> {
        self
    }

    fn wants_forced(&self) -> bool {
        self.reduce
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use crate::runtime::{Operation, Spawn, here, join, spawn, step};
    use crate::{Config, Outcome, Search, explore_here};

    #[test]
    fn a_program_that_is_another_one_each_time_is_explored_all_the_same() {
        let executions = Cell::new(0);
        let config = Config {
            search: Search::Exhaustive,
            schedules: 50,
            ..Config::default()
        };
        let report = explore_here(&config, || {
            executions.set(executions.get() + 1);
            let count = if executions.get() % 2 == 1 { 3 } else { 1 };
            let threads: Vec<_> = (0..count)
                .map(|_| {
                    let how = Spawn {
                        name: None,
                        label: "T",
                        place: here(),
                        stack_bytes: 0,
                    };
                    let body = move || {
                        for _ in 0..6 / count {
                            step(Operation::global(here(), "goes on"));
                        }
                    };
                    spawn(how, Box::new(body))
                })
                .collect();
            for thread in threads {
                join(thread, here());
            }
        });
        assert_eq!(report.outcome, Outcome::Ok, "{}", report.message);
    }
}
