//! The corpus at length, when `INTERLEAVE_SLOW` is set: 50 seeds of pure chance for the wrong programs, 10,000 executions for the right ones.
//! Without the variable, three seeds and only a few programs.

#[path = "support/batch.rs"]
mod support;

use interleave::{Config, Outcome, Search};

#[test]
fn chance_finds_wrong_programs_and_never_blames_right_ones() {
    let slow = std::env::var_os("INTERLEAVE_SLOW").is_some();
    let wrong = support::Batch::build("slow-wrong", &[support::programs("corpus/wrong")]);
    let right = support::Batch::build("slow-right", &[support::programs("corpus/right")]);
    let some = [
        "lost-update",
        "lock-order",
        "message-relaxed",
        "waits-without-loop",
    ];
    let names: &[&str] = if slow { &[] } else { &some };
    let mut missed = Vec::new();
    for seed in 1..=if slow { 50 } else { 3 } {
        for search in [Search::Random, Search::Pct] {
            let config = Config {
                search: search.clone(),
                seed,
                ..Config::default()
            };
            for (name, report) in wrong.run(&config, names) {
                if report.outcome == Outcome::Ok {
                    missed.push(format!(
                        "{name}: {search:?} with seed {seed} finds nothing in {} executions",
                        report.schedules
                    ));
                }
            }
        }
    }
    let accepted = Config {
        schedules: if slow { 10_000 } else { 500 },
        total_steps: u64::MAX,
        seed: 99,
        ..Config::default()
    };
    for search in [Search::Random, Search::Pct] {
        for (name, report) in right.run(
            &Config {
                search,
                ..accepted.clone()
            },
            &[],
        ) {
            if report.outcome != Outcome::Ok {
                missed.push(format!(
                    "{name} is right, but: {:?} {}",
                    report.outcome, report.message
                ));
            }
        }
    }
    assert!(missed.is_empty(), "\n{}", missed.join("\n"));
}
