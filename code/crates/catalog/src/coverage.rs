//! Where the course teaches what the guides teach: `code/coverage.toml`.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::CatalogError;

/// Every row of the guides, in the order of the guides.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// The rows.
    #[serde(rename = "row")]
    pub rows: Vec<CoverageRow>,
}

/// Something that a guide teaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoverageRow {
    /// The guide and a number in it: `S3-12`.
    pub id: String,
    /// What is taught, in a few words.
    pub teaches: String,
    /// The topic of the chapter that teaches it.
    pub chapter: String,
    /// Its chapter is not written yet.
    #[serde(default)]
    pub planned: bool,
    /// The page below `src/`.
    pub page: Option<PathBuf>,
    /// A program shown on that page.
    pub listing: Option<String>,
    /// The fragment of a heading on that page.
    pub section: Option<String>,
    /// The exercise that practices it.
    pub exercise: Option<String>,
}

impl Coverage {
    /// Where it is, below the root of the course.
    pub const FILE: &'static str = "code/coverage.toml";

    /// Reads the rows of the course at `root`.
    ///
    /// # Errors
    /// When the file cannot be read, is no TOML, or has an unknown key.
    pub fn load(root: &Path) -> Result<Self, CatalogError> {
        let path = PathBuf::from(Self::FILE);
        let text =
            std::fs::read_to_string(root.join(&path)).map_err(|source| CatalogError::Read {
                path: path.clone(),
                source,
            })?;
        toml::from_str(&text).map_err(|error| CatalogError::Directive {
            line: error
                .span()
                .map_or(1, |span| crate::page::line_of(&text, span.start)),
            problem: error.message().to_owned(),
            path,
        })
    }
}
