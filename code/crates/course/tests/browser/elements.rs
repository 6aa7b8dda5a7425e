//! The elements on which a reader tries things out: by keyboard alone, told in sentences, and whole without script.

use serde_json::json;

use crate::List;
use crate::access::in_all_themes;
use crate::page::{Page, key};
use crate::stage::{Look, axe};

const COMPILE: &str = "locks/index.html";
const LINE: &str = "locks/read-often.html";
const POLLS: &str = "async-await/runtimes.html";
const TIME: &str = "async-await/blocking.html";
const LITMUS: &str = "atomics/orderings.html";

pub(crate) fn core(list: &mut List) {
    list.add(
        "what rustc says is chosen by keyboard",
        Look::Desk,
        chooses_a_verdict,
    );
    list.add(
        "the line that waits is chosen by keyboard",
        Look::Desk,
        chooses_a_line,
    );
    list.add(
        "a log is gone through beside its program",
        Look::Desk,
        goes_through_a_log,
    );
    list.add(
        "lanes are gone through moment by moment",
        Look::Desk,
        goes_through_time,
    );
    list.add(
        "orderings are chosen by keyboard",
        Look::Desk,
        chooses_orderings,
    );
}

pub(crate) fn more(list: &mut List) {
    list.add(
        "without script the elements are whole",
        Look::NoScript,
        are_whole,
    );
    list.add("the elements fit a telephone", Look::Phone, fit);
    if let Err(reason) = axe() {
        return list.skip("the search for barriers in the elements", reason);
    }
    list.add(
        "elements that were used have no barrier in any theme",
        Look::Desk,
        have_no_barrier,
    );
}

async fn chooses_a_verdict(page: Page) {
    page.open(COMPILE).await;
    focus(&page, "predict-compile input").await;
    page.keys(" ").await;
    page.keys(key::DOWN).await;
    page.keys(key::RIGHT).await;
    stays(&page, COMPILE).await;
    assert_eq!(
        page.value("document.querySelector('predict-compile input:checked').value")
            .await,
        "E0277"
    );
    page.press("predict-compile", "Look").await;
    assert!(
        said(&page, "predict-compile")
            .await
            .starts_with("Not this time. What rustc says: E0499")
    );
    assert_eq!(
        page.value("document.querySelector('predict-compile details').open")
            .await,
        true
    );
    focus(&page, "predict-compile input[value=E0499]").await;
    page.keys(" ").await;
    page.press("predict-compile", "Look").await;
    assert!(said(&page, "predict-compile").await.starts_with("Right."));
}

async fn chooses_a_line(page: Page) {
    page.open(LINE).await;
    page.press("predict-line", "Look").await;
    assert_eq!(said(&page, "predict-line").await, "Choose a line first.");
    focus(&page, "predict-line select").await;
    page.keys("12").await;
    stays(&page, LINE).await;
    page.press("predict-line", "Look").await;
    assert!(
        said(&page, "predict-line")
            .await
            .starts_with("Right: what was recorded points at line 12.")
    );
    // The number stands beside the line that it is the number of.
    let beside = "(() => {
        const [code, mark] = ['code.language-rust', '.pointed'].map((part) => document.querySelector(`predict-line ${part}`));
        const { paddingTop, lineHeight } = getComputedStyle(code);
        const below = mark.getBoundingClientRect().top - code.getBoundingClientRect().top - parseFloat(paddingTop);
        const start = code.getBoundingClientRect().left + parseFloat(getComputedStyle(code).paddingInlineStart);
        return [mark.textContent.trim(), code.textContent.split('\\n')[Math.round(below / parseFloat(lineHeight))], start - mark.getBoundingClientRect().right];
    })()";
    let found = page.value(beside).await;
    assert_eq!(found[0], "12");
    // And not over it.
    assert!(found[2].as_f64().is_some_and(|gap| gap > 0.0), "{found}");
    assert!(
        found[1]
            .as_str()
            .is_some_and(|text| text.contains("cache.write()")),
        "{found}"
    );
}

async fn goes_through_a_log(page: Page) {
    page.open(POLLS).await;
    let stepper = "poll-stepper .steps";
    for _ in 0..3 {
        page.press(stepper, "Step").await;
    }
    assert!(
        said(&page, stepper)
            .await
            .starts_with("3 of 21 soup is polled, at line")
    );
    focus(&page, "poll-stepper input[type=range]").await;
    page.keys(key::RIGHT).await;
    stays(&page, POLLS).await;
    assert!(said(&page, stepper).await.starts_with("4 of 21"));
    page.press(stepper, "Back").await;
    page.press(stepper, "Back").await;
    page.keys(key::RIGHT).await;
    focus(&page, "poll-stepper pre").await;
    page.keys(key::RIGHT).await;
    stays(&page, POLLS).await;
    assert!(
        said(&page, stepper)
            .await
            .starts_with("2 of 21 rice is made")
    );
    let bands = "[...document.querySelectorAll('poll-stepper .line-band')].filter(({ hidden }) => !hidden).length";
    assert_eq!(
        page.value(bands).await,
        2,
        "a line of the program and one of the log"
    );
}

async fn goes_through_time(page: Page) {
    page.open(TIME).await;
    let timeline = "trace-timeline";
    assert!(
        said(&page, timeline)
            .await
            .contains("At 0 ms. Rust: main waits for the end of task 1")
    );
    focus(&page, "trace-timeline input[type=range]").await;
    page.keys(&key::RIGHT.repeat(5)).await;
    stays(&page, TIME).await;
    let told = said(&page, timeline).await;
    assert!(
        told.starts_with("5 of ") && told.contains("Python: "),
        "{told}"
    );
    let width = "document.querySelector('trace-timeline .lane .bar').getBoundingClientRect().width";
    let before = page.value(width).await.as_f64().unwrap_or(0.0);
    page.press(timeline, "Closer").await;
    page.keys(key::RIGHT).await;
    stays(&page, TIME).await;
    let after = page.value(width).await.as_f64().unwrap_or(0.0);
    assert!(
        (after / before - 2.0).abs() < 0.01,
        "closer is twice as wide, not {before} and {after}"
    );
}

async fn chooses_orderings(page: Page) {
    page.open(LITMUS).await;
    assert!(
        said(&page, "litmus-table")
            .await
            .starts_with("The model allows 4 of 4 outcomes")
    );
    for number in 1..=4 {
        focus(
            &page,
            &format!("litmus-table label:nth-of-type({number}) select"),
        )
        .await;
        page.keys("SeqCst").await;
    }
    stays(&page, LITMUS).await;
    assert!(
        said(&page, "litmus-table")
            .await
            .starts_with("The model allows 3 of 4 outcomes")
    );
    let forbidden = page.text("litmus-table .forbidden").await;
    assert_eq!(forbidden, "A sees 0, B sees 0forbids itdid not show it");
}

async fn are_whole(page: Page) {
    for (address, element, words) in [
        (COMPILE, "predict-compile", "error[E0499]"),
        (LINE, "predict-line", "waits to write-lock"),
        (POLLS, "poll-stepper", "has answered Pending"),
        (TIME, "trace-timeline", "20 to 45 ms"),
        (
            LITMUS,
            "litmus-table",
            "SeqCst   SeqCst   SeqCst   SeqCst   never",
        ),
    ] {
        page.go(address).await;
        let text = page.text(element).await;
        assert!(
            text.contains(words),
            "without script {element} lacks `{words}`"
        );
        let controls =
            format!("document.querySelectorAll('{element} :is(button, input, select)').length");
        assert_eq!(page.value(&controls).await, 0);
    }
}

async fn fit(page: Page) {
    for address in [COMPILE, LINE, POLLS, TIME, LITMUS] {
        page.open(address).await;
        let sideways = "document.documentElement.scrollWidth - innerWidth";
        assert_eq!(page.value(sideways).await, 0, "{address}");
    }
}

async fn have_no_barrier(page: Page) {
    let mut found = Vec::new();
    for (address, element, button) in [
        (COMPILE, "predict-compile", "Look"),
        (LINE, "predict-line", "Look"),
        (POLLS, "poll-stepper", "Step"),
        (TIME, "trace-timeline", "Step"),
        (LITMUS, "litmus-table", ""),
    ] {
        page.open(address).await;
        if !button.is_empty() {
            page.press(element, button).await;
        }
        found.extend(in_all_themes(&page, element).await);
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// What an element says of itself.
async fn said(page: &Page, element: &str) -> String {
    page.text(&format!("{element} [role=status]")).await
}

async fn focus(page: &Page, selector: &str) {
    page.until(&format!("document.querySelector({selector:?})"))
        .await;
    page.value(&format!("document.querySelector({selector:?}).focus()"))
        .await;
}

/// The keys that were typed have not turned the page.
async fn stays(page: &Page, address: &str) {
    // A page that is being turned answers no more.
    let later = "setTimeout(() => done(location.pathname.endsWith(given)), 300);";
    let here = page.later(later, json!(address)).await;
    assert_eq!(here, true, "a key has turned the page");
}
