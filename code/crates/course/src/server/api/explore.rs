//! `POST /api/explore`: the schedules of a text.

use std::sync::Arc;

use anyhow::Result;
use axum::extract::State;
use axum::response::Response;
use explorer::{Color, ExploreReport};
use playground::View;
use serde::Deserialize;
use serde_json::json;

use super::Refusal;
use super::input::Input;
use super::programs;
use super::service::Service;
use super::stream;

/// The body of `/api/explore`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Explore {
    listing: Option<String>,
    source: String,
    format: Format,
}

/// What to show of the program.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Format {
    /// Whether a schedule fails, and which.
    Schedule,
    /// One run, or the one that fails, in virtual time.
    Timeline,
}

/// Runs a text under many schedules.
pub(super) async fn explore(
    State(service): State<Arc<Service>>,
    Input(request): Input<Explore>,
) -> Result<Response, Refusal> {
    let playground = Arc::clone(service.playground()?);
    let program = programs::find(&service, request.listing, request.source).await?;
    service.warmer.yield_to(None);
    let view = match request.format {
        Format::Schedule => View::Schedules,
        Format::Timeline => View::OneRun,
    };
    stream::answer(&service, move |lines| {
        let explored = playground.explore(&program, view, lines.cancel(), &mut |event| {
            lines.send(&event)
        })?;
        let report = &explored.report;
        Ok(json!({
            "event": "finished",
            "exploration": report,
            "text": explorer::human(report, Color::Never),
            "lanes": explorer::lanes(report, Color::Never),
            "timeline": (request.format == Format::Timeline).then(|| explorer::timeline(report)),
            "says": says(report),
            "elapsed_ms": { "compile": explored.compile, "explore": explored.explore },
        }))
    })
}

/// The message as a sentence.
fn says(report: &ExploreReport) -> String {
    let message = report.report.message.trim();
    let mut letters = message.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    let sentence = first.unwrap_or_default() + letters.as_str();
    if sentence.ends_with('.') {
        sentence
    } else {
        sentence + "."
    }
}
