//! Grades the same answers again and again while all cores are busy, and compares the documents byte for byte.
//!
//! `cargo run --release -p grader --example steadfast -- [TIMES] [EXERCISE…]`: each right answer and stub TIMES times (200),
//! each wrong one a tenth of that. Prints one line for each answer; exit status 1 when a document changed, a right
//! answer lost a point, or a wrong one passed.

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Instant;

use catalog::Exercise;
use grader::{Conclusion, Document, Options};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments = env::args().skip(1).peekable();
    let times = arguments
        .next_if(|text| text.parse::<u32>().is_ok())
        .map_or(Ok(200), |text| text.parse())?;
    let wanted: Vec<String> = arguments.collect();
    let root = catalog::find_root()?;
    let stop = AtomicBool::new(false);
    let mut flaws = 0;
    thread::scope(|scope| -> Result<(), Box<dyn Error>> {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                // ORDERING: Relaxed, because nothing but the end of the loop depends on it.
                while !stop.load(Ordering::Relaxed) {
                    std::hint::spin_loop();
                }
            });
        }
        let result = all(&root, &wanted, times, &mut flaws);
        stop.store(true, Ordering::Relaxed);
        result
    })?;
    println!("{flaws} flaws");
    Ok(ExitCode::from(u8::from(flaws > 0)))
}

fn all(root: &Path, wanted: &[String], times: u32, flaws: &mut u32) -> Result<(), Box<dyn Error>> {
    for exercise in Exercise::all(root)? {
        if !wanted.is_empty() && !wanted.contains(&exercise.name) {
            continue;
        }
        let mut right = vec![exercise.solution()];
        right.extend(exercise.alternatives()?);
        for path in &right {
            *flaws += again(root, &exercise, path, times, Expected::FullPoints)?;
        }
        *flaws += again(
            root,
            &exercise,
            &exercise.stub(),
            times,
            Expected::NotPassed,
        )?;
        for wrong in exercise.wrong_answers()? {
            *flaws += again(
                root,
                &exercise,
                &wrong.path,
                times.div_ceil(10),
                Expected::NotPassed,
            )?;
        }
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq)]
enum Expected {
    FullPoints,
    NotPassed,
}

/// Grades one answer so many times; the number of flaws.
fn again(
    root: &Path,
    exercise: &Exercise,
    path: &Path,
    times: u32,
    expected: Expected,
) -> Result<u32, Box<dyn Error>> {
    let mut documents: BTreeMap<String, u32> = BTreeMap::new();
    let mut misjudged = 0;
    let started = Instant::now();
    for _ in 0..times {
        let options = Options {
            root,
            schedules: None,
            seed: 1,
            replay: None,
            tier: grader::tier()?,
            cancel: &AtomicBool::new(false),
            progress: &|_| (),
        };
        let verdict = grader::grade(exercise, path, &options)?.without_times();
        let full =
            verdict.conclusion == Conclusion::Passed && verdict.points == exercise.manifest.points;
        let rightly = match expected {
            Expected::FullPoints => full,
            Expected::NotPassed => verdict.conclusion != Conclusion::Passed,
        };
        misjudged += u32::from(!rightly);
        *documents
            .entry(Document::new(vec![verdict]).to_json())
            .or_default() += 1;
    }
    let changes = u32::try_from(documents.len())?.saturating_sub(1);
    println!(
        "{}/{}: {times} gradings, {} documents, {misjudged} misjudged, {} ms each",
        exercise.name,
        path.file_stem().unwrap_or_default().to_string_lossy(),
        documents.len(),
        started.elapsed().as_millis() / u128::from(times.max(1)),
    );
    if let Some(folder) = env::var_os("STEADFAST_KEEP").filter(|_| changes > 0) {
        for (number, text) in documents.keys().enumerate() {
            std::fs::write(
                Path::new(&folder).join(format!("{}-{number}.json", exercise.name)),
                text,
            )?;
        }
    }
    Ok(changes + misjudged)
}
