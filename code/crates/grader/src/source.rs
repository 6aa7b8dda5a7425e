//! What is looked up in an answer's source: whether it is safe Rust, whether it is one file, and whether it goes past
//! the facades.

use std::path::Path;

use crate::compile::Compiled;

/// The lint that finds `unsafe`; forced, so that the answer cannot silence it.
pub(crate) const FORCE_LINT: [&str; 1] = ["--force-warn=unsafe_code"];

/// The lines with `unsafe` in them, as the compiler found them.
pub(crate) fn unsafe_lines(compiled: &Compiled) -> Vec<u32> {
    let mut lines: Vec<u32> = compiled
        .messages
        .iter()
        .filter(|message| message.diagnostic.code.as_deref() == Some("unsafe_code"))
        .flat_map(|message| message.lines.iter().copied())
        .collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// The files beside the answer that the compiler read for it, from its dep-info.
pub(crate) fn other_files(dep_info: &str, answer: &Path) -> Vec<String> {
    let answer = answer.to_string_lossy();
    let mut files: Vec<String> = dep_info
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(": "))
        .flat_map(|(_, files)| split_escaped(files))
        .filter(|file| *file != answer)
        .collect();
    files.sort();
    files.dedup();
    files
}

/// Dep-info separates by spaces and writes a space of a name as `\ `.
fn split_escaped(files: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let mut letters = files.chars().peekable();
    while let Some(letter) = letters.next() {
        let name = names.last_mut().expect("there is always a last name");
        match letter {
            '\\' if letters.peek() == Some(&' ') => name.extend(letters.next()),
            ' ' => names.push(String::new()),
            letter => name.push(letter),
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dep_info_lists_what_was_included() {
        let text =
            "out.d: answer.rs /etc/host\\ name\n\nanswer.rs:\n/etc/host\\ name:\n\n# env-dep:X\n";
        assert_eq!(
            other_files(text, Path::new("answer.rs")),
            ["/etc/host name"]
        );
    }
}
