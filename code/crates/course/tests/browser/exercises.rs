//! Exercises: graded in the page, saved to the workbook, and never over somebody else's change.

use std::fs;

use tokio::sync::{Mutex, MutexGuard};

use crate::List;
use crate::page::{Page, key};
use crate::stage::{Look, root};

const EXERCISE: &str = "run-named";
const PAGE: &str = "threads/run-named.html";
const CARD: &str = "exercise-card";
const STATUS: &str = "exercise-card [role=status]";

/// All tests write the same answer: one at a time.
static ANSWER: Mutex<()> = Mutex::const_new(());

pub(crate) fn more(list: &mut List) {
    list.add(
        "a wrong answer is saved, and its broken promise shown",
        Look::Desk,
        wrong,
    );
    list.add(
        "a right answer passes, and the table of contents says so",
        Look::Desk,
        right,
    );
    list.add(
        "an answer that does not compile leads to the line",
        Look::Desk,
        refused,
    );
    list.add(
        "a file that was changed elsewhere is never overwritten",
        Look::Desk,
        conflict,
    );
    list.add(
        "an answer that was not graded survives a reload",
        Look::Desk,
        survives_a_reload,
    );
    list.add("a hint is given", Look::Desk, hint);
}

/// A file of the exercise.
fn file(name: &str) -> String {
    let path = root().join("code/exercises").join(EXERCISE).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The first wrong answer that fails a check.
fn wrong_answer() -> String {
    let folder = root().join("code/exercises").join(EXERCISE).join("wrong");
    let mut names: Vec<_> = fs::read_dir(folder)
        .expect("there are wrong answers")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    names.sort();
    fs::read_to_string(&names[0]).expect("an answer is text")
}

async fn open(page: &Page) -> MutexGuard<'static, ()> {
    let alone = ANSWER.lock().await;
    fs::write(page.answer(EXERCISE), file("stub.rs")).expect("the workbook can be written");
    page.open(PAGE).await;
    page.until(&format!("document.querySelector('{CARD} textarea')?.value"))
        .await;
    alone
}

async fn wrong(page: Page) {
    let _alone = open(&page).await;
    let answer = wrong_answer();
    page.write(CARD, &answer).await;
    page.press(CARD, "Grade").await;
    page.until_text(&format!("{CARD} grade-report"), "✗ Broken")
        .await;
    page.until(&format!(
        "document.querySelector('{CARD} .toolbar button:nth-child(2)').hidden"
    ))
    .await;
    let said = page.text(STATUS).await;
    assert!(said.contains("points"), "{said}");
    assert_eq!(
        fs::read_to_string(page.answer(EXERCISE)).expect("the answer is there"),
        answer
    );
}

async fn right(page: Page) {
    let _alone = open(&page).await;
    page.write(CARD, &file("solution.rs")).await;
    page.keys(&format!("{}{}{}", key::CONTROL, key::ENTER, key::NONE))
        .await;
    page.until_text(&format!("{CARD} .standing"), "passed")
        .await;
    let link = format!("#mdbook-sidebar a[href$=\"{PAGE}\"]");
    page.until_text(&link, ", passed").await;
    page.until_text(
        "#mdbook-sidebar a[href$=\"threads/index.html\"]",
        "exercises passed",
    )
    .await;
    let broken = page.text(&format!("{CARD} grade-report")).await;
    assert!(!broken.contains("✗"), "{broken}");
}

async fn refused(page: Page) {
    let _alone = open(&page).await;
    page.write(CARD, "fn broken( {\n").await;
    page.press(CARD, "Grade").await;
    page.until(&format!("document.querySelector('{CARD} .problems li')"))
        .await;
    page.press(CARD, "Go to line 1").await;
    assert_eq!(page.value("document.activeElement.selectionEnd").await, 12);
}

async fn conflict(page: Page) {
    let _alone = open(&page).await;
    page.write(CARD, "// mine\n").await;
    fs::write(page.answer(EXERCISE), "// theirs\n").expect("the workbook can be written");
    page.press(CARD, "Grade").await;
    page.until_text("answer-conflict pre", "// theirs").await;
    assert_eq!(
        fs::read_to_string(page.answer(EXERCISE)).expect("the answer is there"),
        "// theirs\n"
    );
    assert_eq!(page.written(CARD).await, "// mine\n");
    page.press("answer-conflict", "Continue with the file")
        .await;
    assert_eq!(page.written(CARD).await, "// theirs\n");
    page.keys(&format!("{}z{}", key::CONTROL, key::NONE)).await;
    assert_eq!(page.written(CARD).await, "// mine\n");
    assert_eq!(
        fs::read_to_string(page.answer(EXERCISE)).expect("the answer is there"),
        "// theirs\n"
    );
}

async fn survives_a_reload(page: Page) {
    let _alone = open(&page).await;
    page.write(CARD, "// not yet graded\n").await;
    page.go(PAGE).await;
    page.until_text(STATUS, "in this browser").await;
    assert_eq!(page.written(CARD).await, "// not yet graded\n");
    assert_eq!(
        fs::read_to_string(page.answer(EXERCISE)).expect("the answer is there"),
        file("stub.rs")
    );
}

async fn hint(page: Page) {
    let _alone = open(&page).await;
    page.press(CARD, "Hint").await;
    page.until_text(STATUS, "Hint 1 of 3").await;
    assert!(!page.text(&format!("{CARD} .hints li")).await.is_empty());
}
