//! The pages in a real browser: every promise that only a page can keep.
//!
//! The browser, the server and a workbook are started once and end with the tests; every test has a browser profile of
//! its own. `COURSE_PAGES=all` adds what takes longer. A machine without Chromium or axe-core skips aloud;
//! `COURSE_FORBID_SKIPS=1` makes that a failure.

#[path = "browser/access.rs"]
mod access;
#[path = "browser/editor.rs"]
mod editor;
#[path = "browser/elements.rs"]
mod elements;
#[path = "browser/exercises.rs"]
mod exercises;
#[path = "browser/page.rs"]
mod page;
#[path = "browser/programs.rs"]
mod programs;
#[path = "browser/reading.rs"]
mod reading;
#[path = "browser/shapes.rs"]
mod shapes;
#[path = "browser/stage.rs"]
mod stage;
#[path = "browser/strangers.rs"]
mod strangers;
#[path = "browser/sweep.rs"]
mod sweep;

use std::env;
use std::future::Future;
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};

use stage::{Look, Stage};

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // The server runs two programs at once, and a scene one.
    arguments.test_threads = Some(2);
    if arguments.list {
        return libtest_mimic::run(&arguments, trials(None)).exit_code();
    }
    match Stage::open() {
        Ok(stage) => {
            let stage = Arc::new(stage);
            let conclusion = libtest_mimic::run(&arguments, trials(Some(&stage)));
            drop(stage);
            conclusion.exit_code()
        }
        Err(reason) if forbids_skips() => {
            eprintln!(
                "the pages are not tested: {reason} (COURSE_FORBID_SKIPS=1 makes this a failure)"
            );
            ExitCode::FAILURE
        }
        Err(reason) => {
            eprintln!("skipped the tests of the pages: {reason}");
            ExitCode::SUCCESS
        }
    }
}

fn forbids_skips() -> bool {
    env::var_os("COURSE_FORBID_SKIPS").is_some_and(|value| value == "1")
}

/// All tests of this run; without a stage only their names count.
fn trials(stage: Option<&Arc<Stage>>) -> Vec<Trial> {
    let mut list = List {
        stage: stage.cloned(),
        trials: Vec::new(),
    };
    programs::core(&mut list);
    editor::core(&mut list);
    shapes::core(&mut list);
    elements::core(&mut list);
    reading::core(&mut list);
    access::core(&mut list);
    if env::var_os("COURSE_PAGES").is_some_and(|value| value == "all") {
        programs::more(&mut list);
        editor::more(&mut list);
        exercises::more(&mut list);
        shapes::more(&mut list);
        elements::more(&mut list);
        access::more(&mut list);
        strangers::more(&mut list);
        sweep::more(&mut list);
    }
    list.trials
}

/// Tests, each with the browser it wants.
pub(crate) struct List {
    stage: Option<Arc<Stage>>,
    trials: Vec<Trial>,
}

impl List {
    /// Tells what this machine cannot test, or fails where that is forbidden.
    pub(crate) fn skip(&mut self, what: &str, reason: String) {
        if forbids_skips() {
            let failure = format!("{reason} (COURSE_FORBID_SKIPS=1 makes this a failure)");
            self.trials
                .push(Trial::test(what, move || Err(failure.into())));
        } else {
            eprintln!("skipped {what}: {reason}");
        }
    }

    /// Adds a test that gets a page in a browser of its own.
    pub(crate) fn add<F, Fut>(&mut self, name: &str, look: Look, test: F)
    where
        F: FnOnce(page::Page) -> Fut + Send + 'static,
        Fut: Future<Output = ()> + 'static,
    {
        let stage = self.stage.clone();
        self.trials.push(Trial::test(name, move || {
            let stage = stage.ok_or_else(|| Failed::from("there is no browser"))?;
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?;
            runtime.block_on(async {
                let page = stage.page(look).await?;
                let browser = page.browser();
                let tasks = tokio::task::LocalSet::new();
                let outcome = tasks
                    .run_until(async { tokio::task::spawn_local(test(page)).await })
                    .await;
                // The browser ends also when the test has failed.
                let _ = browser.close().await;
                outcome.map_err(|error| match error.try_into_panic() {
                    Ok(panic) => Failed::from(told(&*panic)),
                    Err(error) => Failed::from(error.to_string()),
                })
            })
        }));
    }
}

fn told(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|&text| text.to_owned()))
        .unwrap_or_else(|| "the test panicked".to_owned())
}
