//! `#[tokio::test]` functions are ordinary functions under the facade, so a harness can explore them.

use std::path::PathBuf;
use std::process::Command;

use explorer::ExploreOptions;

/// One of the tests depends on who comes first.
const TESTS: &str = r#"
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::sync::Arc;

#[tokio::test]
async fn counts_in_one_step() {
    let count = Arc::new(AtomicU32::new(0));
    let other = tokio::spawn({
        let count = Arc::clone(&count);
        async move { count.fetch_add(1, SeqCst) }
    });
    count.fetch_add(1, SeqCst);
    other.await.unwrap();
    assert_eq!(count.load(SeqCst), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn counts_in_two_steps() {
    let count = Arc::new(AtomicU32::new(0));
    let other = tokio::spawn({
        let count = Arc::clone(&count);
        async move { count.store(count.load(SeqCst) + 1, SeqCst) }
    });
    count.store(count.load(SeqCst) + 1, SeqCst);
    other.await.unwrap();
    assert_eq!(count.load(SeqCst), 2);
}

#[test]
fn explores_both() {
    let config = interleave::Config::default();
    let right = interleave::explore_here(&config, counts_in_one_step);
    assert_eq!(right.outcome, interleave::Outcome::Ok, "{}", right.message);
    let wrong = interleave::explore_here(&config, counts_in_two_steps);
    assert_eq!(wrong.outcome, interleave::Outcome::Panic, "{}", wrong.message);
}
"#;

#[test]
fn tests_of_tokio_can_be_explored() {
    let options = ExploreOptions::new("");
    let facades = explorer::facades(&options.target, &options.crates).expect("the facades build");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("tokio_test");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    std::fs::write(folder.join("tests.rs"), TESTS).expect("the file can be written");
    let engine = facades.engine().expect("the engine is built along");
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    rustc.current_dir(&folder).args([
        "tests.rs",
        "--test",
        "--edition=2024",
        "--cap-lints=allow",
        "-Cdebuginfo=0",
    ]);
    for (name, library) in facades.externs() {
        rustc
            .arg("--extern")
            .arg(format!("{name}={}", library.display()));
    }
    rustc
        .arg("--extern")
        .arg(format!("interleave={}", engine.display()))
        .arg("-L")
        .arg(format!("dependency={}", facades.dependencies.display()));
    let built = rustc.output().expect("rustc can be started");
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stderr)
    );
    let run = Command::new(folder.join("tests"))
        .arg("explores_both")
        .output()
        .expect("the tests can be started");
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{said}");
    assert!(said.contains("1 passed"), "{said}");
}
