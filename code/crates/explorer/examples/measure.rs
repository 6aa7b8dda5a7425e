//! Prints microseconds per execution of the programs named on the command line: the difference between many executions and one.

use std::time::Instant;

use explorer::{ExploreOptions, Search, explore_file};

const MANY: usize = 10_000;

fn main() -> Result<(), explorer::ExploreError> {
    for file in std::env::args().skip(1) {
        let mut options = ExploreOptions::new(&file);
        options.config.search = Search::Random;
        options.config.total_steps = u64::MAX;
        let mut time = |schedules: usize| -> Result<_, explorer::ExploreError> {
            options.config.schedules = schedules;
            let start = Instant::now();
            let report = explore_file(&options)?.report;
            Ok((start.elapsed(), report))
        };
        time(1)?;
        let mut one: Vec<_> = (0..5)
            .map(|_| time(1).map(|(elapsed, _)| elapsed))
            .collect::<Result<_, _>>()?;
        one.sort_unstable();
        let (many, report) = time(MANY)?;
        let per =
            many.saturating_sub(one[2]).as_secs_f64() * 1e6 / (report.schedules.max(2) - 1) as f64;
        let steps = report.steps as f64 / report.schedules.max(1) as f64;
        println!(
            "{file}: {:?}, {} executions, {per:.1} µs and {steps:.0} steps each; file to result {:?}",
            report.outcome, report.schedules, one[2]
        );
    }
    Ok(())
}
