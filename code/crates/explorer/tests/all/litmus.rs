//! The memory model: each litmus program shows exactly the outputs that its header lists, with and without reduction.

use interleave::{Config, Search};

use crate::batch::{Batch, header, programs};

#[test]
fn litmus_programs_show_exactly_their_outputs() {
    let batch = Batch::build("litmus", &[programs("litmus")]);
    let config = Config {
        search: Search::Exhaustive,
        schedules: 200_000,
        total_steps: u64::MAX,
        ..Config::default()
    };
    let reduced = batch.run(&config, &[]);
    let unreduced = batch.run(
        &Config {
            search: Search::Unreduced,
            schedules: 60_000,
            ..config
        },
        &[],
    );
    let mut wrong = Vec::new();
    for (name, file) in &batch.files {
        let mut expected: Vec<String> = header(file, "outputs")
            .expect("a litmus program lists its outputs")
            .split('|')
            .map(str::to_owned)
            .collect();
        expected.sort();
        for (how, report) in [("reduced", &reduced[name]), ("unreduced", &unreduced[name])] {
            let outputs: Vec<String> = report
                .outputs
                .iter()
                .map(|output| output.trim_end().to_owned())
                .collect();
            println!(
                "{name} {how}: {} executions, exhaustive: {}",
                report.schedules, report.exhaustive
            );
            if outputs != expected {
                wrong.push(format!(
                    "{name} ({how}): {:?} {} shows {outputs:?}, not {expected:?}",
                    report.outcome, report.message
                ));
            }
            if how == "reduced" && !report.exhaustive {
                wrong.push(format!(
                    "{name}: not exhausted in {} executions",
                    report.schedules
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
