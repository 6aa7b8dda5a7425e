//! `GET /api/listings/NAME`: a program of the book as it is.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::Json;
use axum::extract::{Path as Segment, State};
use catalog::{Explore, Refusal as Refused};
use serde::Serialize;
use tokio::task;

use super::Refusal;
use super::service::Service;

/// What a page needs to know about a program.
#[derive(Serialize)]
pub(super) struct Listing {
    name: String,
    kind: &'static str,
    chapter: String,
    source: String,
    args: Vec<String>,
    /// Those of the course that it names.
    crates: Vec<String>,
    needs_network: bool,
    explorable: bool,
    /// What the compiler, or clippy, says about it.
    rejects: Vec<String>,
}

/// Finds a listing, or a program that the compiler refuses.
pub(super) async fn listing(
    State(service): State<Arc<Service>>,
    Segment(name): Segment<String>,
) -> Result<Json<Listing>, Refusal> {
    let searching = Arc::clone(&service);
    let found =
        task::spawn_blocking(move || find(&searching, &name).map(|found| found.ok_or(name)));
    let found = found
        .await
        .context("the search for the listing broke off")?;
    found?.map(Json).map_err(|name| {
        Refusal::not_found(format!(
            "no listing is called `{name}`; `cargo course run --list` names all of them"
        ))
    })
}

fn find(service: &Service, name: &str) -> Result<Option<Listing>> {
    let course = service.course()?;
    for chapter in course.chapters() {
        if let Some(found) = chapter.listings.iter().find(|found| found.name == name) {
            let mut listing = describe(service, name, &chapter.topic, &found.source)?;
            listing.args.clone_from(&found.promise.args);
            let is_outside = matches!(found.explore, Some(Explore::Outside(_)));
            listing.explorable = !is_outside
                && !listing.needs_network
                && !playground::needs_processes(&listing.source)
                && !listing.crates.contains(&"rayon".into());
            return Ok(Some(listing));
        }
        if let Some(found) = chapter.rejected.iter().find(|found| found.name == name) {
            let (Refused::Codes(names) | Refused::Warnings(names) | Refused::Clippy(names)) =
                &found.refusal;
            return Ok(Some(Listing {
                kind: "rejected",
                rejects: names.clone(),
                ..describe(service, name, &chapter.topic, &found.source)?
            }));
        }
    }
    Ok(None)
}

fn describe(service: &Service, name: &str, chapter: &str, source: &Path) -> Result<Listing> {
    let path = service.root.join(source);
    let source =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut crates = playground::crates_of_chapter(&service.root, chapter)?;
    crates.retain(|name| playground::names_crate(&source, name));
    Ok(Listing {
        name: name.to_owned(),
        kind: "listing",
        chapter: chapter.to_owned(),
        args: Vec::new(),
        crates,
        needs_network: playground::needs_network(&source),
        explorable: false,
        rejects: Vec::new(),
        source,
    })
}
