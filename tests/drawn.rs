//! What is drawn over a program or in place of one says what the program does.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::Path;

use regex::Regex;
use support::{Problems, SourcePage, included_text, pages, read};

/// `<run-listing name="…" lines="3,7-9">` marks lines of the program as the page shows it.
#[test]
fn marked_lines_are_there() {
    let opening =
        Regex::new(r#"^<run-listing name="[^"]*" lines="([^"]*)">$"#).expect("a valid pattern");
    let mut problems = Problems::default();
    let mut marked = 0;
    for page in pages() {
        let lines: Vec<&str> = page.text.lines().collect();
        for (index, line) in lines.iter().enumerate() {
            let Some(found) = opening.captures(line) else {
                continue;
            };
            let length = lines[index..]
                .iter()
                .position(|line| *line == "</run-listing>");
            let blocks = programs(page, index + 1..=index + 1 + length.unwrap_or_default());
            marked += 1;
            if let Some(problem) = marks_nothing(&found[1], &blocks) {
                problems.at(&page.path, index + 1, problem);
            }
        }
    }
    assert!(marked > 0, "no listing marks a line, so nothing is proved");
    problems.finish();
}

/// The lines of each Rust block that begins on one of these lines of the page.
fn programs(page: &SourcePage, within: RangeInclusive<usize>) -> Vec<Vec<String>> {
    let fences = page.markdown.fences.iter();
    let shown = fences.filter(|fence| fence.language == "rust" && within.contains(&fence.line));
    shown
        .map(|fence| {
            let body = fence.line..=fence.line + fence.body.lines().count();
            let includes = page.includes().into_iter();
            includes
                .filter(|include| body.contains(&include.line))
                .filter_map(|include| {
                    included_text(&read(&include.file), include.anchor.as_deref()).ok()
                })
                .flat_map(|text| {
                    text.trim_end()
                        .lines()
                        .map(str::to_owned)
                        .collect::<Vec<_>>()
                })
                .collect()
        })
        .collect()
}

/// What is wrong with the attribute: lines are counted through all blocks, and a range stays within one.
fn marks_nothing(marks: &str, blocks: &[Vec<String>]) -> Option<String> {
    let mut last = 0;
    for range in marks.split(',') {
        let (from, to) = range.split_once('-').unwrap_or((range, range));
        let (Ok(from), Ok(to)) = (from.parse::<usize>(), to.parse::<usize>()) else {
            return Some(format!(
                "`{range}` is neither a line nor a range like `7-9`"
            ));
        };
        if from <= last || to < from {
            return Some(format!(
                "`{range}` goes back; put the lines in order, each once"
            ));
        }
        last = to;
        let mut before = 0;
        let block = blocks.iter().find(|block| {
            let holds = from > before && to <= before + block.len();
            before += if holds { 0 } else { block.len() };
            holds
        });
        let Some(block) = block else {
            return Some(format!(
                "`{range}` is not within a program of this listing; its blocks have {:?} lines",
                blocks.iter().map(Vec::len).collect::<Vec<_>>()
            ));
        };
        let says = |line: usize| block[line - before - 1].contains(char::is_alphanumeric);
        if let Some(empty) = [from, to].into_iter().find(|line| !says(*line)) {
            return Some(format!("line {empty} says nothing; mark one that does"));
        }
    }
    None
}

/// The cover is the recorded graph of the gate as a tree: a square for each step of `main`, a circle for each one of the visitor.
#[test]
fn the_cover_shows_the_recorded_orders() {
    let page = Path::new("src/introduction/index.md");
    let text = read(page);
    let traces = Path::new("code/chapters/introduction/traces");
    let graph = read(&traces.join("gate.graph.json"));
    let (_, steps) = graph
        .split_once(r#""steps":"#)
        .expect("a graph has its steps");
    let step = Regex::new(r"\[(\d+),(\d+),(\d+),\d+\]").expect("a valid pattern");
    let mut next = BTreeMap::<usize, Vec<(usize, usize)>>::new();
    for found in step.captures_iter(steps) {
        let [from, to, thread] = [1, 2, 3].map(|group| found[group].parse().expect("a number"));
        next.entry(from).or_default().push((to, thread));
    }
    let mut taken = [0; 2];
    let mut orders = 0;
    let mut open = vec![0];
    while let Some(state) = open.pop() {
        let steps = next.get(&state).map_or(&[][..], Vec::as_slice);
        orders += usize::from(steps.is_empty());
        for (to, thread) in steps {
            taken[*thread] += 1;
            open.push(*to);
        }
    }
    let drawn = ["square", "round"].map(|shape| {
        let path = text
            .lines()
            .find(|line| line.contains(&format!(r#"stroke-linecap="{shape}""#)));
        path.map_or(0, |path| path.matches("h.1").count())
    });
    let mut problems = Problems::default();
    if drawn != taken {
        problems.with(page, format!("the cover shows {drawn:?} steps of main and the visitor, and the recorded graph has {taken:?}; draw it anew"));
    }
    let recorded = read(&traces.join("gate.graph.txt"));
    if orders != 8
        || !text.contains("Seven of the eight let")
        || !recorded.contains("7 of 8 schedules: prints")
    {
        problems.with(page, format!("the cover tells of eight orders, seven of them good, and the recorded graph has {orders}; say what it has"));
    }
    problems.finish();
}
