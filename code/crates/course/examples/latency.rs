//! From an edit to its output: over the local server, and by `cargo run` in a warm project, in one run.
//!
//! `cargo build -p course && cargo run -p course --example latency [ROUNDS]`; needs the course's crates downloaded.

#[path = "latency/server.rs"]
mod server;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::AtomicBool;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use runner::{Job, Limits, Network, Policy, Processes, Tier};
use serde_json::json;

use server::Server;

/// Name, crates, and text of each program; every round adds a line to its `main`.
const PROGRAMS: [(&str, &[&str], &str); 4] = [
    ("std", &[], include_str!("latency/std.txt")),
    ("rayon", &["rayon"], include_str!("latency/rayon.txt")),
    ("tokio", &["tokio"], include_str!("latency/tokio.txt")),
    ("reqwest", &["reqwest"], include_str!("latency/reqwest.txt")),
];

/// A program with two locks in two orders.
const DEADLOCK: &str = include_str!("latency/deadlock.txt");

fn main() -> Result<()> {
    let rounds = std::env::args()
        .nth(1)
        .map_or(Ok(9), |rounds| rounds.parse())?;
    let root = catalog::find_root()?;
    let server = Server::start(&root)?;
    println!(
        "{:28} {:>9} {:>9} {:>9}",
        "milliseconds", "median", "least", "cargo run"
    );
    let projects = tempfile::tempdir()?;
    for (name, crates, text) in PROGRAMS {
        let project = project(&root, projects.path(), name, crates)?;
        cargo_run(&root, &project, text)?;
        server.run(None, text)?;
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for round in 0..rounds {
            let edited = edit(text, round);
            let expected = format!("round {round}");
            let (time, answer) = server.run(None, &edited)?;
            ensure!(answer.contains(&expected), "{name}: {answer}");
            ours.push(time);
            theirs.push(cargo_run(&root, &project, &edited)?);
        }
        row(
            &format!("edit to output, {name}"),
            &mut ours,
            Some(&mut theirs),
        );
    }
    first_runs(&root, &server)?;
    let mut explored = Vec::new();
    for round in 0..rounds {
        let body = json!({ "source": edit(DEADLOCK, round), "format": "schedule" });
        let (time, answer) = server.post("/api/explore", &body)?;
        ensure!(answer.contains("\"outcome\":\"deadlock\""), "{answer}");
        explored.push(time);
    }
    row("edit to schedule", &mut explored, None);
    jail_cost(rounds * 5)
}

/// The text with another line at the beginning of `main`.
fn edit(text: &str, round: usize) -> String {
    text.replacen(
        "// EDIT",
        &format!("println!(\"round {round}\");\n    // EDIT"),
        1,
    )
}

/// Listings of the book that nobody has run, with and without the page having asked for them beforehand.
fn first_runs(root: &Path, server: &Server) -> Result<()> {
    let course = catalog::Course::load(root)?;
    let mut listings = course
        .chapters()
        .find(|chapter| chapter.topic == "threads")
        .context("there is no chapter on threads")?
        .listings
        .iter()
        .filter(|listing| !listing.promise.hangs);
    let (mut cold, mut warm) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        for (times, warmed) in [(&mut cold, false), (&mut warm, true)] {
            let listing = listings.next().context("too few listings")?;
            let source = fs::read_to_string(root.join(&listing.source))?;
            if warmed {
                server.post("/api/warm", &json!({ "listings": [listing.name] }))?;
                thread::sleep(Duration::from_secs(2));
            }
            let (time, _) = server.run(Some(&listing.name), &source)?;
            times.push(time);
        }
    }
    row("first run, page not opened", &mut cold, None);
    row("first run on an opened page", &mut warm, None);
    Ok(())
}

/// What a process costs in each sandbox, beyond one that is only limited.
fn jail_cost(rounds: usize) -> Result<()> {
    let mut times: Vec<(Tier, Vec<f64>)> = [Tier::Unsandboxed, Tier::Landlock, Tier::Full]
        .map(|tier| (tier, Vec::new()))
        .into();
    for _ in 0..rounds {
        for (tier, times) in &mut times {
            let begin = Instant::now();
            runner::run(&nothing(*tier), &AtomicBool::new(false), &mut |_| {})?;
            times.push(begin.elapsed().as_secs_f64() * 1e3);
        }
    }
    for (tier, times) in &mut times {
        row(&format!("/bin/true, {tier:?}"), times, None);
    }
    Ok(())
}

fn nothing(tier: Tier) -> Job {
    let program = PathBuf::from("/bin/true");
    let mut read = Policy::system_libraries();
    read.push(program.clone());
    Job {
        program,
        arguments: Vec::new(),
        environment: Vec::new(),
        folder: PathBuf::from("/"),
        input: Vec::new(),
        policy: Policy {
            read,
            write: Vec::new(),
            scratch: 0,
            processes: Processes::Forbidden,
            network: Network::None,
            limits: Limits::program(),
        },
        tier,
    }
}

fn row(name: &str, times: &mut [f64], beside: Option<&mut Vec<f64>>) {
    times.sort_by(f64::total_cmp);
    let beside = beside.map_or_else(String::new, |times| {
        times.sort_by(f64::total_cmp);
        format!("{:.0}", times[times.len() / 2])
    });
    println!(
        "{name:28} {:>9.0} {:>9.0} {beside:>9}",
        times[times.len() / 2],
        times[0]
    );
}

/// A Cargo project with the versions of the course.
fn project(root: &Path, folder: &Path, name: &str, crates: &[&str]) -> Result<PathBuf> {
    let project = folder.join(name);
    fs::create_dir_all(project.join("src"))?;
    let workspace: toml::Table = fs::read_to_string(root.join("Cargo.toml"))?.parse()?;
    let versions = &workspace["workspace"]["dependencies"];
    let dependencies: String = crates
        .iter()
        .map(|name| format!("{name} = {}\n", versions[name]))
        .collect();
    let manifest = format!(
        "[package]\nname = \"{name}-program\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n{dependencies}"
    );
    fs::write(project.join("Cargo.toml"), manifest)?;
    fs::copy(root.join("Cargo.lock"), project.join("Cargo.lock"))?;
    Ok(project)
}

fn cargo_run(root: &Path, project: &Path, text: &str) -> Result<f64> {
    fs::write(project.join("src/main.rs"), text)?;
    let begin = Instant::now();
    let output = Command::new("cargo")
        .args(["run", "--quiet", "--offline"])
        .current_dir(project)
        .env("CARGO_TARGET_DIR", root.join("target/interleave/latency"))
        .output()?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(begin.elapsed().as_secs_f64() * 1e3)
}
