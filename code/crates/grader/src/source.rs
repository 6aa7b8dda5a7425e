//! What is looked up in an answer's source: whether it is safe Rust, or at least Rust alone, and whether it is one file.

use std::path::Path;
use std::str::FromStr;

use proc_macro2::{TokenStream, TokenTree};

use crate::compile::Compiled;

/// The lint that finds `unsafe`; forced, so that the answer cannot silence it.
pub(crate) const FORCE_LINT: [&str; 1] = ["--force-warn=unsafe_code"];

/// The lines with `unsafe` in them, as the compiler found them.
pub(crate) fn unsafe_lines(compiled: &Compiled) -> Vec<u32> {
    lines_of(compiled, |_| true)
}

/// The lines that reach past Rust where `unsafe` is allowed: foreign functions, symbols that the linker sees, assembly.
///
/// The judge of an answer runs in the answer's process. Rust's own ways to end that process are the engine's; through these
/// an answer could end it as if all were well.
pub(crate) fn foreign_lines(compiled: &Compiled, text: &str) -> Vec<u32> {
    let mut lines = lines_of(compiled, |message| {
        FOREIGN.iter().any(|words| message.contains(words))
    });
    // The compiler has accepted it, so it has tokens.
    let tokens = TokenStream::from_str(text).unwrap_or_default();
    if mentions(tokens, &["asm", "naked_asm", "global_asm"]) {
        let first = text.lines().position(|line| line.contains("asm"));
        lines.extend(first.and_then(|line| u32::try_from(line + 1).ok()));
    }
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// Words of the lint's messages.
const FOREIGN: [&str; 5] = [
    "`unsafe extern`",
    "`no_mangle`",
    "`export_name`",
    "`link_section`",
    "`core::arch::global_asm`",
];

fn lines_of(compiled: &Compiled, wanted: impl Fn(&str) -> bool) -> Vec<u32> {
    let mut lines: Vec<u32> = compiled
        .messages
        .iter()
        .filter(|message| message.diagnostic.code.as_deref() == Some("unsafe_code"))
        .filter(|message| wanted(&message.diagnostic.message))
        .flat_map(|message| message.lines.iter().copied())
        .collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

fn mentions(tokens: TokenStream, names: &[&str]) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => mentions(group.stream(), names),
        TokenTree::Ident(name) => names
            .iter()
            .any(|wanted| name.to_string().trim_start_matches("r#") == *wanted),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
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
    fn assembly_is_found_by_its_name_and_not_in_words() {
        let found = |text: &str| mentions(TokenStream::from_str(text).expect("tokens"), &["asm"]);
        assert!(found("fn f() { unsafe { core::arch::asm!(\"nop\") } }"));
        assert!(found("use core::arch::r#asm as harmless;"));
        assert!(!found("// no asm! here\nfn f() { let _ = \"asm!\"; }"));
    }

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
