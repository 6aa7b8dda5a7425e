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
                if edge.events.is_empty() {
                    "goes on".to_owned()
                } else {
                    edge.events.join("; ").replace('\n', " ")
                },
                edge.to
            );
        }
    }
    if graph.truncated {
        let _ = writeln!(
            out,
            "this is not all of it: {} schedules were followed; allow more with --schedules, or explore a smaller program",
            report.report.schedules
        );
        return out;
    }
    for (end, count) in &graph.orders {
        let noun = if *count == 1 {
            "order ends"
        } else {
            "orders end"
        };
        let _ = writeln!(out, "{count} {noun} with: {end}");
    }
    out
}
