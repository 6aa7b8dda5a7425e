//! `/api/*`: what a page asks the server to do.
//!
//! Every address here answers in JSON, also when it does not exist. Besides the checks of [`super::guard`] a request must
//! come from a page of this server and carry its token: see [`access`]. What runs code answers with a line of JSON for
//! each event, at most two at once; whoever goes away ends what they asked for.

mod access;
mod exercises;
mod explore;
mod input;
mod listings;
mod preparation;
mod programs;
mod queue;
mod refusal;
mod service;
mod status;
mod stream;
mod warmer;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

use self::refusal::Refusal;
pub(crate) use self::service::{AllowUnsandboxed, Sandbox, Service};

/// The longest body of a request, in bytes: far more than a program of the book.
const LONGEST_BODY: usize = 64 << 10;

/// The addresses under `/api`.
pub(super) fn router(service: Arc<Service>) -> Router {
    Router::new()
        .route("/status", get(status::status))
        .route("/listings/{name}", get(listings::listing))
        .route("/exercises/{name}", get(exercises::exercise))
        .route("/run", post(programs::run))
        .route("/check", post(programs::check))
        .route("/warm", post(programs::warm))
        .route("/explore", post(explore::explore))
        .route("/grade", post(exercises::grade))
        .route("/hint", post(exercises::hint))
        .route_layer(from_fn_with_state(Arc::clone(&service), access::only_ours))
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .fallback(unknown)
        .method_not_allowed_fallback(wrong_method)
        .with_state(service)
}

async fn unknown() -> Refusal {
    Refusal::not_found("this server offers no such service; code/README.md lists what it offers")
}

async fn wrong_method() -> Refusal {
    Refusal::new(
        axum::http::StatusCode::METHOD_NOT_ALLOWED,
        "this service is asked in another way; code/README.md says whether by GET or by POST",
    )
}
