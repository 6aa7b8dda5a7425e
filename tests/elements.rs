//! What the elements of a page ask can be answered, and what they count as the answer is what was recorded.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::Path;

use catalog::Chapter;
use regex::Regex;
use support::{Include, Problems, SourcePage, course, pages, read};

/// Whoever ticks what can happen must be able to tick all of it.
#[test]
fn every_prediction_offers_what_can_happen() {
    let mark = Regex::new(r#"<predict-outcome among="([^"]+)">"#).expect("a valid pattern");
    let mut problems = Problems::default();
    for page in pages() {
        for found in mark.captures_iter(&page.text) {
            let start = found.get(0).map_or(0, |whole| whole.end());
            let line = page.text[..start].lines().count();
            let offered = found[1].replace("&quot;", "\"");
            let offered: Vec<&str> = offered.split('|').collect();
            let answer = page.includes().into_iter().find(|include| {
                include.line > line && include.file.extension().is_some_and(|kind| kind == "out")
            });
            let Some(answer) = answer else {
                problems.at(
                    &page.path,
                    line,
                    "no recorded output follows this prediction; include the `.out` in its answer"
                        .to_owned(),
                );
                continue;
            };
            let recorded = read(&answer.file);
            // Several lines are offered on one.
            let possible = recorded
                .split("\nor\n")
                .map(|outcome| outcome.trim().replace('\n', ", "));
            for outcome in possible {
                if !offered.contains(&outcome.as_str()) {
                    problems.at(
                        &page.path,
                        line,
                        format!(
                            "`{outcome}` can happen and is not among what can be ticked; add it"
                        ),
                    );
                }
            }
        }
    }
    problems.finish();
}

/// Whoever chooses what rustc says must be able to choose what it said.
#[test]
fn every_verdict_of_the_compiler_can_be_chosen() {
    let said = Regex::new(r"(?m)^(error|warning)(?:\[(E\d+)\])?:").expect("a valid pattern");
    let script = read(Path::new("theme/elements/predict-compile.js"));
    let mut problems = Problems::default();
    let mut seen = BTreeSet::new();
    for page in pages() {
        for element in elements(page, "predict-compile") {
            let mut wrong = |problem: &str| problems.at(&page.path, element.line, problem);
            let choices: Vec<&str> = element.attribute("among").split('|').collect();
            let different: BTreeSet<&&str> = choices.iter().collect();
            if choices.len() < 3 || different.len() < choices.len() {
                wrong("three different choices are the least");
            }
            for choice in &choices {
                if !script.contains(&format!("\n        {choice}: \"")) {
                    wrong(&format!(
                        "predict-compile.js has no words for `{choice}`; add them there"
                    ));
                }
            }
            let recorded = |include: &&Include| {
                let kind = include.file.extension();
                kind.is_some_and(|kind| kind == "stderr" || kind == "out")
            };
            let Some(answer) = element.includes.iter().find(recorded) else {
                wrong("nothing recorded is in its answer; include the `.stderr` or the `.out`");
                continue;
            };
            let message = read(&answer.file);
            let verdict = match said.captures(&message) {
                None => "compiles",
                Some(found) if &found[1] == "warning" => "warns",
                Some(found) => found.get(2).map_or("uncoded", |code| code.as_str()),
            };
            seen.insert(verdict.to_owned());
            if !choices.contains(&verdict) {
                wrong(&format!(
                    "rustc says `{verdict}`, which is not among what can be chosen; add it"
                ));
            }
        }
    }
    assert!(
        seen.len() > 2,
        "the same answer everywhere is no question: {seen:?}"
    );
    problems.finish();
}

/// The line to find is one that the recorded words name, and the lines on the page are numbered as they are in the file.
#[test]
fn every_line_to_find_is_named_by_what_was_recorded() {
    let mut problems = Problems::default();
    let mut found = 0;
    for page in pages() {
        for element in elements(page, "predict-line") {
            found += 1;
            if let Err(problem) = check_line(page, &element) {
                problems.at(&page.path, element.line, problem);
            }
        }
    }
    assert!(found > 0, "no page asks for a line, so nothing is proved");
    problems.finish();
}

fn check_line(page: &SourcePage, element: &Element) -> Result<(), String> {
    if element.attribute("ask").is_empty() {
        return Err("it asks nothing; add `ask=\"which line …?\"`".to_owned());
    }
    let (program, shown) = shown_lines(element)?;
    let line = element.attribute("line");
    if !line.parse().is_ok_and(|line| shown.contains(&line)) {
        return Err(format!("line {line} is not shown; {shown:?} are"));
    }
    // What is said last is the outcome; in a message of rustc it is the first place.
    let name = program.file.file_stem().unwrap_or_default();
    let points = page.includes().iter().any(|include| {
        let text = || read(&include.file);
        include.file.file_stem() == Some(name)
            && match include.file.extension().and_then(|kind| kind.to_str()) {
                Some("txt") => text()
                    .rsplit_once("\n\n")
                    .is_some_and(|(_, outcome)| outcome.contains(&format!("(line {line})"))),
                Some("stderr") => text()
                    .lines()
                    .find(|said| said.trim_start().starts_with("-->"))
                    .is_some_and(|said| said.contains(&format!(".rs:{line}:"))),
                _ => false,
            }
    });
    if points {
        Ok(())
    } else {
        Err(format!(
            "nothing recorded on this page says line {line}; include the schedule or the message that does"
        ))
    }
}

/// The log that a reader goes through names lines of the program beside it.
#[test]
fn every_log_speaks_of_its_program() {
    let mut problems = Problems::default();
    let mut found = 0;
    for page in pages() {
        for element in elements(page, "poll-stepper") {
            found += 1;
            if let Err(problem) = check_log(&element) {
                problems.at(&page.path, element.line, problem);
            }
        }
    }
    assert!(found > 0, "no page has a log, so nothing is proved");
    problems.finish();
}

fn check_log(element: &Element) -> Result<(), String> {
    let (program, shown) = shown_lines(element)?;
    let log = program.file.with_extension("out");
    if !element.includes.iter().any(|include| include.file == log) {
        return Err(format!(
            "{} does not stand in it; include it",
            log.display()
        ));
    }
    let event = Regex::new(r"^\S+ +line (\d+) +\S").expect("a valid pattern");
    for said in read(&log).lines() {
        match event.captures(said).and_then(|parts| parts[1].parse().ok()) {
            None => return Err(format!("`{said}` is no event; print `who  line 12  what`")),
            Some(line) if !shown.contains(&line) => {
                return Err(format!(
                    "`{said}` happens at a line that is not shown; {shown:?} are"
                ));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// What stands below one another happens at the same time.
#[test]
fn lanes_that_are_compared_share_an_axis() {
    let axis = Regex::new(r#"data-axis="(\d+)""#).expect("a valid pattern");
    let mut problems = Problems::default();
    let mut compared = 0;
    for page in pages() {
        for element in elements(page, "trace-timeline") {
            let drawings = element
                .includes
                .iter()
                .filter(|include| include.file.extension().is_some_and(|kind| kind == "html"));
            let axes: Vec<String> = drawings
                .filter_map(|include| Some(axis.captures(&read(&include.file))?[1].to_owned()))
                .collect();
            compared += usize::from(axes.len() > 1);
            if axes.is_empty() {
                problems.at(
                    &page.path,
                    element.line,
                    "no lanes stand in it; include a `.timeline.html`",
                );
            } else if axes.iter().any(|one| *one != axes[0]) {
                problems.at(
                    &page.path,
                    element.line,
                    format!(
                        "its lanes have axes of {} microseconds; give all the same `timeline`",
                        axes.join(" and ")
                    ),
                );
            }
        }
    }
    assert!(compared > 0, "nothing is compared, so nothing is proved");
    problems.finish();
}

/// A picture without its maker is a claim: each says what made it, how much it covers, and for a machine which and when.
#[test]
fn every_caption_says_what_made_its_figure() {
    let mut problems = Problems::default();
    let mut seen = BTreeSet::new();
    for page in pages() {
        let lines: Vec<&str> = page.text.lines().collect();
        for figure in elements(page, "figure") {
            let end = figure.line + figure.length;
            let held = &lines[figure.line - 1..end.min(lines.len())];
            let captions: Vec<&str> = held
                .iter()
                .filter_map(|line| line.strip_prefix("<figcaption>"))
                .collect();
            for include in &figure.includes {
                let Some((kind, words)) = origin(include) else {
                    continue;
                };
                seen.insert(kind);
                let [caption] = captions[..] else {
                    let problem = format!("has {} captions, and one is needed", captions.len());
                    problems.at(&page.path, figure.line, problem);
                    break;
                };
                for word in words.iter().filter(|word| !caption.contains(&***word)) {
                    problems.at(
                        &page.path,
                        figure.line,
                        format!("it shows {kind}, and its caption does not say `{word}`"),
                    );
                }
            }
        }
    }
    assert_eq!(
        seen.len(),
        7,
        "no figure shows some of the kinds, so nothing is proved of them: {seen:?}"
    );
    problems.finish();
}

/// What a file that a figure shows was made by, and the words that its caption needs: the maker, the bound, the machine.
fn origin(include: &Include) -> Option<(&'static str, Vec<String>)> {
    const EXPLORER: &str = "schedule explorer";
    let name = include.file.file_name()?.to_str()?;
    let traces = include.file.parent()?.ends_with("traces");
    let owned = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
    let machine = |name: &str| format!("{name}.machine.txt}}}}");
    Some(match name.split_once('.')? {
        (stem, "stderr") => {
            let mut words = directives(&include.file.with_extension("rs"));
            words.push(format!("<code>{stem}</code>"));
            words.push(maker_of_message(&include.file));
            ("what a compiler said", words)
        }
        (_, "out") if include.file.parent()?.ends_with("python") => {
            ("what Python printed", owned(&["recorded/python.txt"]))
        }
        _ if !traces => return None,
        (_, "txt") => (
            "a schedule that fails",
            owned(&["One schedule that fails", EXPLORER]),
        ),
        (_, "graph.txt" | "graph.json") => (
            "a state graph",
            owned(&["Every order of the steps", EXPLORER]),
        ),
        (stem, "litmus.txt" | "litmus.json") => {
            let mut words = owned(&["Every choice of orderings", EXPLORER, "every schedule"]);
            words.push(machine(&format!("{stem}.litmus")));
            ("a table of orderings", words)
        }
        (stem, "timeline.html" | "timeline.txt") => {
            let named = format!("{stem}.timeline");
            let file = include.file.with_file_name(format!("{named}.machine.txt"));
            if file.exists() {
                let words = vec![
                    "one run".to_owned(),
                    "recorded/".to_owned(),
                    machine(&named),
                ];
                ("a run on a machine", words)
            } else {
                let words = owned(&["one run in virtual time", EXPLORER]);
                ("a run in virtual time", words)
            }
        }
        _ => return None,
    })
}

/// The codes and lints that a refused program promises; search would not find them in the message.
fn directives(program: &Path) -> Vec<String> {
    let promised =
        Regex::new(r"(?m)^//@ (?:rejects|warns|clippy): (.+)$").expect("a valid pattern");
    let source = read(program);
    let codes = promised.captures_iter(&source).flat_map(|found| {
        let codes = found[1].split(", ").map(str::to_owned);
        codes.collect::<Vec<String>>()
    });
    codes.filter(|code| code != "uncoded").collect()
}

/// A lint of clippy names itself in its message; all else is said by rustc.
fn maker_of_message(file: &Path) -> String {
    if read(file).contains("clippy::") {
        "clippy".to_owned()
    } else {
        "recorded/rustc.txt".to_owned()
    }
}

/// What cannot be seen is shown: twice in each chapter, besides its quiz.
#[test]
fn every_chapter_has_two_elements() {
    const ELEMENTS: [&str; 7] = [
        "litmus-table",
        "poll-stepper",
        "predict-compile",
        "predict-line",
        "predict-outcome",
        "schedule-explorer",
        "trace-timeline",
    ];
    let mut problems = Problems::default();
    let written = |chapter: &&Chapter| {
        let opening = Path::new("src").join(&chapter.topic).join("index.md");
        chapter.topic != "introduction" && chapter.pages.iter().any(|page| page.path == opening)
    };
    for chapter in course().chapters().filter(written) {
        let first = &chapter.pages[0].path;
        let own = |page: &&SourcePage| page.path.parent() == first.parent();
        let on_page = |page| {
            let counts = ELEMENTS.map(|name| elements(page, name).len());
            counts.into_iter().sum::<usize>()
        };
        let count: usize = pages().iter().filter(own).map(on_page).sum();
        if count < 2 {
            problems.with(
                first,
                format!(
                    "its chapter has {count} elements; two are the least, where its main idea is"
                ),
            );
        }
    }
    problems.finish();
}

/// The program in an element, and the numbers of the lines that it shows, which `from` must agree with.
fn shown_lines(element: &Element) -> Result<(&Include, RangeInclusive<usize>), String> {
    let program = element
        .includes
        .iter()
        .find(|include| include.file.extension().is_some_and(|kind| kind == "rs"))
        .ok_or("no program stands in it; include one")?;
    let source = read(&program.file);
    let lines: Vec<&str> = source.lines().collect();
    let anchor = program
        .anchor
        .as_deref()
        .ok_or("include the program by an anchor")?;
    let place = |mark: &str| {
        let mark = format!("{mark}: {anchor}");
        let ends = |line: &&str| line.trim_end().ends_with(&mark);
        lines.iter().position(ends)
    };
    let (Some(opened), Some(closed)) = (place("ANCHOR"), place("ANCHOR_END")) else {
        return Err(format!("there is no anchor `{anchor}`"));
    };
    if lines[opened + 1..closed]
        .iter()
        .any(|line| line.contains("ANCHOR"))
    {
        return Err("another anchor stands in the program, so its lines have other numbers on the page; take it out".to_owned());
    }
    let first = opened + 2;
    if element.attribute("from") != first.to_string() {
        return Err(format!(
            "the first line is line {first} of the file; write from=\"{first}\""
        ));
    }
    Ok((program, first..=closed))
}

/// An element with what stands in it.
struct Element {
    line: usize,
    /// How many lines follow its first one, with the closing mark.
    length: usize,
    opening: String,
    includes: Vec<Include>,
}

impl Element {
    /// The value of an attribute; empty when it is not there.
    fn attribute(&self, name: &str) -> &str {
        let value = self.opening.split_once(&format!(" {name}=\""));
        value
            .and_then(|(_, rest)| rest.split_once('"'))
            .map_or("", |(value, _)| value)
    }
}

/// The elements of one kind on a page.
fn elements(page: &SourcePage, name: &str) -> Vec<Element> {
    let lines: Vec<&str> = page.text.lines().collect();
    let (opening, closing) = (format!("<{name}"), format!("</{name}>"));
    let opened = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.starts_with(&opening));
    opened
        .map(|(index, line)| {
            let length = lines[index..].iter().position(|line| **line == closing);
            let range = index + 1..=index + 1 + length.unwrap_or(0);
            let mut includes = page.includes();
            includes.retain(|include| range.contains(&include.line));
            Element {
                line: index + 1,
                length: length.unwrap_or(0),
                opening: (*line).to_owned(),
                includes,
            }
        })
        .collect()
}
