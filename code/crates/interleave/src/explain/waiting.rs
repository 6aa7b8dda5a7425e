//! Who waits for whom, and whether that goes in a circle.

use std::collections::{BTreeMap, BTreeSet};

use super::Names;
use super::history::Holders;
use crate::run::Run;
use crate::task::TaskId;

/// Each thread that waits, with those of whom one could let it go on.
type Edges = BTreeMap<TaskId, Vec<TaskId>>;

/// The circle of threads that wait for each other, in words; nothing when there is none.
pub(super) fn circle(names: &Names, run: &Run, holders: &Holders) -> Option<String> {
    let circle = find(&edges(run, holders))?;
    let [first, rest @ ..] = circle.as_slice() else {
        return None;
    };
    let name = |task: &TaskId| names.task(*task);
    let Some(second) = rest.first() else {
        return Some(format!("{} waits for itself", name(first)));
    };
    let mut words = format!("in a circle: {} waits for {}", name(first), name(second));
    for (task, next) in rest.iter().zip(rest[1..].iter().chain([first])) {
        words.push_str(&format!(", {} for {}", name(task), name(next)));
    }
    Some(words)
}

fn edges(run: &Run, holders: &Holders) -> Edges {
    let tasks = &run.execution.tasks;
    let waiting = (0_u32..)
        .zip(tasks)
        .filter(|(_, task)| !task.finished)
        .map(|(index, task)| (TaskId(index), &task.pending));
    let mut edges = Edges::new();
    for (task, pending) in waiting.clone() {
        let mut others: Vec<TaskId> = holders
            .get(&pending.object)
            .into_iter()
            .flatten()
            .map(|(holder, _)| *holder)
            .collect();
        if pending.waiting.contains("read-lock") {
            // Who reads already waits for the writers that came in between.
            others.retain(|holder| *holder != task);
            others.extend(
                waiting
                    .clone()
                    .filter(|(_, other)| {
                        other.object == pending.object && other.waiting.contains("write-lock")
                    })
                    .map(|(writer, _)| writer),
            );
        } else if pending.waiting.contains("upgrade") {
            others.retain(|holder| *holder != task);
        } else if !pending.waiting.contains("lock") && others.len() > 1 {
            // Any of several permits will do.
            continue;
        }
        let joined = (0_u32..)
            .zip(tasks)
            .find(|(_, other)| other.object == pending.object)
            .map(|(index, _)| TaskId(index));
        others.extend(joined);
        edges.insert(task, others);
    }
    edges
}

/// The first circle, from its first thread on.
fn find(edges: &Edges) -> Option<Vec<TaskId>> {
    edges.keys().find_map(|start| {
        let mut path = vec![*start];
        leads_back(edges, &mut path, &mut BTreeSet::new()).then_some(path)
    })
}

/// Extends a path until its end waits for its start.
fn leads_back(edges: &Edges, path: &mut Vec<TaskId>, seen: &mut BTreeSet<TaskId>) -> bool {
    let (start, end) = (path[0], path[path.len() - 1]);
    for next in edges.get(&end).into_iter().flatten() {
        if *next == start {
            return true;
        }
        if seen.insert(*next) {
            path.push(*next);
            if leads_back(edges, path, seen) {
                return true;
            }
            path.pop();
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{Edges, find};
    use crate::task::TaskId;

    fn circle(edges: &[(u32, &[u32])]) -> Option<Vec<u32>> {
        let edges: Edges = edges
            .iter()
            .map(|(task, others)| (TaskId(*task), others.iter().copied().map(TaskId).collect()))
            .collect();
        find(&edges).map(|circle| circle.into_iter().map(|task| task.0).collect())
    }

    #[test]
    fn only_those_in_the_circle_are_told() {
        assert_eq!(
            circle(&[(0, &[1]), (1, &[2]), (2, &[3]), (3, &[1])]),
            Some(vec![1, 2, 3])
        );
        assert_eq!(circle(&[(0, &[0])]), Some(vec![0]));
        assert_eq!(circle(&[(0, &[2, 1]), (1, &[0])]), Some(vec![0, 1]));
        assert_eq!(circle(&[(0, &[1, 2]), (1, &[2]), (2, &[])]), None);
    }
}
