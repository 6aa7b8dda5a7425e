//! `GET /api/status`: what there is, and how far the learner is.

use std::sync::Arc;

use anyhow::{Context, Result};
use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use serde_json::{Value, json};
use tokio::task;

use super::Refusal;
use super::service::Service;
use crate::commands::list;
use crate::learner;

/// Answers everybody on this machine that it is there, and the pages of this server with the progress.
pub(super) async fn status(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
) -> Result<Json<Value>, Refusal> {
    let sandbox = json!({ "tier": service.sandbox.word(), "says": service.sandbox.says });
    let mut answer = json!({ "schema": 1, "live": true, "authorized": false, "sandbox": sandbox });
    if service.token.is_in(&headers) {
        let reading = task::spawn_blocking(move || progress(&service));
        let more = reading.await.context("reading the progress broke off")??;
        if let (Value::Object(answer), Value::Object(more)) = (&mut answer, more) {
            answer.extend(more);
        }
    }
    Ok(Json(answer))
}

fn progress(service: &Service) -> Result<Value> {
    let workbook = learner::workbook_if_any(&service.root)?;
    let exercises = learner::exercises(&service.root)?;
    let entries = list::entries(&exercises, workbook.as_ref())?;
    let rows: Vec<Value> = entries
        .iter()
        .map(|entry| {
            json!({
                "name": entry.name,
                "chapter": entry.chapter,
                "title": entry.title,
                "points": entry.points,
                "max_points": entry.max_points,
                "state": entry.state,
            })
        })
        .collect();
    Ok(json!({
        "authorized": true,
        "workbook": workbook.as_ref().map(|workbook| learner::shorten(workbook.folder())),
        "points": entries.iter().map(|entry| entry.points).sum::<u32>(),
        "max_points": entries.iter().map(|entry| entry.max_points).sum::<u32>(),
        "exercises": rows,
    }))
}
