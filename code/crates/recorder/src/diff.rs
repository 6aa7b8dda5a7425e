//! A short difference of two texts, by lines.

/// Lines shown around a change.
const CONTEXT: usize = 2;
/// Longest difference shown.
const MOST_LINES: usize = 60;

/// The lines that differ, with `-` before recorded and `+` before present ones, and a little of what surrounds them.
pub(crate) fn diff(recorded: &str, now: &str) -> String {
    let edits = edits(
        &recorded.lines().collect::<Vec<_>>(),
        &now.lines().collect::<Vec<_>>(),
    );
    let changed: Vec<usize> = edits
        .iter()
        .enumerate()
        .filter(|(_, (sign, _))| *sign != ' ')
        .map(|(index, _)| index)
        .collect();
    if changed.is_empty() && recorded != now {
        return "the last line ends with a line break in only one of them\n".to_owned();
    }
    let mut text = String::new();
    let mut shown = 0;
    let mut skipped = false;
    for (index, (sign, line)) in edits.iter().enumerate() {
        let near = changed
            .iter()
            .any(|&change| change.abs_diff(index) <= CONTEXT);
        if !near || shown == MOST_LINES {
            skipped = true;
            continue;
        }
        if skipped {
            text.push_str("  …\n");
            skipped = false;
        }
        shown += 1;
        text.push_str(format!("{sign} {line}").trim_end());
        text.push('\n');
    }
    if shown == MOST_LINES {
        text.push_str("  …\n");
    }
    text
}

/// The shortest way from one text to the other: kept (` `), removed (`-`) and added (`+`) lines.
fn edits<'a>(from: &[&'a str], to: &[&'a str]) -> Vec<(char, &'a str)> {
    // Length of the longest common subsequence of the tails that begin at (i, j).
    let mut common = vec![vec![0_usize; to.len() + 1]; from.len() + 1];
    for i in (0..from.len()).rev() {
        for j in (0..to.len()).rev() {
            common[i][j] = if from[i] == to[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut edits = Vec::new();
    while i < from.len() || j < to.len() {
        if i < from.len() && j < to.len() && from[i] == to[j] {
            edits.push((' ', from[i]));
            i += 1;
            j += 1;
        } else if i < from.len() && (j == to.len() || common[i + 1][j] >= common[i][j + 1]) {
            edits.push(('-', from[i]));
            i += 1;
        } else {
            edits.push(('+', to[j]));
            j += 1;
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::diff;

    #[test]
    fn only_changes_and_their_surroundings_are_shown() {
        let recorded = "1\n2\n3\n4\n5\n6\n7\n8\n";
        let now = "1\n2\n3\n4\nfive\n6\n7\n8\n";
        assert_eq!(
            diff(recorded, now),
            "  …\n  3\n  4\n- 5\n+ five\n  6\n  7\n"
        );
    }

    #[test]
    fn a_missing_line_break_is_told() {
        assert_eq!(
            diff("a\n", "a"),
            "the last line ends with a line break in only one of them\n"
        );
        assert_eq!(diff("", "a\n"), "+ a\n");
    }
}
