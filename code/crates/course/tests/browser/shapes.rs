//! The shapes of a page: narrow, without script, on paper.

use crate::List;
use crate::page::{Page, key};
use crate::stage::Look;

const PAGES: [&str; 3] = [
    "threads/index.html",
    "conditions/bounded-queue.html",
    "coverage.html",
];

pub(crate) fn core(list: &mut List) {
    list.add("nothing is wider than a telephone", Look::Phone, fits);
    list.add("without script the page is whole", Look::NoScript, is_whole);
}

pub(crate) fn more(list: &mut List) {
    list.add(
        "an editor at work fits a telephone",
        Look::Phone,
        editor_fits,
    );
    list.add(
        "paper shows programs, outputs and answers, and no buttons",
        Look::Desk,
        prints,
    );
}

/// How far the page or its text can be scrolled sideways, in pixels.
pub(crate) const SIDEWAYS: &str = "[document.documentElement, document.querySelector('.content')]
    .reduce((sum, box) => sum + box.scrollWidth - box.clientWidth, 0)";

async fn fits(page: Page) {
    for path in PAGES {
        page.open(path).await;
        assert_eq!(page.value("innerWidth").await, 320, "this is no telephone");
        assert_eq!(page.value(SIDEWAYS).await, 0, "{path}");
    }
}

async fn editor_fits(page: Page) {
    page.open(PAGES[0]).await;
    let listing = "run-listing[name=values_back]";
    page.press(listing, "Edit").await;
    let program = format!(
        "fn main() {{\n    println!(\"{}\");\n}}\n",
        "wide ".repeat(60)
    );
    page.write(listing, &program).await;
    page.press(listing, "Run").await;
    page.until_text(&format!("{listing} [role=status]"), "1 line of output")
        .await;
    assert_eq!(page.value(SIDEWAYS).await, 0);
    let small = "[...document.querySelectorAll('.toolbar button')].filter((button) => !button.hidden && button.getBoundingClientRect().height < 44).length";
    assert_eq!(page.value(small).await, 0, "a finger needs 44 pixels");
    let size =
        "parseFloat(getComputedStyle(document.querySelector('code-editor textarea')).fontSize)";
    assert!(
        page.value(size).await.as_f64() >= Some(16.0),
        "phones enlarge the page around a smaller text area"
    );
}

async fn is_whole(page: Page) {
    page.go(PAGES[0]).await;
    let text = page.text("main").await;
    for words in ["thread::spawn", "lock: 4", "cargo course run values_back"] {
        assert!(
            text.contains(words),
            "without script the page lacks `{words}`"
        );
    }
    assert_eq!(
        page.value("document.querySelectorAll('main button').length")
            .await,
        0
    );
    // The frame with the table of contents stays out of the text until it is asked for.
    let over = "document.elementFromPoint(20, 300).closest('main') !== null";
    assert_eq!(page.value(over).await, true, "something covers the text");
    for _ in 0..4 {
        page.keys(key::TAB).await;
        let focused = page.value("document.activeElement.tagName").await;
        assert_ne!(focused, "IFRAME", "the focus goes where nobody sees it");
    }
    page.value("document.querySelector('label#mdbook-sidebar-toggle').click()")
        .await;
    let inside = "document.querySelector('.sidebar-iframe-outer').getBoundingClientRect().width
        <= document.querySelector('.sidebar').getBoundingClientRect().width";
    assert_eq!(page.value(inside).await, true, "the frame reaches out");
    page.go(PAGES[1]).await;
    assert!(
        page.text("exercise-card")
            .await
            .contains("cargo course grade bounded-queue")
    );
}

async fn prints(page: Page) {
    page.open(PAGES[0]).await;
    let listing = "run-listing[name=values_back]";
    page.press(listing, "Edit").await;
    page.write(listing, "fn main() {}\n").await;
    // What style sheets say about paper, applied to the screen.
    let statements = "
        for (const sheet of document.styleSheets) {
            if (sheet.media.mediaText === 'print') sheet.media.mediaText = 'all';
            for (const rule of sheet.cssRules) if (rule.media?.mediaText === 'print') rule.media.mediaText = 'all';
        }
        done(null);";
    page.later(statements, serde_json::Value::Null).await;
    let seen = |selector: &str| {
        format!(
            "[...document.querySelectorAll({selector:?})].filter((found) => found.checkVisibility({{ visibilityProperty: true }})).length"
        )
    };
    assert_eq!(
        page.value(&seen("main button, code-editor, program-console"))
            .await,
        0
    );
    assert_eq!(
        page.value(&seen(&format!("{listing} > pre > code.language-rust")))
            .await,
        1
    );
    assert_eq!(
        page.value(&seen("details.predict > run-listing > pre"))
            .await,
        page.value("document.querySelectorAll('details.predict > run-listing > pre').length")
            .await
    );
}
