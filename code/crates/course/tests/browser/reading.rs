//! The aids for reading: what was read is counted and can be forgotten, every listing has an address, search finds it.

use std::collections::BTreeMap;

use catalog::{Course, Place, Refusal};
use serde_json::json;

use crate::List;
use crate::page::{Page, key};
use crate::stage::{Look, root};

const SHORT: &str = "locks/quiz.html";
const LONG: &str = "locks/lost-updates.html";
const STANDING: &str = ".reading-progress [role=status]";
const MARK: &str = "#mdbook-sidebar a[href$=\"locks/quiz.html\"] .read";

pub(crate) fn core(list: &mut List) {
    list.add(
        "what was read is counted, and forgotten by keyboard",
        Look::Desk,
        counts,
    );
    list.add(
        "an address opens the answer that the listing is in",
        Look::Desk,
        leads,
    );
    list.add("search finds codes, crates and listings", Look::Desk, finds);
}

async fn counts(page: Page) {
    page.go(SHORT).await;
    page.until_text(STANDING, "0 of ").await;
    let kept = "localStorage.getItem('course-read')";
    assert_eq!(page.value(kept).await, json!(null), "nothing was read yet");
    page.value("scrollTo(0, document.documentElement.scrollHeight)")
        .await;
    page.until_text(STANDING, "1 of ").await;
    assert_eq!(page.text(MARK).await, ", read");

    // What is kept is there on the next page, too.
    page.go(LONG).await;
    page.until_text(STANDING, "1 of ").await;
    page.value("document.querySelector('.reading-progress button').focus()")
        .await;
    page.keys(key::ENTER).await;
    page.until_text(STANDING, "0 of ").await;
    assert_eq!(page.value(kept).await, json!(null));
    // The same button takes it back.
    page.keys(key::ENTER).await;
    page.until_text(STANDING, "1 of ").await;

    let titles = page.text(".turn").await;
    assert!(titles.contains("How long is a lock held?"), "{titles}");
}

async fn leads(page: Page) {
    page.go(&format!("{LONG}#listing-overdrawn")).await;
    page.until("document.querySelector('#listing-overdrawn:target')")
        .await;
    let open = "document.querySelector('#listing-overdrawn').closest('details').open";
    assert_eq!(page.value(open).await, true);
    let link = "document.querySelector('#listing-overdrawn .here').getAttribute('href')";
    assert_eq!(page.value(link).await, "#listing-overdrawn");
}

async fn finds(page: Page) {
    page.go(SHORT).await;
    page.keys("s").await;
    page.until("document.activeElement.id === 'mdbook-searchbar'")
        .await;
    page.keys("E0277").await;
    page.until("document.querySelector('#mdbook-searchresults a[href*=\"send-and-sync/\"]')")
        .await;

    // The index is on the page now: it is asked for all the rest as the search bar asks it.
    let ask = "const { index, doc_urls, search_options } = window.search; \
        const loaded = elasticlunr.Index.load(index); \
        const pages = (word) => loaded.search(word, search_options).slice(0, 30).map((found) => doc_urls[found.ref].split('#')[0]); \
        done(given.filter(([word, shown]) => !pages(word).some((page) => shown.includes(page))).map(([word]) => word));";
    let wanted = wanted();
    assert!(wanted.len() > 300, "the course has lost its programs");
    let missed = page.later(ask, json!(wanted)).await;
    assert_eq!(
        missed,
        json!([]),
        "search leads to no page that shows these"
    );
}

/// What a reader may look for, with the pages on which it is: programs, codes, lints, crates.
fn wanted() -> Vec<(String, Vec<String>)> {
    let course = Course::load(&root()).expect("the course can be read");
    let mut wanted: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut add = |word: &str, places: &[Place]| {
        let pages = places
            .iter()
            .filter_map(|place| place.address.split('#').next().map(str::to_owned));
        wanted.entry(word.to_owned()).or_default().extend(pages);
    };
    for chapter in course.chapters() {
        for listing in &chapter.listings {
            add(&listing.name, &listing.places);
        }
        for rejected in &chapter.rejected {
            add(&rejected.name, &rejected.places);
            let (Refusal::Codes(said) | Refusal::Warnings(said) | Refusal::Clippy(said)) =
                &rejected.refusal;
            for word in said.iter().filter(|word| *word != "uncoded") {
                add(word, &rejected.places);
            }
        }
    }
    let crates = [
        ("crossbeam", "channels/many-consumers.html"),
        ("parking_lot", "locks/read-often.html"),
        ("rayon", "data-parallelism/index.html"),
        ("reqwest", "http-and-files/index.html"),
        ("tokio_util", "resources/shutdown.html"),
    ];
    for (name, page) in crates {
        wanted
            .entry(name.to_owned())
            .or_default()
            .push(page.to_owned());
    }
    // A program of an exercise is on no page.
    wanted.retain(|_, pages| !pages.is_empty());
    wanted.into_iter().collect()
}
