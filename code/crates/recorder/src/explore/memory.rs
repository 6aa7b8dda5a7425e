//! Remembers explorations: the same program under the same engine gives the same report, so it need not run again.
//!
//! What is remembered is the report of the engine and not a verdict: it is compared anew every time. It counts only
//! for the same source, the same facades, the same settings and this very executable.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use catalog::{Explore, Listing};
use explorer::{ExploreError, ExploreOptions, ExploreReport, Search, Trace};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::executables::target_folder;
use crate::{RecordError, store};

/// What is asked about a listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Question {
    /// Whether a schedule fails, or what all of them print.
    Failure,
    /// Every state, and who can step where.
    Graph,
    /// One run over time: a failing one, or else the plainest.
    Run,
}

/// Where reports are kept, and what all of them depend on.
#[derive(Debug)]
pub(crate) struct Memory {
    folder: PathBuf,
    /// The facades and this executable.
    tools: u64,
}

#[derive(Serialize, Deserialize)]
struct Remembered<T> {
    key: u64,
    report: T,
}

impl Memory {
    pub(crate) fn open() -> Result<Self, RecordError> {
        let options = ExploreOptions::new("");
        let facades = explorer::facades(&options.target, &options.crates).map_err(|error| {
            RecordError::Explorer {
                message: error.to_string(),
            }
        })?;
        let mut hasher = DefaultHasher::new();
        let mut libraries = facades.externs();
        libraries.sort();
        for (name, library) in libraries {
            name.hash(&mut hasher);
            fs::read(&library).unwrap_or_default().hash(&mut hasher);
        }
        let executable = env::current_exe().and_then(fs::metadata);
        if let Ok(about) = &executable {
            about.len().hash(&mut hasher);
            about.modified().ok().hash(&mut hasher);
        }
        let folder = target_folder()
            .unwrap_or_else(env::temp_dir)
            .join("recorder/explored");
        Ok(Memory {
            folder,
            tools: hasher.finish(),
        })
    }

    /// The report on a listing, remembered or new.
    pub(crate) fn explore(
        &self,
        root: &Path,
        listing: &Listing,
        question: Question,
    ) -> Result<ExploreReport, RecordError> {
        let mut options = ExploreOptions::new(root.join(&listing.source));
        let all = match question {
            Question::Graph => Some(Search::Graph),
            // All outputs are known only when all schedules are.
            Question::Failure if listing.explore == Some(Explore::Outcomes) => {
                Some(Search::Exhaustive)
            }
            Question::Failure => None,
            Question::Run => {
                options.config.trace = Trace::Always;
                None
            }
        };
        if let Some(search) = all {
            options.config.search = search;
            options.config.schedules = 100_000;
            options.config.total_steps = 40_000_000;
        }
        let name = match question {
            Question::Failure => format!("{}.json", listing.name),
            Question::Graph => format!("{}.graph.json", listing.name),
            Question::Run => format!("{}.run.json", listing.name),
        };
        let key = self.key(root, listing, &options, &[])?;
        self.remembered(&name, key, || explorer::explore_file(&options))
    }

    /// What all schedules of a listing print, for each list of arguments: remembered or new.
    pub(crate) fn explore_with(
        &self,
        root: &Path,
        listing: &Listing,
        arguments: &[Vec<String>],
    ) -> Result<Vec<ExploreReport>, RecordError> {
        let mut options = ExploreOptions::new(root.join(&listing.source));
        options.config.search = Search::Exhaustive;
        options.config.schedules = 100_000;
        let key = self.key(root, listing, &options, arguments)?;
        let name = format!("{}.arguments.json", listing.name);
        self.remembered(&name, key, || {
            explorer::explore_with_arguments(&options, arguments)
        })
    }

    /// Everything that a report depends on, in one number.
    fn key(
        &self,
        root: &Path,
        listing: &Listing,
        options: &ExploreOptions,
        arguments: &[Vec<String>],
    ) -> Result<u64, RecordError> {
        let source = store::read(root, &listing.source)?.unwrap_or_default();
        let mut hasher = DefaultHasher::new();
        (
            self.tools,
            &source,
            format!("{:?}", options.config),
            arguments,
        )
            .hash(&mut hasher);
        Ok(hasher.finish())
    }

    fn remembered<T: Serialize + DeserializeOwned>(
        &self,
        name: &str,
        key: u64,
        explore: impl FnOnce() -> Result<T, ExploreError>,
    ) -> Result<T, RecordError> {
        let remembered = fs::read_to_string(self.folder.join(name)).ok();
        if let Some(found) =
            remembered.and_then(|text| serde_json::from_str::<Remembered<T>>(&text).ok())
            && found.key == key
        {
            return Ok(found.report);
        }
        let report = explore().map_err(|error| RecordError::Explorer {
            message: error.to_string(),
        })?;
        let remembered = Remembered { key, report };
        // Without room to remember, it is explored again next time.
        if let Ok(text) = serde_json::to_string(&remembered) {
            let _ = store::write(&self.folder, Path::new(name), &text);
        }
        Ok(remembered.report)
    }
}
