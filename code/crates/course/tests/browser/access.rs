//! Every page and every state of an element under axe-core, in all five themes.

use serde_json::{Value, json};

use crate::List;
use crate::page::Page;
use crate::stage::{Look, axe};
use crate::sweep::pages;

const THEMES: [&str; 5] = ["light", "rust", "coal", "navy", "ayu"];

/// What depends on the theme; everything else is the same in all of them.
const COLORS: [&str; 1] = ["color-contrast"];

pub(crate) fn core(list: &mut List) {
    if let Err(reason) = axe() {
        return list.skip("the search for barriers", reason);
    }
    list.add("a page with programs has no barrier", Look::Desk, one_page);
}

pub(crate) fn more(list: &mut List) {
    if axe().is_err() {
        return;
    }
    list.add("no page has a barrier in any theme", Look::Desk, all_pages);
    list.add(
        "elements at work have no barrier in any theme",
        Look::Desk,
        at_work,
    );
    list.add(
        "the pages of a telephone have no barrier",
        Look::Phone,
        on_a_phone,
    );
}

async fn one_page(page: Page) {
    page.open("threads/index.html").await;
    let found = barriers(&page, &[]).await;
    assert!(found.is_empty(), "{}", found.join("\n"));
}

async fn all_pages(page: Page) {
    let mut found = Vec::new();
    for address in pages() {
        page.open(&address).await;
        found.extend(in_all_themes(&page, &address).await);
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

async fn at_work(page: Page) {
    page.open("threads/index.html").await;
    let listing = "run-listing[name=values_back]";
    page.press(listing, "Show the schedule").await;
    page.until_text(&format!("{listing} [role=status]"), ".")
        .await;
    page.press(listing, "Edit").await;
    page.write(listing, "fn main() {\n    let number: u8 = \"a\";\n}\n")
        .await;
    page.press(listing, "Run").await;
    page.until(&format!("document.querySelector('{listing} .problems li')"))
        .await;
    page.press("run-listing[name=silent_failure]", "Run").await;
    page.until_text("run-listing[name=silent_failure] [role=status]", "output")
        .await;
    let mut found = in_all_themes(&page, "programs at work").await;
    page.open("send-and-sync/shared-log.html").await;
    page.press("exercise-card", "Hint").await;
    page.until_text("exercise-card [role=status]", "Hint").await;
    page.press("exercise-card", "Grade").await;
    page.until(
        r"/\d points/.test(document.querySelector('exercise-card [role=status]').textContent)",
    )
    .await;
    found.extend(in_all_themes(&page, "an exercise at work").await);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

async fn on_a_phone(page: Page) {
    for address in [
        "introduction/index.html",
        "threads/index.html",
        "conditions/bounded-queue.html",
    ] {
        page.open(address).await;
        let found = barriers(&page, &[]).await;
        assert!(found.is_empty(), "{address}: {}", found.join("\n"));
    }
}

/// Everything in the first theme, and what depends on colors in the others.
pub(crate) async fn in_all_themes(page: &Page, what: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (index, theme) in THEMES.iter().enumerate() {
        page.value(&format!(
            "document.getElementById('mdbook-theme-{theme}').click()"
        ))
        .await;
        page.until(&format!(
            "document.documentElement.classList.contains('{theme}')"
        ))
        .await;
        let rules: &[&str] = if index == 0 { &[] } else { &COLORS };
        let barriers = barriers(page, rules).await;
        found.extend(
            barriers
                .into_iter()
                .map(|barrier| format!("{what}, {theme}: {barrier}")),
        );
    }
    found
}

/// What axe-core finds; with all of its rules for WCAG 2.2 AA and good practice when `rules` is empty.
async fn barriers(page: &Page, rules: &[&str]) -> Vec<String> {
    page.until("document.readyState === 'complete' && document.querySelector('#mdbook-sidebar a')")
        .await;
    if page.value("Boolean(window.axe)").await == json!(false) {
        let source = axe().expect("it was there when the tests began");
        page.value(&format!("(() => {{ {source}; return 1; }})()"))
            .await;
    }
    let statements = "
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        const runOnly = given.length ? { type: 'rule', values: given } : { type: 'tag', values: tags };
        axe.run(document, { runOnly }).then(({ violations, passes }) => done([
            passes.length,
            violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`)),
        ]));";
    let answer = page.later(statements, json!(rules)).await;
    assert!(answer[0].as_u64() > Some(0), "axe looked at nothing");
    let found = answer[1].as_array().cloned().unwrap_or_default();
    found
        .iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}
