//! Explores the file named on the command line: `cargo run -p explorer --example explore -- FILE.rs [TOKEN|graph|exhaustive|timeline]`.

fn main() -> Result<(), explorer::ExploreError> {
    let mut arguments = std::env::args().skip(1);
    let mut options = explorer::ExploreOptions::new(arguments.next().unwrap_or_default());
    if let Some(token) = arguments.next() {
        options.config.search = match token.as_str() {
            "graph" => explorer::Search::Graph,
            "exhaustive" => explorer::Search::Exhaustive,
            "timeline" => explorer::Search::Mixed,
            _ => explorer::Search::Replay(token.clone()),
        };
        if token == "timeline" {
            options.config.trace = explorer::Trace::Always;
            let report = explorer::explore_file(&options)?;
            print!(
                "{}",
                explorer::timeline_text(&report, explorer::Color::Never)
            );
            std::process::exit(i32::from(report.exit_code()));
        }
    }
    let report = explorer::explore_file(&options)?;
    if report.report.graph.is_some() {
        print!("{}", explorer::graph_text(&report));
    }
    print!("{}", explorer::human(&report, explorer::Color::Never));
    println!(
        "{} schedules, exhaustive: {}, steps {}, outputs {:?}",
        report.report.schedules,
        report.report.exhaustive,
        report.report.steps,
        report.report.outputs.len()
    );
    std::process::exit(i32::from(report.exit_code()));
}
