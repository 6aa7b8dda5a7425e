//! The corpus: every wrong program is found with the failure that its header names, every right one is accepted.

use interleave::{Config, Leftovers, Outcome};

use crate::batch::{Batch, header, programs};

#[test]
fn wrong_programs_are_found_and_right_ones_accepted() {
    let batch = Batch::build(
        "corpus",
        &[programs("corpus/wrong"), programs("corpus/right")],
    );
    let mut reports = batch.run(&Config::default(), &batch.names(Leftovers::EndWithMain));
    let must_end = Config {
        leftovers: Leftovers::MustEnd,
        ..Config::default()
    };
    reports.extend(batch.run(&must_end, &batch.names(Leftovers::MustEnd)));
    let mut mistakes = Vec::new();
    let mut found = Vec::new();
    for (name, file) in &batch.files {
        let report = &reports[name];
        let outcome = serde_json::to_value(report.outcome).expect("plain data");
        let expected = header(file, "finds");
        match &expected {
            Some(expected) if outcome != expected.as_str() => mistakes.push(format!(
                "{name}: found {outcome}, not {expected}: {}",
                report.message
            )),
            None if report.outcome != Outcome::Ok => mistakes.push(format!(
                "{name}: is right, but found {outcome}: {}",
                report.message
            )),
            _ => {}
        }
        found.extend(report.found_at);
    }
    found.sort_unstable();
    let (wrong, right) = (found.len(), batch.files.len() - found.len());
    println!(
        "{wrong} wrong and {right} right programs; found within {:?} executions, median {:?}",
        found.last(),
        found.get(found.len() / 2)
    );
    assert!(mistakes.is_empty(), "\n{}", mistakes.join("\n"));
    assert!(
        found.last().is_some_and(|most| *most <= 1_000),
        "a wrong program took more than 1,000 executions"
    );
}
