//! Copies the pages of the book with everything blank but the short Rust blocks, line by line.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use catalog::page::{Fence, Markdown};

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("Cargo sets OUT_DIR"));
    let manifest =
        PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("Cargo sets CARGO_MANIFEST_DIR"));
    let root = manifest
        .ancestors()
        .nth(3)
        .expect("the package lies in code/crates");
    let source = root.join("src");
    println!("cargo::rerun-if-changed={}", source.display());

    let mut pages = Vec::new();
    collect(&source, &mut pages);
    pages.sort();
    let mut library = String::new();
    for page in pages {
        let text = fs::read_to_string(&page).expect("a page can be read");
        let Some(copy) = blocks_only(&text) else {
            continue;
        };
        let name = page
            .strip_prefix(root)
            .expect("the page lies below the root");
        let target = out.join(name);
        fs::create_dir_all(target.parent().expect("a page lies in a folder"))
            .expect("a folder can be made");
        fs::write(&target, copy).expect("a copy can be written");
        let module: String = name
            .to_string_lossy()
            .chars()
            .map(|letter| {
                if letter.is_alphanumeric() {
                    letter
                } else {
                    '_'
                }
            })
            .collect();
        writeln!(
            library,
            "#[doc = include_str!({:?})]\nmod {module} {{}}",
            target.display().to_string()
        )
        .expect("a string takes everything");
    }
    fs::write(out.join("pages.rs"), library).expect("the library can be written");
}

fn collect(folder: &Path, pages: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src/ can be read").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, pages);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            pages.push(path);
        }
    }
}

/// The page with every line blank that is not part of a tested block; `None` when there is none.
fn blocks_only(text: &str) -> Option<String> {
    let mut lines = vec![String::new(); text.lines().count() + 1];
    // rustdoc drops a blank first line and would count one short.
    lines[0] = "Blocks of a page.".to_owned();
    let blocks: Vec<Fence> = Markdown::parse(text)
        .fences
        .into_iter()
        .filter(tested)
        .collect();
    for block in &blocks {
        let words: Vec<&str> = block
            .info
            .split([',', ' '])
            .filter(|word| !word.is_empty())
            .collect();
        lines[block.line - 1] = format!("```{}", words.join(","));
        let mut line = block.line;
        for code in block.body.lines() {
            code.clone_into(&mut lines[line]);
            line += 1;
        }
        lines[line] = "```".to_owned();
    }
    (!blocks.is_empty()).then(|| lines.join("\n"))
}

fn tested(block: &Fence) -> bool {
    block.language == "rust" && block.includes().is_empty() && !block.has("compile_fail")
}
