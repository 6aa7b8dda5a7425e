//! Every listing runs and does what is recorded and shown.
//!
//! Listings that start threads or tasks also say what the schedule explorer finds.

use std::process::ExitCode;

use libtest_mimic::Trial;
use recorder::Kind;
use regex::Regex;
use support::{Problems, course, read, run_items};

fn main() -> ExitCode {
    let declared = Trial::test(
        "every concurrent listing says what the explorer finds",
        || {
            declares_what_the_explorer_finds();
            Ok(())
        },
    );
    run_items(Kind::Listing, vec![declared])
}

fn declares_what_the_explorer_finds() {
    let concurrent = Regex::new(
        r"thread::(spawn|scope|Builder)|\bscope\.spawn|\bAtomic[A-Z][A-Za-z0-9]*::new|\b(sync_)?channel(::<[^>]*>)?\(|\b(un)?bounded(::<[^>]*>)?\(|\btokio::|\brayon::|async (fn|move|\{)",
    )
    .expect("a valid pattern");
    let mut problems = Problems::default();
    for listing in course().listings() {
        let text = read(&listing.source);
        if listing.explore.is_none()
            && let Some(found) = concurrent.find(&text)
        {
            let line = text[..found.start()].lines().count().max(1);
            problems.at(
                &listing.source,
                line,
                format!(
                    "`{}` runs concurrently; say what the explorer finds: `//@ explore: …`",
                    found.as_str()
                ),
            );
        }
    }
    problems.finish();
}
