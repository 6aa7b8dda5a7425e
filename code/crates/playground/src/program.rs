//! What is to be compiled and run.

use crate::PlaygroundError;

/// A text with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// Where it stands in messages and panics, and the name of its incremental folder: `examples/two_threads.rs`.
    ///
    /// It comes from the course and never from a reader.
    pub file: String,
    /// The text, compiled as it is.
    pub source: String,
    /// Names of the crates it may use; `None` for all of the course.
    pub crates: Option<Vec<String>>,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// What it reads from standard input.
    pub input: String,
    /// Who looks at it when it is only checked.
    pub judge: Judge,
}

/// Who looks at a program that is only checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judge {
    /// rustc.
    Compiler,
    /// clippy, which says what rustc says and more.
    Clippy,
}

impl Program {
    /// A text that belongs to no listing: it may use every crate of the course.
    #[must_use]
    pub fn new(source: String) -> Self {
        Self {
            file: "examples/program.rs".to_owned(),
            source,
            crates: None,
            arguments: Vec::new(),
            input: String::new(),
            judge: Judge::Compiler,
        }
    }

    /// Where its compiled parts are kept: a plain name, or an error for a file that would lead elsewhere.
    pub(crate) fn key(&self) -> Result<String, PlaygroundError> {
        let is_plain = self.file.split('/').all(|part| {
            !part.is_empty()
                && part != "."
                && part != ".."
                && part
                    .chars()
                    .all(|letter| letter.is_ascii_alphanumeric() || "_-.".contains(letter))
        });
        if !is_plain {
            return Err(PlaygroundError::NoProgram {
                path: self.file.clone().into(),
            });
        }
        Ok(self.file.replace('/', "+"))
    }
}
