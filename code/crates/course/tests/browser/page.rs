//! A page in a browser, and what a reader does with it.

use std::env;
use std::path::{Path, PathBuf};
use std::time::Duration;

use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

/// How long something on a page may take before the test fails, in seconds: a bound against hanging, not a promise of
/// speed. The first exploration on a machine builds the schedule explorer. `COURSE_PATIENCE` says another bound.
const PATIENCE: u64 = 600;

/// Keys as the WebDriver protocol writes them.
pub(crate) mod key {
    /// Held until [`NONE`].
    pub(crate) const CONTROL: &str = "\u{e009}";
    /// Held until [`NONE`].
    pub(crate) const SHIFT: &str = "\u{e008}";
    /// Lets go of everything.
    pub(crate) const NONE: &str = "\u{e000}";
    pub(crate) const TAB: &str = "\u{e004}";
    pub(crate) const ENTER: &str = "\u{e007}";
    pub(crate) const ESCAPE: &str = "\u{e00c}";
    pub(crate) const BACKSPACE: &str = "\u{e003}";
    pub(crate) const RIGHT: &str = "\u{e014}";
    pub(crate) const DOWN: &str = "\u{e015}";
}

/// A page in a browser of its own.
pub(crate) struct Page {
    client: Client,
    address: String,
    key: String,
    workbook: PathBuf,
}

impl Page {
    pub(crate) fn new(client: Client, address: &str, key: &str, workbook: &Path) -> Self {
        Self {
            client,
            address: address.to_owned(),
            key: key.to_owned(),
            workbook: workbook.to_owned(),
        }
    }

    /// The browser, which outlives the page.
    pub(crate) fn browser(&self) -> Client {
        self.client.clone()
    }

    /// The learner's file for an exercise.
    pub(crate) fn answer(&self, exercise: &str) -> PathBuf {
        self.workbook
            .join("exercises")
            .join(exercise)
            .join("src/lib.rs")
    }

    /// Where the server is.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The key itself.
    pub(crate) fn token(&self) -> &str {
        self.key.trim_start_matches("#token=")
    }

    /// Opens a page of the book with the key.
    pub(crate) async fn open(&self, path: &str) {
        self.go(&format!("{path}{}", self.key)).await;
        self.until_shown().await;
    }

    /// Waits until the page's scripts are done with it: before that nothing of it can be used.
    async fn until_shown(&self) {
        self.until("document.documentElement.classList.contains('ready')")
            .await;
    }

    /// Opens a page of the book as it is.
    pub(crate) async fn go(&self, path: &str) {
        // An address that differs in its fragment only would not be loaded anew.
        self.client
            .goto("about:blank")
            .await
            .expect("a blank page opens");
        self.client
            .goto(&format!("{}/{path}", self.address))
            .await
            .expect("the page opens");
    }

    /// The value of an expression of JavaScript.
    pub(crate) async fn value(&self, expression: &str) -> Value {
        self.client
            .execute(&format!("return ({expression})"), Vec::new())
            .await
            .unwrap_or_else(|error| panic!("`{expression}`: {error}"))
    }

    /// Runs statements of JavaScript that call `done` with their result, with `argument` in `given`.
    pub(crate) async fn later(&self, statements: &str, argument: Value) -> Value {
        let script = format!("const [given, done] = arguments; {statements}");
        self.client
            .execute_async(&script, vec![argument])
            .await
            .unwrap_or_else(|error| panic!("{error}"))
    }

    /// Waits until an expression of JavaScript is true.
    pub(crate) async fn until(&self, expression: &str) {
        let end = Instant::now() + patience();
        while self.value(&format!("Boolean({expression})")).await != json!(true) {
            if Instant::now() > end {
                let said = "[...document.querySelectorAll('[role=status]')].map((said) => said.textContent).join(' | ')";
                panic!(
                    "never true: {expression}\nthe page says: {}",
                    self.value(said).await
                );
            }
            sleep(Duration::from_millis(20)).await;
        }
    }

    /// The text of the first element that a selector names.
    pub(crate) async fn text(&self, selector: &str) -> String {
        let text = self
            .value(&format!(
                "document.querySelector({selector:?})?.textContent"
            ))
            .await;
        text.as_str()
            .unwrap_or_else(|| panic!("there is no {selector}"))
            .to_owned()
    }

    /// Waits until the text of an element contains `words`.
    pub(crate) async fn until_text(&self, selector: &str, words: &str) {
        self.until(&format!(
            "document.querySelector({selector:?})?.textContent.includes({words:?})"
        ))
        .await;
    }

    /// Presses the visible button with this label inside of an element.
    pub(crate) async fn press(&self, inside: &str, label: &str) {
        let button = format!(
            "[...document.querySelectorAll({:?})].find((button) => button.textContent === {label:?} && !button.hidden)",
            format!("{inside} button")
        );
        self.until_shown().await;
        self.until(&button).await;
        self.value(&format!("{button}.scrollIntoView({{ block: 'center' }})"))
            .await;
        self.value(&format!("{button}.setAttribute('data-pressed', '')"))
            .await;
        let found = self
            .client
            .find(Locator::Css("[data-pressed]"))
            .await
            .expect("the button is there");
        self.value("document.querySelector('[data-pressed]').removeAttribute('data-pressed')")
            .await;
        found.click().await.expect("the button can be pressed");
    }

    /// Types to whatever has the focus.
    pub(crate) async fn keys(&self, keys: &str) {
        let focused = self
            .client
            .active_element()
            .await
            .expect("something has the focus");
        focused.send_keys(keys).await.expect("keys can be typed");
    }

    /// Replaces the text of an editor, as if it had been pasted, and leaves the caret at its end.
    pub(crate) async fn write(&self, editor: &str, text: &str) {
        let area = format!("{editor} textarea");
        self.until_shown().await;
        self.until(&format!("document.querySelector({area:?})"))
            .await;
        let statements = "const area = document.querySelector(given[0]); area.focus(); area.select(); \
            document.execCommand('delete'); document.execCommand('insertText', false, given[1]); done(null);";
        self.later(statements, json!([area, text])).await;
    }

    /// The text of an editor.
    pub(crate) async fn written(&self, editor: &str) -> String {
        let text = self
            .value(&format!(
                "document.querySelector({:?})?.value",
                format!("{editor} textarea")
            ))
            .await;
        text.as_str()
            .unwrap_or_else(|| panic!("there is no editor in {editor}"))
            .to_owned()
    }
}

fn patience() -> Duration {
    let said = env::var("COURSE_PATIENCE").ok();
    Duration::from_secs(said.and_then(|said| said.parse().ok()).unwrap_or(PATIENCE))
}
