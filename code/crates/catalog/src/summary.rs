//! Reads `src/SUMMARY.md`, the one place that knows the order of the book.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::CatalogError;
use crate::page::line_of;

/// One link of the summary.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The heading above it; empty before the first.
    pub(crate) part: String,
    /// Its text.
    pub(crate) title: String,
    /// Its target relative to `src/`; `None` for a page that is only announced.
    pub(crate) target: Option<String>,
    /// Line in the summary, from 1.
    pub(crate) line: usize,
}

/// The links in order. The first heading is the title of the summary and starts no part.
pub(crate) fn parse(text: &str) -> Result<Vec<Entry>, CatalogError> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut part = String::new();
    let mut words = String::new();
    let mut headings = 0;
    for (event, range) in Parser::new(text).into_offset_iter() {
        let line = line_of(text, range.start);
        match event {
            Event::Start(Tag::Heading { .. } | Tag::Link { .. }) => words.clear(),
            Event::Text(some) | Event::Code(some) => words.push_str(&some),
            Event::End(TagEnd::Heading(HeadingLevel::H1)) => {
                headings += 1;
                if headings > 1 || !entries.is_empty() {
                    part.clone_from(&words);
                }
            }
            Event::End(TagEnd::Link) => {
                let target = link_target(&text[range.clone()]);
                entries.push(Entry {
                    part: part.clone(),
                    title: words.clone(),
                    target,
                    line,
                });
            }
            _ => {}
        }
    }
    for entry in &entries {
        let wrong = |problem: &str| {
            Err(CatalogError::Summary {
                line: entry.line,
                problem: problem.to_owned(),
            })
        };
        if entry.title.trim().is_empty() {
            return wrong("this link has no text; a page needs a title");
        }
        if let Some(target) = &entry.target {
            if !target.ends_with(".md") {
                return wrong(&format!(
                    "`{target}` is no Markdown file; link to a page under src/"
                ));
            }
            if target.starts_with('/') || target.split('/').any(|step| step == "..") {
                return wrong(&format!(
                    "`{target}` leaves src/; link to a page under src/"
                ));
            }
        }
    }
    if entries.is_empty() {
        return Err(CatalogError::Summary {
            line: 1,
            problem: "no page is listed; add lines like `- [Title](folder/index.md)`".to_owned(),
        });
    }
    Ok(entries)
}

/// What stands between the last pair of parentheses of `[text](target)`.
fn link_target(link: &str) -> Option<String> {
    let inside = link.rsplit_once("](")?.1.strip_suffix(')')?;
    let target = inside.trim().trim_start_matches("./");
    (!target.is_empty()).then(|| target.to_owned())
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn parts_titles_and_targets_come_in_order() {
        let text = "# Summary\n\n[Welcome](welcome.md)\n\n# Threads first\n\n- [Threads](threads/index.md)\n  - [Join `all`](./threads/join.md)\n- [Later]()\n";
        let entries = parse(text).unwrap();
        let seen: Vec<_> = entries
            .iter()
            .map(|e| {
                (
                    e.part.as_str(),
                    e.title.as_str(),
                    e.target.as_deref(),
                    e.line,
                )
            })
            .collect();
        assert_eq!(
            seen,
            [
                ("", "Welcome", Some("welcome.md"), 3),
                ("Threads first", "Threads", Some("threads/index.md"), 7),
                ("Threads first", "Join all", Some("threads/join.md"), 8),
                ("Threads first", "Later", None, 9),
            ]
        );
    }

    #[test]
    fn what_cannot_be_a_page_is_refused_with_its_line() {
        for (text, message) in [
            (
                "# S\n\n- [A](a.html)\n",
                "src/SUMMARY.md:3: `a.html` is no Markdown file; link to a page under src/",
            ),
            (
                "- [A](../a.md)\n",
                "src/SUMMARY.md:1: `../a.md` leaves src/; link to a page under src/",
            ),
            (
                "# S\n",
                "src/SUMMARY.md:1: no page is listed; add lines like `- [Title](folder/index.md)`",
            ),
        ] {
            assert_eq!(parse(text).unwrap_err().to_string(), message);
        }
    }
}
