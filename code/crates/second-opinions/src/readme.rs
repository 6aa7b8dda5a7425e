//! The README: each command rewrites the section between its marks, and nothing else.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::corpus::package;

/// Puts a text between `<!-- begin NAME -->` and `<!-- end NAME -->`.
pub(crate) fn replace(section: &str, text: &str) -> Result<()> {
    let path = package().join("README.md");
    let old =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let missing = || format!("{} has no marks for `{section}`", path.display());
    let (begin, end) = (
        format!("<!-- begin {section} -->\n"),
        format!("<!-- end {section} -->"),
    );
    let (before, rest) = old.split_once(&begin).with_context(missing)?;
    let (_, after) = rest.split_once(&end).with_context(missing)?;
    fs::write(&path, format!("{before}{begin}{text}{end}{after}"))
        .with_context(|| format!("cannot write {}", path.display()))
}

/// Where and when, for the head of a table.
pub(crate) fn occasion() -> String {
    let said = |program: &str, arguments: &[&str]| {
        Command::new(program)
            .args(arguments)
            .output()
            .map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
            .unwrap_or_default()
    };
    let processor = fs::read_to_string("/proc/cpuinfo")
        .unwrap_or_default()
        .lines()
        .find_map(|line| {
            line.strip_prefix("model name")?
                .split_once(": ")
                .map(|(_, name)| name.to_owned())
        })
        .unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let load = fs::read_to_string("/proc/loadavg")
        .unwrap_or_default()
        .split(' ')
        .next()
        .unwrap_or_default()
        .to_owned();
    format!(
        "{}, {cores} cores, load {load}, {}, {}.",
        processor,
        said("rustc", &["--version"]),
        said("date", &["+%Y-%m-%d"])
    )
}

/// The value in the middle.
pub(crate) fn median<T: Copy + PartialOrd>(values: &mut [T]) -> Option<T> {
    values.sort_by(|left, right| left.partial_cmp(right).unwrap_or(std::cmp::Ordering::Equal));
    values.get(values.len() / 2).copied()
}
