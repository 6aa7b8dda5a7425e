//! Files that are generated from the whole course: the recorded versions and the coverage page.

mod coverage;

use std::path::Path;

use catalog::Course;

use crate::rustc::Rustc;
use crate::{Difference, Mode, RecordError, Workshop, store};

pub use coverage::coverage_page;

const RUSTC: &str = "code/recorded/rustc.txt";
const PYTHON: &str = "code/recorded/python.txt";

/// Compares or writes all of them.
pub(crate) fn all(
    course: &Course,
    workshop: &Workshop<'_>,
    mode: Mode,
) -> Result<Vec<Difference>, RecordError> {
    let root = &course.root;
    let mut differences = Vec::new();
    let mut version = |file: &str, present: &str, like: &dyn Fn(&str) -> bool| {
        let recorded = store::read(root, Path::new(file))?;
        // Another version of a tool is no difference when checking; when writing everything is recorded with it.
        if mode == Mode::Write || recorded.is_none_or(|recorded| like(&recorded)) {
            differences.extend(store::settle(
                root,
                Path::new(file),
                present,
                "another version records now",
                mode,
            )?);
        }
        Ok::<(), RecordError>(())
    };
    let rustc = match &workshop.rustc {
        Some(rustc) => rustc.version.clone(),
        None => Rustc::find(root)?.version,
    };
    version(RUSTC, &format!("{rustc}\n"), &|recorded| {
        recorded.trim() == rustc
    })?;
    if workshop.python.is_some() {
        let python = workshop.python()?;
        version(PYTHON, &format!("{}\n", python.version), &|recorded| {
            recorded.trim() == python.version
        })?;
    }
    let page = coverage_page(course)?;
    let summary = "the coverage page is older than code/coverage.toml";
    differences.extend(store::settle(
        root,
        Path::new(coverage::PAGE),
        &page,
        summary,
        mode,
    )?);
    Ok(differences)
}

/// The compiler that the messages were recorded with.
pub(crate) fn recorded_rustc(root: &Path) -> Result<Option<String>, RecordError> {
    Ok(store::read(root, Path::new(RUSTC))?.map(|text| text.trim().to_owned()))
}

/// The Python that the recaps were recorded with.
pub(crate) fn recorded_python(root: &Path) -> Result<Option<String>, RecordError> {
    Ok(store::read(root, Path::new(PYTHON))?.map(|text| text.trim().to_owned()))
}
