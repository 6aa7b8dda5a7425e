//! What the course writes into a workbook.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use catalog::Exercise;
use toml::{Table, Value};

use crate::WorkbookError;
use crate::storage::file_error;

/// The answer, in an exercise's package.
pub(crate) const ANSWER: &str = "src/lib.rs";

/// The files of one exercise.
pub(crate) struct Template {
    /// Path in the package, and text.
    pub(crate) files: BTreeMap<&'static str, String>,
}

impl Template {
    pub(crate) fn read(root: &Path, exercise: &Exercise) -> Result<Self, WorkbookError> {
        let read = |path: PathBuf| fs::read_to_string(&path).map_err(file_error("read", &path));
        let mut files = BTreeMap::from([
            ("Cargo.toml", manifest(root, exercise)?),
            (ANSWER, read(exercise.stub())?),
        ]);
        let example = exercise.folder.join("example_test.rs");
        if example.exists() {
            files.insert("tests/example.rs", read(example)?);
        }
        Ok(Self { files })
    }

    pub(crate) fn text(&self, file: &str) -> &str {
        self.files.get(file).map_or("", String::as_str)
    }
}

/// The files of the workbook itself, which are the course's: they are brought up to date when they are as it wrote them.
pub(crate) fn shared(root: &Path) -> Result<BTreeMap<&'static str, String>, WorkbookError> {
    let path = root.join("Cargo.lock");
    let mut files = BTreeMap::from([
        ("Cargo.toml", WORKSPACE.to_owned()),
        ("README.md", README.to_owned()),
        (".gitignore", "target/\n.course-lock\n".to_owned()),
        (".cargo/config.toml", settings(root)),
    ]);
    // The versions of the course, which are on this machine already. Cargo removes what is not used.
    if let Ok(versions) = fs::read_to_string(path) {
        files.insert("Cargo.lock", versions);
    }
    Ok(files)
}

const WORKSPACE: &str = "\
[workspace]
resolver = \"3\"
members = [\"exercises/*\"]
";

const README: &str = "\
# Your workbook

One package per exercise of Every Interleaving, in `exercises/`.
Write your answer in `src/lib.rs`; `tests/example.rs` is a first test, extend it as you like.
Open this folder in your editor: it is an ordinary Cargo workspace, so rust-analyzer, `cargo check` and `cargo test` work.

    cargo course list             # what there is, and how far you are
    cargo course watch            # a verdict at every save
    cargo course grade NAME       # one verdict
    cargo course hint NAME        # three hints, one at a time
    cargo course reset NAME       # the stub again; your text is kept beside it
    cargo course update           # new exercises; what you wrote stays as it is

Your progress is in `course-progress.toml`, a text file.
Everything here is yours: the course adds files, and never changes one that you have changed.
";

/// Makes `cargo course` work here, where Cargo would look for the package `course` in this workspace.
///
/// The alias is one string because that of the course is one, and Cargo, which reads both in a workbook inside of the
/// course, puts lists together. A string is cut at spaces: a course in such a folder gets none.
fn settings(root: &Path) -> String {
    let place = root.display().to_string();
    let alias = if place.contains(char::is_whitespace) {
        "# no alias, because the path of the course has a space in it: run `cargo course` there\n"
            .to_owned()
    } else {
        let command = format!("run --quiet --manifest-path {place}/Cargo.toml --package course --");
        format!("[alias]\ncourse = {}\n", Value::String(command))
    };
    format!(
        "# Written by the course; `cargo course update` there corrects it after the course has moved.\n\
         {alias}\n[env]\nCOURSE_ROOT = {}\n",
        Value::String(place)
    )
}

/// The package's manifest: that of the course with everything in it that a workbook does not have.
fn manifest(root: &Path, exercise: &Exercise) -> Result<String, WorkbookError> {
    let course = table(&root.join("Cargo.toml"))?;
    let workspace = course.get("workspace").and_then(Value::as_table);
    let own = table(&exercise.folder.join("Cargo.toml"))?;
    let edition = workspace
        .and_then(|workspace| workspace.get("package")?.get("edition")?.as_str())
        .unwrap_or("2024");
    let mut text = format!(
        "[package]\nname = {:?}\nversion = \"0.1.0\"\nedition = {edition:?}\npublish = false\ndescription = {}\n",
        exercise.name,
        Value::String(exercise.manifest.title.clone()),
    );
    for section in ["dependencies", "dev-dependencies"] {
        let Some(wanted) = own.get(section).and_then(Value::as_table) else {
            continue;
        };
        text.push_str(&format!("\n[{section}]\n"));
        for (name, value) in wanted {
            let shared = workspace.and_then(|workspace| workspace.get("dependencies")?.get(name));
            let resolved = resolve(value, shared);
            text.push_str(&format!("{name} = {resolved}\n"));
        }
    }
    Ok(text)
}

/// A dependency with the version and features that it inherits.
fn resolve(value: &Value, shared: Option<&Value>) -> Value {
    let inherits = value.get("workspace").and_then(Value::as_bool) == Some(true);
    let (true, Some(shared)) = (inherits, shared) else {
        return value.clone();
    };
    let mut resolved = match shared {
        Value::Table(table) => table.clone(),
        version => Table::from_iter([("version".to_owned(), version.clone())]),
    };
    for (key, extra) in value.as_table().into_iter().flatten() {
        match (key.as_str(), resolved.get_mut(key)) {
            ("workspace", _) => {}
            ("features", Some(Value::Array(features))) => {
                features.extend(extra.as_array().cloned().unwrap_or_default());
            }
            _ => {
                resolved.insert(key.clone(), extra.clone());
            }
        }
    }
    Value::Table(resolved)
}

fn table(path: &Path) -> Result<Table, WorkbookError> {
    let text = fs::read_to_string(path).map_err(file_error("read", path))?;
    text.parse()
        .map_err(|error: toml::de::Error| WorkbookError::Manifest {
            path: path.to_path_buf(),
            problem: error.to_string().trim_end().to_owned(),
        })
}
