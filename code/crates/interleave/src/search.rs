//! Looks for a failing schedule: by number of deviations, depth first, then random and PCT in turn.

pub(crate) mod depth_first;
mod guess;
mod systematic;

use std::collections::BTreeSet;

use crate::choice::{Chooser, Deviation, Script, deviations, token};
use crate::config::{Config, Search, Trace};
use crate::execution::{Bounds, Recording};
use crate::report::{Outcome, Report};
use crate::run::{self, Run};
use crate::{explain, shrink};

use depth_first::DepthFirst;
use guess::{Pct, Walk};
use systematic::Systematic;

/// Progress of an exploration, told after each execution: for the watchdog of an isolated one.
pub(crate) trait Watch {
    /// Another execution is about to start.
    fn starts(&mut self, execution: usize) {
        let _ = execution;
    }
}

pub(crate) struct Quiet;
impl Watch for Quiet {}

pub(crate) struct Explorer<'a> {
    config: &'a Config,
    body: &'a dyn Fn(),
    watch: &'a mut dyn Watch,
    executions: usize,
    steps: u64,
    outputs: BTreeSet<String>,
    release_points: bool,
    unfair: bool,
    /// The first schedule that hit a bound.
    limited: Option<(Vec<Deviation>, bool)>,
    limits: usize,
    lengths: u32,
    threads: usize,
}

/// Explores in this process.
pub(crate) fn explore(config: &Config, body: &dyn Fn(), watch: &mut dyn Watch) -> Report {
    crate::race::use_sources(&config.source_roots);
    let explorer = Explorer {
        config,
        body,
        watch,
        executions: 0,
        steps: 0,
        outputs: BTreeSet::new(),
        release_points: false,
        unfair: false,
        limited: None,
        limits: 0,
        lengths: 1,
        threads: 1,
    };
    explorer.search()
}

/// So many executions, all of them cut off by a bound, and no further one is tried.
const ALL_LIMITED: usize = 20;

enum Phase {
    Found(Box<Run>),
    /// Nothing left to try in this way.
    Exhausted,
    /// The budget of this way is used up.
    Spent,
}

impl Explorer<'_> {
    fn search(mut self) -> Report {
        let budget = self.config.schedules.max(1);
        if let Search::Replay(text) = &self.config.search {
            return self.replay(&text.clone());
        }
        if self.config.search == Search::Graph {
            return self.graph();
        }
        let phase = match &self.config.search {
            Search::Mixed => self.mixed(budget),
            Search::Deviations => self.deviations(budget, usize::MAX),
            Search::Random => self.guesses(budget, true, false),
            Search::Pct => self.guesses(budget, false, true),
            Search::Exhaustive => self.depth_first(budget),
            Search::Unreduced => {
                self.unfair = true;
                self.depth_first(budget)
            }
            Search::Graph | Search::Replay(_) => unreachable!("handled above"),
        };
        match phase {
            Phase::Found(run) => self.failed(*run),
            Phase::Exhausted => self.passed(true),
            Phase::Spent => self.passed(false),
        }
    }

    fn mixed(&mut self, budget: usize) -> Phase {
        match self.deviations(budget / 2, 3) {
            Phase::Spent => {}
            done => return done,
        }
        let until = self.executions + budget / 8;
        match self.depth_first(until) {
            Phase::Spent => {}
            done => return done,
        }
        self.guesses(budget, true, true)
    }

    fn has_budget(&self, until: usize) -> bool {
        let is_hopeless = self.limits >= ALL_LIMITED && self.limits == self.executions;
        self.executions < until && self.steps < self.config.total_steps && !is_hopeless
    }

    fn execute(&mut self, chooser: Box<dyn Chooser>) -> Run {
        self.watch.starts(self.executions);
        self.executions += 1;
        let run = run::run(
            self.body,
            bounds(self.config),
            chooser,
            Recording::Off,
            self.release_points,
        );
        self.steps += u64::from(run.steps);
        self.lengths = self.lengths.max(run.steps);
        self.threads = self.threads.max(run.execution.tasks.len());
        self.unfair |= run.unfair;
        if run.failure.is_none() && !run.pruned && !self.outputs.contains(&run.output) {
            self.outputs.insert(run.output.clone());
        }
        run
    }

    /// The run, if it ends the search. One that only hit a bound does not: another schedule may be shorter.
    fn is_found(&mut self, run: Run) -> Result<Box<Run>, Box<dyn Chooser>> {
        match &run.failure {
            Some(failure) if failure.outcome == Outcome::Limit => {
                self.limits += 1;
                if self.limited.is_none() {
                    self.limited = Some((deviations(&run.choices), run.execution.release_points));
                }
                Err(run.chooser)
            }
            Some(_) => Ok(Box::new(run)),
            None => Err(run.chooser),
        }
    }

    fn deviations(&mut self, until: usize, most: usize) -> Phase {
        let mut systematic = Systematic::new(most, self.config.seed);
        while self.has_budget(until) {
            let Some(script) = systematic.next(until - self.executions) else {
                return if systematic.is_complete() {
                    Phase::Exhausted
                } else {
                    Phase::Spent
                };
            };
            let last = script
                .last()
                .map_or(0, |deviation| deviation.at as usize + 1);
            let run = self.execute(Box::new(Script::new(script.clone())));
            if run.tries && !self.release_points {
                // From now on releases are choices too, so what was learnt so far is about another tree.
                self.release_points = true;
                if run.failure.is_none() {
                    systematic = Systematic::new(most, self.config.seed);
                    continue;
                }
            }
            if run.failure.is_none() {
                systematic.learn(&script, last, &run.choices);
            }
            if let Ok(found) = self.is_found(run) {
                return Phase::Found(found);
            }
        }
        Phase::Spent
    }

    fn depth_first(&mut self, until: usize) -> Phase {
        let mut search = DepthFirst::new(!self.unfair);
        let mut limited = false;
        while self.has_budget(until) {
            let run = self.execute(Box::new(search));
            let (tries, unfair) = (run.tries && !self.release_points, run.unfair);
            limited |= run
                .failure
                .as_ref()
                .is_some_and(|failure| failure.outcome == Outcome::Limit);
            match self.is_found(run) {
                Ok(found) => return Phase::Found(found),
                Err(chooser) => {
                    search = *chooser
                        .into_any()
                        .downcast()
                        .expect("the chooser that was passed in")
                }
            }
            if tries || (unfair && search.reduces()) {
                self.release_points |= tries;
                search = DepthFirst::new(!self.unfair);
                continue;
            }
            if !search.advance() {
                return if limited {
                    Phase::Spent
                } else {
                    Phase::Exhausted
                };
            }
        }
        Phase::Spent
    }

    fn guesses(&mut self, until: usize, uniform: bool, pct: bool) -> Phase {
        let mut turn = 0_u64;
        while self.has_budget(until) {
            let seed = self
                .config
                .seed
                .wrapping_mul(0x1_0000_0001)
                .wrapping_add(turn);
            let chooser: Box<dyn Chooser> = if uniform && (turn.is_multiple_of(2) || !pct) {
                Box::new(Walk::new(seed))
            } else {
                Box::new(Pct::new(seed, self.lengths, 3))
            };
            turn += 1;
            let run = self.execute(chooser);
            self.release_points |= run.tries;
            if let Ok(found) = self.is_found(run) {
                return Phase::Found(found);
            }
        }
        Phase::Spent
    }

    fn graph(&mut self) -> Report {
        let (graph, executions) = crate::graph::build(self.config, self.body, &mut |execution| {
            self.watch.starts(execution)
        });
        let failing = graph
            .states
            .iter()
            .filter_map(|state| state.end.as_ref())
            .find(|end| *end != "ok");
        let message = format!(
            "{} states, {} steps between them",
            graph.states.len(),
            graph.edges.len()
        );
        let outcome = failing
            .and_then(|end| serde_json::from_value(serde_json::Value::String(end.clone())).ok())
            .unwrap_or(Outcome::Ok);
        let mut report = Report::new(outcome, message);
        report.exhaustive = !graph.truncated;
        report.schedules = executions;
        report.graph = Some(graph);
        report
    }

    fn replay(&mut self, text: &str) -> Report {
        let Some((script, release_points)) = token::read(text) else {
            return Report::new(
                Outcome::Unsupported,
                format!("`{text}` is not a token of this version: explore again without it"),
            );
        };
        self.release_points = release_points;
        self.watch.starts(0);
        let run = run::run(
            self.body,
            bounds(self.config),
            Box::new(Script::new(script.clone())),
            Recording::On,
            release_points,
        );
        let mut report = explain::report(self.config, &run, release_points);
        report.schedules = 1;
        report.steps = u64::from(run.steps);
        report.seed = self.config.seed;
        let script = run
            .chooser
            .into_any()
            .downcast::<Script>()
            .expect("the script that was passed in");
        if script.diverged {
            report.bounds.push(
                "the token does not fit this program: it was made by another version of it"
                    .to_owned(),
            );
        }
        report
    }

    fn failed(mut self, run: Run) -> Report {
        let found_at = self.executions;
        let release_points = run.execution.release_points;
        let script = shrink::shrink(&run, &mut |script| {
            self.watch.starts(found_at);
            run::run(
                self.body,
                bounds(self.config),
                Box::new(Script::new(script)),
                Recording::Off,
                release_points,
            )
        });
        let mut report = self.tell(script, release_points);
        report.found_at = Some(found_at);
        self.fill(&mut report);
        report
    }

    fn passed(mut self, exhaustive: bool) -> Report {
        if let Some((script, release_points)) = self.limited.take() {
            let mut report = self.tell(script, release_points);
            self.fill(&mut report);
            return report;
        }
        let executions = match self.executions {
            1 => "1 execution".to_owned(),
            several => format!("{several} executions"),
        };
        let message = match (exhaustive, self.unfair) {
            (true, false) => {
                format!("no failing schedule: all of them are covered by {executions}")
            }
            // Without that condition a thread that spins would have schedules without end.
            (true, true) => format!(
                "no failing schedule: all are covered by {executions} in which a thread that gives way, or looks \
                 again at what is as it was, lets another one go first"
            ),
            (false, _) => format!("no failing schedule in {executions}"),
        };
        let mut report = match self.config.trace {
            Trace::OfFailures => Report::new(Outcome::Ok, String::new()),
            Trace::Always => self.tell(Vec::new(), self.release_points),
        };
        report.message = message;
        report.exhaustive = exhaustive;
        self.fill(&mut report);
        report
    }

    /// The report of one schedule, told step by step.
    fn tell(&mut self, script: Vec<Deviation>, release_points: bool) -> Report {
        self.watch.starts(self.executions);
        let chooser = Box::new(Script::new(script));
        let bounds = bounds(self.config);
        let run = run::run(self.body, bounds, chooser, Recording::On, release_points);
        explain::report(self.config, &run, release_points)
    }

    fn fill(&self, report: &mut Report) {
        report.schedules = self.executions;
        report.steps = self.steps;
        report.seed = self.config.seed;
        report.outputs = self.outputs.iter().cloned().collect();
        if self.steps >= self.config.total_steps {
            report.bounds.push(format!(
                "the search ended at its bound of {} steps",
                self.config.total_steps
            ));
        }
    }
}

pub(crate) fn bounds(config: &Config) -> Bounds {
    Bounds {
        steps: config.steps,
        threads: config.threads,
        output_bytes: config.output_bytes,
        leftovers: config.leftovers,
    }
}

/// The token of a run.
pub(crate) fn token_of(run: &Run, release_points: bool) -> String {
    token::write(&deviations(&run.choices), release_points)
}
