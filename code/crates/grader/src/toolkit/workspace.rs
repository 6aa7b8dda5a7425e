//! Writes a small workspace and lets Cargo build it.

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde::Deserialize;
use toml::Value;

use super::Set;
use crate::GradeError;

/// What Cargo has built.
pub(super) struct Build {
    /// Name and `.rlib`.
    pub(super) externs: BTreeMap<String, PathBuf>,
    /// These and all that they depend on.
    pub(super) files: Vec<PathBuf>,
}

/// Builds one set of crates in a folder of its own below `folder`.
pub(super) fn build(
    root: &Path,
    folder: &Path,
    set: Set,
    crates: &[String],
) -> Result<Build, GradeError> {
    let workspace = folder.join(match set {
        Set::Real => "real",
        Set::Explored => "explored",
    });
    let wanted = write(root, &workspace, set, crates)?;
    let output = cargo(&workspace, Network::Off)
        .ok()
        .filter(|output| output.status.success());
    let output = match output {
        Some(output) => output,
        // Something has never been downloaded yet.
        None => cargo(&workspace, Network::On).map_err(|error| failed(set, error.to_string()))?,
    };
    if !output.status.success() {
        return Err(failed(
            set,
            String::from_utf8_lossy(&output.stderr).into_owned(),
        ));
    }
    let Build { mut externs, files } = artifacts(&output.stdout, &wanted);
    if let Some(name) = wanted.values().find(|name| !externs.contains_key(*name)) {
        return Err(failed(set, format!("Cargo built no library for `{name}`")));
    }
    // `core::sync::atomic` is what `std::sync::atomic` is, so it must be the facade's as well.
    if let Some(facade) = externs.get("std").cloned() {
        externs.insert("core".to_owned(), facade.clone());
        externs.insert("alloc".to_owned(), facade);
    }
    Ok(Build { externs, files })
}

/// Writes the workspace; returns the crate names as compiled, each with the name under which an answer uses it.
fn write(
    root: &Path,
    workspace: &Path,
    set: Set,
    crates: &[String],
) -> Result<BTreeMap<String, String>, GradeError> {
    let versions = Versions::read(root)?;
    let machinery = root.join("code/crates");
    let mut wanted = BTreeMap::from([("harness_kit".to_owned(), "harness_kit".to_owned())]);
    let mut dependencies = String::new();
    match set {
        Set::Real => line(
            &mut dependencies,
            "harness-kit",
            &path(&machinery.join("harness-kit")),
        ),
        Set::Explored => {
            write_kit(workspace, &machinery, &versions)?;
            line(
                &mut dependencies,
                "harness-kit",
                &path(&workspace.join("kit")),
            );
            line(
                &mut dependencies,
                "interleave-std",
                &path(&machinery.join("interleave-std")),
            );
            wanted.insert("interleave_std".to_owned(), "std".to_owned());
        }
    }
    for name in crates {
        let library = name.replace('-', "_");
        let facade = format!("interleave-{}", name.replace('_', "-"));
        if set == Set::Explored && machinery.join(&facade).is_dir() {
            line(&mut dependencies, &facade, &path(&machinery.join(&facade)));
            wanted.insert(facade.replace('-', "_"), library);
        } else {
            line(
                &mut dependencies,
                name,
                &as_checks_need(name, versions.of(name)?),
            );
            wanted.insert(library.clone(), library);
        }
    }
    let manifest = format!(
        "[package]\nname = \"toolkit\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [lib]\npath = \"lib.rs\"\n\n[dependencies]\n{dependencies}\n{PROFILE}\n[workspace]\nmembers = [\".\"]\n",
    );
    save(&workspace.join("Cargo.toml"), &manifest)?;
    save(&workspace.join("lib.rs"), "")?;
    let lock = root.join("Cargo.lock");
    fs::copy(&lock, workspace.join("Cargo.lock")).map_err(GradeError::file("read", &lock))?;
    Ok(wanted)
}

/// Checks may stop the clock of a runtime: the facade can do that, so the real tokio must.
fn as_checks_need(name: &str, mut version: Value) -> Value {
    if let Some(features) = version.get_mut("features").and_then(Value::as_array_mut)
        && name == "tokio"
    {
        features.push(Value::String("test-util".to_owned()));
    }
    version
}

const PROFILE: &str = "[profile.dev]\ndebug = 0\nincremental = false\nopt-level = 1\n\n[profile.dev.package.\"*\"]\nopt-level = 2\n";

/// The harness kit once more, with the facade as its `std`.
fn write_kit(workspace: &Path, machinery: &Path, versions: &Versions) -> Result<(), GradeError> {
    let mut dependencies = String::new();
    for name in ["libc", "serde", "serde_json"] {
        line(&mut dependencies, name, &versions.of(name)?);
    }
    line(
        &mut dependencies,
        "interleave",
        &path(&machinery.join("interleave")),
    );
    let facade = machinery.join("interleave-std");
    let _ = writeln!(
        dependencies,
        "std = {{ package = \"interleave-std\", path = {facade:?} }}"
    );
    let source = machinery.join("harness-kit/src/lib.rs");
    let manifest = format!(
        "[package]\nname = \"harness-kit\"\nversion = \"0.0.0\"\nedition = \"2024\"\nbuild = \"build.rs\"\n\n\
         [lib]\npath = {source:?}\n\n[dependencies]\n{dependencies}",
    );
    save(&workspace.join("kit/Cargo.toml"), &manifest)?;
    let script = "fn main() {\n    println!(\"cargo::rustc-check-cfg=cfg(interleave)\");\n    println!(\"cargo::rustc-cfg=interleave\");\n}\n";
    save(&workspace.join("kit/build.rs"), script)
}

#[derive(PartialEq)]
enum Network {
    Off,
    On,
}

fn cargo(workspace: &Path, network: Network) -> std::io::Result<Output> {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args([
            "build",
            "--quiet",
            "--message-format=json-render-diagnostics",
        ])
        .current_dir(workspace);
    if network == Network::Off {
        command.arg("--offline");
    }
    // What the caller's build was told is not for this one.
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let foreign = text.starts_with("CARGO_")
            && !text.starts_with("CARGO_HOME")
            && !text.starts_with("CARGO_HTTP")
            && !text.starts_with("CARGO_NET");
        if foreign || text.contains("RUSTFLAGS") || text == "RUSTC_BOOTSTRAP" {
            command.env_remove(&name);
        }
    }
    command.env("CARGO_TARGET_DIR", workspace.join("target"));
    command.output()
}

#[derive(Deserialize)]
struct Message {
    reason: String,
    target: Option<Target>,
    #[serde(default)]
    filenames: Vec<PathBuf>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

fn artifacts(stdout: &[u8], wanted: &BTreeMap<String, String>) -> Build {
    let mut build = Build {
        externs: BTreeMap::new(),
        files: Vec::new(),
    };
    let text = String::from_utf8_lossy(stdout);
    let messages = text
        .lines()
        .filter_map(|line| serde_json::from_str::<Message>(line).ok())
        .filter(|message| message.reason == "compiler-artifact");
    for message in messages {
        let name = message.target.map(|target| target.name.replace('-', "_"));
        let wanted = name.and_then(|name| wanted.get(&name));
        for file in message.filenames {
            let kind = file.extension().and_then(|extension| extension.to_str());
            if let (Some("rlib"), Some(name)) = (kind, wanted) {
                build.externs.insert(name.clone(), file.clone());
            }
            if matches!(kind, Some("rlib" | "rmeta" | "so" | "dylib")) {
                build.files.push(file);
            }
        }
    }
    build
}

/// `[workspace.dependencies]` of the course: the one place where versions are.
struct Versions(toml::Table);

impl Versions {
    fn read(root: &Path) -> Result<Self, GradeError> {
        let path = root.join("Cargo.toml");
        let text = fs::read_to_string(&path).map_err(GradeError::file("read", &path))?;
        let manifest: toml::Table =
            text.parse()
                .map_err(|error: toml::de::Error| GradeError::Toolkit {
                    what: path.display().to_string(),
                    messages: error.to_string(),
                })?;
        let table = manifest
            .get("workspace")
            .and_then(|workspace| workspace.get("dependencies"))
            .and_then(Value::as_table)
            .cloned()
            .unwrap_or_default();
        Ok(Self(table))
    }

    fn of(&self, name: &str) -> Result<Value, GradeError> {
        self.0
            .get(name)
            .cloned()
            .ok_or_else(|| GradeError::Toolkit {
                what: format!("`{name}`, which an exercise.toml names"),
                messages: format!("add `{name}` to [workspace.dependencies] in Cargo.toml"),
            })
    }
}

fn path(folder: &Path) -> Value {
    let text = folder.to_string_lossy().into_owned();
    Value::Table(toml::Table::from_iter([(
        "path".to_owned(),
        Value::String(text),
    )]))
}

fn line(dependencies: &mut String, name: &str, value: &Value) {
    let _ = writeln!(dependencies, "{name} = {value}");
}

/// Writes only what differs, so that Cargo does not see a change where there is none.
fn save(path: &Path, text: &str) -> Result<(), GradeError> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(GradeError::file("create", folder))?;
    fs::write(path, text).map_err(GradeError::file("write", path))
}

fn failed(set: Set, messages: String) -> GradeError {
    GradeError::Toolkit {
        what: match set {
            Set::Real => "the real ones".to_owned(),
            Set::Explored => "the facades".to_owned(),
        },
        messages,
    }
}
