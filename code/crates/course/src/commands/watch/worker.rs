//! Judges in the background, always only the latest text.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use catalog::Exercise;
use grader::{GradeError, Verdict};

use crate::learner::Grading;

/// What is heard of the run that was started last.
pub(super) enum News {
    /// It is at this stage.
    Stage(String),
    /// It is over.
    Done(Box<Result<Verdict, GradeError>>),
}

/// Starts runs; each ends the one before it.
pub(super) struct Worker {
    grading: Grading,
    sender: Sender<(u64, News)>,
    news: Receiver<(u64, News)>,
    run: Option<Run>,
    /// How many runs were started: what is heard of earlier ones is of no interest.
    number: u64,
}

struct Run {
    cancel: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Worker {
    pub(super) fn new(grading: Grading) -> Self {
        let (sender, news) = mpsc::channel();
        Self {
            grading,
            sender,
            news,
            run: None,
            number: 0,
        }
    }

    /// Judges this file from now on; a run that is still going is ended.
    pub(super) fn start(&mut self, exercise: Exercise, answer: PathBuf) {
        self.number += 1;
        let number = self.number;
        let before = self.run.take().inspect(Run::cancel);
        let cancel = Arc::new(AtomicBool::new(false));
        let (grading, sender, cancelled) =
            (self.grading.clone(), self.sender.clone(), cancel.clone());
        let thread = thread::spawn(move || {
            // Two compilers at once would make both slow.
            if let Some(before) = before {
                let _ = before.thread.join();
            }
            let stage = |what: &str| {
                let _ = sender.send((number, News::Stage(what.to_owned())));
            };
            let result = grading.judge(&exercise, &answer, &cancelled, &stage);
            let _ = sender.send((number, News::Done(Box::new(result))));
        });
        self.run = Some(Run { cancel, thread });
    }

    /// The next thing to know about the latest run; waits up to `patience` for it.
    pub(super) fn news(&self, patience: Duration) -> Option<News> {
        let (number, news) = self.news.recv_timeout(patience).ok()?;
        (number == self.number).then_some(news)
    }

    /// Whether the latest run ended without a word, which only a fault of ours can do.
    pub(super) fn has_died(&self) -> bool {
        self.run
            .as_ref()
            .is_some_and(|run| run.thread.is_finished())
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(run) = self.run.take() {
            run.cancel();
            let _ = run.thread.join();
        }
    }
}

impl Run {
    fn cancel(&self) {
        // ORDERING: Relaxed, because nothing else is told by it; whoever reads it only stops.
        self.cancel.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn a_new_run_ends_the_one_before_it() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
        let root = root.canonicalize().unwrap();
        let exercise = Exercise::find(&root, "bounded-queue").unwrap();
        let folder = tempfile::tempdir().unwrap();
        let answer = folder.path().join("lib.rs");
        let endless = fs::read_to_string(exercise.solution()).unwrap().replace(
            "pub fn new(capacity: NonZeroUsize) -> Self {",
            "pub fn new(capacity: NonZeroUsize) -> Self { if capacity.get() > 0 { loop {} }",
        );
        fs::write(&answer, endless).unwrap();
        let mut worker = Worker::new(Grading::new(&root).unwrap());
        worker.start(exercise.clone(), answer.clone());
        while !matches!(worker.news.recv(), Ok((1, News::Stage(stage))) if stage == "checking") {}
        fs::write(&answer, "fn broken( {").unwrap();
        worker.start(exercise, answer);
        let mut endings = Vec::new();
        while endings.len() < 2 {
            if let (number, News::Done(result)) = worker.news.recv().unwrap() {
                endings.push((number, *result));
            }
        }
        assert!(
            matches!(endings[0], (1, Err(GradeError::Cancelled))),
            "{endings:?}"
        );
        assert!(matches!(endings[1], (2, Ok(_))), "{endings:?}");
    }
}
