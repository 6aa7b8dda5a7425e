//! Each quiz has its answers, and what the page takes for right is what the answers say.

use std::path::Path;

use regex::Regex;
use support::{Problems, SourcePage, pages};

/// How many questions a chapter asks.
const QUESTIONS: std::ops::RangeInclusive<usize> = 5..=8;

#[test]
fn every_quiz_agrees_with_its_answers() {
    let question = Regex::new(
        r#"(?s)## ([^\n]+)\n.*?<quiz-question right="([0-9a-f]*)">(.*?)</quiz-question>"#,
    )
    .expect("a valid pattern");
    let right = Regex::new(r"\*\*Right: ([0-9, and]+)\.\*\*").expect("a valid pattern");
    let mut problems = Problems::default();
    for quiz in pages().iter().filter(|page| page.path.ends_with("quiz.md")) {
        let path = quiz.path.with_file_name("answers.md");
        let Some(answers) = pages().iter().find(|page| page.path == path) else {
            problems.with(&path, "this page is missing; write the answers of the quiz");
            continue;
        };
        let titles = |page: &SourcePage| -> Vec<(String, String)> {
            let second = page
                .markdown
                .headings
                .iter()
                .filter(|heading| heading.level == 2);
            second
                .map(|heading| (heading.id.clone(), heading.text.clone()))
                .collect()
        };
        let asked = titles(quiz);
        if asked != titles(answers) {
            problems.with(
                &path,
                "its headings are not those of the quiz, in that order",
            );
            continue;
        }
        let found: Vec<_> = question.captures_iter(&quiz.text).collect();
        if !QUESTIONS.contains(&found.len()) || found.len() != asked.len() {
            problems.with(
                &quiz.path,
                format!("asks {} questions under {} headings; {QUESTIONS:?} are to be asked, one under each", found.len(), asked.len()),
            );
            continue;
        }
        for (found, (id, title)) in found.iter().zip(&asked) {
            let text = section(&answers.text, title);
            let Some(numbers) = right.captures(text) else {
                problems.with(
                    &path,
                    format!("`{title}` does not say what is right; begin it `**Right: 1 and 3.**`"),
                );
                continue;
            };
            let numbers = numbers[1].replace(" and ", ",").replace(", ", ",");
            let options = found[3]
                .lines()
                .filter(|line| line.starts_with(|first: char| first.is_ascii_digit()));
            let last = options.count();
            if numbers.split(',').any(|number| {
                !number
                    .parse()
                    .is_ok_and(|number: usize| (1..=last).contains(&number))
            }) {
                problems.with(
                    &path,
                    format!("`{title}` calls {numbers} right, and {last} can be ticked"),
                );
            }
            let expected = fingerprint(&format!("{id}:{numbers}"));
            if found[2] != expected {
                problems.with(
                    &quiz.path,
                    format!("`{title}`: with {numbers} right the mark is right=\"{expected}\""),
                );
            }
            if !text.contains("](") {
                problems.with(
                    &path,
                    format!("`{title}` proves nothing; link the page that shows it"),
                );
            }
        }
    }
    problems.finish();
}

/// A chapter without questions leaves its readers alone with the feeling that they have understood.
#[test]
fn every_chapter_has_a_quiz() {
    let mut problems = Problems::default();
    for chapter in support::course().chapters() {
        let page = Path::new("src").join(&chapter.topic).join("quiz.md");
        let written = pages().iter().any(|found| {
            found
                .path
                .ends_with(Path::new(&chapter.topic).join("index.md"))
        });
        if written && chapter.topic != "introduction" && !support::root().join(&page).is_file() {
            problems.with(
                &page,
                "this page is missing; ask five to eight questions about the chapter",
            );
        }
    }
    problems.finish();
}

/// The text below a heading, up to the next one.
fn section<'a>(text: &'a str, title: &str) -> &'a str {
    let heading = format!("## {title}\n");
    let after = text.split_once(&heading).map_or("", |(_, after)| after);
    after
        .split_once("\n## ")
        .map_or(after, |(section, _)| section)
}

/// FNV-1a of 32 bits, as the page computes it: <http://www.isthe.com/chongo/tech/comp/fnv/>.
fn fingerprint(text: &str) -> String {
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    format!("{hash:08x}")
}
