//! `/api/*`: what a page asks the server to do.
//!
//! Every address here answers in JSON, also when it does not exist. What runs code must come behind the checks of
//! `Origin`, `Sec-Fetch-Site`, content type and bearer token besides those of [`super::guard`].

use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::{Json, Router};
use serde::Serialize;

/// Why a request was not answered.
#[derive(Serialize)]
struct Problem {
    error: &'static str,
}

/// The addresses under `/api`.
pub(super) fn router() -> Router {
    Router::new().fallback(unknown)
}

async fn unknown() -> impl IntoResponse {
    let problem = Problem {
        error: "this server offers no such service",
    };
    (StatusCode::NOT_FOUND, Json(problem))
}
