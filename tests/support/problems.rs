//! Collects what is wrong, so that a test tells everything at once.

use std::fmt::Display;
use std::path::Path;

/// What a test found.
#[derive(Debug, Default)]
pub struct Problems {
    found: Vec<String>,
}

impl Problems {
    /// Adds something wrong at a line of a file; the sentence says what to do.
    pub fn at(&mut self, file: &Path, line: usize, problem: impl Display) {
        self.found
            .push(format!("{}:{line}: {problem}", file.display()));
    }

    /// Adds something wrong with a whole file.
    pub fn with(&mut self, file: &Path, problem: impl Display) {
        self.found.push(format!("{}: {problem}", file.display()));
    }

    /// Whether nothing is wrong so far.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Ends the test.
    ///
    /// # Panics
    /// When something was found, with all of it.
    #[track_caller]
    pub fn finish(self) {
        let count = self.found.len();
        assert!(
            self.found.is_empty(),
            "{count} to put right:\n\n{}\n",
            self.found.join("\n")
        );
    }
}
