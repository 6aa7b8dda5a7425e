//! The editor: what a keyboard does in it, and what stays of a text.

use crate::List;
use crate::page::{Page, key};
use crate::stage::Look;

const PAGE: &str = "threads/index.html";
const LISTING: &str = "run-listing[name=values_back]";

pub(crate) fn core(list: &mut List) {
    list.add(
        "the editor indents, pairs brackets and undoes it all",
        Look::Desk,
        types,
    );
}

pub(crate) fn more(list: &mut List) {
    list.add(
        "a selection is indented, and wrapped in brackets",
        Look::Desk,
        works_on_selections,
    );
    list.add(
        "a program is edited and run by keyboard alone",
        Look::Desk,
        keyboard_alone,
    );
    list.add("a text survives a reload", Look::Desk, survives_a_reload);
    list.add("two tabs show the same text", Look::Desk, same_in_two_tabs);
    list.add(
        "keys meant for the editor do not turn the page",
        Look::Desk,
        does_not_turn_the_page,
    );
}

/// Types, and compares the text of the editor.
async fn typed(page: &Page, keys: &str, wanted: &str) {
    page.keys(keys).await;
    assert_eq!(page.written(LISTING).await, wanted);
}

async fn open(page: &Page) {
    page.open(PAGE).await;
    page.press(LISTING, "Edit").await;
    page.write(LISTING, "").await;
}

async fn types(page: Page) {
    page.open(PAGE).await;
    page.press(LISTING, "Edit").await;
    page.until(&format!(
        "document.querySelector('{LISTING} textarea')?.value"
    ))
    .await;
    let original = page.written(LISTING).await;
    page.write(LISTING, "").await;
    typed(&page, "fn main() {", "fn main() {}").await;
    typed(&page, key::ENTER, "fn main() {\n    \n}").await;
    typed(&page, "say(\"a\");", "fn main() {\n    say(\"a\");\n}").await;
    typed(&page, key::ENTER, "fn main() {\n    say(\"a\");\n    \n}").await;
    typed(&page, "}", "fn main() {\n    say(\"a\");\n}\n}").await;
    let undo = format!("{}z{}", key::CONTROL, key::NONE);
    for _ in 0..40 {
        page.keys(&undo).await;
        if page.written(LISTING).await == original {
            break;
        }
    }
    assert_eq!(
        page.written(LISTING).await,
        original,
        "undo does not lead back to the beginning"
    );
    page.write(LISTING, "").await;
    typed(&page, "x(", "x()").await;
    typed(&page, key::BACKSPACE, "x").await;
    typed(&page, key::TAB, "x   ").await;
    let highlighted =
        format!("document.querySelectorAll('{LISTING} .paper [class^=hljs-]').length > 0");
    page.write(LISTING, "fn main() {}").await;
    page.until(&highlighted).await;
}

async fn works_on_selections(page: Page) {
    open(&page).await;
    let all = format!("{}a{}", key::CONTROL, key::NONE);
    let back = format!("{}{}{}", key::SHIFT, key::TAB, key::NONE);
    page.write(LISTING, "a\n    b\n\nc").await;
    page.keys(&all).await;
    typed(&page, key::TAB, "    a\n        b\n\n    c").await;
    typed(&page, &back, "a\n    b\n\nc").await;
    typed(
        &page,
        &format!("{}z{}", key::CONTROL, key::NONE),
        "    a\n        b\n\n    c",
    )
    .await;
    page.write(LISTING, "abc").await;
    page.keys(&all).await;
    typed(&page, "(", "(abc)").await;
    page.write(LISTING, "    abc").await;
    typed(&page, &back, "abc").await;
    // A lifetime is no open quotation, and a word keeps the quotation mark that follows it.
    page.write(LISTING, "&").await;
    typed(&page, "'a x\"", "&'a x\"").await;
}

async fn keyboard_alone(page: Page) {
    page.open(PAGE).await;
    page.until(&format!(
        "!document.querySelector('{LISTING} .toolbar button:nth-child(3)').hidden"
    ))
    .await;
    page.value(&format!("document.querySelector('{LISTING} .go').focus()"))
        .await;
    typed_to(&page, key::TAB, "Edit").await;
    page.keys(key::ENTER).await;
    page.until("document.activeElement.tagName === 'TEXTAREA'")
        .await;
    page.keys(&format!("{}a{}", key::CONTROL, key::NONE)).await;
    page.keys("fn main() {").await;
    page.keys(key::ENTER).await;
    page.keys("println!(\"typed\");").await;
    page.keys(&format!("{}{}{}", key::CONTROL, key::ENTER, key::NONE))
        .await;
    page.until_text(&format!("{LISTING} program-console > pre"), "typed")
        .await;
    page.keys(key::ESCAPE).await;
    typed_to(&page, key::TAB, "Run").await;
    page.keys(key::ENTER).await;
    page.until_text(&format!("{LISTING} [role=status]"), "1 line of output")
        .await;
    let ring = page
        .value("getComputedStyle(document.activeElement).outlineStyle")
        .await;
    assert_ne!(ring, "none", "nobody sees where the focus is");
}

/// Presses a key, after which the focus is on a button with this label.
async fn typed_to(page: &Page, keys: &str, label: &str) {
    page.keys(keys).await;
    assert_eq!(
        page.value("document.activeElement.textContent").await,
        label
    );
}

async fn survives_a_reload(page: Page) {
    open(&page).await;
    page.write(LISTING, "fn main() { /* mine */ }\n").await;
    page.go(PAGE).await;
    page.until_text(&format!("{LISTING} [role=status]"), "your own version")
        .await;
    assert_eq!(page.written(LISTING).await, "fn main() { /* mine */ }\n");
    page.press(LISTING, "Reset").await;
    page.go(PAGE).await;
    page.until(&format!(
        "!document.querySelector('{LISTING} .toolbar button:nth-child(3)').hidden"
    ))
    .await;
    assert_eq!(
        page.value(&format!("document.querySelector('{LISTING} textarea')"))
            .await,
        serde_json::Value::Null
    );
}

async fn same_in_two_tabs(page: Page) {
    open(&page).await;
    page.write(LISTING, "// one\n").await;
    let browser = page.browser();
    let first = browser.window().await.expect("there is a tab");
    let second = browser.new_window(true).await.expect("a tab opens").handle;
    browser
        .switch_to_window(second)
        .await
        .expect("the tab comes to the front");
    page.go(PAGE).await;
    page.until(&format!(
        "document.querySelector('{LISTING} textarea')?.value === '// one\\n'"
    ))
    .await;
    page.write(LISTING, "// two\n").await;
    browser
        .switch_to_window(first)
        .await
        .expect("the tab comes to the front");
    page.until(&format!(
        "document.querySelector('{LISTING} textarea').value === '// two\\n'"
    ))
    .await;
}

async fn does_not_turn_the_page(page: Page) {
    open(&page).await;
    page.keys("a?s/\u{e014}\u{e012}").await;
    page.keys(key::ESCAPE).await;
    assert_eq!(page.written(LISTING).await, "a?s/");
    assert_eq!(page.value("location.pathname").await, format!("/{PAGE}"));
    assert_eq!(
        page.value("getComputedStyle(document.getElementById('mdbook-help-container')).display")
            .await,
        "none"
    );
}
