//! Grades one file: `cargo run -p grader --example grade -- bounded-queue answer.rs [human|json|junit|gradescope|csv] [TOKEN]`.

use std::env;
use std::error::Error;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use grader::format::{self, Paint};
use grader::{Document, Options};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [name, answer, rest @ ..] = arguments.as_slice() else {
        return Err("give an exercise and a file".into());
    };
    let root = catalog::find_root()?;
    let exercise = catalog::Exercise::find(&root, name)?;
    let options = Options {
        root: &root,
        schedules: None,
        seed: 1,
        replay: rest.get(1).map(String::as_str),
        tier: grader::tier()?,
        cancel: &AtomicBool::new(false),
        progress: &|what| eprintln!("{what} …"),
    };
    let verdict = grader::grade(&exercise, Path::new(answer), &options)?;
    let document = Document::new(vec![verdict]);
    let text = match rest.first().map(String::as_str) {
        None | Some("human") => format::human(&document, Paint::Plain),
        Some("json") => document.to_json(),
        Some("junit") => format::junit(&document),
        Some("gradescope") => format::gradescope(&document),
        Some("csv") => format::csv(&document),
        Some(other) => return Err(format!("there is no format `{other}`").into()),
    };
    println!("{text}");
    Ok(())
}
