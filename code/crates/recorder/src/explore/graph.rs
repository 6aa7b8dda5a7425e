//! The state graph of a listing, for a page on which the reader chooses who steps: `//@ graph`.

use std::path::Path;

use catalog::Listing;

use super::memory::{Memory, Question};
use crate::diff::diff;
use crate::normalize::normalize;
use crate::{Difference, Mode, RecordError, Verdict, store};

/// Explores every schedule of a listing, and holds the graph and its text against what is recorded.
pub(super) fn work(
    root: &Path,
    listing: &Listing,
    file: &Path,
    memory: &Memory,
    mode: Mode,
) -> Result<Verdict, RecordError> {
    let report = memory.explore(root, listing, Question::Graph)?;
    let source = store::read(root, &listing.source)?.unwrap_or_default();
    let whole = report
        .report
        .graph
        .as_ref()
        .filter(|graph| !graph.truncated);
    let Some(graph) = whole else {
        let message = &report.report.message;
        return Ok(Verdict::Differs(Difference {
            file: listing.source.clone(),
            summary: format!(
                "`{}` has no whole state graph ({message}); make the program smaller",
                listing.name
            ),
            diff: diff("", message),
            needs_author: true,
        }));
    };
    let recorded = [
        (
            file.to_path_buf(),
            explorer::board_json(graph, &shown(&source)),
        ),
        (file.with_extension("txt"), explorer::board_text(graph)),
    ];
    let summary = format!("the state graph of `{}` is another one", listing.name);
    let mut verdict = Verdict::Same;
    for (file, now) in recorded {
        let now = normalize(&now, root, &listing.topic);
        if let Some(difference) = store::settle(root, &file, &now, &summary, mode)? {
            verdict = Verdict::Differs(difference);
        }
    }
    Ok(verdict)
}

/// The lines that a reader sees, with their numbers: no header, no anchors.
fn shown(source: &str) -> Vec<(u32, &str)> {
    (1_u32..)
        .zip(source.lines())
        .skip_while(|(_, line)| line.is_empty() || line.starts_with("//"))
        .filter(|(_, line)| !line.trim_start().starts_with("// ANCHOR"))
        .collect()
}
