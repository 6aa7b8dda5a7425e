//! Lets Cargo resolve and build the workspace of the course's crates.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use serde::Deserialize;

use super::Progress;
use crate::PlaygroundError;

/// Writes the workspace, with the versions of the course, so that nothing needs to be resolved anew.
pub(super) fn write(root: &Path, workspace: &Path, manifest: &str) -> Result<(), PlaygroundError> {
    fs::create_dir_all(workspace).map_err(PlaygroundError::file("create", workspace))?;
    for (name, text) in [("Cargo.toml", manifest), ("lib.rs", "")] {
        let path = workspace.join(name);
        fs::write(&path, text).map_err(PlaygroundError::file("write", &path))?;
    }
    let lock = root.join("Cargo.lock");
    if lock.is_file() {
        fs::copy(&lock, workspace.join("Cargo.lock"))
            .map_err(PlaygroundError::file("read", &lock))?;
    }
    Ok(())
}

/// Builds the workspace; the libraries by the names under which programs use them.
pub(super) fn build(
    workspace: &Path,
    on_progress: &mut dyn FnMut(Progress),
) -> Result<BTreeMap<String, PathBuf>, PlaygroundError> {
    // Without the network first: what was downloaded once is enough.
    let (offline, graph) = match graph(workspace, &["--offline"]) {
        Ok(graph) => (true, graph),
        Err(_) => (false, graph(workspace, &[])?),
    };
    match libraries(workspace, offline, graph.total, on_progress) {
        Ok(libraries) => graph.choose(&libraries),
        // Something is known but was never downloaded.
        Err(_) if offline => graph.choose(&libraries(workspace, false, graph.total, on_progress)?),
        Err(error) => Err(error),
    }
}

/// What the workspace depends on.
struct Graph {
    /// Name in programs, and identifier of the package.
    direct: BTreeMap<String, String>,
    total: usize,
}

impl Graph {
    fn choose(
        &self,
        libraries: &BTreeMap<String, PathBuf>,
    ) -> Result<BTreeMap<String, PathBuf>, PlaygroundError> {
        self.direct
            .iter()
            .map(|(name, package)| match libraries.get(package) {
                Some(path) => Ok((name.clone(), path.clone())),
                None => Err(failed(format!("Cargo built no library for `{name}`"))),
            })
            .collect()
    }
}

#[derive(Deserialize)]
struct Metadata {
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Resolve {
    root: String,
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    pkg: String,
}

fn graph(workspace: &Path, arguments: &[&str]) -> Result<Graph, PlaygroundError> {
    let output = cargo(workspace)
        .args(["metadata", "--quiet", "--format-version=1"])
        .args(["--filter-platform", &host(workspace)?])
        .args(arguments)
        .output()
        .map_err(|error| failed(error.to_string()))?;
    let said = || String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() {
        return Err(failed(said()));
    }
    let metadata: Metadata =
        serde_json::from_slice(&output.stdout).map_err(|error| failed(error.to_string()))?;
    let Resolve { root, nodes } = metadata.resolve;
    let total = nodes.len().saturating_sub(1);
    let direct = nodes.into_iter().find(|node| node.id == root);
    let direct = direct.into_iter().flat_map(|node| node.deps);
    Ok(Graph {
        direct: direct
            .map(|dependency| (dependency.name, dependency.pkg))
            .collect(),
        total,
    })
}

fn host(workspace: &Path) -> Result<String, PlaygroundError> {
    let failed = |reason: String| PlaygroundError::Compiler { reason };
    let output = Command::new("rustc")
        .arg("-vV")
        .current_dir(workspace)
        .output()
        .map_err(|error| failed(error.to_string()))?;
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .ok_or_else(|| failed("it does not name its host".to_owned()))
}

#[derive(Deserialize)]
struct Message {
    reason: String,
    #[serde(default)]
    package_id: String,
    #[serde(default)]
    filenames: Vec<PathBuf>,
}

/// Every library by its package.
///
/// Cargo writes a line for each package that it has built, so it stops by itself when nobody reads them any more.
fn libraries(
    workspace: &Path,
    offline: bool,
    total: usize,
    on_progress: &mut dyn FnMut(Progress),
) -> Result<BTreeMap<String, PathBuf>, PlaygroundError> {
    let mut command = cargo(workspace);
    command
        .args([
            "build",
            "--quiet",
            "--message-format=json-render-diagnostics",
        ])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    if offline {
        command.arg("--offline");
    }
    let mut child = command.spawn().map_err(|error| failed(error.to_string()))?;
    let errors = child.stderr.take().map(|mut stream| {
        thread::spawn(move || {
            let mut text = Vec::new();
            let _ = stream.read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        })
    });
    let mut libraries = BTreeMap::new();
    let mut built = BTreeSet::new();
    for line in child
        .stdout
        .take()
        .into_iter()
        .flat_map(|stream| BufReader::new(stream).lines())
    {
        let Ok(message) = serde_json::from_str::<Message>(&line.unwrap_or_default()) else {
            continue;
        };
        if message.reason != "compiler-artifact" {
            continue;
        }
        let is_library = |path: &PathBuf| path.extension().is_some_and(|found| found == "rlib");
        if let Some(library) = message.filenames.into_iter().find(is_library) {
            libraries.insert(message.package_id.clone(), library);
        }
        built.insert(message.package_id);
        on_progress(Progress {
            done: built.len().min(total),
            total,
        });
    }
    let status = child.wait().map_err(|error| failed(error.to_string()))?;
    let errors = errors
        .and_then(|reader| reader.join().ok())
        .unwrap_or_default();
    if status.success() {
        Ok(libraries)
    } else {
        Err(failed(errors))
    }
}

fn cargo(workspace: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(workspace);
    // What the caller's build was told is not for this one.
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let is_kept = ["CARGO_HOME", "CARGO_HTTP", "CARGO_NET"]
            .iter()
            .any(|kept| text.starts_with(kept));
        let is_foreign = text.starts_with("CARGO_") && !is_kept;
        if is_foreign || text.contains("RUSTFLAGS") || text == "RUSTC_BOOTSTRAP" {
            command.env_remove(&name);
        }
    }
    command.env("CARGO_TARGET_DIR", workspace.join("target"));
    command
}

fn failed(messages: String) -> PlaygroundError {
    PlaygroundError::Crates { messages }
}
