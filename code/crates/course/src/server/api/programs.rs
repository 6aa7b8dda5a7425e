//! `POST /api/run`, `/api/check` and `/api/warm`.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use catalog::{Course, Refusal as Refused};
use playground::{Finished, Judge, Program};
use runner::Tier;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::task;

use super::Refusal;
use super::input::Input;
use super::service::Service;
use super::stream::{self, Lines};

/// The body of `/api/run`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Run {
    listing: Option<String>,
    source: String,
    args: Option<Vec<String>>,
    #[serde(default)]
    input: String,
}

/// The body of `/api/check`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Check {
    listing: Option<String>,
    source: String,
}

/// The body of `/api/warm`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Warm {
    listings: Vec<String>,
}

/// Compiles and runs a text.
pub(super) async fn run(
    State(service): State<Arc<Service>>,
    Input(request): Input<Run>,
) -> Result<Response, Refusal> {
    let playground = Arc::clone(service.playground()?);
    if service.sandbox.tier == Some(Tier::Landlock)
        && let Some(what) = needs_full_sandbox(&request.source)
    {
        return Err(Refusal::new(
            StatusCode::SERVICE_UNAVAILABLE,
            format!(
                "this program {what}, which needs the full sandbox; `cargo course doctor` says why this machine has the smaller one"
            ),
        ));
    }
    if request
        .args
        .iter()
        .flatten()
        .any(|argument| argument.contains('\0'))
    {
        return Err(Refusal::bad_request(
            "an argument must not contain a zero byte",
        ));
    }
    let mut program = find(&service, request.listing.clone(), request.source).await?;
    program.input = request.input;
    if let Some(arguments) = request.args {
        program.arguments = arguments;
    }
    service.warmer.yield_to(request.listing.as_deref());
    stream::answer(&service, move |lines| {
        let finished = playground.run(&program, lines.cancel(), &mut |event| lines.send(&event))?;
        last(&finished)
    })
}

/// What a text does that nothing but the full sandbox can give it.
fn needs_full_sandbox(source: &str) -> Option<&'static str> {
    if playground::needs_network(source) {
        Some("uses the network")
    } else if playground::needs_processes(source) {
        Some("starts processes")
    } else if playground::needs_files(source) {
        Some("makes files")
    } else {
        None
    }
}

/// Compiles a text and does not run it.
pub(super) async fn check(
    State(service): State<Arc<Service>>,
    Input(request): Input<Check>,
) -> Result<Response, Refusal> {
    let playground = Arc::clone(service.playground()?);
    let program = find(&service, request.listing, request.source).await?;
    service.warmer.yield_to(None);
    stream::answer(&service, move |lines: &Lines| {
        let finished =
            playground.check(&program, lines.cancel(), &mut |event| lines.send(&event))?;
        last(&finished)
    })
}

/// Compiles listings of the book as they are, later.
pub(super) async fn warm(
    State(service): State<Arc<Service>>,
    Input(request): Input<Warm>,
) -> Result<StatusCode, Refusal> {
    service.playground()?;
    service.warmer.want(request.listings);
    Ok(StatusCode::NO_CONTENT)
}

/// Compiles one listing as it is in the book.
pub(super) fn warm_one(service: &Service, name: &str, cancel: &AtomicBool) -> Result<()> {
    let Some(playground) = service.playground_if_any() else {
        return Ok(());
    };
    let course = service.course()?;
    let Some(listing) = course.listings().find(|listing| listing.name == name) else {
        return Ok(());
    };
    let path = service.root.join(&listing.source);
    let source =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let program = of_listing(service, &course, Some(name), source)?;
    if let Some(program) = program {
        playground.warm(&program, cancel)?;
    }
    Ok(())
}

/// The program that a text is, with the crates and arguments of its listing.
pub(super) async fn find(
    service: &Arc<Service>,
    listing: Option<String>,
    source: String,
) -> Result<Program, Refusal> {
    let service = Arc::clone(service);
    let found = task::spawn_blocking(move || -> Result<_> {
        let course = service.course()?;
        let program = of_listing(&service, &course, listing.as_deref(), source)?;
        Ok(program.ok_or(listing))
    });
    let found = found
        .await
        .context("the search for the listing broke off")?;
    found?.map_err(|name| {
        let name = name.unwrap_or_default();
        Refusal::not_found(format!(
            "no listing is called `{name}`; `cargo course run --list` names all of them"
        ))
    })
}

fn of_listing(
    service: &Service,
    course: &Course,
    name: Option<&str>,
    source: String,
) -> Result<Option<Program>> {
    let Some(name) = name else {
        return Ok(Some(Program::new(source)));
    };
    let listing = course.listings().find(|listing| listing.name == name);
    if let Some(listing) = listing {
        return Ok(Some(Program {
            file: format!("examples/{name}.rs"),
            crates: Some(playground::crates_of_chapter(
                &service.root,
                &listing.topic,
            )?),
            arguments: listing.promise.args.clone(),
            ..Program::new(source)
        }));
    }
    let mut rejected = course.chapters().flat_map(|chapter| &chapter.rejected);
    let Some(rejected) = rejected.find(|rejected| rejected.name == name) else {
        return Ok(None);
    };
    Ok(Some(Program {
        file: format!("rejected/{name}.rs"),
        crates: Some(playground::crates_of_chapter(
            &service.root,
            &rejected.topic,
        )?),
        judge: match rejected.refusal {
            Refused::Clippy(_) => Judge::Clippy,
            Refused::Codes(_) | Refused::Warnings(_) => Judge::Compiler,
        },
        ..Program::new(source)
    }))
}

fn last(finished: &Finished) -> Result<Value> {
    let mut line = json!({ "event": "finished" });
    if let (Value::Object(line), Value::Object(more)) = (&mut line, serde_json::to_value(finished)?)
    {
        line.extend(more);
    }
    Ok(line)
}
