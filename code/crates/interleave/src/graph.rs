//! The full state graph of a small program: who may step where, equal states merged.
//!
//! The choice of the next thread, of the thread to wake, of the branch to poll first and of the store to read is followed; nothing fails for no reason.
//! A state is what each thread has done and seen, and what each object contains; where the contents are unknown to the engine,
//! the order in which threads used the object stands for them. Two paths that reach equal states are merged.

use std::any::Any;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use serde::{Deserialize, Serialize};

use crate::choice::{ChoiceKind, Chooser, Point};
use crate::config::Config;
use crate::execution::{Execution, Recording};
use crate::explain::Names;
use crate::report::Outcome;
use crate::run::{self, Run};
use crate::search::bounds;
use crate::search::depth_first::DepthFirst;
use crate::task::{Task, TaskId};

/// Where a thread is in a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadState {
    /// Its name.
    pub name: String,
    /// `ready`, `waiting` or `ended`.
    pub status: String,
    /// The line of its next operation.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub line: Option<u32>,
    /// What it waits for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub waits: Option<String>,
}

/// One state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Its number, from 0, in order of discovery.
    pub id: usize,
    /// Its threads.
    pub threads: Vec<ThreadState>,
    /// What is known of the objects: value of an atomic or of what a lock protects, holder of a lock.
    pub objects: BTreeMap<String, String>,
    /// For an end: `ok`, `deadlock`, `panic`, …
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub end: Option<String>,
    /// For a failing end: why.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub message: Option<String>,
    /// What had been printed, at an end.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub output: String,
}

/// One step from a state to another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Edge {
    /// The state before.
    pub from: usize,
    /// The state after.
    pub to: usize,
    /// The thread that steps.
    pub thread: String,
    /// Its line.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub line: Option<u32>,
    /// What it did, in order.
    pub events: Vec<String>,
}

/// A whole graph; state 0 is the start.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Graph {
    /// The states.
    pub states: Vec<State>,
    /// The steps, sorted.
    pub edges: Vec<Edge>,
    /// Complete orders from the start to each kind of end; nothing when the graph has a circle.
    pub orders: BTreeMap<String, u64>,
    /// Whether a bound cut the graph off.
    pub truncated: bool,
}

impl Graph {
    /// How many ways lead from the start to each state; nothing when there is a circle, which has no end of ways.
    #[must_use]
    pub fn ways(&self) -> Option<Vec<u64>> {
        let mut next: Vec<Vec<usize>> = vec![Vec::new(); self.states.len()];
        let mut entering = vec![0_usize; self.states.len()];
        for edge in &self.edges {
            next[edge.from].push(edge.to);
            entering[edge.to] += 1;
        }
        let mut ways = vec![0_u64; self.states.len()];
        *ways.first_mut()? = 1;
        let mut open: Vec<usize> = (0..ways.len())
            .filter(|state| entering[*state] == 0)
            .collect();
        let mut done = 0;
        while let Some(state) = open.pop() {
            done += 1;
            for to in &next[state] {
                ways[*to] = ways[*to].saturating_add(ways[state]);
                entering[*to] -= 1;
                if entering[*to] == 0 {
                    open.push(*to);
                }
            }
        }
        (done == ways.len()).then_some(ways)
    }
}

/// What a run notes at each scheduling point.
#[derive(Clone, Debug)]
pub(crate) struct Snapshot {
    state: u64,
    threads: Vec<Standing>,
    values: Vec<(crate::ObjectId, String)>,
    /// The thread that was chosen, and how many events there were.
    chosen: Option<TaskId>,
    events: usize,
}

/// How a thread stands, the line of its next operation, and what it waits for.
type Standing = (Status, Option<u32>, Option<(&'static str, crate::ObjectId)>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Status {
    Ready,
    Waiting,
    Ended,
}

/// Which stores a load may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reads {
    /// All operations are sequentially consistent, so there is no choice.
    Newest,
    /// Those that the orderings allow.
    All,
}

/// A hash of all that determines what can happen next.
pub(crate) fn state_of(execution: &Execution, ready: &[bool], reads: Reads) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (task, ready) in execution.tasks.iter().zip(ready) {
        (
            task.history,
            task.finished,
            *ready,
            task.deadline
                .map(|deadline| deadline.saturating_sub(execution.clock)),
        )
            .hash(&mut hasher);
    }
    for (index, object) in execution.objects.iter().enumerate() {
        let newest = execution.memory.newest(crate::ObjectId(index as u32));
        let history = match object.shown_contents() {
            Some(_) => 0,
            None => object.history,
        };
        (newest, &object.value, history).hash(&mut hasher);
    }
    if reads == Reads::All {
        execution.hash_readable(&mut hasher);
    }
    execution.output.hash(&mut hasher);
    hasher.finish()
}

pub(crate) fn mix(a: u64, b: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    (a, b).hash(&mut hasher);
    hasher.finish()
}

impl Execution {
    /// Notes the state before a step.
    pub(crate) fn snapshot(&mut self, ready: &[bool]) {
        let threads = self.standings(ready);
        let values = (0_u32..)
            .zip(&self.objects)
            .filter_map(|(index, object)| Some((crate::ObjectId(index), object.value.clone()?)))
            .collect();
        let state = state_of(self, ready, self.reads());
        self.snapshots.push(Snapshot {
            state,
            threads,
            values,
            chosen: None,
            events: self.events.len(),
        });
    }

    /// How each thread stands.
    fn standings(&self, ready: &[bool]) -> Vec<Standing> {
        let standing = |(task, ready): (&Task, &bool)| {
            let place = Some(task.pending.place)
                .filter(|place| task.steps > 0 && !crate::explain::is_library(place))
                .map(|place| place.line());
            let waits = Some((task.pending.waiting, task.pending.object));
            if task.finished {
                (Status::Ended, None, None)
            } else if *ready || task.deadline.is_some() {
                (Status::Ready, place, None)
            } else {
                (Status::Waiting, place, waits)
            }
        };
        self.tasks.iter().zip(ready).map(standing).collect()
    }

    pub(crate) fn snapshot_chosen(&mut self, task: TaskId) {
        if let Some(last) = self.snapshots.last_mut() {
            last.chosen = Some(task);
        }
    }
}

/// Depth first, without entering a state twice.
struct Mapper {
    walk: DepthFirst,
    entered: HashSet<u64>,
    depth: usize,
    known: usize,
    reads: Reads,
}

impl Chooser for Mapper {
    fn choose(&mut self, point: &Point<'_>) -> Option<usize> {
        match point.kind {
            ChoiceKind::Schedule | ChoiceKind::Notify | ChoiceKind::Branch => {}
            ChoiceKind::Read if self.reads == Reads::All => {}
            _ => return Some(0),
        }
        if point.kind == ChoiceKind::Schedule
            && self.depth >= self.known
            && !self.entered.insert(point.state)
        {
            return None;
        }
        self.depth += 1;
        self.walk.choose(point)
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any> {
        self
    }

    fn wants_states(&self) -> bool {
        true
    }

    fn follows_reads(&self) -> bool {
        self.reads == Reads::All
    }

    fn wants_forced(&self) -> bool {
        true
    }
}

#[derive(Default)]
struct Builder {
    graph: Graph,
    numbers: HashMap<u64, usize>,
    edges: std::collections::BTreeSet<Edge>,
}

/// Explores the graph of a program with at most `config.schedules` executions.
pub(crate) fn build(
    config: &Config,
    body: &dyn Fn(),
    starts: &mut dyn FnMut(usize),
) -> (Graph, usize) {
    // Stores are remembered only where it matters: two that wrote the same make one state for those who read the newest.
    let first = attempt(config, body, starts, Reads::Newest);
    first
        .or_else(|| attempt(config, body, starts, Reads::All))
        .expect("with all reads no attempt is given up")
}

/// Nothing when loads turn out to have a choice that `reads` leaves out.
fn attempt(
    config: &Config,
    body: &dyn Fn(),
    starts: &mut dyn FnMut(usize),
    reads: Reads,
) -> Option<(Graph, usize)> {
    let mut mapper = Mapper {
        walk: DepthFirst::new(false),
        entered: HashSet::new(),
        depth: 0,
        known: 0,
        reads,
    };
    let mut builder = Builder::default();
    let mut executions = 0;
    let mut steps = 0;
    loop {
        starts(executions);
        executions += 1;
        let run = run::run(body, bounds(config), Box::new(mapper), Recording::On, false);
        steps += u64::from(run.steps);
        if reads == Reads::Newest && run.execution.memory.is_weak {
            return None;
        }
        builder.add(config, &run);
        mapper = *run
            .chooser
            .into_any()
            .downcast()
            .expect("the chooser that was passed in");
        mapper.depth = 0;
        if !mapper.walk.advance() {
            break;
        }
        mapper.known = mapper.walk.depth();
        if executions >= config.schedules || steps >= config.total_steps {
            builder.graph.truncated = true;
            break;
        }
    }
    builder.graph.edges = builder.edges.into_iter().collect();
    builder.graph.orders = orders(&builder.graph);
    Some((builder.graph, executions))
}

impl Builder {
    fn add(&mut self, config: &Config, run: &Run) {
        let execution = &run.execution;
        let names = Names::new(&config.source_roots, execution);
        let mut path = Vec::new();
        for snapshot in &execution.snapshots {
            path.push(self.number(snapshot.state, |id| state(id, snapshot, &names)));
        }
        if !run.pruned {
            let end = run
                .failure
                .as_ref()
                .map_or(Outcome::Ok, |failure| failure.outcome);
            let word = serde_json::to_value(end)
                .ok()
                .and_then(|word| word.as_str().map(str::to_owned))
                .unwrap_or_default();
            let message = run
                .failure
                .as_ref()
                .map(|failure| failure.message.clone())
                .filter(|message| !message.is_empty());
            let last = execution.snapshots.last().map_or(0, |snapshot| {
                mix(snapshot.state, snapshot.chosen.map(TaskId::index))
            });
            // Ends are told apart by how they ended and what was printed, not by the way there.
            let key = mix(
                mix(0, (&word, &message, &run.output)),
                if end == Outcome::Ok {
                    // Nobody reads any more.
                    let nobody = vec![false; execution.tasks.len()];
                    state_of(execution, &nobody, Reads::Newest)
                } else {
                    last
                },
            );
            let output = run.output.clone();
            let values = values(execution, &names);
            path.push(self.number(key, |id| {
                State {
                    id,
                    threads: if matches!(end, Outcome::Ok | Outcome::Deadlock) {
                        // Nobody can go on.
                        let standings = execution.standings(&vec![false; execution.tasks.len()]);
                        threads(&standings, &names)
                    } else {
                        let last = execution.snapshots.last();
                        last.map_or_else(Vec::new, |last| threads(&last.threads, &names))
                    },
                    objects: values,
                    end: Some(word),
                    message,
                    output,
                }
            }));
        }
        for (index, pair) in path.windows(2).enumerate() {
            let snapshot = &execution.snapshots[index];
            let Some(task) = snapshot.chosen else {
                continue;
            };
            let until = execution
                .snapshots
                .get(index + 1)
                .map_or(execution.events.len(), |next| next.events);
            let own = execution.events[snapshot.events..until]
                .iter()
                .filter(|event| event.task == task);
            let events = own
                .map(|event| names.fill(&event.text, event.object))
                .collect();
            let line = snapshot
                .threads
                .get(task.index())
                .and_then(|thread| thread.1);
            self.edges.insert(Edge {
                from: pair[0],
                to: pair[1],
                thread: names.task(task),
                line,
                events,
            });
        }
    }

    fn number(&mut self, key: u64, make: impl FnOnce(usize) -> State) -> usize {
        if let Some(known) = self.numbers.get(&key) {
            return *known;
        }
        let id = self.graph.states.len();
        self.numbers.insert(key, id);
        self.graph.states.push(make(id));
        id
    }
}

fn values(execution: &Execution, names: &Names) -> BTreeMap<String, String> {
    (0_u32..)
        .zip(&execution.objects)
        .filter_map(|(index, object)| {
            Some((names.bare(crate::ObjectId(index)), object.value.clone()?))
        })
        .collect()
}

fn threads(standings: &[Standing], names: &Names) -> Vec<ThreadState> {
    (0_u32..)
        .zip(standings)
        .map(|(index, (status, line, waits))| ThreadState {
            name: names.task(TaskId(index)),
            status: match status {
                Status::Ready => "ready",
                Status::Waiting => "waiting",
                Status::Ended => "ended",
            }
            .to_owned(),
            line: *line,
            waits: waits.map(|(text, object)| names.fill(text, object)),
        })
        .collect()
}

fn state(id: usize, snapshot: &Snapshot, names: &Names) -> State {
    let objects = snapshot
        .values
        .iter()
        .map(|(object, value)| (names.bare(*object), value.clone()))
        .collect();
    State {
        id,
        threads: threads(&snapshot.threads, names),
        objects,
        end: None,
        message: None,
        output: String::new(),
    }
}

/// Counts the paths from the start to each kind of end.
fn orders(graph: &Graph) -> BTreeMap<String, u64> {
    let mut orders = BTreeMap::new();
    let Some(ways) = graph.ways() else {
        return orders;
    };
    for (state, count) in graph.states.iter().zip(ways) {
        if let Some(end) = &state.end {
            let total: &mut u64 = orders.entry(end.clone()).or_default();
            *total = total.saturating_add(count);
        }
    }
    orders
}
