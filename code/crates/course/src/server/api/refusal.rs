//! Why a request is not answered.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// A status and a sentence that says what to do.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    body: Value,
}

impl Refusal {
    /// With this sentence.
    pub(super) fn new(status: StatusCode, sentence: impl Into<String>) -> Self {
        Self {
            status,
            body: json!({ "error": sentence.into() }),
        }
    }

    /// Something in the request names nothing.
    pub(super) fn not_found(sentence: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, sentence)
    }

    /// The body is not what it should be.
    pub(super) fn bad_request(sentence: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, sentence)
    }

    /// What is on disk is not what the page believes; the rest of the body is what is there.
    pub(super) fn conflict(sentence: &str, source: &str, hash: &str) -> Self {
        Self {
            status: StatusCode::CONFLICT,
            body: json!({ "error": sentence, "source": source, "hash": hash }),
        }
    }
}

impl From<anyhow::Error> for Refusal {
    /// The fault is ours.
    fn from(error: anyhow::Error) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, crate::sentence(&error))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.status, Json(self.body)).into_response()
    }
}
