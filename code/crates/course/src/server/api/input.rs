//! Bodies of requests: JSON of a known layout, not too long, and not too slow.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_LENGTH;
use serde::de::DeserializeOwned;
use tokio::time;

use super::{LONGEST_BODY, Refusal};

/// How long a body may take; it comes from the same machine.
const PATIENCE: Duration = Duration::from_secs(5);

/// The body of a request.
pub(super) struct Input<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Input<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let announced = request.headers().get(CONTENT_LENGTH);
        let announced = announced.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
        if announced.is_some_and(|length| length > LONGEST_BODY as u64) {
            return Err(too_long());
        }
        let body = time::timeout(PATIENCE, Bytes::from_request(request, state))
            .await
            .map_err(|_| {
                let sentence = "the body did not arrive within 5 seconds; send it again";
                Refusal::new(StatusCode::REQUEST_TIMEOUT, sentence)
            })?
            .map_err(|error| match error.status() {
                StatusCode::PAYLOAD_TOO_LARGE => too_long(),
                _ => Refusal::bad_request("the body broke off; send it again"),
            })?;
        serde_json::from_slice(&body).map(Self).map_err(|error| {
            Refusal::bad_request(format!("the body is not what this service reads: {error}"))
        })
    }
}

fn too_long() -> Refusal {
    Refusal::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        format!(
            "a request may have {} KiB; make the program shorter",
            LONGEST_BODY >> 10
        ),
    )
}
