//! Programs of a caller: what must not compile against a right answer, and the twin that must.

use std::fs;
use std::path::Path;

use catalog::{CatalogError, Check, Exercise};
use harness_kit::job::{Ending, Finding};

use crate::GradeError;
use crate::compile::{Compiled, Product, Unit, compile};
use crate::launch::Launcher;
use crate::toolkit::{Set, Toolkit};
use crate::workplace::BUILD;

/// Compiles both programs of a check against the types of the answer.
///
/// The twin differs in nothing but the forbidden step, so that a refusal has the right reason.
pub(crate) fn judge(
    toolkit: &Toolkit,
    launcher: &Launcher<'_>,
    exercise: &Exercise,
    check: &Check,
    answer: &Path,
) -> Result<Finding, GradeError> {
    let stem = check.id();
    let refused = exercise.folder.join(format!("harness/refused/{stem}.rs"));
    let accepted = exercise.folder.join(format!("harness/accepted/{stem}.rs"));
    let allowed = codes(&refused)?;
    let build = |source: &Path, kind: &str| {
        let output = launcher
            .folder
            .join(BUILD)
            .join(format!("{stem}-{kind}.rmeta"));
        let unit = Unit {
            source,
            name: "caller",
            product: Product::ProgramMetadata,
            crates: toolkit.set(Set::Real),
            uses: &crate::compile::extern_names(&exercise.manifest.crates),
            answer: Some(answer),
            output: &output,
            extra: &["--cap-lints=allow"],
            kept: None,
        };
        let compiled = compile(toolkit, launcher, &unit)?;
        ended(compiled, exercise, &format!("harness/{kind}/{stem}.rs"))
    };
    let twin = build(&accepted, "accepted")?;
    if !twin.succeeded {
        let why = first_error(&twin);
        return Ok(Finding::new(
            Ending::Failed,
            format!("a caller that keeps to the rules does not compile: {why}"),
        ));
    }
    let compiled = build(&refused, "refused")?;
    if compiled.succeeded {
        return Ok(Finding::new(
            Ending::Failed,
            "a program that breaks this compiles against your answer",
        ));
    }
    let wrong_reason = compiled.errors().any(|error| {
        let code = error.diagnostic.code.as_deref().unwrap_or("uncoded");
        !allowed.iter().any(|allowed| allowed == code)
    });
    if wrong_reason {
        let why = first_error(&compiled);
        return Ok(Finding::new(
            Ending::Failed,
            format!("a program that breaks this is refused, but for another reason: {why}"),
        ));
    }
    Ok(Finding::new(Ending::Passed, ""))
}

/// A compiler that broke off has neither refused the program nor accepted it: the machine could not do it.
fn ended(compiled: Compiled, exercise: &Exercise, program: &str) -> Result<Compiled, GradeError> {
    match compiled.broke_off {
        None => Ok(compiled),
        Some(why) => Err(GradeError::Harness {
            exercise: exercise.name.clone(),
            messages: format!("{program}: {why}"),
        }),
    }
}

fn first_error(compiled: &Compiled) -> String {
    compiled
        .errors()
        .next()
        .map(|error| match &error.diagnostic.code {
            Some(code) => format!("{code}: {}", error.diagnostic.message),
            None => error.diagnostic.message.clone(),
        })
        .unwrap_or_default()
}

/// The codes of `//@ rejects: E0451, E0603`: each error must have one of them.
fn codes(path: &Path) -> Result<Vec<String>, GradeError> {
    let text = fs::read_to_string(path).map_err(GradeError::file("read", path))?;
    let header = text.lines().next().unwrap_or_default();
    let Some(codes) = header.strip_prefix("//@ rejects:") else {
        return Err(GradeError::Catalog(CatalogError::Directive {
            path: path.to_path_buf(),
            line: 1,
            problem: "the first line must be `//@ rejects: E0277`".to_owned(),
        }));
    };
    Ok(codes
        .split(',')
        .map(|code| code.trim().to_owned())
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compiler_that_broke_off_is_no_refusal() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
        let exercise = Exercise::find(&root, "bounded-queue").expect("the exercise is there");
        let compiled = |broke_off| Compiled {
            succeeded: false,
            messages: Vec::new(),
            broke_off,
        };
        assert!(ended(compiled(None), &exercise, "refused").is_ok());
        let killed = compiled(Some("the compiler was ended by signal 9".to_owned()));
        let fault = ended(killed, &exercise, "harness/refused/x.rs").expect_err("our fault");
        assert!(
            fault
                .to_string()
                .ends_with("harness/refused/x.rs: the compiler was ended by signal 9")
        );
    }
}
