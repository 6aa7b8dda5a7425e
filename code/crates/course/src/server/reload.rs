//! Tells open pages that the book has changed, or that it would not build.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::Uri;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use serde::Serialize;
use tokio::time;

use super::pages::decode;
use super::{Edition, Editions};

/// Where pages wait for a change.
pub(super) const CHANGES: &str = "/-/changes";

/// Where the script is that waits.
pub(super) const SCRIPT: &str = "/-/reload.js";

/// A browser gives up a request that is silent for too long.
const PATIENCE: Duration = Duration::from_secs(20);

/// What there is to see.
#[derive(Serialize)]
pub(super) struct News {
    /// Pass it with the next question.
    revision: String,
    /// The revision of the page that asks, as it is now.
    page: Option<String>,
    /// What is wrong with the sources at this moment.
    problem: Option<String>,
}

/// Answers as soon as there is anything but what was seen, and after a while in any case.
///
/// A request that goes away while it waits costs nothing.
pub(super) async fn changes(State(mut editions): State<Editions>, uri: Uri) -> Json<News> {
    // Revisions need no decoding.
    let query = uri.query().unwrap_or_default();
    let (seen, page) = query.split_once("&page=").unwrap_or((query, ""));
    let seen = seen.strip_prefix("revision=").unwrap_or_default();
    let page = decode(page).unwrap_or_default();
    // Both ends of the wait are good: something changed, or time to ask again.
    let _ = time::timeout(
        PATIENCE,
        editions.wait_for(|edition| edition.revision != seen),
    )
    .await;
    let Edition {
        site,
        problem,
        revision,
    } = editions.borrow().clone();
    Json(News {
        revision,
        page: site
            .revision_of(page.trim_start_matches('/'))
            .map(str::to_owned),
        problem: problem.map(|problem| (*problem).to_owned()),
    })
}

/// The script that every page carries.
pub(super) async fn script() -> impl IntoResponse {
    let header = [(CONTENT_TYPE, "text/javascript; charset=utf-8")];
    (header, include_str!("reload.js"))
}

/// Adds the script to a page, which it reloads as soon as the page has another revision than this.
pub(super) fn with_script(page: &str, revision: &str) -> String {
    let (body, end) = page.rsplit_once("</body>").unwrap_or((page, ""));
    format!("{body}<script src=\"{SCRIPT}\" data-revision=\"{revision}\"></script></body>{end}")
}
