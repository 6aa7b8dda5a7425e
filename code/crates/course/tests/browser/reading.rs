//! The aids for reading: what was read is counted and can be forgotten, and every listing has an address.

use serde_json::json;

use crate::List;
use crate::page::{Page, key};
use crate::stage::Look;

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
