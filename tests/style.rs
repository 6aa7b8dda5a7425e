//! The repository keeps its own style, as far as a program can tell.

use std::path::Path;

use regex::Regex;
use support::{Problems, files, included_text, pages, read};

/// Longest file of code.
const MOST_LINES: usize = 500;

#[test]
fn no_file_is_longer_than_500_lines() {
    let mut problems = Problems::default();
    for file in code() {
        let lines = read(&file).lines().count();
        if lines > MOST_LINES {
            problems.with(
                &file,
                format!("has {lines} lines; split it by what its parts do"),
            );
        }
    }
    problems.finish();
}

#[test]
fn nothing_is_left_undone() {
    // Put together, so that this file does not find itself.
    let undone = Regex::new(
        &[
            "TO",
            "DO|FIX",
            "ME|\\bXX",
            "X\\b|\\bdbg",
            "!\\(|\\bto",
            "do!\\(|\\bunimple",
            "mented!\\(",
        ]
        .concat(),
    )
    .expect("a valid pattern");
    let mut problems = Problems::default();
    for file in code().into_iter().chain(texts()) {
        // A learner starts from a stub, a compiler suggests one, and a facade has every macro of std, which the
        // corpus tries.
        if file.ends_with("stub.rs")
            || file.ends_with("interleave-std/src/macros.rs")
            || file
                .components()
                .any(|part| part.as_os_str() == "rejected" || part.as_os_str() == "corpus")
        {
            continue;
        }
        let text = read(&file);
        for (index, line) in text.lines().enumerate() {
            // Machinery that has to know the words names them as text or as an export.
            let named = line.contains('"')
                || line.contains("pub use")
                || line.contains("r#")
                || line.trim_start().starts_with("//");
            if let Some(found) = undone
                .find(line)
                .filter(|found| !(named && found.as_str().contains('!')))
            {
                problems.at(
                    &file,
                    index + 1,
                    format!(
                        "`{}`: finish it, or open an issue and remove it",
                        found.as_str()
                    ),
                );
            }
        }
    }
    problems.finish();
}

#[test]
fn names_are_plain() {
    let snake = Regex::new(r"^[a-z0-9_]+$").expect("a valid pattern");
    let kebab = Regex::new(r"^[a-z0-9]+(-[a-z0-9]+)*$").expect("a valid pattern");
    let mut problems = Problems::default();
    for file in code() {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let script = file
            .extension()
            .is_some_and(|extension| extension == "css" || extension == "js");
        if file.ends_with("mod.rs") {
            problems.with(&file, "a module `foo` is foo.rs beside foo/; rename it");
        } else if !(script || snake.is_match(&stem) || collected(&file) && kebab.is_match(&stem)) {
            problems.with(&file, "file names of code are snake_case; rename it");
        }
    }
    for file in files("src", &["md"]) {
        if file == Path::new("src/SUMMARY.md") {
            continue;
        }
        for part in file.with_extension("").components().skip(1) {
            if !kebab.is_match(&part.as_os_str().to_string_lossy()) {
                problems.with(&file, "addresses of pages are kebab-case; rename it");
            }
        }
    }
    for folder in ["code/chapters", "code/exercises", "code/crates"] {
        for entry in std::fs::read_dir(support::root().join(folder))
            .into_iter()
            .flatten()
            .flatten()
        {
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_dir() && !kebab.is_match(&name) {
                problems.with(
                    &Path::new(folder).join(&name),
                    "folders are kebab-case; rename it",
                );
            }
        }
    }
    problems.finish();
}

/// What a word is cut to is clear to the one who cut it.
#[test]
fn names_are_whole_words() {
    const CUT: [&str; 40] = [
        "attr", "buf", "calc", "cb", "cfg", "chan", "cmd", "cnt", "cond", "conn", "ctx", "cur",
        "curr", "cv", "desc", "dst", "elem", "evt", "fd", "func", "idx", "impls", "mgr", "msg",
        "mtx", "opts", "param", "prev", "req", "res", "resp", "ret", "rx", "sched", "src", "sz",
        "thr", "tmp", "tx", "val",
    ];
    let named = Regex::new(
        r"\b(?:let(?: mut)?|fn|struct|enum|mod|static|const|type|trait|for) +([A-Za-z_][A-Za-z0-9_]*)",
    )
    .expect("a valid pattern");
    let word = Regex::new(r"[A-Z]?[a-z]+|[A-Z]+").expect("a valid pattern");
    let mut problems = Problems::default();
    for file in code() {
        if file.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        for (index, line) in read(&file).lines().enumerate() {
            // Functions of C have the names that C gave them.
            if line.contains("extern \"C\"") {
                continue;
            }
            let names = named.captures_iter(line).map(|found| found[1].to_owned());
            for name in names {
                if let Some(cut) = word
                    .find_iter(&name)
                    .find(|found| CUT.contains(&found.as_str().to_lowercase().as_str()))
                {
                    problems.at(
                        &file,
                        index + 1,
                        format!("`{}` in `{name}` is no word; write it out", cut.as_str()),
                    );
                }
            }
        }
    }
    problems.finish();
}

#[test]
fn the_prose_says_it_plainly() {
    let belittling = Regex::new(r"(?i)\b(simply|obviously|trivially|needless to say)\b")
        .expect("a valid pattern");
    let just = Regex::new(r"(?i)(\w+) just\b").expect("a valid pattern");
    let vague = Regex::new(r"(?i)\b(usually|arguably|basically)\b").expect("a valid pattern");
    let british = Regex::new(
        r"(?i)\b(behaviour|colour|favour|neighbour|honour)\w*|\b(synchron|initial|serial|organ|recogn|optim|normal|summar|real|paralleli|util|custom|emphas|final|general|minim|maxim|priorit|categor)is(e|es|ed|ing|ation|ations|er|ers)\b|\bcancell?able\b.{0}\bcentre\b",
    )
    .expect("a valid pattern");
    let mut problems = Problems::default();
    for file in texts() {
        let text = read(&file);
        let fences = catalog::page::Markdown::parse(&text).fences;
        for (index, line) in text.lines().enumerate() {
            let number = index + 1;
            if fences.iter().any(|fence| {
                number >= fence.line && number <= fence.line + fence.body.lines().count() + 1
            }) {
                continue;
            }
            for (pattern, advice) in [
                (
                    &belittling,
                    "tells readers that they should know; leave it out",
                ),
                (&vague, "is vague; say the condition under which it holds"),
                (&british, "is British; the course is in American English"),
            ] {
                if let Some(found) = pattern.find(line) {
                    problems.at(&file, number, format!("`{}` {advice}", found.as_str()));
                }
            }
            // "has just sent" is about time and says something.
            let timely = ["has", "have", "had", "is", "was", "were", "that"];
            for found in just
                .captures_iter(line)
                .filter(|found| !timely.contains(&found[1].to_lowercase().as_str()))
            {
                problems.at(
                    &file,
                    number,
                    format!(
                        "`{}` tells readers that it is easy; leave `just` out",
                        &found[0]
                    ),
                );
            }
        }
    }
    problems.finish();
}

#[test]
fn one_sentence_stands_on_a_line() {
    let second = Regex::new(r"[a-z)`*][.?!] [A-Z][a-z]+ ").expect("a valid pattern");
    let mut problems = Problems::default();
    for page in pages() {
        let fences = &page.markdown.fences;
        for (index, line) in page.text.lines().enumerate() {
            let number = index + 1;
            let code = fences.iter().any(|fence| {
                number >= fence.line && number <= fence.line + fence.body.lines().count() + 1
            });
            let table = line
                .trim_start()
                .starts_with(|c: char| "|<-*>".contains(c) || c.is_ascii_digit());
            if !code && !table && second.is_match(line) {
                problems.at(
                    &page.path,
                    number,
                    "two sentences stand on this line; give each its own",
                );
            }
        }
    }
    problems.finish();
}

/// The places are those of code/README.md: whoever adds one has said why there.
#[test]
fn unsafe_code_stands_where_the_architecture_says() {
    const PLACES: &[&str] = &[
        "code/crates/interleave",
        "code/crates/runner/src/jail.rs",
        "code/crates/runner/src/jail/helpers.rs",
        "code/crates/runner/src/supervise.rs",
        "code/crates/recorder/src/process.rs",
        "code/crates/harness-kit/src/filter.rs",
        "code/crates/harness-kit/src/run/confine.rs",
        "code/crates/harness-kit/src/run/repeated.rs",
        "code/crates/harness-kit/src/run/supervised.rs",
        "code/crates/harness-kit/src/processes/signal.rs",
        "code/crates/harness-kit/src/processes/stop.rs",
        "code/crates/harness-kit/src/processes/trap.rs",
        "code/crates/harness-kit/src/processes/last_words.rs",
    ];
    let found = Regex::new(r"\bunsafe +(\{|fn|impl|extern)").expect("a valid pattern");
    let mut problems = Problems::default();
    for file in files("code/crates", &["rs"]) {
        let name = file.to_string_lossy();
        let machinery = name.contains("/src/") && !name.contains("/second-opinions/");
        if !machinery || PLACES.iter().any(|place| name.starts_with(place)) {
            continue;
        }
        for (index, line) in read(&file).lines().enumerate() {
            let text = line.contains('"') || line.trim_start().starts_with("//");
            if !text && found.is_match(line) {
                problems.at(
                    &file,
                    index + 1,
                    "`unsafe` has its places, which code/README.md names; do without, or add this one there and here",
                );
            }
        }
    }
    problems.finish();
}

/// A page is read in a quarter of an hour.
#[test]
fn no_page_is_too_long() {
    const MOST: usize = 1_400;
    let mut problems = Problems::default();
    // These are looked things up in rather than read.
    const LOOKED_UP: [&str; 3] = ["coverage.md", "glossary.md", "python-to-rust.md"];
    for page in pages() {
        if LOOKED_UP
            .iter()
            .any(|name| page.path == Path::new("src").join(name))
        {
            continue;
        }
        let words = page.text.split_whitespace().count();
        if words > MOST {
            problems.with(
                &page.path,
                format!(
                    "has {words} words, and {MOST} are the most; make a page of each of its ideas"
                ),
            );
        }
    }
    problems.finish();
}

/// A recap reminds of what the reader knows; what is longer is two steps, or says too much.
#[test]
fn python_recaps_are_short() {
    const MOST: usize = 15;
    let mut problems = Problems::default();
    for page in pages() {
        for fence in page
            .markdown
            .fences
            .iter()
            .filter(|fence| fence.language == "python")
        {
            let lines: usize = fence
                .includes()
                .iter()
                .map(|include| page.resolve(include))
                .filter_map(|include| {
                    included_text(&read(&include.file), include.anchor.as_deref()).ok()
                })
                .map(|text| text.lines().filter(|line| !line.trim().is_empty()).count())
                .sum();
            if lines > MOST {
                problems.at(
                    &page.path,
                    fence.line,
                    format!("shows {lines} lines of Python, and {MOST} are the most; shorten it, or make two blocks"),
                );
            }
        }
    }
    problems.finish();
}

/// What was recorded somewhere must not show where.
#[test]
fn nothing_recorded_names_a_machine() {
    let machine =
        Regex::new(r"/(root|home/[a-z]+|Users/[A-Za-z]+|work)/|\.pyenv|\.rustup|\.cargo/")
            .expect("a valid pattern");
    let mut problems = Problems::default();
    for file in files("code/chapters", &["out", "stderr", "txt"])
        .into_iter()
        .chain(texts())
    {
        for (index, line) in read(&file).lines().enumerate() {
            if let Some(found) = machine
                .find(line)
                .filter(|_| !line.contains(".cargo/config.toml"))
            {
                problems.at(
                    &file,
                    index + 1,
                    format!(
                        "`{}` is a folder of one machine; record it again",
                        found.as_str()
                    ),
                );
            }
        }
    }
    problems.finish();
}

/// Whole programs that are listed by their names, as exercises are.
fn collected(file: &Path) -> bool {
    file.components().any(|part| {
        ["corpus", "litmus", "wrong", "alternatives", "attacks"]
            .iter()
            .any(|folder| part.as_os_str() == *folder)
    })
}

/// Everything a person writes for a machine.
fn code() -> Vec<std::path::PathBuf> {
    let mut found = vec![Path::new("build.rs").to_path_buf()];
    for folder in ["code", "tests", "theme"] {
        found.extend(files(folder, &["rs", "py", "js", "css"]));
    }
    found
}

/// Everything a person writes for people.
fn texts() -> Vec<std::path::PathBuf> {
    let mut found = files("src", &["md"]);
    found.extend(files("code", &["md"]));
    found.extend(
        ["README.md", "CONTRIBUTING.md"]
            .map(Path::new)
            .into_iter()
            .filter(|file| support::root().join(file).is_file())
            .map(Path::to_path_buf),
    );
    found
}
