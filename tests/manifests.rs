//! Every dependency has one version, one place, a reason, and a user.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use regex::Regex;
use support::{Problems, files, read};

/// The one place for versions and reasons.
const WORKSPACE: &str = "Cargo.toml";

/// A line of a dependency table.
struct Dependency {
    line: usize,
    name: String,
    /// What follows the name, with the comment.
    rest: String,
}

/// The dependencies of a manifest, in tables whose name ends with `dependencies`.
fn dependencies(text: &str, of_workspace: bool) -> Vec<Dependency> {
    let entry =
        Regex::new(r#"^"?([A-Za-z0-9_-]+)"?((?:\.[a-z-]+)? *=.*)$"#).expect("a valid pattern");
    let mut inside = false;
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if let Some(table) = line.strip_prefix('[') {
            let table = table.split(']').next().unwrap_or_default();
            let workspace = table == "workspace.dependencies";
            inside = table.ends_with("dependencies") && workspace == of_workspace;
        } else if let Some(parts) = entry.captures(line).filter(|_| inside) {
            found.push(Dependency {
                line: index + 1,
                name: parts[1].to_owned(),
                rest: parts[2].to_owned(),
            });
        }
    }
    found
}

fn manifests() -> Vec<PathBuf> {
    let mut found = vec![PathBuf::from(WORKSPACE)];
    found.extend(
        files("code", &["toml"])
            .into_iter()
            .filter(|file| file.ends_with("Cargo.toml"))
            // Workspaces of their own, for tools that must not burden a build of the course.
            .filter(|file| !read(file).contains("[workspace]")),
    );
    found
}

#[test]
fn every_dependency_of_the_workspace_has_a_reason() {
    let path = Path::new(WORKSPACE);
    let mut problems = Problems::default();
    let all = dependencies(&read(path), true);
    assert!(
        !all.is_empty(),
        "Cargo.toml has no [workspace.dependencies]"
    );
    for Dependency { line, name, rest } in all {
        let reason = rest.rsplit_once(" # ").map_or("", |(_, reason)| reason);
        if reason.trim().is_empty() {
            problems.at(
                path,
                line,
                format!("`{name}` has no reason; say behind `#` what it is for"),
            );
        }
    }
    problems.finish();
}

#[test]
fn packages_take_dependencies_from_the_workspace() {
    let known: BTreeSet<String> = dependencies(&read(Path::new(WORKSPACE)), true)
        .into_iter()
        .map(|dependency| dependency.name)
        .collect();
    let mut used = BTreeSet::new();
    let mut problems = Problems::default();
    for path in manifests() {
        for Dependency { line, name, rest } in dependencies(&read(&path), false) {
            let ours = rest.contains("path =");
            if rest.starts_with(".workspace") || rest.contains("workspace = true") {
                used.insert(name);
            } else if !ours {
                problems.at(
                    &path,
                    line,
                    format!(
                        "`{name}` has a version of its own; put it into [workspace.dependencies] of Cargo.toml with its reason, and write `{name}.workspace = true`"
                    ),
                );
            }
        }
    }
    for name in known.difference(&used) {
        problems.with(
            Path::new(WORKSPACE),
            format!("no package uses `{name}`; remove it from [workspace.dependencies]"),
        );
    }
    problems.finish();
}
