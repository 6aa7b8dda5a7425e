//! Explores the file named on the command line: `cargo run -p explorer --example explore -- FILE.rs [FORMAT|TOKEN]`.
//!
//! Formats are `human`, `json`, `graph`, `timeline` and `exhaustive`; anything else is a token of an earlier report.

use explorer::{Color, Search, Trace};

fn main() -> Result<(), explorer::ExploreError> {
    let mut arguments = std::env::args().skip(1);
    let mut options = explorer::ExploreOptions::new(arguments.next().unwrap_or_default());
    let format = arguments.next().unwrap_or_else(|| "human".to_owned());
    match format.as_str() {
        "human" | "json" => {}
        "graph" => options.config.search = Search::Graph,
        "timeline" => options.config.trace = Trace::Always,
        "exhaustive" => options.config.search = Search::Exhaustive,
        token => options.config.search = Search::Replay(token.to_owned()),
    }
    let report = explorer::explore_file(&options)?;
    match format.as_str() {
        "json" => print!("{}", explorer::json(&report)),
        "graph" => print!("{}", explorer::graph_text(&report)),
        "timeline" => print!("{}", explorer::timeline_text(&report, Color::Never)),
        _ => print!("{}", explorer::human(&report, Color::Never)),
    }
    std::process::exit(i32::from(report.exit_code()));
}
