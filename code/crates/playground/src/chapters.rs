//! Which crates the chapters use, from their manifests.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use crate::PlaygroundError;

/// The crates that programs of a chapter may use, as they name them in their source, sorted.
///
/// # Errors
/// When the chapter's manifest cannot be read.
pub fn crates_of_chapter(root: &Path, topic: &str) -> Result<Vec<String>, PlaygroundError> {
    let manifest = root.join("code/chapters").join(topic).join("Cargo.toml");
    let names = dependencies(&manifest)?.into_keys();
    Ok(names.map(|name| name.replace('-', "_")).collect())
}

/// The dependencies of all chapters together: versions and places as the workspace says, features of all who ask.
pub(crate) fn of_all_chapters(root: &Path) -> Result<BTreeMap<String, Table>, PlaygroundError> {
    let shared = read(&root.join("Cargo.toml"))?;
    let shared = shared
        .get("workspace")
        .and_then(|workspace| workspace.get("dependencies"))
        .and_then(Value::as_table)
        .cloned()
        .unwrap_or_default();
    let folder = root.join("code/chapters");
    let chapters = fs::read_dir(&folder).map_err(PlaygroundError::file("read", &folder))?;
    let mut all: BTreeMap<String, Table> = BTreeMap::new();
    for chapter in chapters {
        let chapter = chapter.map_err(PlaygroundError::file("read", &folder))?;
        let manifest = chapter.path().join("Cargo.toml");
        if !manifest.is_file() {
            continue;
        }
        for (name, wish) in dependencies(&manifest)? {
            let mut wish = table(&wish);
            if wish.remove("workspace").is_some() {
                let mut base = shared.get(&name).map(table).ok_or_else(|| {
                    let problem = format!("`{name}` is not in [workspace.dependencies]");
                    PlaygroundError::Manifest {
                        path: manifest.clone(),
                        problem,
                    }
                })?;
                add(&mut base, wish);
                wish = base;
            }
            add(all.entry(name).or_default(), wish);
        }
    }
    Ok(all)
}

fn dependencies(manifest: &Path) -> Result<BTreeMap<String, Value>, PlaygroundError> {
    let text = read(manifest)?;
    Ok(["dependencies", "dev-dependencies"]
        .iter()
        .filter_map(|section| text.get(*section)?.as_table())
        .flatten()
        .map(|(name, wish)| (name.clone(), wish.clone()))
        .collect())
}

fn read(path: &Path) -> Result<Table, PlaygroundError> {
    let text = fs::read_to_string(path).map_err(PlaygroundError::file("read", path))?;
    text.parse()
        .map_err(|error: toml::de::Error| PlaygroundError::Manifest {
            path: PathBuf::from(path),
            problem: error.to_string().trim_end().to_owned(),
        })
}

/// `"1.2"` and `{ version = "1.2" }` mean the same.
fn table(wish: &Value) -> Table {
    match wish {
        Value::Table(table) => table.clone(),
        version => Table::from_iter([("version".to_owned(), version.clone())]),
    }
}

/// Features are added up; of anything else the latest counts.
fn add(base: &mut Table, wish: Table) {
    for (key, value) in wish {
        match (base.get_mut(&key), value) {
            (Some(Value::Array(known)), Value::Array(more)) if key == "features" => {
                for feature in more {
                    if !known.contains(&feature) {
                        known.push(feature);
                    }
                }
            }
            (_, value) => {
                base.insert(key, value);
            }
        }
    }
}
