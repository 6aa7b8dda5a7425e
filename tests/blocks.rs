//! No block of a page is untested, and every frame around a program says what the program is.

use std::path::Path;

use catalog::page::Fence;
use regex::Regex;
use support::{Include, Problems, SourcePage, pages};

#[test]
fn no_fence_is_untested() {
    let mut problems = Problems::default();
    for page in pages() {
        for fence in &page.markdown.fences {
            if let Some(problem) = untested(fence) {
                problems.at(&page.path, fence.line, problem);
            }
        }
    }
    problems.finish();
}

/// Why nothing tests this block.
fn untested(fence: &Fence) -> Option<String> {
    let includes = fence.includes();
    let is_include = |line: &str| {
        line.trim().is_empty() || line.trim().starts_with("{{#") && line.trim().ends_with("}}")
    };
    let only_include = !includes.is_empty() && fence.body.lines().all(is_include);
    let illustration = fence.attributes == ["illustration"];
    match fence.language.as_str() {
        "" => Some("this block has no language; write rust, python, or text with an include".to_owned()),
        "rust" if includes.is_empty() => inline_rust(fence),
        "rust" | "python" | "text" if only_include && fence.attributes.is_empty() => None,
        "rust" => Some("includes stand alone in their block, without attributes; make two blocks".to_owned()),
        "python" => Some("Python is included from the chapter's python/ folder, so that it runs; move it there".to_owned()),
        "text" | "console" if illustration && includes.is_empty() => None,
        "text" | "console" => {
            Some("output is included, so that it is real; include it, or say `text,illustration` when it is none".to_owned())
        }
        "toml" | "json" | "sh" if fence.attributes.is_empty() => None,
        other => Some(format!("`{other}` is no language of this book with `{}`; see CONTRIBUTING.md", fence.info)),
    }
}

fn inline_rust(fence: &Fence) -> Option<String> {
    let code = Regex::new(r"^E\d{4}$").expect("a valid pattern");
    let has_code = fence.attributes.iter().any(|word| code.is_match(word));
    for word in &fence.attributes {
        match word.as_str() {
            "should_panic" | "no_run" => {}
            "compile_fail" if has_code => {}
            "compile_fail" => return Some(
                "`compile_fail` alone passes with any error; add the code: `compile_fail,E0382`"
                    .to_owned(),
            ),
            "ignore" => {
                return Some(
                    "`ignore` leaves it untested; use no_run or compile_fail, or make it a listing"
                        .to_owned(),
                );
            }
            word if code.is_match(word) && fence.has("compile_fail") => {}
            word => {
                return Some(format!(
                    "`{word}` is no attribute of an inline block; should_panic, no_run and compile_fail are"
                ));
            }
        }
    }
    None
}

/// The element around a program names it, and shows nothing of another one.
#[test]
fn frames_name_the_program_they_show() {
    let mut problems = Problems::default();
    for page in pages() {
        for frame in frames(page, &mut problems) {
            check_frame(page, &frame, &mut problems);
        }
    }
    problems.finish();
}

/// An element around included blocks.
struct Frame {
    line: usize,
    /// `run-listing`, or the class of a figure.
    kind: String,
    /// The attribute `name` of `run-listing`.
    name: String,
    text: String,
    includes: Vec<Include>,
}

fn frames(page: &SourcePage, problems: &mut Problems) -> Vec<Frame> {
    let opening = Regex::new(
        r#"^<(run-listing|figure)(?: name="([^"]*)"(?: lines="[^"]*")?)?(?: class="([^"]*)")?>$"#,
    )
    .expect("a valid pattern");
    let lines: Vec<&str> = page.text.lines().collect();
    let all = page.includes();
    let mut frames = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let line = line.trim();
        if !(line.starts_with("<run-listing") || line.starts_with("<figure"))
            || in_fence(page, index + 1)
        {
            continue;
        }
        let Some(parts) = opening.captures(line) else {
            problems.at(
                &page.path,
                index + 1,
                format!("`{line}` is no frame of this book; see CONTRIBUTING.md"),
            );
            continue;
        };
        let element = &parts[1];
        let closing = format!("</{element}>");
        let next = lines[index + 1..]
            .iter()
            .position(|line| line.starts_with(&format!("<{element}")));
        let Some(length) = lines[index..]
            .iter()
            .position(|line| line.trim() == closing)
            .filter(|length| next.is_none_or(|next| *length <= next))
        else {
            problems.at(
                &page.path,
                index + 1,
                format!("this <{element}> is never closed; write {closing} on a line of its own"),
            );
            continue;
        };
        let group = |number| {
            parts
                .get(number)
                .map_or(String::new(), |found| found.as_str().to_owned())
        };
        let kind = if element == "run-listing" {
            element.to_owned()
        } else {
            group(3)
        };
        let range = index + 1..=index + length + 1;
        let includes = all
            .iter()
            .filter(|include| range.contains(&include.line))
            .cloned()
            .collect();
        frames.push(Frame {
            line: index + 1,
            kind,
            name: group(2),
            text: lines[index..=index + length].join("\n"),
            includes,
        });
    }
    frames
}

fn in_fence(page: &SourcePage, line: usize) -> bool {
    page.markdown
        .fences
        .iter()
        .any(|fence| line > fence.line && line <= fence.line + fence.body.lines().count())
}

fn check_frame(page: &SourcePage, frame: &Frame, problems: &mut Problems) {
    let mut wrong = |problem: String| problems.at(&page.path, frame.line, problem);
    let prints = frame.includes.iter().any(|include| {
        include
            .file
            .extension()
            .is_some_and(|extension| extension == "out")
    });
    let (folder, caption) = match frame.kind.as_str() {
        "run-listing" => (
            "examples",
            format!(
                "<p class=\"caption\"><code>cargo course run {}</code>",
                frame.name
            ),
        ),
        "python" if prints => ("python", "<figcaption>Recorded with {{#include ".to_owned()),
        "python" => ("python", "<figcaption>".to_owned()),
        "rejected" => ("rejected", "<figcaption>".to_owned()),
        "schedule" => ("traces", "<figcaption>".to_owned()),
        other => {
            return wrong(format!(
                "`{other}` is no kind of figure; python, rejected and schedule are"
            ));
        }
    };
    if !frame.text.contains(&caption) {
        wrong(format!(
            "its caption is missing or names something else; it begins `{caption}`"
        ));
    }
    let programs: Vec<&Include> = frame
        .includes
        .iter()
        .filter(|include| !include.file.starts_with("code/recorded"))
        .collect();
    if programs.is_empty() {
        return wrong("it shows nothing; include a program or what it printed".to_owned());
    }
    for include in &programs {
        let file = include.file.display();
        let inside = |part: &str| {
            include
                .file
                .parent()
                .is_some_and(|parent| parent.ends_with(Path::new(part)))
        };
        let stem = name_of(&include.file);
        // A schedule is read beside its program.
        if !(inside(folder) || frame.kind == "schedule" && inside("examples")) {
            wrong(format!(
                "line {} shows {file} in it; a frame of this kind shows files of {folder}/",
                include.line
            ));
        } else if frame.kind == "run-listing" && stem != frame.name {
            wrong(format!(
                "line {} shows {file}, but the frame is named `{}`",
                include.line, frame.name
            ));
        } else if frame.kind != "run-listing" && stem != name_of(&programs[0].file) {
            wrong(format!(
                "line {} shows {file} in it, and another program before; make two frames",
                include.line
            ));
        }
    }
}

/// The name of a program, from any file about it: `lost.rs`, `lost.out`, `lost.graph.json`.
fn name_of(file: &Path) -> &str {
    let file = file.file_name().and_then(|name| name.to_str());
    file.and_then(|name| name.split('.').next())
        .unwrap_or_default()
}

/// Outputs and messages stand in the frame of their kind, so that readers see where they come from.
#[test]
fn every_recording_is_framed() {
    let mut problems = Problems::default();
    for page in pages() {
        let frames = frames(page, &mut Problems::default());
        for include in page.includes() {
            let recorded = include
                .file
                .extension()
                .is_some_and(|extension| extension == "out" || extension == "stderr");
            let answer = predictions(page)
                .iter()
                .any(|lines| lines.contains(&include.line));
            let framed = answer
                || frames.iter().any(|frame| {
                    frame
                        .includes
                        .iter()
                        .any(|inside| inside.line == include.line)
                });
            if (recorded
                || include
                    .file
                    .parent()
                    .is_some_and(|parent| parent.ends_with("traces")))
                && !framed
            {
                problems.at(
                    &page.path,
                    include.line,
                    format!(
                        "{} stands in no frame; put it into <run-listing> or <figure>",
                        include.file.display()
                    ),
                );
            }
        }
    }
    problems.finish();
}

/// The lines of each answer to a prediction.
fn predictions(page: &SourcePage) -> Vec<std::ops::RangeInclusive<usize>> {
    let lines: Vec<&str> = page.text.lines().collect();
    let opened = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.starts_with("<details class=\"predict\">"));
    opened
        .filter_map(|(from, _)| {
            let length = lines[from..]
                .iter()
                .position(|line| *line == "</details>")?;
            Some(from + 1..=from + length + 1)
        })
        .collect()
}

/// Boxes with a defect say who catches it.
#[test]
fn boxes_say_who_catches_the_defect() {
    let stamp = Regex::new(r#"^<p class="stamp" data-catcher="([a-z]+)">Caught by .+</p>$"#)
        .expect("a valid pattern");
    let id = Regex::new(r#"^<section class="ordinary-guide" id="[a-z0-9-]+">$"#)
        .expect("a valid pattern");
    let catchers = ["rustc", "lint", "explorer", "deadline", "system", "you"];
    let mut problems = Problems::default();
    for page in pages() {
        let lines: Vec<&str> = page.text.lines().collect();
        for (index, line) in lines
            .iter()
            .enumerate()
            .filter(|(_, line)| line.starts_with("<section"))
        {
            let mut wrong = |problem: &str| problems.at(&page.path, index + 1, problem);
            if !id.is_match(line) {
                wrong("a box is `<section class=\"ordinary-guide\" id=\"words-with-dashes\">`");
            }
            let end = lines[index..].iter().position(|line| *line == "</section>");
            let Some(end) = end else {
                wrong("this <section> is never closed; write </section> on a line of its own");
                continue;
            };
            let inside = &lines[index..index + end];
            if !inside
                .iter()
                .any(|line| line.starts_with("### From an ordinary guide: "))
            {
                wrong("a box has a heading `### From an ordinary guide: …`");
            }
            let stamps: Vec<_> = inside
                .iter()
                .filter_map(|line| stamp.captures(line))
                .collect();
            if stamps.is_empty() {
                wrong(
                    "a box says who catches the defect: `<p class=\"stamp\" data-catcher=\"…\">Caught by …</p>`",
                );
            }
            for found in stamps.iter().filter(|found| !catchers.contains(&&found[1])) {
                wrong(&format!(
                    "`{}` catches nothing; choose {}",
                    &found[1],
                    catchers.join(", ")
                ));
            }
        }
    }
    problems.finish();
}

/// One heading of level one, no level left out, and the sections in the order that all pages share.
#[test]
fn headings_are_in_order() {
    const ORDER: [&str; 7] = [
        "In Python",
        "In Rust",
        "Predict, then run",
        "What the scheduler may do",
        "Pitfalls",
        "Exercise",
        "In short",
    ];
    let mut problems = Problems::default();
    for page in pages() {
        let mut level = 0;
        let mut last = 0;
        for heading in &page.markdown.headings {
            if heading.level == 1 && level > 0 {
                problems.at(
                    &page.path,
                    heading.line,
                    "a page has one heading of level one; lower this one",
                );
            }
            if heading.level > level + 1 {
                problems.at(
                    &page.path,
                    heading.line,
                    format!(
                        "level {} follows level {level}; leave none out",
                        heading.level
                    ),
                );
            }
            level = heading.level;
            if let Some(place) = ORDER
                .iter()
                .position(|known| heading.level == 2 && *known == heading.text)
            {
                if place < last {
                    problems.at(
                        &page.path,
                        heading.line,
                        format!(
                            "`{}` comes before `{}` on every page",
                            heading.text, ORDER[last]
                        ),
                    );
                }
                last = place;
            }
        }
        if level == 0 {
            problems.with(
                &page.path,
                "the page has no heading; begin it with `# Title`",
            );
        }
    }
    problems.finish();
}
