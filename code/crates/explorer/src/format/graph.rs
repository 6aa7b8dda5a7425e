//! State graphs as JSON and as text.

use std::fmt::Write;

use crate::report::ExploreReport;

/// The graph alone, as JSON; the whole report when there is none, because the program did not get that far.
#[must_use]
pub fn graph_json(report: &ExploreReport) -> String {
    match &report.report.graph {
        Some(graph) => serde_json::to_string_pretty(graph).expect("a graph is plain data") + "\n",
        None => super::json(report),
    }
}

/// The graph as text: each state with its steps.
#[must_use]
pub fn graph_text(report: &ExploreReport) -> String {
    let Some(graph) = &report.report.graph else {
        return super::human(report, super::Color::Never);
    };
    let mut out = String::new();
    for state in &graph.states {
        let objects: Vec<String> = state
            .objects
            .iter()
            .map(|(name, value)| format!("{name} = {value}"))
            .collect();
        let end = state
            .end
            .as_ref()
            .map(|end| format!("  END: {end}"))
            .unwrap_or_default();
        let _ = writeln!(
            out,
            "state {}{}{end}",
            state.id,
            if objects.is_empty() {
                String::new()
            } else {
                format!("  [{}]", objects.join(", "))
            }
        );
        for edge in graph.edges.iter().filter(|edge| edge.from == state.id) {
            let _ = writeln!(
                out,
                "  {} {} -> state {}",
                edge.thread,
                edge.events.join("; "),
                edge.to
            );
        }
    }
    for (end, count) in &graph.orders {
        let _ = writeln!(out, "{count} orders end with: {end}");
    }
    out
}
