//! The tools at hand, and the work on one program.

use std::path::Path;

use catalog::{Course, OutputRule, Promise, Timeline};

use crate::executables::Executables;
use crate::explore::{self, Memory};
use crate::program::Program;
use crate::python::Python;
use crate::rustc::Rustc;
use crate::{Difference, Item, Kind, Mode, RecordError, litmus, rejected, timeline};

/// Everything that is needed to work on some programs of a course: what Cargo built, a compiler, Python.
#[derive(Debug)]
pub struct Workshop<'a> {
    pub(crate) course: &'a Course,
    pub(crate) executables: Executables,
    pub(crate) rustc: Option<Rustc>,
    pub(crate) memory: Option<Result<Memory, RecordError>>,
    pub(crate) python: Option<Result<Python, RecordError>>,
}

/// How much of the course is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All of it.
    Course,
    /// The packages of the items.
    Items,
}

/// What came of one program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It does what is recorded.
    Same,
    /// It does not.
    Differs(Difference),
    /// It could not be compared in full, for this reason: another version of a tool than the recorded one.
    Skipped(String),
}

impl Verdict {
    fn needs_author(&self) -> bool {
        matches!(self, Verdict::Differs(difference) if difference.needs_author)
    }

    /// This one, or the other when there is nothing to say here.
    pub(crate) fn or(self, other: Self) -> Self {
        if self == Verdict::Same { other } else { self }
    }
}

impl<'a> Workshop<'a> {
    /// Builds and finds what these items need.
    ///
    /// Everything that Cargo builds by default is built for [`Scope::Course`], as `cargo test` does, so that nothing
    /// is built twice; the packages of the items alone for [`Scope::Items`].
    ///
    /// # Errors
    /// When Cargo cannot build the listings or rustc is missing. That Python is missing is told by [`Workshop::work`].
    pub fn open(course: &'a Course, items: &[Item], scope: Scope) -> Result<Self, RecordError> {
        let has = |kind| items.iter().any(|item| item.kind == kind);
        let executables = if has(Kind::Listing) || has(Kind::Rejected) {
            let mut packages: Vec<&str> = items.iter().map(|item| item.topic.as_str()).collect();
            packages.sort_unstable();
            packages.dedup();
            Executables::build(
                &course.root,
                if scope == Scope::Course {
                    &[]
                } else {
                    &packages
                },
            )?
        } else {
            Executables::default()
        };
        let rustc = has(Kind::Rejected)
            .then(|| Rustc::find(&course.root))
            .transpose()?;
        let python = has(Kind::Recap).then(Python::find);
        let memory = has(Kind::Schedules).then(explore::open);
        Ok(Workshop {
            course,
            memory,
            executables,
            rustc,
            python,
        })
    }

    /// Runs one program and compares it with what is recorded, or rewrites that.
    ///
    /// # Errors
    /// When the program cannot be run, does not end, or a file cannot be read or written.
    ///
    /// # Panics
    /// When the item is not one of those given to [`Workshop::open`].
    pub fn work(&self, item: &Item, mode: Mode) -> Result<Verdict, RecordError> {
        let chapter = self
            .course
            .chapters()
            .find(|chapter| chapter.topic == item.topic);
        let chapter = chapter.expect("the item comes from this course");
        match item.kind {
            Kind::Listing => {
                let listing = chapter
                    .listings
                    .iter()
                    .find(|listing| listing.name == item.name);
                let listing = listing.expect("the item comes from this course");
                let verdict = Program::listing(self, listing)?.work(mode)?;
                self.draw(
                    verdict,
                    listing.timeline.as_ref(),
                    &listing.promise,
                    &listing.source,
                    mode,
                )
            }
            Kind::Schedules => {
                let listing = chapter
                    .listings
                    .iter()
                    .find(|listing| listing.name == item.name);
                let memory = self
                    .memory
                    .as_ref()
                    .expect("a workshop with schedules has a memory");
                let memory = memory.as_ref().map_err(RecordError::again)?;
                let root = &self.course.root;
                let listing = listing.expect("the item comes from this course");
                let verdict = explore::work(root, listing, memory, mode)?;
                let Some(litmus) = listing.litmus.as_ref().filter(|_| !verdict.needs_author())
                else {
                    return Ok(verdict);
                };
                let folder = root.join("code/chapters").join(&listing.topic);
                let executable = self.executables.example(&folder, &listing.name);
                let table = litmus::work(root, listing, litmus, memory, executable, mode)?;
                Ok(verdict.or(table))
            }
            Kind::Recap => {
                let recap = chapter.recaps.iter().find(|recap| recap.name == item.name);
                let recap = recap.expect("the item comes from this course");
                let verdict = Program::recap(self, recap)?.work(mode)?;
                self.draw(
                    verdict,
                    recap.timeline.as_ref(),
                    &recap.promise,
                    &recap.source,
                    mode,
                )
            }
            Kind::Rejected => {
                let found = chapter
                    .rejected
                    .iter()
                    .find(|rejected| rejected.name == item.name);
                rejected::work(self, found.expect("the item comes from this course"), mode)
            }
        }
    }

    /// Draws the log that a program has printed, where a page shows it so; whatever else differs comes first.
    fn draw(
        &self,
        verdict: Verdict,
        timeline: Option<&Timeline>,
        promise: &Promise,
        source: &Path,
        mode: Mode,
    ) -> Result<Verdict, RecordError> {
        let Some(timeline) = timeline.filter(|_| promise.output == OutputRule::Pattern) else {
            return Ok(verdict);
        };
        if verdict.needs_author() {
            return Ok(verdict);
        }
        Ok(verdict.or(timeline::of_output(
            &self.course.root,
            source,
            timeline,
            mode,
        )?))
    }

    /// The interpreter; its absence is an error here.
    pub(crate) fn python(&self) -> Result<&Python, RecordError> {
        match self
            .python
            .as_ref()
            .expect("a workshop with recaps has looked for Python")
        {
            Ok(python) => Ok(python),
            Err(error) => Err(error.again()),
        }
    }

    /// The version of Python with the reason when there is none, so that a test can skip.
    ///
    /// # Errors
    /// The sentence that says why Python cannot be used here.
    pub fn python_version(&self) -> Result<String, String> {
        match &self.python {
            Some(Ok(python)) => Ok(python.version.clone()),
            Some(Err(error)) => Err(error.to_string()),
            None => Err("this workshop has no use for Python".to_owned()),
        }
    }

    /// What is compared in part only, because the compiler is another than the recorded one.
    ///
    /// # Errors
    /// When the recorded version cannot be read.
    pub fn reservation(&self) -> Result<Option<String>, RecordError> {
        let Some(rustc) = &self.rustc else {
            return Ok(None);
        };
        let recorded = crate::generated::recorded_rustc(&self.course.root)?;
        let recorded = recorded.filter(|found| *found != rustc.version);
        Ok(recorded.map(|recorded| {
            format!(
                "the messages were recorded with {recorded}, and this is {}; codes and lines are compared, words are not",
                rustc.version
            )
        }))
    }

    /// Recording a few programs with another version of a tool would leave a mixture.
    pub(crate) fn refuse_mixed_versions(&self, items: &[Item]) -> Result<(), RecordError> {
        let root = &self.course.root;
        if items.iter().any(|item| item.kind == Kind::Rejected)
            && let Some(rustc) = &self.rustc
            && let Some(recorded) =
                crate::generated::recorded_rustc(root)?.filter(|found| *found != rustc.version)
        {
            return Err(RecordError::MixedVersions {
                recorded,
                present: rustc.version.clone(),
            });
        }
        if items.iter().any(|item| item.kind == Kind::Recap) {
            let python = self.python()?;
            if let Some(recorded) =
                crate::generated::recorded_python(root)?.filter(|found| !python.is_like(found))
            {
                return Err(RecordError::MixedVersions {
                    recorded,
                    present: python.version.clone(),
                });
            }
        }
        Ok(())
    }
}
