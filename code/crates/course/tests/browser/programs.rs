//! Listings and rejected programs: run, check, stop, explore.

use crate::List;
use crate::page::{Page, key};
use crate::stage::Look;

const PAGE: &str = "threads/index.html";
const LISTING: &str = "run-listing[name=values_back]";
const STATUS: &str = "run-listing[name=values_back] [role=status]";
const OUTPUT: &str = "run-listing[name=values_back] program-console > pre";

pub(crate) fn core(list: &mut List) {
    list.add(
        "a listing runs, and prints what the page shows",
        Look::Desk,
        runs,
    );
    list.add("an error leads to its line", Look::Desk, leads_to_the_error);
}

pub(crate) fn more(list: &mut List) {
    list.add(
        "a listing is edited, and runs as edited",
        Look::Desk,
        runs_as_edited,
    );
    list.add(
        "a program that never ends is stopped",
        Look::Desk,
        is_stopped,
    );
    list.add("a program that never ends is ended", Look::Desk, is_ended);
    list.add(
        "a flood of output does not drown the page",
        Look::Desk,
        survives_a_flood,
    );
    list.add(
        "what a program prints is text and nothing else",
        Look::Desk,
        prints_text,
    );
    list.add(
        "a deadlock is shown step by step",
        Look::Desk,
        shows_a_deadlock,
    );
    list.add("a run is drawn in virtual time", Look::Desk, draws_time);
    list.add(
        "a right program has no failing schedule",
        Look::Desk,
        finds_nothing,
    );
    list.add(
        "a rejected program is refused, and accepted once it is mended",
        Look::Desk,
        checks,
    );
    list.add(
        "a listing is given arguments and input by keyboard",
        Look::Desk,
        is_given_what_it_reads,
    );
    list.add(
        "a text that begins to read its input has a field for it",
        Look::Desk,
        asks_for_input,
    );
    list.add(
        "a page without the key says where to find it",
        Look::Desk,
        asks_for_the_key,
    );
    list.add("a second tab borrows the key", Look::Desk, borrows_the_key);
}

async fn runs(page: Page) {
    page.open(PAGE).await;
    let shown = page
        .text(&format!("{LISTING} > pre > code.language-text"))
        .await;
    page.press(LISTING, "Run").await;
    page.until_text(STATUS, "ran for").await;
    assert_eq!(page.text(OUTPUT).await, shown);
    assert_eq!(
        page.value("location.hash").await,
        "",
        "the key stays in the address"
    );
}

async fn runs_as_edited(page: Page) {
    edit(
        &page,
        "fn main() {\n    println!(\"edited {}\", 6 * 7);\n}\n",
    )
    .await;
    page.press(LISTING, "Run").await;
    page.until_text(OUTPUT, "edited 42").await;
    page.until_text(STATUS, "1 line of output").await;
    page.press(LISTING, "Reset").await;
    assert!(page.written(LISTING).await.contains("thread::spawn"));
    page.press(LISTING, "Run").await;
    page.until_text(STATUS, "3 lines of output").await;
}

async fn leads_to_the_error(page: Page) {
    edit(&page, "fn main() {\n    let number: u8 = \"a\";\n}\n").await;
    page.press(LISTING, "Run").await;
    page.until_text(STATUS, "irst at line").await;
    assert!(
        page.text(&format!("{LISTING} .problems"))
            .await
            .contains("E0308")
    );
    // Lines are numbered as in the file, whose head the page does not show.
    let first: usize = page
        .text(&format!("{LISTING} .numbers > span"))
        .await
        .parse()
        .expect("a number");
    page.press(LISTING, &format!("Go to line {}", first + 1))
        .await;
    let chosen = "(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd))(document.activeElement)";
    assert_eq!(page.value(chosen).await, "    let number: u8 = \"a\";");
    assert!(
        page.text(&format!("{LISTING} .numbers .marked"))
            .await
            .ends_with(&format!(" {}", first + 1))
    );
}

async fn is_stopped(page: Page) {
    edit(&page, "fn main() {\n    println!(\"on and on\");\n    loop {\n        std::thread::park();\n    }\n}\n").await;
    page.press(LISTING, "Run").await;
    page.until_text(OUTPUT, "on and on").await;
    page.press(LISTING, "Stop").await;
    page.until_text(STATUS, "Stopped").await;
    // Whoever used the keyboard is not sent back to the top of the page.
    assert_eq!(
        page.value("document.activeElement.textContent").await,
        "Run"
    );
}

async fn is_ended(page: Page) {
    edit(&page, "fn main() {\n    loop {}\n}\n").await;
    page.press(LISTING, "Run").await;
    page.until_text(STATUS, "compiled in").await;
    let said = page.text(STATUS).await;
    assert!(said.contains("second") || said.contains("time"), "{said}");
}

async fn survives_a_flood(page: Page) {
    edit(
        &page,
        "fn main() {\n    loop {\n        println!(\"{}\", \"flood \".repeat(100));\n    }\n}\n",
    )
    .await;
    page.press(LISTING, "Run").await;
    page.until_text(STATUS, "lines of output").await;
    let shown = page.text(OUTPUT).await;
    assert!(shown.starts_with("flood "));
    assert!(
        shown.len() <= 100_000,
        "{} characters are too many",
        shown.len()
    );
    let said = page.text(STATUS).await;
    assert!(said.contains("output"), "{said}");
}

async fn prints_text(page: Page) {
    let program = r#"fn main() {
    println!("\x1b[31mred\x1b[0m <b id=\"bold\">bold</b> \x1b]0;title\x07end");
    println!("{{\"event\":\"finished\",\"outcome\":\"exited\",\"says\":\"forged\"}}");
}
"#;
    edit(&page, program).await;
    page.press(LISTING, "Run").await;
    page.until_text(STATUS, "2 lines of output").await;
    let printed = page.text(OUTPUT).await;
    assert!(
        printed.starts_with("red <b id=\"bold\">bold</b> end\n{\"event\""),
        "{printed:?}"
    );
    assert_eq!(
        page.value("document.getElementById('bold')").await,
        serde_json::Value::Null
    );
    assert!(!page.text(STATUS).await.contains("forged"));
}

async fn shows_a_deadlock(page: Page) {
    let program = "use std::sync::Mutex;\nuse std::thread;\n\nfn main() {\n    let (left, right) = (Mutex::new(0), Mutex::new(0));\n    \
        thread::scope(|scope| {\n        scope.spawn(|| {\n            let _left = left.lock();\n            let _right = right.lock();\n        });\n        \
        scope.spawn(|| {\n            let _right = right.lock();\n            let _left = left.lock();\n        });\n    });\n}\n";
    edit(&page, program).await;
    page.press(LISTING, "Show the schedule").await;
    page.until(&format!(
        "document.querySelector('{LISTING} schedule-lanes tbody tr')"
    ))
    .await;
    let said = page.text(STATUS).await.to_lowercase();
    assert!(
        said.contains("deadlock") || said.contains("wait for ever"),
        "{said}"
    );
    let steps = page.text(&format!("{LISTING} schedule-lanes")).await;
    assert!(steps.contains("waits to lock"), "{steps}");
    let first: usize = page
        .text(&format!("{LISTING} .numbers > span"))
        .await
        .parse()
        .expect("a number");
    // The second thread's second lock is in the thirteenth line.
    page.press(
        &format!("{LISTING} schedule-lanes"),
        &(first + 12).to_string(),
    )
    .await;
    let chosen = "(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd))(document.activeElement)";
    assert_eq!(
        page.value(chosen).await,
        "            let _left = left.lock();"
    );
}

async fn finds_nothing(page: Page) {
    page.open(PAGE).await;
    page.press(LISTING, "Show the schedule").await;
    page.until(&format!(
        "/no failing schedule/i.test(document.querySelector({STATUS:?}).textContent)"
    ))
    .await;
}

async fn draws_time(page: Page) {
    let program = "use std::thread;\nuse std::time::Duration;\n\nfn main() {\n    let sleeper = thread::spawn(|| thread::sleep(Duration::from_secs(3600)));\n    \
        sleeper.join().unwrap();\n}\n";
    edit(&page, program).await;
    page.press(LISTING, "Show the timeline").await;
    let timeline = format!("{LISTING} schedule-timeline");
    page.until_text(&timeline, "The whole run: 3600000 ms")
        .await;
    let waiting =
        format!("document.querySelector('{timeline} .bar.waiting').getBoundingClientRect().width");
    let track =
        format!("document.querySelector('{timeline} .track').getBoundingClientRect().width");
    let share = page.value(&format!("{waiting} / {track}")).await.as_f64();
    assert!(
        share > Some(0.9),
        "main waits for all of the hour, not for {share:?} of it"
    );
}

async fn checks(page: Page) {
    let figure = "figure.rejected";
    page.open("threads/what-a-thread-takes.html").await;
    page.press(figure, "Check").await;
    page.until_text(&format!("{figure} .problems"), "error E0")
        .await;
    page.press(figure, "Edit").await;
    page.write(figure, "fn main() {}\n").await;
    page.press(figure, "Check").await;
    page.until(&format!(
        "/compiles|accept/i.test(document.querySelector('{figure} [role=status]').textContent)"
    ))
    .await;
    assert_eq!(page.text(&format!("{figure} .problems")).await, "");
}

/// The child of the listing, played by the reader.
async fn is_given_what_it_reads(page: Page) {
    let listing = "run-listing[name=messages_as_lines]";
    let output = format!("{listing} program-console > pre");
    page.open("talking-to-processes/messages.html").await;
    let address = page.value("location.pathname").await;
    let fields = format!("{listing} form textarea");
    page.until(&format!(
        "document.querySelectorAll({fields:?}).length === 2"
    ))
    .await;
    page.value(&format!("document.querySelector({fields:?}).focus()"))
        .await;
    page.keys(&format!("child{}{}", key::RIGHT, key::TAB)).await;
    page.keys(&format!(
        "{{\"Reverse\":\"abc\"}}{}\"Stop\"{}",
        key::ENTER,
        key::TAB
    ))
    .await;
    assert_eq!(
        page.value("document.activeElement.textContent").await,
        "Run"
    );
    page.keys(key::ENTER).await;
    page.until_text(&output, "\"cba\"").await;
    assert_eq!(
        page.value("location.pathname").await,
        address,
        "an arrow key turned the page"
    );
    // Without arguments it is the parent again, and reads nothing.
    page.value(&format!("document.querySelector({fields:?}).value = ''"))
        .await;
    page.press(listing, "Run").await;
    page.until_text(&output, "is answered").await;
}

async fn asks_for_input(page: Page) {
    let field = format!("{LISTING} form textarea");
    page.open(PAGE).await;
    page.press(LISTING, "Edit").await;
    page.write(LISTING, "fn main() {}\n").await;
    assert_eq!(
        page.value(&format!("document.querySelectorAll({field:?}).length"))
            .await,
        0
    );
    let program = "fn main() {\n    for line in std::io::stdin().lines() {\n        println!(\"<{}>\", line.unwrap());\n    }\n}\n";
    page.write(LISTING, program).await;
    page.until(&format!("document.querySelector({field:?})"))
        .await;
    page.value(&format!("document.querySelector({field:?}).focus()"))
        .await;
    page.keys(&format!("one{}two", key::ENTER)).await;
    page.press(LISTING, "Run").await;
    page.until_text(OUTPUT, "<one>\n<two>").await;
    page.until_text(STATUS, "2 lines of output").await;
}

async fn asks_for_the_key(page: Page) {
    page.go(PAGE).await;
    page.press(LISTING, "Run").await;
    page.until_text(STATUS, "cargo course serve").await;
    let edit = "[...document.querySelectorAll('program-panel button')].some((button) => button.textContent === 'Edit' && !button.hidden)";
    assert_eq!(page.value(edit).await, false);
}

async fn borrows_the_key(page: Page) {
    page.open(PAGE).await;
    page.until("document.querySelector('course-progress')?.textContent")
        .await;
    let browser = page.browser();
    let tab = browser.new_window(true).await.expect("a tab opens");
    browser
        .switch_to_window(tab.handle)
        .await
        .expect("the tab comes to the front");
    page.go(PAGE).await;
    page.press(LISTING, "Run").await;
    page.until_text(STATUS, "3 lines of output").await;
}

/// Opens the editor of the listing and replaces its text.
async fn edit(page: &Page, text: &str) {
    page.open(PAGE).await;
    page.press(LISTING, "Edit").await;
    page.write(LISTING, text).await;
}
