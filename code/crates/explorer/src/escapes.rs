//! Names in a program that lead past the engine: what it does through them is invisible, so a verdict would be a guess.
//!
//! This reads words, not meaning: a program that hides such a name behind a macro of another crate is not noticed.

/// A word of the source, and the line it stands on.
struct Word<'a> {
    text: &'a str,
    line: usize,
}

/// What each name stands for, in words that end the sentence "cannot be explored: `name` …".
const PAST_THE_ENGINE: &[(&str, &str)] = &[
    (
        "rayon",
        "runs its jobs on threads of its own; use `std::thread::scope` to explore the logic",
    ),
    (
        "crossbeam_channel",
        "is a part of `crossbeam`; write `crossbeam::channel`",
    ),
    (
        "crossbeam_deque",
        "is a part of `crossbeam`; write `crossbeam::deque`",
    ),
    (
        "crossbeam_queue",
        "is a part of `crossbeam`; write `crossbeam::queue`",
    ),
    (
        "crossbeam_utils",
        "is a part of `crossbeam`; write `crossbeam::utils`, `crossbeam::sync` or `crossbeam::atomic`",
    ),
    (
        "reqwest",
        "uses the real network; replace the server by a channel to explore the logic",
    ),
    (
        "TcpListener",
        "uses the real network; replace it by a channel to explore the logic",
    ),
    (
        "TcpStream",
        "uses the real network; replace it by a channel to explore the logic",
    ),
    (
        "UdpSocket",
        "uses the real network; replace it by a channel to explore the logic",
    ),
    (
        "UnixListener",
        "uses real sockets; replace it by a channel to explore the logic",
    ),
    (
        "UnixStream",
        "uses real sockets; replace it by a channel to explore the logic",
    ),
];

/// Pairs of names that follow each other, for names that alone may be the program's own.
const PAST_THE_ENGINE_TOGETHER: &[(&str, &str, &str)] = &[
    (
        "static",
        "mut",
        "is memory that nobody watches; use an atomic or a lock",
    ),
    ("std", "fs", FILES),
    ("fs", "File", FILES),
    ("fs", "OpenOptions", FILES),
    ("fs", "read", FILES),
    ("fs", "read_to_string", FILES),
    ("fs", "write", FILES),
    ("fs", "create_dir_all", FILES),
    ("fs", "remove_file", FILES),
    ("Command", "new", PROCESSES),
    ("io", "stdin", INPUT),
    ("stdin", "lines", INPUT),
    ("stdin", "lock", INPUT),
    ("stdin", "read_line", INPUT),
];

const FILES: &str = "uses real files, which one run would leave to the next; use a value in memory to explore the logic";
const PROCESSES: &str = "starts a real process; use a thread in its place to explore the logic";
const INPUT: &str = "reads real input; put the value into the program to explore the logic";

/// Why the program cannot be explored, if it names something that leads past the engine.
pub(crate) fn find(source: &str) -> Option<String> {
    let words = words(source);
    let single = words.iter().filter_map(|word| {
        let (name, why) = PAST_THE_ENGINE
            .iter()
            .find(|(name, _)| *name == word.text)?;
        Some((word.line, (*name).to_owned(), *why))
    });
    let together = words.windows(2).filter_map(|pair| {
        let (first, second, why) = PAST_THE_ENGINE_TOGETHER
            .iter()
            .find(|(first, second, _)| pair[0].text == *first && pair[1].text == *second)?;
        // An enum of commands may well have a variant that is made by a function `new`.
        if *why == PROCESSES && !words.iter().any(|word| word.text == "process") {
            return None;
        }
        let separator = if *first == "static" { " " } else { "::" };
        Some((pair[0].line, format!("{first}{separator}{second}"), *why))
    });
    single
        .chain(together)
        .min_by_key(|(line, ..)| *line)
        .map(|(line, name, why)| format!("cannot be explored: `{name}` (line {line}) {why}"))
}

/// Functions that tell how many owners an `Arc` has, or depend on it.
const COUNTS: &[&str] = &[
    "try_unwrap",
    "into_inner",
    "get_mut",
    "strong_count",
    "weak_count",
    "downgrade",
];

/// What the program uses and the engine only sees in part: a search of it covers less than it seems.
pub(crate) fn half_seen(source: &str) -> Option<String> {
    let words = words(source);
    let counts = pair_of(&words, |first, second| {
        first == "Arc" && COUNTS.contains(&second)
    });
    if let Some([_, count]) = counts {
        return Some(format!(
            "`Arc::{}` (line {}) depends on who still owns it, and when threads give up their shares was not varied",
            count.text, count.line
        ));
    }
    let futures = words.iter().any(|word| word.text == "futures");
    let [first, channel] = pair_of(&words, |first, second| match first {
        "futures" => second == "channel",
        // Brought in together with other modules.
        "channel" => futures && matches!(second, "mpsc" | "oneshot"),
        _ => false,
    })?;
    let line = if first.text == "channel" {
        first
    } else {
        channel
    }
    .line;
    Some(format!(
        "`futures::channel` (line {line}) is used as it is, and what others do between its operations was not varied"
    ))
}

fn pair_of<'a, 'b>(
    words: &'b [Word<'a>],
    wanted: impl Fn(&str, &str) -> bool,
) -> Option<&'b [Word<'a>; 2]> {
    words
        .array_windows()
        .find(|[first, second]| wanted(first.text, second.text))
}

/// The identifiers and keywords outside comments, strings and characters.
fn words(source: &str) -> Vec<Word<'_>> {
    let bytes = source.as_bytes();
    let mut words = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < bytes.len() {
        let rest = &source[at..];
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if bytes[at] == b'"' {
            string(rest)
        } else if let Some(length) = raw_string(rest) {
            length
        } else if bytes[at] == b'\'' {
            character(rest)
        } else if let Some(length) = word(rest) {
            words.push(Word {
                text: &rest[..length],
                line,
            });
            length
        } else {
            rest.chars().next().map_or(1, char::len_utf8)
        };
        line += rest[..length].matches('\n').count();
        at += length;
    }
    words
}

/// The length of the word that `text` begins with.
fn word(text: &str) -> Option<usize> {
    let length = text
        .find(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .unwrap_or(text.len());
    (length > 0).then_some(length)
}

/// Block comments nest in Rust.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// `r"…"`, `r#"…"#`, `br#"…"#` and their like.
fn raw_string(text: &str) -> Option<usize> {
    let start = text
        .strip_prefix("br")
        .or_else(|| text.strip_prefix("cr"))
        .or_else(|| text.strip_prefix('r'))?;
    let hashes = start.len() - start.trim_start_matches('#').len();
    let body = start[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let closes = body.find(&end).map_or(body.len(), |at| at + end.len());
    Some(text.len() - body.len() + closes)
}

/// A character, or only the quote of a lifetime.
fn character(text: &str) -> usize {
    let mut letters = text.char_indices().skip(1);
    match (letters.next(), letters.next()) {
        (Some((_, '\\')), Some(_)) => text[3..].find('\'').map_or(1, |at| at + 4),
        (Some(_), Some((at, '\''))) => at + 1,
        // A lifetime: its name is no word of its own, or `&'static mut` would look like a static.
        _ => 1 + word(&text[1..]).unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use super::{find, half_seen};

    #[track_caller]
    fn check(source: &str, expected: Option<&str>) {
        let found = find(source);
        match expected {
            None => assert_eq!(found, None),
            Some(part) => assert!(
                found.as_deref().is_some_and(|text| text.contains(part)),
                "{found:?}"
            ),
        }
    }

    #[test]
    fn names_that_lead_past_the_engine_are_found_with_their_line() {
        check("use rayon::prelude::*;", Some("`rayon` (line 1)"));
        check(
            "\n\nstatic mut COUNT: u32 = 0;",
            Some("`static mut` (line 3)"),
        );
        check("use std::{net::{TcpStream}, thread};", Some("`TcpStream`"));
        check(
            "static mut A: u8 = 0;\nuse rayon::join;",
            Some("`static mut` (line 1)"),
        );
    }

    #[test]
    fn files_processes_and_input_are_found_by_two_names() {
        check(
            "use std::fs;\nfn main() {}",
            Some("`std::fs` (line 1) uses real files"),
        );
        check(
            "use std::process;\nfn f() { process::Command::new(\"ls\"); }",
            Some("`Command::new` (line 2) starts a real process"),
        );
        check(
            "fn f() { std::io::stdin().lines(); }",
            Some("`io::stdin` (line 1) reads real input"),
        );
        check("enum Command { Get } fn f() { Command::new(); }", None);
        check("fn f(fs: u32, stdin: u32) -> u32 { fs + stdin }", None);
    }

    #[test]
    fn counts_of_an_arc_are_half_seen() {
        let found = half_seen("fn f() {\n Arc::try_unwrap(x);\n}");
        assert!(found.is_some_and(|text| text.starts_with("`Arc::try_unwrap` (line 2)")));
        assert_eq!(
            half_seen("fn f() { mutex.into_inner(); Arc::new(1); }"),
            None
        );
    }

    #[test]
    fn channels_of_futures_are_half_seen() {
        let seen = |source| half_seen(source).is_some();
        assert!(seen("use futures::channel::mpsc;"));
        assert!(seen("use futures::{StreamExt, channel::oneshot};"));
        assert!(!seen(
            "use futures::StreamExt; use tokio::sync::mpsc; fn f() { mpsc::channel(1); }"
        ));
        assert!(!seen("use crossbeam::channel; use std::sync::mpsc;"));
    }

    #[test]
    fn comments_strings_and_other_words_are_not_names() {
        check(
            "// rayon\n/* rayon /* static mut */ TcpStream */ fn main() {}",
            None,
        );
        check(
            "fn main() { println!(\"rayon \\\" static mut\"); let x = r#\"TcpStream \" \"#; let y = '\\''; let crayon = 'r'; }",
            None,
        );
        check("fn f<'static_mut>(x: &'static mut u8) {}", None);
    }
}
