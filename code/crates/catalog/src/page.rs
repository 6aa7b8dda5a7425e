//! One page of Markdown: its fences, includes, links and headings, each with its line.
//!
//! Reads the text as it stands in the file: includes are found, not followed. An include inside of a fence is the
//! content of that fence.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use serde::Serialize;

/// What a page consists of.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Markdown {
    /// Blocks of code in order, indented ones too.
    pub fences: Vec<Fence>,
    /// Everything between `{{#` and `}}`, in order, wherever it stands.
    pub includes: Vec<Include>,
    /// Links and images in order.
    pub links: Vec<Link>,
    /// Headings in order.
    pub headings: Vec<Heading>,
}

/// A block of code.
#[derive(Debug, Clone, Serialize)]
pub struct Fence {
    /// Line of the opening fence, from 1.
    pub line: usize,
    /// The info string as written; empty for an indented block.
    pub info: String,
    /// The first word of the info string: `rust`, `python`, `text`; empty when there is none.
    pub language: String,
    /// The other words of the info string.
    pub attributes: Vec<String>,
    /// The code, without the indentation that a list or a quotation gives it.
    pub body: String,
    /// Where the whole block stands in the text of the page, in bytes.
    pub span: Range<usize>,
}

/// A helper of mdBook in double braces: `{{#include path:anchor}}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Include {
    /// Line, from 1.
    pub line: usize,
    /// The word after `#`: `include` in every page of this course.
    pub helper: String,
    /// The path as written, relative to the folder of the page.
    pub path: String,
    /// What stands after the first colon of the path: an anchor, or lines.
    pub anchor: Option<String>,
}

/// A link or an image.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Line, from 1.
    pub line: usize,
    /// Its target as written.
    pub target: String,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// Line, from 1.
    pub line: usize,
    /// 1 for `#`.
    pub level: usize,
    /// The text without markup.
    pub text: String,
    /// The fragment it gets in the built book.
    pub id: String,
}

impl Markdown {
    /// Reads the text of a page.
    pub fn parse(text: &str) -> Self {
        let mut page = Markdown {
            includes: includes(text),
            ..Markdown::default()
        };
        let mut fence: Option<Fence> = None;
        let mut heading: Option<Heading> = None;
        let lines = Lines::of(text);
        for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
            let line = lines.at(range.start);
            match event {
                Event::Start(Tag::CodeBlock(kind)) => fence = Some(open_fence(&kind, line, range)),
                Event::End(TagEnd::CodeBlock) => page.fences.extend(fence.take()),
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    page.links.push(Link {
                        line,
                        target: dest_url.into_string(),
                    });
                }
                Event::Start(Tag::Heading { level, id, .. }) => {
                    let id = id
                        .map(pulldown_cmark::CowStr::into_string)
                        .unwrap_or_default();
                    heading = Some(Heading {
                        line,
                        level: level as usize,
                        text: String::new(),
                        id,
                    });
                }
                Event::End(TagEnd::Heading(_)) => page.headings.extend(heading.take()),
                Event::Text(words) | Event::Code(words) => {
                    if let Some(fence) = &mut fence {
                        fence.body.push_str(&words);
                    } else if let Some(heading) = &mut heading {
                        heading.text.push_str(&words);
                    }
                }
                _ => {}
            }
        }
        number_ids(&mut page.headings);
        page
    }

    /// The last heading at or above a line.
    pub fn heading_above(&self, line: usize) -> Option<&Heading> {
        self.headings.iter().rfind(|heading| heading.line <= line)
    }
}

impl Fence {
    /// The includes in the block.
    pub fn includes(&self) -> Vec<Include> {
        includes(&self.body)
    }

    /// Whether the info string has this word after the language.
    pub fn has(&self, attribute: &str) -> bool {
        self.attributes.iter().any(|found| found == attribute)
    }
}

/// The line, from 1, of a byte of `text`.
pub fn line_of(text: &str, offset: usize) -> usize {
    text[..offset].bytes().filter(|&byte| byte == b'\n').count() + 1
}

/// Where the lines of a text begin: counting them anew for every event would take the square of its length.
struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    fn of(text: &str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Lines {
            starts: std::iter::once(0).chain(breaks).collect(),
        }
    }

    /// The line, from 1, of a byte.
    fn at(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset)
    }
}

/// The Markdown extensions that mdBook switches on.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

fn open_fence(kind: &CodeBlockKind<'_>, line: usize, span: Range<usize>) -> Fence {
    let info = match kind {
        CodeBlockKind::Fenced(info) => info.trim().to_owned(),
        CodeBlockKind::Indented => String::new(),
    };
    let mut words = info
        .split([',', ' ', '\t'])
        .filter(|word| !word.is_empty())
        .map(str::to_owned);
    let language = words.next().unwrap_or_default();
    let attributes = words.collect();
    Fence {
        line,
        info,
        language,
        attributes,
        body: String::new(),
        span,
    }
}

/// All helpers in double braces, except escaped ones (`\{{#…}}`).
fn includes(text: &str) -> Vec<Include> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("{{").map(|at| from + at) {
        from = start + 2;
        let Some(helper) = text[from..].trim_start().strip_prefix('#') else {
            continue;
        };
        let Some((inside, _)) = helper.split_once("}}") else {
            continue;
        };
        if text[..start].ends_with('\\') {
            continue;
        }
        let (helper, path) = inside
            .split_once(char::is_whitespace)
            .unwrap_or((inside, ""));
        let (path, anchor) = match path.trim().split_once(':') {
            Some((path, anchor)) => (path, Some(anchor.to_owned())),
            None => (path.trim(), None),
        };
        found.push(Include {
            line: line_of(text, start),
            helper: helper.to_owned(),
            path: path.to_owned(),
            anchor,
        });
    }
    found
}

/// Gives headings without an id of their own the one that mdBook gives them, and numbers repetitions.
fn number_ids(headings: &mut [Heading]) {
    let mut seen = std::collections::HashMap::new();
    for heading in headings {
        if heading.id.is_empty() {
            heading.id = heading
                .text
                .trim()
                .chars()
                .filter_map(|letter| match letter {
                    _ if letter.is_alphanumeric() || letter == '_' || letter == '-' => Some(letter),
                    _ if letter.is_whitespace() => Some('-'),
                    _ => None,
                })
                .collect::<String>()
                .to_lowercase();
        }
        let count = seen.entry(heading.id.clone()).or_insert(0);
        if *count > 0 {
            heading.id = format!("{}-{count}", heading.id);
        }
        *count += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{Include, Markdown};

    const PAGE: &str = "# Threads\n\nSee [join](join.md#why).\n\n<run-listing name=\"a\">\n\n```rust,no_run\n{{#include ../../a.rs:main}}\n```\n\n</run-listing>\n\n- in a list\n\n  ```text\n  {{#include a.out}}\n  ```\n\n## What `join` does\n\n## What join does\n\n\\{{#include escaped.rs}}\n";

    #[test]
    fn fences_know_their_line_and_words() {
        let page = Markdown::parse(PAGE);
        let seen: Vec<_> = page
            .fences
            .iter()
            .map(|f| (f.line, f.language.as_str(), f.body.as_str()))
            .collect();
        assert_eq!(
            seen,
            [
                (7, "rust", "{{#include ../../a.rs:main}}\n"),
                (15, "text", "{{#include a.out}}\n")
            ]
        );
        assert!(page.fences[0].has("no_run"));
    }

    #[test]
    fn includes_and_links_are_found_and_escapes_are_not() {
        let page = Markdown::parse(PAGE);
        let main = Include {
            line: 8,
            helper: "include".to_owned(),
            path: "../../a.rs".to_owned(),
            anchor: Some("main".to_owned()),
        };
        assert_eq!(page.includes[0], main);
        assert_eq!(page.includes.len(), 2);
        assert_eq!(
            (page.links[0].line, page.links[0].target.as_str()),
            (3, "join.md#why")
        );
    }

    #[test]
    fn headings_get_the_fragment_of_the_built_book() {
        let page = Markdown::parse(PAGE);
        let ids: Vec<_> = page
            .headings
            .iter()
            .map(|heading| heading.id.as_str())
            .collect();
        assert_eq!(ids, ["threads", "what-join-does", "what-join-does-1"]);
        assert_eq!(page.heading_above(8).unwrap().id, "threads");
    }
}
