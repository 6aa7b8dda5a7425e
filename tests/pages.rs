//! What the pages carry beyond mdBook's own: how much it weighs, what its scripts keep to, and the marks they look for.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use catalog::Exercise;
use flate2::Compression;
use flate2::write::GzEncoder;
use mdbook_driver::MDBook;
use mdbook_driver::config::HtmlConfig;
use regex::Regex;
use support::{Problems, files, pages, read, root, skip};

/// Longest script, in bytes as it is written.
const SCRIPT: usize = 8 << 10;

/// The elements on which readers try things out, all together, and what runs and edits programs: in bytes without their
/// comments, which are for readers of the source.
const ELEMENTS: usize = 40 << 10;

/// What runs and edits, and tells what came of it.
const LIVE: [&str; 9] = [
    "answer-conflict",
    "code-editor",
    "grade-report",
    "program-console",
    "program-input",
    "program-panel",
    "run-listing",
    "schedule-lanes",
    "schedule-timeline",
];

/// Everything that a page loads beyond stock mdBook, compressed.
const PAGE: usize = 60 << 10;

/// The editor alone, compressed.
const EDITOR: usize = 12 << 10;

/// What the editor consists of.
const EDITOR_PARTS: [&str; 2] = ["theme/elements/code-editor.js", "theme/typing.js"];

#[test]
fn the_theme_is_light() {
    let mut problems = Problems::default();
    let (mut live, mut others) = (0, 0);
    let scripts = scripts();
    for script in &scripts {
        let size = read(script).len();
        if size > SCRIPT {
            problems.with(
                script,
                format!("has {size} bytes, {SCRIPT} are the most; split it"),
            );
        }
        let name = script.file_stem().and_then(|name| name.to_str());
        if script.starts_with("theme/elements") {
            let is_live = name.is_some_and(|name| LIVE.contains(&name));
            let group = if is_live { &mut live } else { &mut others };
            *group += without_comments(&read(script));
        }
    }
    for (group, size) in [("run and edit", live), ("are tried out", others)] {
        if size > ELEMENTS {
            problems.with(
                Path::new("theme/elements"),
                format!("those that {group} have {size} bytes, {ELEMENTS} are the most"),
            );
        }
    }
    let editor = EDITOR_PARTS
        .iter()
        .map(|part| compressed(&read(Path::new(part))))
        .sum::<usize>();
    if editor > EDITOR {
        problems.with(
            Path::new(EDITOR_PARTS[0]),
            format!("the editor has {editor} bytes compressed, {EDITOR} are the most"),
        );
    }
    let settings = settings();
    let loaded = settings
        .additional_css
        .iter()
        .chain(&settings.additional_js);
    let page = loaded.map(|file| compressed(&read(file))).sum::<usize>();
    if page > PAGE {
        problems.with(
            Path::new("theme"),
            format!("adds {page} compressed bytes to a page, {PAGE} are the most"),
        );
    }
    problems.finish();
}

#[test]
fn every_script_keeps_to_the_rules() {
    let markup = Regex::new(r"\b(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|document\.write|eval)\b|new Function")
        .expect("a valid pattern");
    let defined = Regex::new(r#"customElements\.define\("([a-z-]+)""#).expect("a valid pattern");
    let listed = settings().additional_js;
    let mut problems = Problems::default();
    for script in scripts() {
        let text = read(&script);
        if !text.starts_with("// @ts-check\n") {
            problems.at(
                &script,
                1,
                "begin it with `// @ts-check`, so that editors check its types",
            );
        }
        if !listed.contains(&script) {
            problems.with(
                &script,
                "book.toml does not list it in additional-js; add it there, or remove it",
            );
        }
        for (index, line) in text.lines().enumerate() {
            if let Some(found) = markup.find(line) {
                problems.at(
                    &script,
                    index + 1,
                    format!(
                        "`{}` turns text into markup or code; make elements and set textContent",
                        found.as_str()
                    ),
                );
            }
        }
        if script.starts_with("theme/elements") {
            let names: Vec<&str> = defined
                .captures_iter(&text)
                .filter_map(|found| Some(found.get(1)?.as_str()))
                .collect();
            let stem = script.file_stem().unwrap_or_default().to_string_lossy();
            if names != [&*stem] {
                problems.with(
                    &script,
                    format!(
                        "defines {names:?}; a file defines the one element that it is named after"
                    ),
                );
            }
        }
    }
    problems.finish();
}

/// `// @ts-check` is a promise to readers of the source; here it is kept.
#[test]
fn every_script_has_right_types() -> Result<(), String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let compiler = folder.join("axe/node_modules/typescript/bin/tsc");
    if !compiler.exists() {
        let reason = format!(
            "TypeScript is not installed; with npm: .ci/install-axe {}",
            folder.display()
        );
        return skip("the types of the scripts", &reason);
    }
    let checked = Command::new("node")
        .arg(&compiler)
        .args(["--project", "theme/tsconfig.json", "--pretty", "false"])
        .current_dir(root())
        .output()
        .map_err(|error| format!("cannot run node: {error}"))?;
    let said = String::from_utf8_lossy(&checked.stdout);
    assert!(checked.status.success(), "{said}");
    Ok(())
}

/// In the page an exercise is solved where its card is.
#[test]
fn every_task_page_has_its_card() {
    let card = Regex::new(r#"^<exercise-card name="([^"]*)">$"#).expect("a valid pattern");
    let exercises = Exercise::all(root()).unwrap_or_else(|error| panic!("{error}"));
    let tasks: BTreeMap<PathBuf, &str> = exercises
        .iter()
        .map(|exercise| (exercise.page(), exercise.name.as_str()))
        .collect();
    let mut problems = Problems::default();
    let mut cards = 0;
    for page in pages() {
        let found: Vec<(usize, String)> = page
            .text
            .lines()
            .enumerate()
            .filter_map(|(index, line)| Some((index + 1, card.captures(line)?[1].to_owned())))
            .collect();
        cards += found.len();
        match (tasks.get(&page.path), &found[..]) {
            (None, []) => {}
            (None, [(line, name), ..]) => problems.at(&page.path, *line, format!("this is not the task page of `{name}`; put the card there")),
            (Some(task), [(line, name)]) => {
                if name != task {
                    problems.at(&page.path, *line, format!("the card is for `{name}`; this is the task page of `{task}`"));
                }
                let held = page.text.lines().skip(*line).take_while(|line| *line != "</exercise-card>");
                if !held.clone().any(|line| line.contains(&format!("cargo course grade {task}"))) {
                    problems.at(&page.path, *line, format!("without script the card is empty; put `cargo course grade {task}` into it"));
                }
            }
            (Some(task), found) => problems.with(
                &page.path,
                format!("has {} cards; put the commands of \"How to start\" into one `<exercise-card name=\"{task}\">`", found.len()),
            ),
        }
    }
    assert!(cards > 0, "no page has a card, so nothing is proved");
    problems.finish();
}

/// The page asks the server for a rejected program by the name that the compiler's message has.
#[test]
fn every_refusal_names_its_program() {
    let place = Regex::new(r"--> rejected/(\w+)\.rs:").expect("a valid pattern");
    let mut problems = Problems::default();
    for file in files("code/chapters", &["stderr"]) {
        let text = read(&file);
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        match place.captures(&text) {
            Some(found) if found[1] == *stem => {}
            _ => problems.with(&file, format!("does not name rejected/{stem}.rs first, so its program cannot be checked in the page")),
        }
    }
    problems.finish();
}

fn scripts() -> Vec<PathBuf> {
    let scripts = files("theme", &["js"]);
    assert!(
        !scripts.is_empty(),
        "the theme has no scripts, so nothing is proved"
    );
    scripts
}

fn settings() -> HtmlConfig {
    let book =
        MDBook::load(root()).unwrap_or_else(|error| panic!("the book does not load: {error:#}"));
    let html = book
        .config
        .get("output.html")
        .unwrap_or_else(|error| panic!("book.toml: {error:#}"));
    html.expect("book.toml has [output.html]")
}

fn without_comments(text: &str) -> usize {
    let comment = |line: &&str| {
        ["//", "/*", "*"]
            .iter()
            .any(|mark| line.trim_start().starts_with(mark))
    };
    text.lines()
        .filter(|line| !comment(line))
        .map(|line| line.len() + 1)
        .sum()
}

fn compressed(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder
        .write_all(text.as_bytes())
        .expect("memory can be written");
    encoder.finish().expect("memory can be written").len()
}
