//! Builds the listings with one call of Cargo and says where everything is.

use std::collections::HashMap;
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

use crate::RecordError;

/// Where Cargo put what the course needs.
#[derive(Debug, Default)]
pub(crate) struct Executables {
    /// By manifest folder and name of the example.
    examples: HashMap<(PathBuf, String), PathBuf>,
    /// Libraries by crate name (with `_`) and version.
    libraries: HashMap<(String, String), PathBuf>,
    /// The folder with all libraries, for `-L dependency=`.
    pub(crate) dependencies: PathBuf,
}

#[derive(Deserialize)]
struct Message {
    reason: String,
    package_id: Option<String>,
    manifest_path: Option<PathBuf>,
    target: Option<Target>,
    #[serde(default)]
    filenames: Vec<PathBuf>,
    executable: Option<PathBuf>,
    message: Option<Diagnostic>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Diagnostic {
    level: String,
    rendered: Option<String>,
}

impl Executables {
    /// Builds the examples of these packages; of all default members, exactly as `cargo test` does, when none is
    /// named.
    pub(crate) fn build(root: &Path, packages: &[&str]) -> Result<Self, RecordError> {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command
            .current_dir(root)
            .args(["build", "--examples", "--quiet", "--message-format=json"]);
        if packages.is_empty() {
            // Libraries too: their dependencies are what short blocks of pages use.
            command.arg("--lib");
        }
        for package in packages {
            command.args(["--package", package]);
        }
        if let Some(folder) = target_folder() {
            command.arg("--target-dir").arg(folder);
        }
        // Set for this test or program by an outer Cargo; rustc and build scripts of the inner one must not see them.
        for (key, _) in env::vars_os() {
            let name = key.to_string_lossy();
            if name.starts_with("CARGO_PKG_")
                || name.starts_with("CARGO_MANIFEST_")
                || name.starts_with("CARGO_BIN_")
            {
                command.env_remove(&key);
            }
        }
        let output =
            command
                .stdin(Stdio::null())
                .output()
                .map_err(|source| RecordError::Start {
                    program: "cargo".to_owned(),
                    source,
                    advice: "install Rust with rustup".to_owned(),
                })?;
        let mut found = Executables::default();
        let mut messages = String::new();
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let Ok(message) = serde_json::from_str::<Message>(line) else {
                continue;
            };
            if let Some(Diagnostic {
                rendered: Some(text),
                ..
            }) = message
                .message
                .as_ref()
                .filter(|diagnostic| diagnostic.level.starts_with("error"))
            {
                messages.push_str(text);
            }
            found.add(message);
        }
        if !output.status.success() {
            if messages.is_empty() {
                messages = String::from_utf8_lossy(&output.stderr).into_owned();
            }
            return Err(RecordError::Build {
                messages: messages.trim_end().to_owned(),
            });
        }
        Ok(found)
    }

    /// The executable of an example of the package in `folder`.
    pub(crate) fn example(&self, folder: &Path, name: &str) -> Option<&Path> {
        self.examples
            .get(&(folder.to_path_buf(), name.to_owned()))
            .map(PathBuf::as_path)
    }

    /// The library of a crate; `name` as in Cargo.toml.
    pub(crate) fn library(&self, name: &str, version: &str) -> Option<&Path> {
        self.libraries
            .get(&(name.replace('-', "_"), version.to_owned()))
            .map(PathBuf::as_path)
    }

    fn add(&mut self, message: Message) {
        let (Some(target), Some(manifest)) = (message.target, message.manifest_path) else {
            return;
        };
        if message.reason != "compiler-artifact" {
            return;
        }
        if target.kind.iter().any(|kind| kind == "example") {
            if let (Some(executable), Some(folder)) = (message.executable, manifest.parent()) {
                self.examples
                    .insert((folder.to_path_buf(), target.name), executable);
            }
            return;
        }
        let library = message.filenames.into_iter().find(|file| {
            file.extension().is_some_and(|extension| {
                extension == "rlib"
                    || (extension == "so" || extension == "dylib") && target.kind == ["proc-macro"]
            })
        });
        let version = message
            .package_id
            .as_deref()
            .and_then(|id| id.rsplit(['@', '#']).next().map(str::to_owned));
        if let (Some(library), Some(version)) = (library, version) {
            // The workspace's own libraries lie one folder higher.
            if let Some(folder) = library.parent().filter(|folder| folder.ends_with("deps")) {
                self.dependencies = folder.to_path_buf();
            }
            self.libraries
                .insert((target.name.replace('-', "_"), version), library);
        }
    }
}

/// The target folder that this very program lies in, when there is one: an outer `--target-dir` is not passed on.
pub(crate) fn target_folder() -> Option<PathBuf> {
    let program = env::current_exe().ok()?;
    program
        .ancestors()
        .find(|folder| folder.join("CACHEDIR.TAG").is_file())
        .map(Path::to_path_buf)
}

/// The crates that a package of the workspace depends on, with their versions, read from Cargo.lock.
pub(crate) fn dependencies_of(lock: &str, package: &str) -> Result<Vec<(String, String)>, String> {
    #[derive(Deserialize)]
    struct Lock {
        package: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        name: String,
        version: String,
        source: Option<String>,
        #[serde(default)]
        dependencies: Vec<String>,
    }
    let lock: Lock = toml::from_str(lock).map_err(|error| error.message().to_owned())?;
    let own = lock
        .package
        .iter()
        .find(|found| found.name == package && found.source.is_none())
        .ok_or_else(|| format!("it has no package `{package}`"))?;
    let mut all = Vec::new();
    for dependency in &own.dependencies {
        // `name`, or `name version` where several versions exist.
        let (name, version) = match dependency.split_once(' ') {
            Some((name, rest)) => (name, rest.split(' ').next()),
            None => (dependency.as_str(), None),
        };
        let version = match version {
            Some(version) => version.to_owned(),
            None => lock
                .package
                .iter()
                .find(|found| found.name == name)
                .map(|found| found.version.clone())
                .ok_or_else(|| format!("it has no package `{name}`"))?,
        };
        all.push((name.to_owned(), version));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::dependencies_of;

    #[test]
    fn versions_come_from_the_lock_file() {
        let lock = r#"
            [[package]]
            name = "threads"
            version = "0.1.0"
            dependencies = ["tokio", "syn 2.0.1"]
            [[package]]
            name = "syn"
            version = "1.0.0"
            source = "registry"
            [[package]]
            name = "syn"
            version = "2.0.1"
            source = "registry"
            [[package]]
            name = "tokio"
            version = "1.54.0"
            source = "registry"
        "#;
        let expected = [
            ("tokio".to_owned(), "1.54.0".to_owned()),
            ("syn".to_owned(), "2.0.1".to_owned()),
        ];
        assert_eq!(dependencies_of(lock, "threads").unwrap(), expected);
        assert_eq!(
            dependencies_of(lock, "locks").unwrap_err(),
            "it has no package `locks`"
        );
    }
}
