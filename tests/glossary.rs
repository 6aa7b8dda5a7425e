//! Each word of the glossary says where it is explained, and some page links it where it comes up.

use std::path::Path;

use support::{Problems, SourcePage, pages};

const GLOSSARY: &str = "src/glossary.md";

#[test]
fn every_word_is_explained_and_linked() {
    let mut problems = Problems::default();
    let lines: Vec<&str> = glossary().text.lines().collect();
    let mut words = 0;
    for (index, pair) in lines.windows(2).enumerate() {
        let Some(definition) = pair[1].strip_prefix(": ") else {
            continue;
        };
        words += 1;
        let mut wrong = |problem: String| problems.at(Path::new(GLOSSARY), index + 1, problem);
        if !definition.ends_with(".md)") {
            wrong(format!(
                "`{}` does not end with a link to the page that explains it",
                pair[0]
            ));
        }
        let link = format!("glossary.md#{})", address(pair[0]));
        if !others().any(|page| page.text.contains(&link)) {
            wrong(format!(
                "no page links `{}`; write [{}](../{link} where it is explained",
                pair[0], pair[0]
            ));
        }
    }
    assert!(words > 0, "the glossary has no words, so nothing is proved");
    problems.finish();
}

fn glossary() -> &'static SourcePage {
    pages()
        .iter()
        .find(|page| page.path == Path::new(GLOSSARY))
        .expect("the book has a glossary")
}

fn others() -> impl Iterator<Item = &'static SourcePage> {
    pages()
        .iter()
        .filter(|page| page.path != Path::new(GLOSSARY))
}

/// The end of a word's address, as mdBook makes it.
fn address(word: &str) -> String {
    let kept = word
        .chars()
        .filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'));
    kept.map(|letter| match letter {
        ' ' => '-',
        other => other.to_ascii_lowercase(),
    })
    .collect()
}
