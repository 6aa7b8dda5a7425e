//! Short Rust blocks that must not compile: the exact set of error codes. `compile_fail` alone would accept any error.
//!
//! The blocks that must compile are the doctests of the package `pages`.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use catalog::page::Fence;
use libtest_mimic::{Failed, Trial};
use recorder::{Rustc, crates_of_package};
use support::{pages, root, run_trials};

fn main() -> ExitCode {
    let rustc = Arc::new(Rustc::find(root()).unwrap_or_else(|error| panic!("{error}")));
    let crates: Arc<Vec<OsString>> =
        Arc::new(crates_of_package(root(), "pages").unwrap_or_else(|error| panic!("{error}")));
    // This one always runs, so that a book without such blocks still proves that a wrong code is seen.
    let mut trials = vec![probe(&rustc)];
    for page in pages() {
        for fence in &page.markdown.fences {
            if fence.language == "rust" && fence.has("compile_fail") {
                let (path, fence) = (page.path.clone(), fence.clone());
                let (rustc, crates) = (Arc::clone(&rustc), Arc::clone(&crates));
                let name = format!("{}:{}", path.display(), fence.line);
                trials.push(Trial::test(name, move || {
                    check(&rustc, &crates, &path, &fence)
                }));
            }
        }
    }
    run_trials(trials)
}

fn check(rustc: &Rustc, crates: &[OsString], page: &Path, fence: &Fence) -> Result<(), Failed> {
    let promised: BTreeSet<String> = fence
        .attributes
        .iter()
        .filter(|word| word.starts_with('E'))
        .cloned()
        .collect();
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("block.rs");
    std::fs::write(&file, program(fence))?;
    let (codes, errors) = rustc.error_codes(&file, crates)?;
    if codes == promised {
        return Ok(());
    }
    let list = |codes: &BTreeSet<String>| {
        if codes.is_empty() {
            "nothing".to_owned()
        } else {
            codes.iter().cloned().collect::<Vec<_>>().join(", ")
        }
    };
    let mut message = format!(
        "{}:{}: gives {}, but the block promises {}\n",
        page.display(),
        fence.line,
        list(&codes),
        list(&promised)
    );
    for error in errors {
        message.push_str(&format!(
            "{}:{}: {}: {}\n",
            page.display(),
            error.line,
            error.code,
            error.message
        ));
    }
    Err(message.into())
}

/// The block as a program whose lines are those of the page.
fn program(fence: &Fence) -> String {
    let shown = |line: &str| match line.trim_start() {
        "#" => String::new(),
        hidden if hidden.starts_with("# ") => hidden[2..].to_owned(),
        escaped if escaped.starts_with("##") => escaped[1..].to_owned(),
        _ => line.to_owned(),
    };
    let body: String = fence
        .body
        .lines()
        .map(|line| format!("{}\n", shown(line)))
        .collect();
    let above = "\n".repeat(fence.line - 1);
    if body.contains("fn main(") {
        format!("{above}\n{body}")
    } else {
        format!("{above}fn main() {{\n{body}}}\n")
    }
}

/// A block with the wrong code is refused, with the line of the page.
fn probe(rustc: &Arc<Rustc>) -> Trial {
    let rustc = Arc::clone(rustc);
    Trial::test("a wrong code is seen", move || {
        let text = "# Page\n\n```rust,compile_fail,E0382\n# fn unused() {}\nlet number: i32 = \"four\";\n```\n";
        let page = catalog::page::Markdown::parse(text);
        let error = check(&rustc, &[], Path::new("src/page.md"), &page.fences[0])
            .expect_err("the code is wrong");
        let message = error.message().unwrap_or_default().to_owned();
        let expected = "src/page.md:3: gives E0308, but the block promises E0382\nsrc/page.md:5: E0308: mismatched types\n";
        if message == expected {
            Ok(())
        } else {
            Err(format!("the message is: {message}").into())
        }
    })
}
