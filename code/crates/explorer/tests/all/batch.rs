//! Builds many programs into one executable, so that a corpus costs one compilation.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use explorer::{Facades, Leftovers, Report};

/// Programs with `main`, built together.
pub(crate) struct Batch {
    executable: PathBuf,
    /// File of each program, by name.
    pub(crate) files: BTreeMap<String, PathBuf>,
}

/// A folder of the engine's package.
pub(crate) fn programs(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../interleave")
        .join(folder)
}

/// The header line `//@ key: value` of a file.
pub(crate) fn header(file: &Path, key: &str) -> Option<String> {
    let text = std::fs::read_to_string(file).expect("the corpus can be read");
    let prefix = format!("//@ {key}: ");
    text.lines()
        .find_map(|line| line.strip_prefix(&prefix))
        .map(str::to_owned)
}

/// The built facades.
pub(crate) fn facades() -> Facades {
    let options = explorer::ExploreOptions::new("");
    explorer::facades(&options.target, &options.crates).expect("the facades build")
}

impl Batch {
    /// Builds every `.rs` file of the folders into one executable.
    pub(crate) fn build(name: &str, folders: &[PathBuf]) -> Self {
        let facades = facades();
        let mut files = BTreeMap::new();
        for folder in folders {
            for entry in std::fs::read_dir(folder).expect("the corpus can be read") {
                let path = entry.expect("the corpus can be read").path();
                if path.extension().is_some_and(|extension| extension == "rs") {
                    files.insert(
                        path.file_stem()
                            .expect("a file has a name")
                            .to_string_lossy()
                            .into_owned(),
                        path,
                    );
                }
            }
        }
        let build = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&build).expect("the build folder can be made");
        let mut driver = String::new();
        let mut list = String::new();
        for (number, (name, file)) in files.iter().enumerate() {
            let source = std::fs::read_to_string(file).expect("the corpus can be read");
            let copy = format!(
                "{source}\n#[doc(hidden)] pub fn __enter() {{ ::std::__interleave::Main::judge(main()) }}\n"
            );
            std::fs::write(build.join(format!("{name}.rs")), copy)
                .expect("the copy can be written");
            driver.push_str(&format!(
                "#[path = {:?}] mod p{number};\n",
                format!("{name}.rs")
            ));
            list.push_str(&format!("({name:?}, &p{number}::__enter), "));
        }
        driver.push_str(&format!(
            "fn main() {{ interleave::isolated::run_several(&[{list}]); }}\n"
        ));
        std::fs::write(build.join("main.rs"), driver).expect("the driver can be written");
        let executable = build.join("batch");
        let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
        rustc
            .current_dir(&build)
            .args([
                "main.rs",
                "--edition=2024",
                "--cap-lints=allow",
                "-Cdebuginfo=0",
                "-Cstrip=debuginfo",
                "-Ccodegen-units=2",
                "-o",
            ])
            .arg(&executable);
        for (name, library) in facades.externs() {
            rustc
                .arg("--extern")
                .arg(format!("{name}={}", library.display()));
        }
        let engine = facades
            .engine()
            .expect("the engine is built with the facades");
        rustc
            .arg("--extern")
            .arg(format!("interleave={}", engine.display()));
        rustc
            .arg("-L")
            .arg(format!("dependency={}", facades.dependencies.display()));
        // Nothing to do when neither a source nor a library has changed.
        let mut inputs = String::new();
        for name in files.keys() {
            inputs.push_str(
                &std::fs::read_to_string(build.join(format!("{name}.rs")))
                    .expect("the copy can be read"),
            );
        }
        for library in facades
            .externs()
            .iter()
            .map(|(_, library)| library.as_path())
            .chain([engine])
        {
            let changed = std::fs::metadata(library).and_then(|metadata| metadata.modified());
            inputs.push_str(&format!("{} {changed:?}\n", library.display()));
        }
        let stamp = build.join("inputs");
        if executable.exists() && std::fs::read_to_string(&stamp).is_ok_and(|known| known == inputs)
        {
            return Self { executable, files };
        }
        let output = rustc.output().expect("rustc can be started");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        std::fs::write(&stamp, inputs).expect("the stamp can be written");
        Self { executable, files }
    }

    /// Programs whose header asks for this treatment of threads that outlive `main`.
    pub(crate) fn names(&self, leftovers: Leftovers) -> Vec<&str> {
        let must_end = leftovers == Leftovers::MustEnd;
        self.files
            .iter()
            .filter(|(_, file)| {
                (header(file, "leftovers").as_deref() == Some("must-end")) == must_end
            })
            .map(|(name, _)| name.as_str())
            .collect()
    }

    /// Runs all programs (or the named ones) with a configuration.
    pub(crate) fn run(
        &self,
        config: &interleave::Config,
        names: &[&str],
    ) -> BTreeMap<String, Report> {
        let mut config = config.clone();
        config.source_roots = vec![
            self.executable
                .parent()
                .expect("it is in a folder")
                .to_owned(),
        ];
        let output = Command::new(&self.executable)
            .args(names)
            .env(
                interleave::isolated::CONFIG_VARIABLE,
                serde_json::to_string(&config).expect("plain data"),
            )
            .output()
            .expect("the batch can be started");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout)
            .lines()
            .map(|line| {
                let mut line: serde_json::Value =
                    serde_json::from_str(line).expect("one document per line");
                let report = serde_json::from_value(line["report"].take()).expect("a report");
                (line["name"].as_str().expect("a name").to_owned(), report)
            })
            .collect()
    }
}
