//! Grades the same answers again and again, more at once than there are cores, and compares the documents byte for byte.
//!
//! `cargo run --release -p grader --example steadfast -- [TIMES] [EXERCISE…]`: each right answer TIMES times (200), each
//! wrong one and each stub a tenth of that. What was compiled is run several times before it is compiled anew, for it is
//! what runs that a busy machine can disturb. What was graded is written down in `target/interleave/grader/steadfast`, under a number
//! that changes with everything it depends on; started again, it goes on where it was. Prints a line for each answer and one
//! for all; exit status 1 when a right answer lost a point, a wrong one passed, or a document changed that is to stay the same.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs::{self, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::{env, thread};

use catalog::{Exercise, System};
use grader::{Conclusion, Document, Options, Toolkit, Verdict};

type Fault = Box<dyn Error + Send + Sync>;

/// The gradings of an answer are spread over so many rounds, so that each answer is graded early.
const ROUNDS: u32 = 10;

/// Verdicts from one compilation, at most.
const RUNS: u32 = 20;

fn main() -> Result<ExitCode, Fault> {
    let mut arguments = env::args().skip(1).peekable();
    let times = arguments
        .next_if(|text| text.parse::<u32>().is_ok())
        .map_or(Ok(200), |text| text.parse())?;
    let wanted: Vec<String> = arguments.collect();
    let root = catalog::find_root()?;
    let answers = answers(&root, &wanted, times)?;
    let ledger = Ledger::open(&root)?;
    for round in 1..=ROUNDS {
        let next = AtomicUsize::new(0);
        // Each grading alone keeps more than one core busy for most of its time.
        let workers = 1 + thread::available_parallelism().map_or(1, usize::from);
        thread::scope(|scope| {
            let work = || -> Result<(), Fault> {
                // ORDERING: Relaxed, because each number only has to be taken once.
                while let Some(answer) = answers.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let target = answer.target(round);
                    loop {
                        let missing = target.saturating_sub(ledger.of(answer).gradings);
                        let Some(runs) = NonZero::new(missing.min(RUNS)) else {
                            break;
                        };
                        for graded in grade(&root, answer, runs)? {
                            ledger.add(answer, &graded)?;
                        }
                    }
                }
                Ok(())
            };
            let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
            workers
                .into_iter()
                .try_for_each(|worker| worker.join().expect("a worker returns its faults"))
        })?;
    }
    Ok(summary(&answers, &ledger))
}

struct Answer {
    exercise: Exercise,
    path: PathBuf,
    times: u32,
    expected: Expected,
    /// Changes with everything that its verdict depends on.
    key: String,
}

impl Answer {
    /// How often it has been graded when this round ends.
    fn target(&self, round: u32) -> u32 {
        let target = (self.times * round).div_ceil(ROUNDS);
        // A compilation pays when much is run of it.
        target.next_multiple_of(RUNS / 2).min(self.times)
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Expected {
    FullPoints,
    NotPassed,
}

fn answers(root: &Path, wanted: &[String], times: u32) -> Result<Vec<Answer>, Fault> {
    let toolkit = Toolkit::prepare(root, &|what| eprintln!("{what}"))?;
    let mut answers = Vec::new();
    for exercise in Exercise::all(root)? {
        if !wanted.is_empty() && !wanted.contains(&exercise.name) {
            continue;
        }
        let mut add = |path: PathBuf, times, expected| -> Result<(), Fault> {
            answers.push(Answer {
                key: key(&toolkit, &exercise, &path)?,
                exercise: exercise.clone(),
                path,
                times,
                expected,
            });
            Ok(())
        };
        add(exercise.solution(), times, Expected::FullPoints)?;
        for path in exercise.alternatives()? {
            add(path, times, Expected::FullPoints)?;
        }
        add(exercise.stub(), times.div_ceil(10), Expected::NotPassed)?;
        for wrong in exercise.wrong_answers()? {
            add(wrong.path, times.div_ceil(10), Expected::NotPassed)?;
        }
    }
    Ok(answers)
}

fn key(toolkit: &Toolkit, exercise: &Exercise, answer: &Path) -> Result<String, Fault> {
    let mut hasher = DefaultHasher::new();
    toolkit.fingerprint.hash(&mut hasher);
    fs::read(env::current_exe()?)?.hash(&mut hasher);
    fs::read(answer)?.hash(&mut hasher);
    fs::read(exercise.folder.join("exercise.toml"))?.hash(&mut hasher);
    let mut folders = vec![exercise.folder.join("harness")];
    while let Some(folder) = folders.pop() {
        let mut paths: Vec<PathBuf> = fs::read_dir(folder)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()?;
        paths.sort();
        for path in paths {
            match path.is_dir() {
                true => folders.push(path),
                false => fs::read(path)?.hash(&mut hasher),
            }
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// One grading.
struct Graded {
    /// Of the document without its times.
    hash: String,
    misjudged: bool,
}

fn grade(root: &Path, answer: &Answer, runs: NonZero<u32>) -> Result<Vec<Graded>, Fault> {
    let options = Options {
        root,
        schedules: None,
        seed: 1,
        replay: None,
        tier: grader::tier()?,
        cancel: &AtomicBool::new(false),
        progress: &|_| (),
    };
    let verdicts = grader::grade_repeatedly(&answer.exercise, &answer.path, &options, runs)?;
    verdicts
        .into_iter()
        .map(|verdict| graded(root, answer, verdict.without_times()))
        .collect()
}

fn graded(root: &Path, answer: &Answer, verdict: Verdict) -> Result<Graded, Fault> {
    let full = verdict.conclusion == Conclusion::Passed
        && verdict.points == answer.exercise.manifest.points;
    let misjudged = match answer.expected {
        Expected::FullPoints => !full,
        Expected::NotPassed => verdict.conclusion == Conclusion::Passed,
    };
    let text = Document::new(vec![verdict]).to_json();
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let hash = format!("{:016x}", hasher.finish());
    let kept = root
        .join(LEDGER)
        .join(format!("{}-{hash}.json", answer.key));
    if !kept.exists() {
        fs::write(kept, text)?;
    }
    Ok(Graded { hash, misjudged })
}

/// What has been graded, in a file with one line for each grading: key, hash of the document, `right` or `misjudged`.
struct Ledger {
    path: PathBuf,
    counts: Mutex<BTreeMap<String, Count>>,
}

#[derive(Clone, Default)]
struct Count {
    gradings: u32,
    misjudged: u32,
    documents: BTreeSet<String>,
}

/// Below the root of the course.
const LEDGER: &str = "target/interleave/grader/steadfast";

impl Ledger {
    fn open(root: &Path) -> Result<Self, Fault> {
        let folder = root.join(LEDGER);
        fs::create_dir_all(&folder)?;
        let ledger = Self {
            path: folder.join("gradings"),
            counts: Mutex::default(),
        };
        for line in fs::read_to_string(&ledger.path).unwrap_or_default().lines() {
            if let [key, hash, how] = line.split(' ').collect::<Vec<_>>()[..] {
                let misjudged = how == "misjudged";
                let hash = hash.to_owned();
                ledger.count(key, &Graded { hash, misjudged });
            }
        }
        Ok(ledger)
    }

    fn of(&self, answer: &Answer) -> Count {
        let counts = self.counts.lock().expect("nobody panics with it");
        counts.get(&answer.key).cloned().unwrap_or_default()
    }

    fn add(&self, answer: &Answer, graded: &Graded) -> Result<(), Fault> {
        let how = if graded.misjudged {
            "misjudged"
        } else {
            "right"
        };
        let mut file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&self.path)?;
        writeln!(file, "{} {} {how}", answer.key, graded.hash)?;
        self.count(&answer.key, graded);
        Ok(())
    }

    fn count(&self, key: &str, graded: &Graded) {
        let mut counts = self.counts.lock().expect("nobody panics with it");
        let count = counts.entry(key.to_owned()).or_default();
        count.gradings += 1;
        count.misjudged += u32::from(graded.misjudged);
        count.documents.insert(graded.hash.clone());
    }
}

fn summary(answers: &[Answer], ledger: &Ledger) -> ExitCode {
    let (mut gradings, mut misjudged, mut changed) = (0, 0, 0);
    for answer in answers {
        let count = ledger.of(answer);
        gradings += count.gradings;
        misjudged += count.misjudged;
        // On the real system a wrong answer may be wrong in one way today and in another tomorrow.
        let explored = answer.exercise.manifest.system == System::Explored;
        changed += u32::from(explored && count.documents.len() > 1);
        println!(
            "{}/{}: {} gradings, {} documents, {} misjudged",
            answer.exercise.name,
            answer
                .path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy(),
            count.gradings,
            count.documents.len(),
            count.misjudged,
        );
    }
    println!(
        "{gradings} gradings of {} answers: {misjudged} misjudged, {changed} explored answers whose document changed",
        answers.len()
    );
    ExitCode::from(u8::from(misjudged + changed > 0))
}
