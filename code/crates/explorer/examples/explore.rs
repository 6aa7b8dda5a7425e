//! Explores the file named on the command line: `cargo run -p explorer --example explore -- FILE.rs [TOKEN]`.

fn main() -> Result<(), explorer::ExploreError> {
    let mut arguments = std::env::args().skip(1);
    let mut options = explorer::ExploreOptions::new(arguments.next().unwrap_or_default());
    if let Some(token) = arguments.next() {
        options.config.search = if token == "graph" {
            explorer::Search::Graph
        } else if token == "exhaustive" {
            explorer::Search::Exhaustive
        } else {
            explorer::Search::Replay(token)
        };
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
