//! `/api/exercises/NAME`, `/api/grade` and `/api/hint`: answers of the learner.

mod answer;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use catalog::{CatalogError, Exercise};
use grader::format::{self, Paint};
use grader::{Document, Verdict};
use playground::{Event, Stage};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::task;

use self::answer::{Answer, hash};
use super::Refusal;
use super::input::Input;
use super::service::Service;
use super::stream::{self, Lines};
use crate::commands::grade::remember;
use crate::commands::list;
use crate::learner::{self, Grading};

/// How many hints were given to readers who have no workbook to remember them.
#[derive(Default)]
pub(super) struct HintsWithoutWorkbook(Mutex<HashMap<String, usize>>);

/// The body of `/api/grade`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Grade {
    exercise: String,
    source: String,
    save: Option<Save>,
}

/// What the page believes to be on disk.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Save {
    based_on: String,
}

/// The body of `/api/hint`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Hint {
    exercise: String,
}

/// The answer as it is on disk, or the stub.
pub(super) async fn exercise(
    State(service): State<Arc<Service>>,
    Path(name): Path<String>,
) -> Result<Json<Value>, Refusal> {
    blocking(move || {
        let exercise = find(&service, &name)?;
        Ok(Json(describe(&service, &exercise)?))
    })
    .await
}

/// Saves an answer, when that is asked for, and judges it.
pub(super) async fn grade(
    State(service): State<Arc<Service>>,
    Input(request): Input<Grade>,
) -> Result<Response, Refusal> {
    service.playground()?;
    let Grade {
        exercise,
        source,
        save,
    } = request;
    let preparing = Arc::clone(&service);
    let (exercise, source, saved) = blocking(move || {
        let exercise = find(&preparing, &exercise)?;
        let saved = match save {
            Some(save) => Some(answer::save(
                &preparing,
                &exercise,
                &source,
                &save.based_on,
            )?),
            None => None,
        };
        Ok((exercise, source, saved))
    })
    .await?;
    service.warmer.yield_to(None);
    let judging = Arc::clone(&service);
    stream::answer(&service, move |lines| {
        judge(&judging, &exercise, &source, saved.as_ref(), lines)
    })
}

/// Gives the next hint.
pub(super) async fn hint(
    State(service): State<Arc<Service>>,
    Input(request): Input<Hint>,
) -> Result<Json<Value>, Refusal> {
    blocking(move || {
        let exercise = find(&service, &request.exercise)?;
        let hints = &exercise.manifest.hints;
        let level = match learner::workbook_if_any(&service.root)? {
            Some(workbook) => workbook.change(|progress| {
                let record = progress.record_mut(&exercise);
                record.hints = (record.hints + 1).min(hints.len());
                record.hints
            }),
            None => Ok(service.hints.next(&exercise)),
        };
        let level = level.context("cannot remember that the hint was given")?;
        let hint = level.checked_sub(1).and_then(|index| hints.get(index));
        Ok(Json(
            json!({ "level": level, "of": hints.len(), "hint": hint }),
        ))
    })
    .await
}

impl HintsWithoutWorkbook {
    fn next(&self, exercise: &Exercise) -> usize {
        let mut given = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = given.entry(exercise.name.clone()).or_default();
        *count = (*count + 1).min(exercise.manifest.hints.len());
        *count
    }
}

/// Reading files takes a while, in which others are to be answered.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    task::spawn_blocking(work)
        .await
        .context("the answer broke off")?
}

fn find(service: &Service, name: &str) -> Result<Exercise, Refusal> {
    Exercise::find(&service.root, name).map_err(|error| match error {
        CatalogError::UnknownExercise { .. } => Refusal::not_found(error.to_string()),
        other => Refusal::from(anyhow::Error::from(other)),
    })
}

fn describe(service: &Service, exercise: &Exercise) -> Result<Value> {
    let workbook = learner::workbook_if_any(&service.root)?;
    let Answer { text, origin, stub } = Answer::read(workbook.as_ref(), exercise)?;
    let mut entries = list::entries(std::slice::from_ref(exercise), workbook.as_ref())?;
    let entry = entries.pop().context("an exercise has an entry")?;
    Ok(json!({
        "name": exercise.name,
        "title": exercise.manifest.title,
        "chapter": exercise.manifest.chapter,
        "hash": hash(&text),
        "source": text,
        "origin": origin,
        "stub": stub,
        "points": entry.points,
        "max_points": entry.max_points,
        "state": entry.state,
        "hints_taken": entry.hints,
        "hints": exercise.manifest.hints.len(),
    }))
}

fn judge(
    service: &Service,
    exercise: &Exercise,
    source: &str,
    saved: Option<&Value>,
    lines: &Lines,
) -> Result<Value> {
    service.preparation.wait(lines.cancel(), &|what| {
        lines.send(&Event::Stage {
            stage: Stage::Building,
            says: Some(what.to_owned()),
        });
    });
    lines.send(&Event::stage(Stage::Compiling));
    let folder = tempfile::Builder::new()
        .prefix("every-interleaving-")
        .tempdir()
        .context("cannot make a temporary folder")?;
    // The name under which a learner knows it.
    let file = folder.path().join("lib.rs");
    std::fs::write(&file, source).context("cannot write into a temporary folder")?;
    let tier = service.sandbox.tier.context("there is no sandbox")?;
    let say = |what: &str| {
        lines.send(&Event::Stage {
            stage: match what {
                "compiling" => Stage::Compiling,
                _ if what.starts_with("building") => Stage::Building,
                _ => Stage::Checking,
            },
            says: Some(what.to_owned()),
        });
    };
    let verdict =
        Grading::in_tier(&service.root, tier).judge(exercise, &file, lines.cancel(), &say)?;
    for check in &verdict.checks {
        let mut line = serde_json::to_value(check)?;
        line["event"] = "check".into();
        lines.send(&line);
    }
    // What is only in the page is no answer yet: the next visit would find another text with these points.
    if saved.is_some()
        && let Some(workbook) = learner::workbook_if_any(&service.root)?
    {
        remember(&workbook, exercise, &verdict)?;
    }
    let says = says(&verdict);
    let result = serde_json::to_value(&verdict)?;
    let document = Document::new(vec![verdict]);
    Ok(json!({
        "event": "finished",
        "result": result,
        "saved": saved,
        "text": format::human(&document, Paint::Plain),
        "says": says,
    }))
}

fn says(verdict: &Verdict) -> String {
    let points = format!("{} of {} points", verdict.points, verdict.max_points);
    match verdict.conclusion {
        grader::Conclusion::Passed => format!("Passed, with {points}."),
        grader::Conclusion::DidNotCompile => match verdict.diagnostics.len() {
            1 => "The compiler found 1 error.".to_owned(),
            errors => format!("The compiler found {errors} errors."),
        },
        _ => match verdict.first_failure() {
            Some(check) => format!(
                "Not yet: {points}. The first check that fails: {}.",
                check.name
            ),
            None => format!("Not yet: {points}."),
        },
    }
}
